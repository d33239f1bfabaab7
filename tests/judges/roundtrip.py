#!/usr/bin/env python3
"""Judges the way there and back: an article becomes DOCX, pandoc reads it, Offprint reads what pandoc
says, and what comes back must be the article.

    roundtrip.py --offprint PROGRAM ARTICLE ...

Not all can come back: a word processor knows no asides, and pandoc does not read all that Word knows. What
may differ is what `Projection` leaves out or says in another way, rule by rule; docs/DOCX.md has the table
with the reasons. Every other difference is a finding.
"""

import argparse
import difflib
import json
import re
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote

import docx
import pypandoc
from lxml import etree

import report

PANDOC = pypandoc.get_pandoc_path()

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# Names of styles of headings, and of those derived from them.
HEADING = re.compile(r"heading [1-6]", re.IGNORECASE)

# Inlines that change how their text looks, by the names that both models have.
MARKS = {"emphasis", "strong", "strike", "superscript", "subscript", "small-caps"}
# Inlines of which only the content comes back (rule "spans").
CLEAR = {"span", "abbreviation"}
# The boxes of tasks, open and done.
BOXES = ("☐ ", "☑ ")
# What the program calls asides without a title of their own.
ASIDES = {
    "note": {"en": "Note", "he": "הערה"}, "tip": {"en": "Tip"}, "important": {"en": "Important"},
    "warning": {"en": "Warning"}, "caution": {"en": "Caution"},
}
SPACES = re.compile(r"\s+")


