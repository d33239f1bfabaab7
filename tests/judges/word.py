#!/usr/bin/env python3
"""Judges DOCX files: Open XML SDK's checks (openxml-audit) and the ECMA-376 schemas must find no
error, python-docx must open them, and LibreOffice must print every word that they hold.

    word.py FILE.docx ...

(Not named docx.py: that is python-docx's module.)
"""

import re
import shutil
import sys
import tempfile
import unicodedata
import zipfile
from pathlib import Path

import docx
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

import ooxml_schema
import report

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# Latin, Greek and Cyrillic: the scripts for which every system has a face. Without a face LibreOffice
# prints boxes, and there is no text to find.
WORDS = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ɏΆ-ϿЀ-ӿ]{2,}")


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
         "--convert-to", "pdf", "--outdir", folder, *copies],
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
        return [missing_words(*pair) for pair in zip(files, printed)]


def main(files):
    judges = []
    for name, check in (
        ("openxml-audit", openxml_audit), ("ECMA-376 schemas", schemas), ("python-docx", python_docx),
    ):
        judge = report.Judge(name)
        for path in files:
            judge.found(path, check(path))
        judges.append(judge)
    judge = report.Judge("LibreOffice")
    for path, said in zip(files, libreoffice(files) if files else []):
        judge.found(path, said)
    return report.close([*judges, judge])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
