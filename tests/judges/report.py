"""What the judges share: collecting findings file by file, and printing them in one form.

A finding is one line, `FILE: JUDGE: what is wrong`. Each judge closes with one line,
`judge JUDGE: N checked, N failed`, which tests/run adds up. A judge that checked nothing has failed.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

MOST_FINDINGS_SHOWN = 12  # per file and judge; the rest is counted
WORKERS = 2


class Judge:
    """One judge's findings over all files."""

    def __init__(self, name):
        self.name = name
        self.findings = {}

    def found(self, path, findings):
        """Record what the judge says of one file: an empty list means that it passed."""
        self.findings[str(path)] = list(findings)

    def failed(self):
        return sum(bool(found) for found in self.findings.values())


def close(judges):
    """Print every finding and each judge's count; return the exit code."""
    for judge in judges:
        for path, found in judge.findings.items():
            for line in found[:MOST_FINDINGS_SHOWN]:
                print(f"{path}: {judge.name}: {line}")
            if len(found) > MOST_FINDINGS_SHOWN:
                print(f"{path}: {judge.name}: ... and {len(found) - MOST_FINDINGS_SHOWN} more")
    for judge in judges:
        print(f"judge {judge.name}: {len(judge.findings)} checked, {judge.failed()} failed")
    return 1 if any(judge.failed() or not judge.findings for judge in judges) else 0


def each(function, items):
    """The function's results for all items, a few at a time, in order."""
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(function, items))


def run(command, timeout=300):
    """Run a command to its end; its result has returncode, stdout and stderr as text."""
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, errors="replace",
        timeout=timeout, stdin=subprocess.DEVNULL,
    )


def must_run(command, timeout=600):
    """Run a command without which there is no verdict: if it fails, so does the judge."""
    result = run(command, timeout)
    if result.returncode != 0:
        sys.exit(f"could not run {command[0]}:\n{result.stdout}{result.stderr}")
    return result.stdout
