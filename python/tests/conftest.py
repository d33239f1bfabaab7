"""What the tests share."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

MARKDOWN = """---
title: The keeper of the weir
author: Ada Reed
lang: en
---

The *weir* was old, and "nobody" minded.

## The sluice

A list:

1. first
2. second

| a | b |
|---|--:|
| 1 | 2 |
"""

PROSE = (
    "The assembly met on a cold morning in March and decided, after long debate, that nothing at all should be "
    "decided that year."
)

TEXT = f"""Home
News
The day the ferry stayed
By Jane Doe
3 March 2021

{PROSE}

{PROSE} And so they went home.

{PROSE}

Share this
Facebook
"""

PAGE = f"""<html lang="en"><head><title>The day the ferry stayed</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>The day the ferry stayed</h1><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></article></body></html>"""


@pytest.fixture(scope="session")
def program() -> Path:
    """The command line, to compare with."""
    return Path(os.environ["OFFPRINT"])


@pytest.fixture
def command(program, tmp_path):
    """Converts data with the command line and returns the bytes."""

    def run(data: str, name: str, to: str, *options: str) -> bytes:
        source, made = tmp_path / name, tmp_path / f"made.{to}"
        source.write_text(data, encoding="utf-8")
        words = [program, "--quiet", "--no-config", "-t", to, "-o", made, *options, source.name]
        subprocess.run(words, check=True, cwd=tmp_path)
        return made.read_bytes()

    return run