class Projection:
    """An article as a list of lines, without what cannot come back. `ours` says that it is the article
    itself, of which is told what DOCX makes of it; else it is what came back."""

    def __init__(self, article, ours):
        self.ours = ours
        self.notes = {note["id"]: note for note in article.get("notes", [])}
        self.numbers, self.inner, self.in_note, self.in_list = {}, None, False, 0
        self.language = article["meta"].get("language", "en").split("-")[0]
        self.headings, self.lines = {}, []
        self.each_heading(article.get("blocks", []))
        self.blocks(article.get("blocks", []), "")

    def each_heading(self, blocks):
        for block in blocks:
            if block["type"] == "heading":
                self.headings[block.get("id", "")] = self.plain(block["content"])
            for child in self.children(block):
                self.each_heading(child)

    @staticmethod
    def children(block):
        if "items" in block:
            for item in block["items"]:
                yield from [item["blocks"]] if "blocks" in item else item["descriptions"]
        elif "blocks" in block:
            yield block["blocks"]
        for row in block.get("head", []) + block.get("body", []) if block["type"] == "table" else []:
            yield from (cell["blocks"] for cell in row["cells"])

    def plain(self, inlines):
        return SPACES.sub(" ", "".join(text for _, text in self.runs(inlines))).strip()

    def blocks(self, blocks, place):
        for block in blocks:
            kind = block["type"].replace("-", "_")
            getattr(self, kind)(block, place)

    def line(self, place, kind, inlines, around=frozenset()):
        """A line of text: runs that look alike are one, and spaces at the ends do not count."""
        joined = []
        for marks, text in self.runs(inlines, around):
            text = SPACES.sub(" ", text)
            if joined and joined[-1][0] == marks:
                joined[-1][1] += text
            elif joined and not text.strip():
                joined[-1][1] += " "
            elif text:
                joined.append([marks, text])
        said = "".join(f"⟨{'+'.join(sorted(marks))} {text}⟩" if marks else text for marks, text in joined)
        said = SPACES.sub(" ", re.sub(r" *⟩ *", "⟩ ", re.sub(r"⟨(\S+) +", r" ⟨\1 ", said))).strip()
        # Boxes are no bullets: pandoc calls the first a number, and the others paragraphs.
        kind = "task" if said.startswith(BOXES) else kind
        self.lines.append(f"{place}{kind}: {said}")

    def runs(self, inlines, marks=frozenset()):
        for before, inline in zip([None, *inlines], inlines):
            kind = inline["type"]
            if self.ours and kind == "note-ref" and before and before["type"] == kind:
                yield frozenset({"superscript"}), ","
            if kind == "text":
                yield marks, inline["text"].replace("\u00ad", "")
            elif kind in MARKS:
                yield from self.runs(inline["content"], marks | {kind})
            elif kind in CLEAR:
                yield from self.runs(inline["content"], marks)
            elif kind == "code":
                yield marks | {"code"}, inline["text"]
            elif kind == "link":
                yield from self.runs(inline["content"], marks | self.target(inline["target"]))
            elif kind == "math":
                yield marks, f" ⟦{self.formula(inline['tex'])}⟧ "
            elif kind == "break":
                yield marks, " ⏎ "
            elif kind == "image" and self.ours and "asset" not in inline:
                yield marks, inline.get("alt", "")
            elif kind == "image":
                yield marks, f" ⟦image {inline.get('alt', '')}⟧ "
            elif kind == "note-ref":
                yield from self.note(inline["id"])

    def target(self, target):
        """Ids of headings are made anew; what counts is which heading. Marks of printed pages do not come back,
        nor links to them."""
        if target.startswith("#"):
            name = self.headings.get(target.removeprefix("#"))
            return {f"→{name}".replace(" ", "_")} if name is not None else set()
        return {f"→{target}".replace(" ", "_")}

    @staticmethod
    def formula(tex):
        """The signs of a formula: the same one may be written in many ways."""
        bare = re.sub(r"\\(begin|end) *\{[a-z*]*\}(\{[clr|]*\})?|\\[A-Za-z]+", "", tex)
        return "".join(sorted(re.findall(r"[0-9A-Za-z]", bare)))

    def note(self, note):
        """What a mark shows. A second mark is a number that repeats the first; a note of a note is a letter, and
        stands at the end of that note."""
        if note in self.numbers:
            yield frozenset({"superscript"}), self.numbers[note]
        elif self.inner is None:
            self.numbers[note] = str(1 + sum(number.isdigit() for number in self.numbers.values()))
            self.inner = []
            lines = self.note_lines(note)
            while self.inner:
                name = self.inner.pop(0)
                lines += self.note_lines(name, [{"type": "superscript", "content": self.text(self.numbers[name])}])
            self.inner = None
            yield frozenset(), f" ⟦note {' / '.join(lines)}⟧ "
        else:
            self.numbers[note] = "abcdefghij"[sum(not number.isdigit() for number in self.numbers.values())]
            self.inner.append(note)
            yield frozenset({"superscript"}), self.numbers[note]

    def note_lines(self, note, mark=()):
        blocks = self.notes[note]["blocks"]
        if mark:
            blocks = [blocks[0] | {"content": [*mark, *self.text(" "), *blocks[0]["content"]]}, *blocks[1:]]
        outer, self.lines, self.in_note = self.lines, [], True
        self.blocks(blocks, "")
        lines, self.lines, self.in_note = self.lines, outer, False
        return lines

    @staticmethod
    def text(text):
        return [{"type": "text", "text": text}]

    def heading(self, block, place):
        self.line(place, f"heading {block['level']}", block["content"])

    def paragraph(self, block, place):
        self.line(place, "paragraph", block["content"])

    def quote(self, block, place):
        # Quotations in others are one to pandoc.
        self.blocks(block["blocks"], place.removesuffix("quote > ") + "quote > ")
        if block.get("attribution"):
            self.line(place.removesuffix("quote > "), "paragraph", block["attribution"])

    def list(self, block, place):
        kind = block["kind"]
        name = "bullet" if kind == "bullet" else "number"
        if place.endswith("quote > ") or self.in_note:
            name = "paragraph"  # pandoc sees no list in quotations and notes
        self.in_list += 1
        for item in block["items"]:
            task, blocks = item.get("task"), item["blocks"]
            box = [] if task is None else self.text(BOXES[task])
            if blocks and blocks[0]["type"] == "paragraph":
                self.line(place, name, box + blocks[0]["content"])
                blocks = blocks[1:]
            elif self.ours:
                self.lines.append(f"{place}{name}:")
            self.blocks(blocks, place)
        self.in_list -= 1

    def definition_list(self, block, place):
        if self.ours and (self.in_list or place):
            return self.plain_definitions(block, place)
        for item in block["items"]:
            for term in item["terms"]:
                # Of several terms pandoc keeps the last one with its meaning.
                self.line(place, "term" if term is item["terms"][-1] else "paragraph", term)
            for description in item["descriptions"]:
                self.blocks(description, place + "means > ")

    def plain_definitions(self, block, place):
        """In other blocks their styles have other names, by which pandoc does not know them."""
        for item in block["items"]:
            for term in item["terms"]:
                self.line(place, "paragraph", term)
            for description in item["descriptions"]:
                self.blocks(description, place)

    def code(self, block, place):
        code = block["text"].rstrip("\n").replace("\n", "⏎")
        # What follows in the same style is the same block to pandoc.
        if self.lines and self.lines[-1].startswith(f"{place}code: "):
            self.lines[-1] += "⏎" + code
        else:
            self.lines.append(f"{place}code: {code}")

    def table(self, block, place):
        place = place.removesuffix("quote > ")  # a table ends a quotation
        if block.get("caption"):
            self.line(place, "caption", block["caption"])
        for part in ("head", "body"):
            for row in block.get(part, []):
                self.lines.append(f"{place}row of {part}")
                for cell in row["cells"]:
                    self.lines.append(f"{place}cell {cell.get('colspan', 1)}×{cell.get('rowspan', 1)}")
                    self.blocks(cell["blocks"], place + "  ")

    def figure(self, block, place):
        shown = "asset" in block["image"] or not self.ours
        if shown:
            self.line(place, "figure", [{"type": "image"} | block["image"]])
        elif block["image"].get("alt"):
            self.line(place, "paragraph", self.text(block["image"]["alt"]))
        if block.get("caption"):
            self.line(place, "caption" if shown else "paragraph", block["caption"])

    def rule(self, block, place):
        self.lines.append(f"{place}paragraph: * * *" if self.ours else f"{place}rule")

    def math(self, block, place):
        self.lines.append(f"{place}formula: {self.formula(block['tex'])}")

    def aside(self, block, place):
        names = ASIDES.get(block["kind"], {})
        title = block.get("title") or self.text(names.get(self.language, names.get("en", "")))
        if self.plain(title):
            self.line(place, "paragraph", title)
        self.blocks(block["blocks"], place)


