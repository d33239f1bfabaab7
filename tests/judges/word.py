#!/usr/bin/env python3
"""Judges DOCX files: Open XML SDK's checks (openxml-audit) and the ECMA-376 schemas must find no
error, python-docx must open them, and LibreOffice must print every word that they hold, with as many
headings, notes and cells and with every address.

    word.py FILE.docx ...

(Not named docx.py: that is python-docx's module.)
"""

import collections
import json
import re
import shutil
import sys
import tempfile
import unicodedata
import zipfile
from pathlib import Path
from urllib.parse import unquote

import docx
import pikepdf
from docx.enum.style import WD_STYLE_TYPE
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

import ooxml_schema
import report

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# Latin, Greek and Cyrillic: the scripts for which every system has a face. Without a face LibreOffice
# prints boxes, and there is no text to find.
WORDS = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ɏΆ-ϿЀ-ӿ]{2,}")


# PDF with tags and bookmarks, in which things can be counted.
TAGGED = "pdf:writer_pdf_Export:" + json.dumps({
    name: {"type": "boolean", "value": "true"} for name in ("UseTaggedPDF", "ExportBookmarks")
})


def openxml_audit(path):
    """As `openxml-audit -f microsoft365 -m 0`, in this process. A validator keeps what it saw in one
    file for the next, so every file gets its own."""
    verdict = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0).validate(path)
    said = [f"{error.part_uri} {error.path or ''} {error.description}" for error in verdict.errors]
    return said or ([] if verdict.is_valid else ["not valid, without a reason"])


def schemas(path):
    try:
        return ooxml_schema.findings(path)
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        return [f"unreadable: {error!r}"]


def python_docx(path):
    """It opens, and its paragraphs and properties can be read."""
    try:
        document = docx.Document(path)
        paragraphs = [paragraph.text for paragraph in document.paragraphs]
        document.core_properties.title, [style.name for style in document.styles]
    except Exception as error:  # whatever a second reader stumbles over is a finding
        return [f"cannot read it: {error!r}"]
    return [] if any(paragraphs) or document.tables else ["no text"]


def on_paper(printed):
    """Headings, cells, notes and addresses of a tagged PDF."""
    with pikepdf.open(printed) as pdf:
        tags = collections.Counter()
        count_tags(pdf.Root.get("/StructTreeRoot", {}).get("/K"), tags)
        with pdf.open_outline() as outline:
            headings = count_entries(outline.root)
        actions = [note.get("/A") for page in pdf.pages for note in page.get("/Annots", [])]
        addresses = {unquote(str(action.URI)) for action in actions if action is not None and "/URI" in action}
    return headings, tags["/TH"] + tags["/TD"], tags["/Note"], addresses


def count_tags(kids, tags):
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            tags[str(kid.get("/S", ""))] += 1
            count_tags(kid.get("/K"), tags)


def count_entries(entries):
    return sum(1 + count_entries(entry.children) for entry in entries)


def in_file(path):
    """The same of a document."""
    document = docx.Document(path)
    body, styles = document.element.body, {style.style_id: style for style in document.styles}
    def outlined(style):
        while style is not None:
            if style.element.find(f"{{{W}}}pPr/{{{W}}}outlineLvl") is not None:
                return True
            style = style.base_style
        return False
    heads = {name for name, style in styles.items() if style.type == WD_STYLE_TYPE.PARAGRAPH and outlined(style)}
    shows = lambda node: next(node.iter(f"{{{W}}}t", f"{{{W}}}drawing"), None) is not None
    headings = sum(node.style in heads and shows(node) for node in body.iter(f"{{{W}}}p"))
    merged = (node.find(f"{{{W}}}tcPr/{{{W}}}vMerge") for node in body.iter(f"{{{W}}}tc"))
    cells = sum(merge is None or merge.get(f"{{{W}}}val") == "restart" for merge in merged)
    notes = sum(1 for _ in body.iter(f"{{{W}}}footnoteReference"))
    relations = [part for part in document.part.rels.values() if part.reltype.endswith("/hyperlink")]
    return headings, cells, notes, {unquote(part.target_ref) for part in relations}


def counted(path, printed):
    """Headings, cells, notes and addresses of which the print has another number."""
    if not printed.exists():
        return ["cannot convert it"]
    *wanted, addresses = in_file(path)
    *found, shown = on_paper(printed)
    said = [f"{want} {name} became {has}" for name, want, has in zip(("headings", "cells", "notes"), wanted, found) if want != has]
    plain = {address.rstrip("/").casefold() for address in shown}
    lost = sorted(address for address in addresses if address.rstrip("/").casefold() not in plain and "://" in address)
    return said + ([f"addresses lost: {' '.join(lost[:5])}"] if lost else [])


def squash(text):
    """Text without the things that may differ between a document and its print."""
    return re.sub(r"[\s\u00ad]", "", unicodedata.normalize("NFKC", text)).casefold()


def paragraph_text(paragraph):
    """What a paragraph shows, except where it is said to be hidden from readers without drawings."""
    pieces = []
    for node in paragraph.iter(f"{{{W}}}t", f"{{{W}}}tab", f"{{{W}}}br"):
        if next(node.iterancestors(f"{{{MC}}}Fallback"), None) is None:
            pieces.append(node.text or "" if node.tag == f"{{{W}}}t" else " ")
    return "".join(pieces)


def words(path):
    """The words of body and notes."""
    found = set()
    with zipfile.ZipFile(path) as package:
        for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            if part in package.namelist():
                for paragraph in etree.fromstring(package.read(part)).iter(f"{{{W}}}p"):
                    text = unicodedata.normalize("NFKC", paragraph_text(paragraph)).replace("\u00ad", "")
                    found.update(word.casefold() for word in WORDS.findall(text))
    return found


def print_all(files, folder):
    """PDFs of all files by one LibreOffice, named by the file's place in the list."""
    copies = []
    for index, path in enumerate(files):
        copies.append(folder / f"{index}.docx")
        shutil.copyfile(path, copies[-1])
    report.must_run(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile",
         "--convert-to", TAGGED, "--outdir", folder, *copies],
        timeout=1800,
    )
    return [copy.with_suffix(".pdf") for copy in copies]


def missing_words(path, printed):
    """Words of the document that its print lacks."""
    if not printed.exists():
        return ["cannot convert it"]
    text = squash(report.must_run(["pdftotext", "-enc", "UTF-8", printed, "-"]))
    unhyphenated = re.sub(r"[-‐]", "", text)
    try:
        lost = sorted(word for word in words(path) if word not in text and word not in unhyphenated)
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        return [f"cannot compare the text: {error!r}"]
    said = [f"not printed: {len(lost)} different words, such as {' '.join(lost[:12])}"] if lost else []
    return said if text else ["nothing is printed"]


def libreoffice(files):
    with tempfile.TemporaryDirectory() as scratch:
        printed = print_all(files, Path(scratch))
        return [(missing_words(*pair), counted(*pair)) for pair in zip(files, printed)]


def main(files):
    judges = []
    for name, check in (
        ("openxml-audit", openxml_audit), ("ECMA-376 schemas", schemas), ("python-docx", python_docx),
    ):
        judge = report.Judge(name)
        for path in files:
            judge.found(path, check(path))
        judges.append(judge)
    judge, counts = report.Judge("LibreOffice"), report.Judge("LibreOffice, counted")
    for path, (said, other) in zip(files, libreoffice(files) if files else []):
        judge.found(path, said)
        counts.found(path, other)
    return report.close([*judges, judge, counts])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
