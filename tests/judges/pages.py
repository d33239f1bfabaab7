"""Pages of PDF files as pictures, by poppler, and how far two pictures are apart."""

import subprocess
from io import BytesIO

from PIL import Image, ImageChops, ImageFilter, ImageStat

import report

# A small picture: its width in pixels, and how many times as wide poppler draws it. Letters of a few pixels
# stand where poppler's grid has them; drawn larger, they stand where the page has them.
SMALL, TIMES = 300, 4

# How far pictures may be apart, of 255: over all, and in the square that differs most. Other smoothing
# gives up to 1.5 and 10; a page moved by half a pixel (a point, on A4) more than that in some square, and a
# line moved by two pixels as much.
MEAN, LOCAL = 2.0, 10.0
SQUARE = 16


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


def small(pdf, page, times=TIMES, smoothing=Image.Resampling.BOX):
    """A page as a small grey picture."""
    picture = render(pdf, page, page, SMALL * times, "L")[0]
    return picture.resize((SMALL, round(picture.height / times)), smoothing)


def in_greys(picture):
    """A grey picture in 16 even steps from black to white, which take half as much room."""
    stepped = picture.point([(value * 15 + 127) // 255 for value in range(256)])
    stepped = Image.frombytes("P", stepped.size, stepped.tobytes())
    stepped.putpalette([step * 17 for step in range(16) for _ in "rgb"])
    return stepped


def distance(one, other):
    """How far two pictures of one size are apart: over all, and in the square that differs most."""
    soft = ImageFilter.BoxBlur(1)
    apart = ImageChops.difference(one.filter(soft), other.filter(soft))
    half = SQUARE // 2
    corners = [(x, y) for x in (0, half) for y in (0, half)]
    means = [squares(apart.crop((x, y, *apart.size))).getextrema()[1] for x, y in corners]
    return ImageStat.Stat(apart).mean[0], max(means)


def squares(apart):
    """A pixel for each square: the mean of what is in it."""
    size = (-(-apart.width // SQUARE), -(-apart.height // SQUARE))
    whole = Image.new("L", (size[0] * SQUARE, size[1] * SQUARE))
    whole.paste(apart)
    return whole.resize(size, Image.Resampling.BOX)


def differs(expected, found):
    """What is wrong with a picture; nothing when it is the same but for the smoothing."""
    if expected.size != found.size:
        return [f"its size is {found.size}, not {expected.size}"]
    mean, local = distance(expected, found)
    if mean <= MEAN and local <= LOCAL:
        return []
    return [f"it differs by {mean:.1f} of 255 (at most {MEAN}), in one place by {local} (at most {LOCAL:.0f})"]
