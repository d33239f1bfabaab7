"""One process measured, and figures told to people: what all our benchmarks share."""

import os
import signal
import statistics
import subprocess
import sys
import threading
from dataclasses import dataclass

TIME_LIMIT = 900  # seconds for one run; a peer that needs more is reported as failed
ENOUGH = 60  # seconds: a peer as slow as this over its runs so far is not run again


# A process's peak memory counts what its parent had when it was started (Linux: getrusage, exec), so a
# small process starts the one that is measured. Arguments: where to write the figures, the command.
LAUNCHER = """
import os, sys, time
start = time.perf_counter()
pid = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(pid, 0)
seconds = time.perf_counter() - start
peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
os.write(int(sys.argv[1]), f"{seconds} {peak} {os.waitstatus_to_exitcode(status)}".encode())
"""


@dataclass
class Figures:
    """One program on one article in one format. Seconds, bytes; error says why there are none."""

    article: str
    format: str
    program: str
    seconds: float = 0.0
    fastest: float = 0.0
    memory: int = 0
    size: int = 0
    runs: int = 0
    error: str = ""


def run_once(command, folder):
    """Wall time in seconds and peak memory in bytes of one process and its children."""
    told, tell = os.pipe()
    with open(folder / "said", "w+b") as said, os.fdopen(told) as told:
        launcher = [sys.executable, "-S", "-E", "-c", LAUNCHER, str(tell), *(str(part) for part in command)]
        process = subprocess.Popen(
            launcher, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said, pass_fds=[tell],
            start_new_session=True,
        )
        os.close(tell)
        limit = threading.Timer(TIME_LIMIT, os.killpg, (process.pid, signal.SIGKILL))
        limit.start()
        process.wait()
        limit.cancel()
        figures = told.read().split()
        said.seek(0)
        last = said.read().decode(errors="replace").strip().splitlines()[-1:]
    if len(figures) != 3:
        return 0.0, 0, f"took over {TIME_LIMIT} s, or could not be started {' '.join(last)}"[:160]
    code = int(figures[2])
    error = "" if code == 0 else f"exit code {code} {' '.join(last)}"[:160]
    return float(figures[0]), int(figures[1]), error


def measure(figures, command, results, runs, folder):
    """Run a command several times, after one run that warms the caches, and note the figures."""
    times, memory = [], []
    for path in results:
        path.unlink(missing_ok=True)
    seconds, _, figures.error = run_once(command, folder)
    while not figures.error and len(times) < runs and seconds * (len(times) + 1) < max(ENOUGH, seconds + 1):
        seconds, peak, figures.error = run_once(command, folder)
        times.append(seconds)
        memory.append(peak)
    if not figures.error and not all(path.exists() for path in results):
        figures.error = "made no file"
    if not figures.error:
        figures.seconds, figures.fastest = statistics.median(times), min(times)
        figures.memory, figures.runs = int(statistics.median(memory)), len(times)
        figures.size = sum(path.stat().st_size for path in results)
    return figures


def duration(seconds):
    return f"{seconds * 1000:.0f} ms" if seconds < 10 else f"{seconds:.1f} s"


def amount(size):
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} KB"


def ratio(value, base):
    return f"{value / base:.2f}" if base and value / base < 10 else f"{value / base:.0f}" if base else "-"
