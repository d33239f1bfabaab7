"""Reading and converting articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from . import options as _options
from .article import Article
from .options import Value

#: An article: its text, or its bytes in whatever encoding.
Data = str | bytes

#: What is known of one article, under the names of fields in JSON Lines: ``title``, ``author``, ``date``, ``lang``, ``url``.
#: The options of a converter, which hold for all of its articles, count more.
Metadata = Mapping[str, Any]


def read(data: Data, *, format: str | None = None, name: str = "", **options: Value) -> Article:
    """Reads an article.

    ``format`` is that of the input: ``text``, ``markdown``, ``html``, ``json``, ``pandoc``; without it the
    ending of ``name`` says it, and else the content. The options are those for reading. Images beside the
    article are read below ``resource_root``, and without it not at all.

    Raises ``ReadError`` when the data are no article, ``OptionError`` when an option makes no sense.
    """
    desk = _options.desk(_options.given({**options, "from": format}), (), "reading")
    return Article(desk.read(data, name, "{}"))


def convert(data: Data, to: str, *, format: str | None = None, name: str = "", **options: Value) -> bytes:
    """Reads an article and writes it in a format, in one go; :class:`Converter` writes several.

    Raises ``ReadError``, ``RenderError``, ``OptionError``, ``TookTooLong`` (with the option ``timeout``).
    """
    desk = _options.desk(_options.given({**options, "from": format}), (to,), "converting")
    return desk.convert(data, name, "{}")[1][0]


@dataclass(frozen=True)
class Conversion(Mapping[str, bytes]):
    """What an article became: the outputs by their formats, and the report on it."""

    outputs: dict[str, bytes]
    _report: str

    @cached_property
    def report(self) -> dict[str, Any]:
        """What became of the article, as ``--report`` tells it (docs/REPORT.md)."""
        told: dict[str, Any] = json.loads(self._report)
        return told

    def __getitem__(self, format: str) -> bytes:
        return self.outputs[format]

    def __iter__(self) -> Any:
        return iter(self.outputs)

    def __len__(self) -> int:
        return len(self.outputs)


class Converter:
    """Settings to convert many articles with, which may be pickled and sent to other processes.

    Each process loads fonts and themes once, however many converters with the same settings it gets.
    ``threads`` says on how many one long article may be worked; engines that run a task on each core want 1.
    """

    def __init__(self, to: str | Iterable[str], *, format: str | None = None, threads: int = 1, **options: Value) -> None:
        self.to = _options.formats(to)
        self.threads = threads
        self.options = _options.given({**options, "from": format})
        # What is wrong with the options is said here, not in the first of many tasks.
        self._desk()

    def _desk(self) -> Any:
        return _options.desk(self.options, self.to, "converting", self.threads)

    def __call__(self, data: Data, name: str = "", metadata: Metadata | None = None) -> Conversion:
        """Converts an article, of which ``metadata`` may say its title, author, date and so on. Raises what
        :func:`convert` raises."""
        desk = self._desk()
        report, outputs = desk.convert(data, name, _known(metadata))
        return Conversion(dict(zip(desk.formats, outputs)), report)

    def read(self, data: Data, name: str = "", metadata: Metadata | None = None) -> Article:
        """Reads an article and writes nothing."""
        return Article(self._desk().read(data, name, _known(metadata)))

    def __getstate__(self) -> dict[str, Any]:
        return {"to": self.to, "threads": self.threads, "options": self.options}

    def __repr__(self) -> str:
        return f"<offprint.Converter to {', '.join(self.to)}>"


def _known(metadata: Metadata | None) -> str:
    return json.dumps(dict(metadata), default=str) if metadata else "{}"
