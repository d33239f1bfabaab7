"""Tables of articles, for Ray Data, Spark and whatever else speaks Arrow.

A table has a row for each article, with columns called as the fields of JSON Lines are: ``text``, ``html`` or
``markdown`` (the first that a row has), ``id``, and metadata such as ``title``, ``author``, ``date``, ``lang``,
``url``. Columns with other names are named in ``fields``: ``fields={"html": "content", "id": "key"}``.

A row that is no article does not fail the others: its ``error`` says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa

from . import _offprint
from .converter import Converter
from .options import Value

def columns(names: Iterable[str], fields: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Which column holds which field: those that ``fields`` names, and those that are called as a field is."""
    chosen = dict(fields or {})
    for field in chosen:
        if not _offprint.is_field(field):
            raise _offprint.OptionError(f"there is no field “{field}”; name text, html, markdown, id or metadata")
    taken = set(chosen.values())
    own = [name for name in names if name not in chosen and name not in taken and _offprint.is_field(name)]
    return [*chosen.items(), *((name, name) for name in own)]


def schema(to: str | Iterable[str], kept: pa.Schema | None = None) -> pa.Schema:
    """The columns that :func:`convert_batch` gives back: those that are kept, one for each format, and what is told."""
    formats = (to,) if isinstance(to, str) else tuple(to)
    told = [
        ("title", pa.string()), ("language", pa.string()), ("words", pa.int64()), ("pages", pa.int64()),
        ("report", pa.string()), ("error", pa.string()),
    ]  # fmt: skip
    own = [pa.field(name, kind) for name, kind in [(format, pa.large_binary()) for format in formats] + told]
    return pa.schema([*(kept or []), *own])


def convert_batch(
    batch: pa.RecordBatch,
    to: str | Iterable[str] | Converter,
    *,
    fields: Mapping[str, str] | None = None,
    keep: Iterable[str] = ("id",),
    **options: Value,
) -> pa.RecordBatch:
    """Converts each row of a batch.

    ``to`` is a format, several, or a :class:`offprint.Converter`; ``keep`` names the columns that come along, of those
    that the batch has. What comes back has a column of bytes for each format (null where it was not made), and
    ``title``, ``language``, ``words``, ``pages`` (of a PDF), ``report`` (docs/REPORT.md) and ``error`` (null where all
    went well). Columns that are kept win over these.
    """
    converter = to if isinstance(to, Converter) else Converter(to, format=None, threads=1, **options)
    made = _offprint.convert_batch(converter._desk(), batch, columns(batch.schema.names, fields))
    kept = [name for name in keep if name in batch.schema.names]
    told = [name for name in made.schema.names if name not in kept]
    arrays = [batch.column(name) for name in kept] + [made.column(name) for name in told]
    return pa.RecordBatch.from_arrays(
        arrays, schema=pa.schema([*(batch.schema.field(name) for name in kept), *(made.schema.field(name) for name in told)])
    )


def mapper(
    to: str | Iterable[str],
    *,
    format: str | None = None,
    fields: Mapping[str, str] | None = None,
    keep: Iterable[str] = ("id",),
    **options: Value,
) -> Mapper:
    """A function over tables that may be sent to other processes: for Ray Data's ``map_batches`` with
    ``batch_format="pyarrow"``, and, by its method :meth:`Mapper.batches`, for Spark's ``mapInArrow``."""
    return Mapper(Converter(to, format=format, threads=1, **options), dict(fields or {}), tuple(keep))


class Mapper:
    """Converts tables, see :func:`mapper`."""

    def __init__(self, converter: Converter, fields: Mapping[str, str], keep: tuple[str, ...]) -> None:
        self.converter, self.fields, self.keep = converter, fields, keep

    def __call__(self, table: pa.Table) -> pa.Table:
        """Converts a table."""
        kept = pa.schema([table.schema.field(name) for name in self.keep if name in table.schema.names])
        batches = list(self.batches(table.to_batches()))
        if not batches:
            return schema(self.converter.to, kept).empty_table()
        return pa.Table.from_batches(batches)

    def batches(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Converts one batch after the other."""
        for batch in batches:
            yield convert_batch(batch, self.converter, fields=self.fields, keep=self.keep)