def back(article, offprint, folder, index):
    """The article and what came back of it, as JSON."""
    at = lambda ending: Path(folder) / f"{index}{ending}"
    for ending in (".docx", ".json"):
        report.must_run([offprint, "--quiet", "-o", at(ending), article])
    report.must_run([PANDOC, "-f", "docx", "-t", "json", at(".docx"), "-o", at(".pandoc.json")])
    report.must_run([offprint, "--quiet", "--no-smart", "-t", "json", "-o", at(".back.json"), at(".pandoc.json")])
    return [json.loads(at(ending).read_text(encoding="utf-8")) for ending in (".json", ".back.json")]


def without_title_block(lines, article):
    """The lines without those before the article's first one: what pandoc has no metadata for, which is all
    of the title block where it begins with a kicker."""
    begin = lines.index(article[0]) if article and article[0] in lines[:8] else 0
    return lines[begin:]


def findings(article, offprint, folder, index):
    there, here = back(article, offprint, folder, index)
    again = read_again(there, Path(folder) / f"{index}.docx")
    left, right = Projection(there, True).lines, Projection(here, False).lines
    right = without_title_block(right, left)
    different = difflib.unified_diff(left, right, lineterm="", n=0)
    return [line for line in different if not line.startswith(("---", "+++", "@@"))], again


