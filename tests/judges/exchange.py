#!/usr/bin/env python3
"""Judges the exchange with pandoc, both ways.

    exchange.py --offprint PROGRAM ARTICLE ...

What Offprint writes as pandoc's form is read by pandoc and written again: the very same tree must come
back, which it does only where every element has the shape that pandoc's types want. Then pandoc writes the
article in other formats and reads these again, and Offprint reads what pandoc says of them: the words must be
those of the article, but for what a format cannot say.
"""

import argparse
import collections
import json
import sys
import tempfile
from pathlib import Path

import pypandoc

import report

PANDOC = pypandoc.get_pandoc_path()

# Formats to go through, and the share of the words that must come back. LaTeX and wikis have no words for
# some of what an article may hold (pictures that float, tables with spans, notes in notes).
FORMATS = {"rst": 0.98, "org": 0.98, "docx": 0.99, "latex": 0.97, "mediawiki": 0.97, "html": 0.99, "typst": 0.97}


def tree(path, offprint, folder):
    """Writes an article in pandoc's form; the file and what is wrong with it."""
    made = Path(folder) / f"{Path(path).parent.name}-{Path(path).stem}.pandoc.json"
    report.must_run([offprint, "--quiet", "-t", "pandoc", "-o", made, path])
    result = report.run([PANDOC, "-f", "json", "-t", "json", made])
    if result.returncode != 0:
        return made, [result.stderr.strip()]
    ours, theirs = json.loads(made.read_text(encoding="utf-8")), json.loads(result.stdout)
    return made, list(differences(ours["meta"], theirs["meta"], "meta")) + list(
        differences(ours["blocks"], theirs["blocks"], "blocks")
    )


def differences(ours, theirs, place):
    """Where two trees differ, the first place of each branch."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        for key in ours:
            yield from differences(ours[key], theirs[key], f"{place}.{key}")
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, (left, right) in enumerate(zip(ours, theirs)):
            yield from differences(left, right, f"{place}.{index}")
    elif ours != theirs:
        yield f"{place}: {json.dumps(ours)[:80]} became {json.dumps(theirs)[:80]}"


def words(offprint, path, form):
    text = report.must_run([offprint, "--quiet", "--no-smart", "-f", form, "-t", "text", "-o", "-", path])
    letters = "".join(c if c.isalnum() else " " for c in text)
    return collections.Counter(letters.split())


def through(made, offprint, folder, name):
    """What is wrong with an article that went through a format."""
    written, read = Path(folder) / f"{made.stem}.{name}", Path(folder) / f"{made.stem}.{name}.json"
    steps = [
        [PANDOC, "-f", "json", "-t", name, "-s", made, "-o", written],
        [PANDOC, "-f", name, "-t", "json", written, "-o", read],
    ]
    for step in steps:
        result = report.run(step)
        if result.returncode != 0:
            return [f"{name}: {result.stderr.strip()}"]
    wanted, found = words(offprint, made, "pandoc"), words(offprint, read, "pandoc")
    lost = wanted - found
    kept = 1 - lost.total() / max(1, wanted.total())
    if kept < FORMATS[name]:
        return [f"{name}: {kept:.3f} of the words came back; lost: {' '.join(sorted(lost)[:12])}"]
    return []


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--offprint", required=True)
    options.add_argument("articles", nargs="+")
    options = options.parse_args()
    shapes, formats = report.Judge("pandoc's form"), report.Judge("through pandoc's formats")
    with tempfile.TemporaryDirectory() as folder:
        trees = report.each(lambda path: tree(path, options.offprint, folder), options.articles)
        for path, (made, found) in zip(options.articles, trees):
            shapes.found(path, found)
        def all_formats(made):
            return [line for name in FORMATS for line in through(made, options.offprint, folder, name)]
        for path, found in zip(options.articles, report.each(all_formats, [made for made, _ in trees])):
            formats.found(path, found)
    return report.close([shapes, formats])


if __name__ == "__main__":
    sys.exit(main())
