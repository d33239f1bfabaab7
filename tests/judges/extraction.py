#!/usr/bin/env python3
"""Judges the text that others get out of PDF files: pdftotext must give the words that were written,
in their order, whatever the script and the direction.

    extraction.py FOLDER/ru.pdf ...

The name of a file says which text of tests/extraction it was made of. Texts are compared after NFC and
without the marks and embeddings of UAX #9, which show nothing; lines are joined.
"""

import sys
import unicodedata
from pathlib import Path

import report

SOURCES = Path(__file__).parent.parent / "extraction"

# The marks, embeddings and isolates of UAX #9.
DIRECTIONS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])

# Where words are not parted by spaces, or where poppler puts some between letters and their signs
# (Devanagari): all white space is left out, and a line must stand in the text as it is.
WITHOUT_SPACES = {"hi", "ja", "th", "zh"}


def normal(text):
    return unicodedata.normalize("NFC", text).translate(DIRECTIONS)


def source(language):
    """The paragraphs of a text, without its metadata."""
    file = next(path for path in SOURCES.glob(f"{language}.md"))
    return normal(file.read_text(encoding="utf-8").split("---\n", 2)[2])


def first_difference(wanted, found):
    for place, (left, right) in enumerate(zip(wanted, found)):
        if left != right:
            around = slice(max(0, place - 3), place + 4)
            return [f"“{' '.join(found[around])}” where “{' '.join(wanted[around])}” should be"]
    return [] if len(wanted) == len(found) else [f"{len(found)} words instead of {len(wanted)}"]


def extraction(path):
    """What pdftotext gives otherwise than it was written."""
    language = Path(path).stem
    result = report.run(["pdftotext", "-enc", "UTF-8", path, "-"])
    said = [line for line in result.stderr.splitlines() if line.strip()]
    wanted, found = source(language), normal(result.stdout)
    if language not in WITHOUT_SPACES:
        return said + first_difference(wanted.split(), found.split())
    said += first_difference(list("".join(wanted.split())), list("".join(found.split())))
    if language != "hi":
        said += [f"spaces in “{line}”" for line in found.split("\n") if line.strip() not in wanted]
    return said


def main(files):
    judge = report.Judge("extraction")
    for path, said in zip(files, report.each(extraction, files)):
        judge.found(path, said)
    return report.close([judge])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
