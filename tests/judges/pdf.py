#!/usr/bin/env python3
"""Judges PDF files: qpdf must find them well formed, poppler must find their fonts embedded and
their text readable, and with --standards veraPDF and page-validation must find them conforming.

    pdf.py [--standards ua1,2a] FILE.pdf ...
"""

import argparse
import sys
from pathlib import Path

import page

import report

HERE = Path(__file__).parent
VERAPDF = HERE.parent.parent / ".judges" / "verapdf"


def qpdf(path):
    """Nothing but a clean bill: qpdf's warnings count as findings."""
    result = report.run(["qpdf", "--check", path])
    said = [line for line in result.stderr.splitlines() if line.strip()]
    if result.returncode != 0 and not said:
        said = [f"qpdf --check ended with {result.returncode}"]
    return said


def fonts(path):
    """Every font embedded, as a subset, with a way back from glyphs to text."""
    result = report.run(["pdffonts", path])
    said = [line for line in result.stderr.splitlines() if line.strip()]
    rows = result.stdout.splitlines()[2:]
    if not rows:
        said.append("no fonts at all")
    for row in rows:
        embedded, subset, unicode = row.split()[-5:-2]
        if (embedded, subset, unicode) != ("yes", "yes", "yes"):
            said.append(f"{row.split()[0]}: embedded {embedded}, subset {subset}, to Unicode {unicode}")
    return said


def text(path):
    """There is text to be had, and none of it is the character for "could not read this"."""
    result = report.run(["pdftotext", "-enc", "UTF-8", path, "-"])
    said = [line for line in result.stderr.splitlines() if line.strip()]
    if not result.stdout.strip():
        said.append("no text")
    if "\ufffd" in result.stdout:
        said.append(f"{result.stdout.count(chr(0xFFFD))} characters without a Unicode value")
    return said


def verapdf(files, standards):
    """veraPDF's broken rules by file and standard. A verdict that is missing ends the run."""
    out = report.must_run(
        ["java", "-cp", f"{VERAPDF}/*", HERE / "CheckPdfs.java", ",".join(standards), *files],
        timeout=1800,
    )
    rows = [line.split("\t") for line in out.splitlines()]
    broken = {(row[1], row[2]): [] for row in rows if row[0] == "checked"}
    for row in rows:
        if row[0] == "failed":
            broken[row[1], row[2]].append(" ".join(row[3:]))
    return broken


def mistaken(said):
    """Whether page-validation takes a width for 0 that it does not find: in CFF outlines with several font
    DICTs (Noto CJK) it does not look up defaultWidthX and nominalWidthX of the glyph's own one (Adobe
    Technical Note #5176, 15 and 19). fontTools reads them as /W says them, and veraPDF judges the same rule.
    """
    return "GLYPH-WIDTH-001" in said and "width 0.000 in its embedded CIDFontType0C program" in said


def page_validation(path, standard):
    """page-validation's broken rules for one file."""
    try:
        verdict = page.validate_pdf(path, profile=standard)
    except page.PageError as error:
        return [f"unreadable: {error}"]
    said = [f"{failure.rule_id} {failure.message}" for failure in verdict.failures]
    if not said and not verdict.is_compliant:
        return ["not compliant, without a reason"]
    return [line for line in said if not mistaken(line)]


def well_formed(files):
    """The judges of every PDF."""
    judges = []
    for name, check in (("qpdf", qpdf), ("pdffonts", fonts), ("pdftotext", text)):
        judge = report.Judge(name)
        for path, said in zip(files, report.each(check, files)):
            judge.found(path, said)
        judges.append(judge)
    return judges


def conforming(files, standards):
    """The judges of PDFs that claim a standard."""
    judges = []
    broken = verapdf(files, standards)
    for standard in standards:
        vera, second = report.Judge(f"veraPDF {standard}"), report.Judge(f"page-validation {standard}")
        for path in files:
            vera.found(path, broken[standard, path])
            second.found(path, page_validation(path, standard))
        judges += [vera, second]
    return judges


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--standards", default="", help="ua1, 2a, 2u, 3a ... with commas between them")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    judges = well_formed(options.files)
    if options.standards:
        judges += conforming(options.files, options.standards.split(","))
    return report.close(judges)


if __name__ == "__main__":
    sys.exit(main())
