"""Options as Python gives them, and settings made of them, once in a process."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, Union

from ._offprint import Desk, OptionError

#: What an option may be: a switch, a text, a number, a path, or several of these.
Value = Union[bool, str, int, float, "os.PathLike[str]", Iterable[Union[str, int, float, "os.PathLike[str]"]], None]
#: What settings are for.
Work = Literal["reading", "writing", "converting"]
#: Options in a form that can be compared.
Given = tuple[tuple[str, tuple[str, ...]], ...]


def given(options: dict[str, Value]) -> Given:
    """Options by their long names; those that are ``None`` are left out."""
    known = ((name.rstrip("_").replace("_", "-"), value) for name, value in options.items())
    return tuple((name, _texts(name, value)) for name, value in known if value is not None)


def _texts(name: str, value: Value) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if isinstance(value, (str, int, float, os.PathLike)):
        return (_text(value),)
    if isinstance(value, (bytes, dict)) or not isinstance(value, Iterable):
        raise OptionError(f"“{name}” is a {type(value).__name__}; give a text, a number, a path, or a list of them")
    return tuple(_text(one) for one in value)


def _text(value: str | int | float | os.PathLike[str]) -> str:
    return os.fspath(value) if isinstance(value, os.PathLike) else str(value)


def formats(to: str | Iterable[str]) -> tuple[str, ...]:
    """The formats to write, one or several."""
    return (to,) if isinstance(to, str) else tuple(to)


@lru_cache(maxsize=64)
def desk(options: Given, to: tuple[str, ...], work: Work, threads: int = 1) -> Desk:
    """Settings that were checked; the same for the same options, with fonts and themes loaded once."""
    return Desk([(name, list(values)) for name, values in options], list(to), work, threads)
