"""Where the outputs of many articles go: by key, whole or not at all.

Engines run a task again when a worker dies, and people run a job again when it was interrupted. What is written
here bears that: everything is written under another name first and renamed when it is whole; a key has one place, so
that writing it twice changes nothing; and what is there already is passed over (:meth:`missing`).

Both stores may be pickled. Their folder must be one that all workers see.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

#: The longest name of a file that is made of a key, in characters; longer ones end in a digest.
LONGEST = 150


class Files:
    """A file for each article, in a folder: ``KEY.epub`` and the like."""

    def __init__(self, folder: str | os.PathLike[str], to: str, key: str = "id") -> None:
        self.folder, self.to, self.key = Path(folder).absolute(), to, key
        self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, key: object) -> Path:
        """The file of a key."""
        return self.folder / f"{_name(str(key))}.{self.to}"

    def missing(self, table: pa.Table) -> pa.Table:
        """The rows of a table whose files are not there."""
        return table.filter(pa.array([not self.path(key.as_py()).exists() for key in table[self.key]], pa.bool_()))

    def write(self, table: pa.Table) -> pa.Table:
        """Writes the outputs of a table of converted articles; the table comes back without them."""
        for key, output in zip(table[self.key], table[self.to]):
            if output.is_valid:
                with _whole(self.path(key.as_py())) as part:
                    part.write_bytes(output.as_buffer())
        return table.drop_columns([self.to])


class Parts:
    """Tables in a folder, in Parquet, with the outputs in columns of bytes.

    Which keys there are is read once, when the store is made; they travel with it.
    """

    def __init__(self, folder: str | os.PathLike[str], key: str = "id") -> None:
        self.folder, self.key = Path(folder).absolute(), key
        self.folder.mkdir(parents=True, exist_ok=True)
        self._done = pa.array(sorted(self.done()), pa.string())

    def done(self) -> set[str]:
        """The keys that are there."""
        parts = sorted(self.folder.glob("*.parquet"))
        keys = (pq.read_table(part, columns=[self.key])[self.key].cast(pa.string()).to_pylist() for part in parts)
        return {key for some in keys for key in some}

    def missing(self, table: pa.Table) -> pa.Table:
        """The rows of a table whose keys were not there."""
        return table.filter(pc.invert(pc.is_in(table[self.key].cast(pa.string()), value_set=self._done)))

    def write(self, table: pa.Table) -> pa.Table:
        """Writes a table of converted articles as one part, named by its keys; it comes back with the keys and errors."""
        if table.num_rows:
            keys = "\0".join(map(str, table[self.key].to_pylist()))
            with _whole(self.folder / f"{hashlib.sha256(keys.encode()).hexdigest()[:32]}.parquet") as part:
                pq.write_table(table, part)
        return table.select([name for name in (self.key, "error") if name in table.schema.names])


def failed(table: pa.Table, key: str = "id") -> pa.Table:
    """The keys and errors, as text, of a table's articles that could not be converted: all that a job needs back."""
    wrong = table.filter(pc.is_valid(table["error"]))
    return pa.table([wrong[key].cast(pa.string()), wrong["error"].cast(pa.string())], names=[key, "error"])


class _whole:
    """A file that gets its name when it is whole."""

    def __init__(self, path: Path) -> None:
        self.path, self.part = path, path.with_name(f".{uuid.uuid4().hex}.part")

    def __enter__(self) -> Path:
        return self.part

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            os.replace(self.part, self.path)
        else:
            self.part.unlink(missing_ok=True)


def _name(key: str) -> str:
    """The name of a file for a key: itself where it can be one."""
    name = quote(key, safe=" ()+,=@") or "_"
    if name.startswith("."):
        name = f"%2E{name[1:]}"
    if len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - 33]}-{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def leftovers(folder: str | os.PathLike[str]) -> Iterator[Path]:
    """What workers that were killed left half-written; nothing reads it, and it may be removed when no job runs."""
    return Path(folder).glob(".*.part")
