"""Many articles at once, a start that does nothing, and the size of the program.

The articles are made of a book of the corpus: pieces of 700 to 1,500 words, each with a title, an author, a date and two
headings. They are the same in every run.
"""

import json
import shutil
import sys
from pathlib import Path

from measuring import Figures, amount, measure, ratio, run_once
from peers import PEERS

ARTICLES = 200  # in a batch of files
RECORDS = (10_000, 100_000)  # in a batch of JSON Lines: memory must be the same for both
WORDS = range(700, 1501)

FULGUR = (
    "import sys, pathlib, pyfulgur as f; e = f.Engine(page_size=f.PageSize.A4); "
    "[e.render_html_to_file(p.read_text(), str(p.with_suffix('.pdf'))) for p in pathlib.Path(sys.argv[1]).glob('*.html')]"
)


def articles(book, count):
    """(title, text in Markdown) of so many articles, from the paragraphs of a book, over and over."""
    paragraphs = [part for part in book.read_text(encoding="utf-8").split("\n\n") if part[:1].isalpha()]
    at = 0
    for number in range(1, count + 1):
        # Lengths spread evenly over the range, in no order.
        wanted = WORDS[number * 397 % len(WORDS)]
        blocks, words = [], 0
        while words < wanted:
            blocks.append(paragraphs[at % len(paragraphs)])
            words += len(blocks[-1].split())
            at += 1
        blocks.insert(len(blocks) // 3, "## The first part")
        blocks.insert(2 * len(blocks) // 3, "## The second part")
        title = f"Article {number}: " + " ".join(blocks[0].split()[:5]).strip("*_.,;:")
        yield title, "\n\n".join(blocks) + "\n"


def front(title, number):
    return f"---\ntitle: {json.dumps(title)}\nauthor: An Author\ndate: 2026-11-{number % 28 + 1:02}\nlang: en\n---\n\n"


def files(programs, book, runs, folder):
    """A batch of files in all three formats, and what others do of it."""
    source, out = folder / "articles", folder / "books"
    source.mkdir()
    for number, (title, text) in enumerate(articles(book, ARTICLES), 1):
        (source / f"{number:03}.md").write_text(front(title, number) + text)
    inputs = sorted(source.glob("*.md"))
    results = [out / f"{path.stem}.{kind}" for path in inputs for kind in ("pdf", "epub", "docx")]
    name = f"{ARTICLES} articles"
    command = [programs.offprint, "--quiet", "-d", out, *inputs]
    yield measure(Figures(name, "all", "Offprint"), command, results, runs, folder)
    one = [programs.offprint, "--quiet", "-j", "1", "-d", out, *inputs]
    yield measure(Figures(name, "all", "Offprint, one thread"), one, results, runs, folder)
    if programs.fulgur:
        for path in inputs:
            run_once([programs.pandoc, path, "-s", "--to", "html", "-o", path.with_suffix(".html")], folder)
        pages = [path.with_suffix(".pdf") for path in inputs]
        command = [programs.python, "-c", FULGUR, source]
        yield measure(Figures(name, "pdf", "fulgur, PDF alone"), command, pages, runs, folder)
    if programs.typst:
        typst = f"--pdf-engine {PEERS / 'bin' / 'typst'}"
        each = f"{programs.pandoc} -s \"$f\" -o \"${{f%.md}}"
        loop = f'for f in {source}/*.md; do {each}.epub"; {each}.docx"; {each}.pdf" {typst}; done'
        results = [path.with_suffix(f".{kind}") for path in inputs for kind in ("pdf", "epub", "docx")]
        yield measure(Figures(name, "all", "pandoc, one by one"), ["sh", "-c", loop], results, 1, folder)


def records(programs, book, folder):
    """JSON Lines to EPUB: each size once, since the larger one takes a minute or so."""
    made = list(articles(book, ARTICLES))
    for count in RECORDS:
        source, out = folder / f"{count}.jsonl", folder / "records"
        with source.open("w", encoding="utf-8") as lines:
            for number in range(count):
                title, text = made[number % ARTICLES]
                record = {"id": f"{number:06}", "title": title, "author": "An Author", "lang": "en",
                          "date": f"2026-11-{number % 28 + 1:02}", "markdown": text}
                lines.write(json.dumps(record, ensure_ascii=False) + "\n")
        figures = Figures(f"{count} records", "epub", "Offprint")
        figures.runs = 1
        command = [programs.offprint, "--quiet", "-t", "epub", "-d", out, source]
        figures.seconds, figures.memory, figures.error = run_once(command, folder)
        figures.fastest = figures.seconds
        sizes = [path.stat().st_size for path in out.rglob("*.epub")] if out.exists() else []
        if not figures.error and len(sizes) != count:
            figures.error = f"made {len(sizes)} of {count} files"
        figures.size = sum(sizes)
        shutil.rmtree(out, ignore_errors=True)
        source.unlink()
        yield figures


def print_records(rows):
    print("\nJSON Lines to EPUB, one process")
    for row in rows:
        if row.error:
            print(f"  {row.article:<20}failed: {row.error}")
            continue
        rate = int(row.article.split()[0]) / row.seconds
        print(f"  {row.article:<20}{row.seconds:>9.1f} s{rate:>9.0f} a second{amount(row.memory):>11}", flush=True)


def starts(programs, runs, folder):
    for name, command in [("Offprint", programs.offprint), ("pandoc", programs.pandoc)]:
        for option in ("--version", "--help"):
            yield measure(Figures("start", option, f"{name} {option}"), [command, option], [], 4 * runs + 1, folder)


def print_starts(rows):
    print("\nA start that does nothing")
    for row in rows:
        base = next(other for other in rows if other.format == row.format)
        print(f"  {row.program:<20}{row.seconds * 1000:>8.1f} ms{ratio(row.seconds, base.seconds):>7}")


def print_sizes(programs):
    print("\nThe programs, with all that they need to make a PDF but fonts of the system")
    typst = sorted(PEERS.glob("lib/python3*/site-packages/typst/*.so"))
    shown = [("Offprint", [programs.offprint]), ("pandoc", [programs.pandoc]), ("typst", typst)]
    base = programs.offprint.stat().st_size
    for name, paths in shown:
        size = sum(Path(path).stat().st_size for path in paths if path)
        if size:
            print(f"  {name:<20}{amount(size):>11}{ratio(size, base):>7}")
    sys.stdout.flush()
