"""Holds a batch to its promise: an input becomes all of its files, or is refused with a reason; nothing is half
written, nothing is lost, and no input brings the program down.

    batch.py --list INPUTS --report REPORT --exit CODE FOLDER
"""
import argparse
import json
import sys
from pathlib import Path

# How a run may end that came to its end: all was written, or some inputs were refused.
ENDS = (0, 1)
FORMATS = {"pdf", "epub", "docx"}


def faults_of(row: dict) -> list[str]:
    """What is wrong with what the report says of an input."""
    failures = [failure.get("kind", "?") for failure in row["failures"]]
    faults = [f"{row['input']}: {kind}" for kind in failures if kind in ("fault", "timeout", "write")]
    written = {output["format"] for output in row["outputs"]}
    if written != FORMATS and not (failures and not written):
        faults.append(f"{row['input']}: only {sorted(written)} were written: {failures}")
    for output in row["outputs"]:
        path = Path(output["path"])
        if not path.is_file() or path.stat().st_size != output["bytes"]:
            faults.append(f"{path}: it is not there, or not as long as the report says")
    return faults


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--list", type=Path, required=True)
    options.add_argument("--report", type=Path, required=True)
    options.add_argument("--exit", type=int, required=True)
    options.add_argument("folder", type=Path)
    options = options.parse_args()
    inputs = options.list.read_text().splitlines()
    rows = [json.loads(line) for line in options.report.read_text().splitlines()]
    faults = [fault for row in rows for fault in faults_of(row)]
    if [row["input"] for row in rows] != inputs:
        faults.append(f"{len(inputs)} inputs, and the report tells of {len(rows)}, or in another order")
    if options.exit not in ENDS:
        faults.append(f"exit code {options.exit}")
    told = {Path(output["path"]).resolve() for row in rows for output in row["outputs"]}
    found = {path.resolve() for path in options.folder.rglob("*") if path.is_file()}
    faults += [f"{path}: nobody told of it" for path in sorted(found - told)]
    for row in rows:
        for failure in row["failures"]:
            print(f"refused: {row['input']}: {failure.get('message', failure)}")
    for fault in faults:
        print(fault)
    print(f"judge one batch: {len(inputs)} checked, {len(faults)} failed")
    return 1 if faults or not inputs else 0


if __name__ == "__main__":
    sys.exit(main())
