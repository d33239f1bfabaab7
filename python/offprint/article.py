"""Articles that were read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from . import options as _options
from ._offprint import Reading
from .options import Value


@dataclass(frozen=True)
class Heading:
    """A heading: its level (1 to 6), its text, and the line of the input (0 when it stands on none)."""

    level: int
    text: str
    line: int


@dataclass(frozen=True)
class Removed:
    """A stretch of the input that is not part of the article: where it stood, what it was taken for, and why."""

    line: int
    lines: int
    what: str
    reason: str
    text: str


@dataclass(frozen=True)
class Message:
    """What was lost, repaired or guessed: ``error``, ``warning`` or ``note``, its kind, and the line (0 for none)."""

    severity: str
    kind: str
    line: int
    text: str


class Article:
    """An article that was read, and what was found out about it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def to(self, format: str, **options: Value) -> bytes:
        """The article in a format, such as ``pdf``; the options are those for writing."""
        desk = _options.desk(_options.given(options), (format,), "writing")
        return desk.write(self._reading)[0]

    @cached_property
    def inspection(self) -> dict[str, Any]:
        """All that was found out, as ``offprint inspect --json`` prints it."""
        found: dict[str, Any] = json.loads(self._reading.inspection())
        return found

    @cached_property
    def json(self) -> str:
        """The whole article as JSON, which :func:`offprint.read` takes again (``format="json"``)."""
        return self._reading.json()

    @property
    def title(self) -> str | None:
        """The title as plain text."""
        return self._text("title")

    @property
    def subtitle(self) -> str | None:
        """The subtitle as plain text."""
        return self._text("subtitle")

    @property
    def byline(self) -> str | None:
        """The names of the authors, with commas between."""
        return self._text("byline")

    @property
    def authors(self) -> list[str]:
        """The names of the authors, one by one."""
        return list(self.inspection["authors"])

    @property
    def date(self) -> str | None:
        """The date of publication, as exact as it is known: 2026, 2026-11 or 2026-11-22."""
        return self._text("date")

    @property
    def language(self) -> str | None:
        """The language, as a tag (BCP 47)."""
        return self._text("language")

    @property
    def body(self) -> str:
        """The text without the title block: one paragraph, heading, item or line of verse a line."""
        return str(self.inspection["body"])

    @property
    def outline(self) -> list[Heading]:
        """The headings, in order."""
        return [Heading(**entry) for entry in self.inspection["outline"]]

    @property
    def removed(self) -> list[Removed]:
        """What was taken out, in the order of the input."""
        return [Removed(**one) for one in self.inspection["removed"]]

    @property
    def messages(self) -> list[Message]:
        """What else was repaired, guessed or lost."""
        told = self.inspection["messages"]
        return [Message(one["severity"], one["kind"], one["line"], one["text"]) for one in told]

    def _text(self, name: str) -> str | None:
        value = self.inspection[name]
        return None if value is None else str(value)

    def __repr__(self) -> str:
        return f"<offprint.Article {self.title!r}>"
