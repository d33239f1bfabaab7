"""Pages of PDF files as pictures, by poppler, and how far two pictures are apart."""

import subprocess
from io import BytesIO

from PIL import Image

import report


def count(pdf):
    """How many pages a file has."""
    said = report.must_run(["pdfinfo", pdf])
    return next(int(line.split()[1]) for line in said.splitlines() if line.startswith("Pages:"))


def render(pdf, first, last, width, mode="RGB"):
    """Some pages of a file, from 1, as pictures of a width."""
    command = ["pdftoppm", "-f", first, "-l", last, "-scale-to-x", width, "-scale-to-y", -1]
    command += ["-gray"] if mode == "L" else []
    made = subprocess.run([*map(str, command), str(pdf)], capture_output=True, check=True)
    pictures, stream = [], BytesIO(made.stdout)
    while stream.tell() < len(made.stdout):
        pictures.append(next_picture(stream, mode))
    return pictures


def next_picture(stream, mode):
    """The next one of several PGM or PPM pictures that follow each other."""
    stream.readline()
    size = tuple(int(part) for part in stream.readline().split())
    stream.readline()
    return Image.frombytes(mode, size, stream.read(size[0] * size[1] * len(mode)))
