#!/usr/bin/env python3
"""Judges the exchange with pandoc, both ways.

    exchange.py --offprint PROGRAM ARTICLE ...

What Offprint writes as pandoc's form is read by pandoc and written again: the very same tree must come
back, which it does only where every element has the shape that pandoc's types want. Then pandoc writes the
article in other formats and reads these again, and Offprint reads what pandoc says of them: it must show
every letter that pandoc found.
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

# Formats to go through.
FORMATS = ["rst", "org", "docx", "latex", "mediawiki", "html", "jats"]

# Elements of pandoc's tree whose second part is text.
TEXTS = {"Code", "CodeBlock", "Math"}


def tree(path, offprint, folder):
    """Writes an article in pandoc's form; the file and what is wrong with it."""
    made = Path(folder) / f"{Path(path).parent.name}-{Path(path).stem}.pandoc.json"
    report.must_run([offprint, "--quiet", "-t", "pandoc", "-o", made, path])
    return made, shape(made)


def shape(made):
    """Where pandoc reads another tree than was written."""
    result = report.run([PANDOC, "-f", "json", "-t", "json", made])
    if result.returncode != 0:
        return [result.stderr.strip()]
    ours, theirs = json.loads(Path(made).read_text(encoding="utf-8")), json.loads(result.stdout)
    return [line for part in ("meta", "blocks") for line in differences(ours[part], theirs[part], part)]


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


def letters(text):
    return collections.Counter(c for c in text if c.isalnum())


def said(element):
    """The text of pandoc's tree."""
    if isinstance(element, list):
        return "".join(said(part) for part in element)
    if not isinstance(element, dict):
        return ""
    name, content = element.get("t"), element.get("c")
    if name == "Str":
        return content
    return content[1] if name in TEXTS else said(content)


def through(made, offprint, folder, name):
    """What Offprint loses of an article that went through a format."""
    written, read = Path(folder) / f"{made.stem}.{name}", Path(folder) / f"{made.stem}.{name}.json"
    steps = [
        [PANDOC, "-f", "json", "-t", name, "-s", made, "-o", written],
        [PANDOC, "-f", name, "-t", "json", written, "-o", read],
    ]
    for step in steps:
        result = report.run(step)
        if result.returncode != 0:
            return [f"{name}: {result.stderr.strip()}"]
    text = report.must_run([offprint, "--quiet", "--no-smart", "-f", "pandoc", "-t", "text", "-o", "-", read])
    wanted = letters(said(json.loads(read.read_text(encoding="utf-8"))["blocks"]))
    lost = wanted - letters(text)
    if not wanted or lost:
        return [f"{name}: of {wanted.total()} letters and figures lost: {''.join(sorted(lost.elements()))[:60]}"]
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