def read_again(article, path):
    """Where python-docx finds other headings, items, cells, notes, links, pictures or metadata than the
    article has."""
    document, told = docx.Document(path), Told(article)
    names = {style.style_id: style.name for style in document.styles}
    paragraphs = list(document.element.body.iter(f"{W}p"))
    style = lambda paragraph: names.get(paragraph.style, "") if paragraph.style else ""
    text = lambda paragraph: SPACES.sub("", "".join(node.text or "" for node in paragraph.iter(f"{W}t", f"{M}t")))
    found = {
        "headings": [(int(style(each)[8]), text(each)) for each in paragraphs if HEADING.match(style(each))],
        "items": sum(each.pPr is not None and each.pPr.numPr is not None for each in paragraphs),
        "cells": sum(node.find(f"{W}tcPr/{W}vMerge") is None or node.find(f"{W}tcPr/{W}vMerge").get(f"{W}val") == "restart"
                     for node in document.element.body.iter(f"{W}tc")),
        "notes": notes(document),
        "links": sorted(links(document) - {article["meta"].get("source-url")}),
        "pictures": sorted(node.get("descr") for node in document.element.body.iter(f"{WP}docPr")),
        "metadata": [document.core_properties.title, document.core_properties.author,
                     document.core_properties.keywords, document.core_properties.comments],
    }
    return [f"{name}: {want} became {found[name]}" for name, want in told.facts.items() if want != found[name]]


def links(document):
    """The addresses of links in the text."""
    relations = document.part.rels.values()
    return {unquote(each.target_ref) for each in relations if each.reltype.endswith("/hyperlink")}


def notes(document):
    """The notes, without the separators."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes"):
            root = etree.fromstring(relation.target_part.blob)
            return sum(node.get(f"{W}type") is None for node in root.iter(f"{W}footnote"))
    return 0


class Told:
    """What an article has, in the order of its blocks."""

    def __init__(self, article):
        meta = article["meta"]
        self.plain = lambda inlines: SPACES.sub("", "".join(self.letters(inlines)))
        self.headings, self.items, self.cells, self.links, self.pictures = [], 0, 0, set(), []
        self.all_blocks(article["blocks"])
        for part in ("title", "subtitle"):
            self.visit(meta.get(part, []))
        self.facts = {
            "headings": self.headings, "items": self.items, "cells": self.cells,
            "pictures": sorted(self.pictures), "links": sorted(self.links - {meta.get("source-url")}),
        }
        if meta.get("title"):
            self.facts["metadata"] = [
                "".join(self.letters(meta["title"])),
                "; ".join(author["name"] for author in meta.get("authors", [])),
                ", ".join(meta.get("keywords", [])), meta.get("description", ""),
            ]
        self.facts["notes"] = len([note for note in article.get("notes", []) if note["id"] in self.seen])

    seen = frozenset()

    def all_blocks(self, blocks):
        for block in blocks:
            kind = block["type"]
            if kind == "heading":
                self.headings.append((block["level"], self.plain(block["content"])))
            for item in block["items"] if kind == "list" else []:
                self.items += 1
            for row in block["head"] + block["body"] if kind == "table" else []:
                self.cells += len(row["cells"])
            for inlines in self.inlines_of(block):
                self.visit(inlines)
            if kind == "figure" and "asset" in block["image"]:
                self.pictures.append(block["image"].get("alt", ""))
            for child in Projection.children(block):
                self.all_blocks(child)

    @staticmethod
    def inlines_of(block):
        yield from (block[name] for name in ("content", "caption", "attribution", "title") if name in block)
        for item in block["items"] if block["type"] == "definition-list" else []:
            yield from item["terms"]

    def visit(self, inlines):
        for inline in inlines:
            if inline["type"] == "image" and "asset" in inline:
                self.pictures.append(inline.get("alt", ""))
            if inline["type"] == "link" and not inline["target"].startswith("#"):
                self.links.add(unquote(inline["target"]))
            if inline["type"] == "note-ref":
                self.seen = self.seen | {inline["id"]}
            self.visit(inline.get("content", []))

    def letters(self, inlines):
        for inline in inlines:
            if inline["type"] in ("text", "code"):
                yield inline["text"].replace("\u00ad", "")
            yield from self.letters(inline.get("content", []))


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--offprint", required=True)
    options.add_argument("articles", nargs="+")
    options = options.parse_args()
    judge, second = report.Judge("there and back"), report.Judge("python-docx, what it reads")
    with tempfile.TemporaryDirectory() as folder:
        pairs = list(enumerate(options.articles))
        results = report.each(lambda pair: findings(pair[1], options.offprint, folder, pair[0]), pairs)
    for article, (found, again) in zip(options.articles, results):
        judge.found(article, found)
        second.found(article, again)
    return report.close([judge, second])


if __name__ == "__main__":
    sys.exit(main())
