#!/usr/bin/env python3
"""Judges EPUB files as people read them: foliate-js, a reader that runs in a browser, shows nothing that is wider
than the screen or too faint, by day and by night, in large type and on a small phone, and finds every place that
its contents and the marks of notes lead to.

    reader.py [--pictures DIR] FILE.epub ...

With --pictures, it leaves pictures of the screens for people to look at.
"""

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

import report

HERE = Path(__file__).resolve().parent
HOME = HERE.parents[1] / ".judges" / "reader"
TIMEOUT = 900  # seconds for all books


def main(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    browser = shutil.which("chromium") or sys.exit("reader.py: chromium is missing; run tests/judges/setup")
    os.environ["PUPPETEER_EXECUTABLE_PATH"] = browser
    judge = report.Judge("foliate-js")
    if options.files:
        command = ["node", HERE / "reader" / "judge.mjs", HOME]
        if options.pictures:
            command += ["--pictures", options.pictures]
        answers = json.loads(report.must_run([*command, *options.files], TIMEOUT))
        for path, answer in zip(options.files, answers, strict=True):
            judge.found(path, answer["found"])
        print(f"{sum(answer['clicked'] for answer in answers)} entries and marks followed")
    return report.close([judge])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
