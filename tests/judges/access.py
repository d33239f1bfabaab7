#!/usr/bin/env python3
"""Judges the accessibility of EPUB files: Ace must have no violation to report, of any weight.

    access.py FILE.epub ...
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import report

HOME = Path(__file__).resolve().parents[2] / ".judges" / "ace"
START = "60000"  # milliseconds for a browser to start: a busy machine takes longer than Ace's five seconds


def findings(verdict):
    """The violations, in a line each."""
    if "earl:outcome" not in verdict.get("earl:result", {}):
        yield "came to no verdict"
    for page in verdict["assertions"]:
        for assertion in page["assertions"]:
            test, result = assertion["earl:test"], assertion["earl:result"]
            what = " ".join(result["dct:description"].split())
            yield f"{test['earl:impact']} {test['dct:title']} {page['earl:testSubject']['url']}: {what}"


def verdicts(files, folder):
    """Ace's own report on each file, by one process of Node.js."""
    browser = shutil.which("chromium") or sys.exit("access.py: chromium is missing; run tests/judges/setup")
    os.environ.update(
        NODE_PATH=str(HOME / "node_modules"), PUPPETEER_EXECUTABLE_PATH=browser, ACE_TIMEOUT_INITIAL=START,
    )
    report.must_run(["node", Path(__file__).parent / "ace" / "check.js", folder, *files], timeout=120 + 60 * len(files))
    return [json.loads((folder / f"{index}.json").read_text()) for index in range(len(files))]


def main(files):
    judge = report.Judge("Ace")
    files = [Path(name).resolve() for name in files]
    with tempfile.TemporaryDirectory() as scratch:
        for path, verdict in zip(files, verdicts(files, Path(scratch)) if files else [], strict=True):
            judge.found(path, findings(verdict))
    return report.close([judge])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
