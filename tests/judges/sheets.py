#!/usr/bin/env python3
"""Contact sheets: every page of every article in every theme, for people to look at.

    tests/sheets DIR                      all themes and articles: DIR/THEME/ARTICLE.pdf, ARTICLE-1.png ...
    tests/sheets --theme pocket --article torture --article he DIR
    tests/sheets --pdf DIR                no pictures: the files alone, for tests/run
    tests/sheets --gallery                the pictures of docs/gallery/

Themes are those of templates/. Articles are the sample in input/, those of tests/articles/, and what the
corpus (OFFPRINT_CORPUS) has: the first one of the project, one of medium length, and one each in nine
languages. Debian's Noto fonts serve what the themes' faces lack, as in tests/run.
"""

import argparse
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

from PIL import Image, ImageDraw

import pages

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = Path(os.environ.get("OFFPRINT_CORPUS", ROOT / "../shared/corpus")).resolve()
PROGRAM = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "offprint"
FONTS = ("/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto")

# Articles of the corpus, by the name that their files get here.
CORPUS_ARTICLES = {
    "seed": "seed/*.txt",
    "medium": "bench/medium.md",
    **{
        language: f"languages/opensource-guide/{language}/leadership-and-governance.md"
        for language in ("ar", "de", "hi", "ja", "ru", "zh-hans")
    },
    "he": "languages/udhr/heb.html",
    "th": "languages/udhr/tha.html",
    "tt": "languages/udhr/tat.html",
}

# A sheet: pages side by side and one below the other, and how wide each is in pixels.
COLUMNS, ROWS, PAGE_WIDTH, GAP = 4, 2, 390, 8

# The gallery: name of the picture, theme, article, pages, further options.
GALLERY = (
    ("article", "article", "what-is-an-offprint", (1, 2), ()),
    ("figures-and-tables", "article", "torture", (4, 5), ()),
    ("newspaper", "newspaper", "what-is-an-offprint", (1,), ()),
    ("pocket", "pocket", "what-is-an-offprint", (1, 2, 3), ()),
    ("right-to-left", "article", "he", (1,), ()),
)
GALLERY_WIDTH, GALLERY_PAGE = 900, 520


class Declaration(HTMLParser):
    """A page of the Universal Declaration as collected by wooorm/udhr, as Markdown."""

    MARKS = {"h1": "# ", "h2": "## ", "h3": "## ", "h4": "## ", "li": "- ", "p": ""}

    def __init__(self):
        super().__init__()
        self.blocks, self.open = [], ""

    def handle_starttag(self, tag, attributes):
        if tag in self.MARKS:
            # A paragraph in an item begins with the item's mark.
            self.open = self.MARKS[tag] or (self.open if self.open == "- " else "")
            self.blocks.append(self.open)
        elif tag == "html":
            self.language = dict(attributes)["lang"]

    def handle_data(self, data):
        text = " ".join(data.split())
        if text and self.blocks:
            self.blocks[-1] += text

    def markdown(self):
        blocks = [block for block in self.blocks if block.strip("#- ")]
        return f"---\nlang: {self.language}\n---\n\n" + "\n\n".join(blocks) + "\n"


def themes():
    """The names of the built-in themes."""
    return sorted(path.parent.name for path in ROOT.glob("templates/*/theme.toml"))


def articles(work):
    """Every article by its name; what the corpus has as HTML is written anew into a folder."""
    found = {}
    for path in sorted((ROOT / "input").glob("*.md")) + sorted((ROOT / "tests/articles").glob("*.md")):
        found[path.stem] = path
    for name, pattern in CORPUS_ARTICLES.items():
        if not CORPUS.is_dir():
            print(f"sheets: no corpus at {CORPUS} (OFFPRINT_CORPUS)", file=sys.stderr)
            break
        path = next(CORPUS.glob(pattern))
        if path.suffix == ".html":
            declaration = Declaration()
            declaration.feed(path.read_text())
            path = work / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(declaration.markdown())
        found[name] = path
    return found


def typeset(offprint, theme, source, target, options=()):
    """Makes a PDF. Warnings are no failure: articles hold what has to be warned of."""
    fonts = [part for folder in FONTS for part in ("--font-dir", folder)]
    target.parent.mkdir(parents=True, exist_ok=True)
    command = [offprint, "--quiet", *fonts, "--theme", theme, *options, "-o", target, source]
    made = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if made.returncode != 0:
        sys.exit(f"sheets: {theme}, {source}: exit code {made.returncode}: {made.stderr}")


def side_by_side(pictures, columns, width):
    """Pages on one picture, in proportion to the widest, each with a line around it."""
    scale = (width - 2) / max(picture.width for picture in pictures)
    sizes = [(round(p.width * scale), round(p.height * scale)) for p in pictures]
    pictures = [p.convert("RGB").resize(size, Image.LANCZOS) for p, size in zip(pictures, sizes)]
    height = max(picture.height for picture in pictures) + 2
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP), "#e4e4e4")
    draw = ImageDraw.Draw(sheet)
    for place, picture in enumerate(pictures):
        x = GAP + place % columns * (width + GAP)
        y = GAP + place // columns * (height + GAP)
        draw.rectangle((x, y, x + picture.width + 1, y + picture.height + 1), outline="#b0b0b0")
        sheet.paste(picture, (x + 1, y + 1))
    return sheet


def sheets(pdf):
    """Cuts a file's pages into sheets beside it."""
    for old in pdf.parent.glob(f"{pdf.stem}-[0-9]*.png"):
        old.unlink()
    count = pages.count(pdf)
    for number, first in enumerate(range(1, count + 1, COLUMNS * ROWS), start=1):
        last = min(first + COLUMNS * ROWS - 1, count)
        pictures = pages.render(pdf, first, last, width=2 * PAGE_WIDTH)
        side_by_side(pictures, COLUMNS, PAGE_WIDTH).save(pdf.with_name(f"{pdf.stem}-{number}.png"))
    return count


def gallery(offprint, found, work):
    """The pictures of the README, few colours each, so that they stay small."""
    folder = ROOT / "docs" / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    for name, theme, article, numbers, options in GALLERY:
        pdf = work / f"{name}.pdf"
        typeset(offprint, theme, found[article], pdf, options)
        pictures = [pages.render(pdf, number, number, width=1200)[0] for number in numbers]
        width = min((GALLERY_WIDTH - GAP) // len(numbers) - GAP, GALLERY_PAGE)
        picture = side_by_side(pictures, len(numbers), width)
        picture.quantize(24, dither=Image.Dither.NONE).save(folder / f"{name}.png", optimize=True)
        print(f"{folder / name}.png: {(folder / name).with_suffix('.png').stat().st_size} bytes")


def main():
    parser = argparse.ArgumentParser(
        prog="tests/sheets", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--offprint", type=Path, default=PROGRAM, help="the program")
    parser.add_argument("--theme", action="append", help="only this theme; may be repeated")
    parser.add_argument("--article", action="append", help="only this article; may be repeated")
    parser.add_argument("--pdf", action="store_true", help="make no pictures")
    parser.add_argument("--gallery", action="store_true", help="make docs/gallery/")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "output" / "sheets")
    options = parser.parse_args()
    found = articles(options.folder / "articles")
    if options.gallery:
        return gallery(options.offprint, found, options.folder)
    for theme in options.theme or themes():
        for name in options.article or found:
            pdf = options.folder / theme / f"{name}.pdf"
            typeset(options.offprint, theme, found[name], pdf)
            print(pdf if options.pdf else f"{pdf}: {sheets(pdf)} pages", flush=True)


if __name__ == "__main__":
    main()
