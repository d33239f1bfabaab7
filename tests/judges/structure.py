#!/usr/bin/env python3
"""Counts what of the structure of web articles is kept: images, tables, lists, code, quotations.

    structure.py OFFPRINT CORPUS/html/open [--misses]

Every folder that has an expected.html beside its source.html is looked at. An element is kept when one of
its kind in the model has (nearly) its words; an image, when one has its file name or its alternative text.
Prints a line for each kind, and fails when less than 95 % of all are kept. No part of tests/run: the pages
belong to their publishers, and what is expected of them came out of another extractor.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ENOUGH = 0.95
# How many of an element's words must be found together.
NEARLY = 0.85
KINDS = {"table": "table", "ul": "list", "ol": "list", "dl": "list", "pre": "code", "blockquote": "quote"}
TYPES = {"table": "table", "list": "list", "definition-list": "list", "code": "code", "quote": "quote"}
VOID = {"img", "br", "hr", "input", "meta", "link", "source", "wbr", "area", "col", "embed", "param", "track"}


def words(text):
    return Counter(re.findall(r"\w+", text.casefold()))


def kept(expected, found):
    total = sum(expected.values())
    return any(sum((expected & other).values()) >= NEARLY * total for other in found)


def name(address):
    path = unquote(urlsplit(address).path).rstrip("/")
    return path.rsplit("/", 1)[-1].casefold()


class Expected(HTMLParser):
    """The elements of an expected article, with their text. A table of one column only holds things together."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.cells, self.elements, self.images = [], [], [], []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "img":
            source = attributes.get("src") or (attributes.get("srcset") or "").split(" ")[0]
            self.images.append((source, attributes.get("alt") or ""))
        elif tag not in VOID:
            self.open.append((tag, []))
            if tag == "tr":
                self.cells.append(0)
            elif tag in ("td", "th") and self.cells:
                self.cells[-1] += 1
            elif tag == "table":
                self.cells = []

    def handle_endtag(self, tag):
        if tag not in [name for name, _ in self.open]:
            return
        while self.open:
            ended, text = self.open.pop()
            single = ended == "table" and max(self.cells, default=0) < 2
            if ended in KINDS and not single:
                self.elements.append((KINDS[ended], " ".join(text)))
            if ended == tag:
                return

    def handle_data(self, data):
        for _, text in self.open:
            text.append(data)


def text_of(node):
    """All text of a part of the model."""
    if isinstance(node, list):
        return " ".join(text_of(item) for item in node)
    if not isinstance(node, dict):
        return ""
    own = node["text"] if isinstance(node.get("text"), str) else ""
    own = own or (node["tex"] if isinstance(node.get("tex"), str) else "")
    return " ".join([own, *(text_of(inner) for inner in node.values())])


def model(article):
    """What the model of an article has of each kind, and its images."""
    elements, images = [], []

    def walk(node):
        if isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            if node.get("type") in TYPES:
                elements.append((TYPES[node["type"]], words(text_of(node))))
            if "reference" in node:
                images.append((node["reference"], node.get("alt", "")))
            for inner in node.values():
                walk(inner)

    walk(article)
    return elements, images


def same_image(expected, found):
    (source, alt), (own, own_alt) = expected, found
    return (name(source) and name(source) == name(own)) or (alt and alt == own_alt)


def look(offprint, folder):
    """The elements that are expected of a page, each with whether it is kept."""
    run = subprocess.run(
        [offprint, "-q", "-t", "json", "-o", "-", folder / "source.html"], capture_output=True, check=False
    )
    elements, images = model(json.loads(run.stdout)) if run.stdout else ([], [])
    expected = Expected()
    expected.feed((folder / "expected.html").read_text())
    for kind, text in expected.elements:
        if words(text):
            yield kind, text, kept(words(text), [own for other, own in elements if other == kind])
    for image in expected.images:
        if not image[0].startswith("data:"):
            yield "image", " ".join(image), any(same_image(image, own) for own in images)


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--misses"]
    if len(arguments) != 2:
        sys.exit(__doc__)
    offprint, corpus = Path(arguments[0]).resolve(), Path(arguments[1])
    counts = Counter()
    for folder in sorted(path.parent for path in corpus.glob("*/expected.html")):
        for kind, text, found in look(offprint, folder):
            counts[kind, found] += 1
            if not found and "--misses" in sys.argv:
                print(f"{folder.name}: {kind}: {' '.join(text.split())[:100]}")
    kinds = sorted({kind for kind, _ in counts})
    for kind in kinds:
        print(f"{kind}: {counts[kind, True]} of {counts[kind, True] + counts[kind, False]}")
    all_kept = sum(counts[kind, True] for kind in kinds)
    share = all_kept / max(1, sum(counts.values()))
    print(f"kept: {share:.1%}")
    sys.exit(share < ENOUGH)


if __name__ == "__main__":
    main()
