#!/usr/bin/env python3
"""Compares pages with the pictures of them in tests/pictures, small and grey.

    pictures.py [--offprint PATH] [--differences DIR]
    OFFPRINT_ACCEPT=1 pictures.py       takes what the pages look like now for what is expected

What other smoothing of edges changes is let pass, a line that moved is not: see pages.distance, and
selfcheck, which proves both.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

import pages
import report
import sheets

EXPECTED = sheets.ROOT / "tests" / "pictures"
SAMPLE = "input/what-is-an-offprint.md"
TORTURE = "tests/articles/torture.md"

# Pages by the name of their picture: theme, article, page, further options. The first page of the sample in
# every theme comes on top.
PAGES = {
    "figures": ("article", TORTURE, 6, ()),
    "headings": ("article", TORTURE, 1, ()),
    "lists-and-quotations": ("article", TORTURE, 2, ()),
    "code-and-tables": ("article", TORTURE, 3, ()),
    "manuscript-head": ("manuscript", TORTURE, 3, ()),
    "pocket-tables": ("pocket", TORTURE, 4, ()),
    "booklet": ("article", SAMPLE, 1, ("--booklet",)),
    "arabic": ("article", "tests/extraction/ar.md", 1, ()),
    "chinese": ("article", "tests/extraction/zh.md", 1, ()),
    "hindi": ("article", "tests/extraction/hi.md", 1, ()),
}


def all_pages():
    """The pages above, and one of each theme."""
    first = {f"theme-{theme}": (theme, SAMPLE, 1, ()) for theme in sheets.themes()}
    return {**PAGES, **first}


def pictures(offprint, folder):
    """A picture of each page, by name; a page that is not there is None."""
    made = {}
    for name, (theme, article, page, options) in all_pages().items():
        pdf = folder / f"{theme}-{Path(article).stem}{''.join(options)}.pdf"
        if not pdf.exists():
            sheets.typeset(offprint, theme, sheets.ROOT / article, pdf, options)
        made[name] = pages.small(pdf, page) if page <= pages.count(pdf) else None
    return made


def accept(made):
    """Writes all pictures, and removes those of pages that are no longer asked for."""
    EXPECTED.mkdir(exist_ok=True)
    for old in EXPECTED.glob("*.png"):
        if made.get(old.stem) is None:
            old.unlink()
    for name, picture in made.items():
        if picture is not None:
            pages.in_greys(picture).save(EXPECTED / f"{name}.png", bits=4, optimize=True)


def judge(made, differences):
    found = report.Judge("pictures")
    for name in sorted(made.keys() | {path.stem for path in EXPECTED.glob("*.png")}):
        path, picture = EXPECTED / f"{name}.png", made.get(name)
        if picture is None or not path.exists():
            found.found(path, ["there is no such page" if picture is None else "there is no such picture"])
            continue
        expected = Image.open(path).convert("L")
        said = pages.differs(expected, picture)
        found.found(path, said)
        if said and differences:
            shown = [expected, picture]
            if expected.size == picture.size:
                shown.append(ImageChops.invert(ImageChops.difference(expected, picture)))
            sheets.side_by_side(shown, len(shown), expected.width + 2).save(differences / f"{name}.png")
    return report.close([found])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--offprint", type=Path, default=sheets.PROGRAM, help="the program")
    parser.add_argument("--differences", type=Path, help="where to show what differs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = pictures(options.offprint, Path(folder))
    if os.environ.get("OFFPRINT_ACCEPT"):
        return accept(made)
    if options.differences:
        options.differences.mkdir(parents=True, exist_ok=True)
    return judge(made, options.differences)


if __name__ == "__main__":
    sys.exit(main())
