#!/usr/bin/env python3
"""Makes texts to fit to: saved pages as several scrapers leave them, each line labelled by the
text that the page's article is expected to have.

    pages.py SAVED OUT

SAVED holds folders with source.html, expected.txt and expected.json. Pages of sites in the
measured half are left out, so that it stays untouched. Needs lxml, lxml_html_clean, trafilatura,
inscriptis, readability-lxml and html2text.
"""
import hashlib
import json
import os
import re
import sys
import unicodedata
from collections import Counter

import html2text
import lxml.html
import trafilatura
from inscriptis import get_text
from readability import Document

BLOCKS = set(
    "p div section article main header footer nav aside ul ol li dl dt dd h1 h2 h3 h4 h5 h6 table tr"
    " td th blockquote pre figure figcaption form fieldset hr address details summary body br button"
    " label option select".split()
)
HIDDEN = "//script|//style|//noscript|//template|//svg|//iframe|//comment()"
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]|[^\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]+")
MARKER = re.compile(r"^(?:#+|[*+-]|\d+\.|>|\|)\s+")


def words(text):
    return WORD.findall(unicodedata.normalize("NFKC", text or "").replace("\u00ad", "").casefold())


def is_tuned(name):
    """As in corpus.rs."""
    site = "-".join(name.split("-")[:2])
    return hashlib.sha256(f"halves:{site}".encode()).digest()[0] & 1 == 0


def tree_of(source):
    try:
        tree = lxml.html.document_fromstring(source)
    except ValueError:
        tree = lxml.html.document_fromstring(source.encode())
    for element in tree.xpath(HIDDEN):
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def plain(text):
    return re.sub(r"\s+", " ", text).strip()


def title_of(tree):
    found = tree.xpath("//title/text()")
    return plain(found[0]) if found else ""


def paragraphs(tree):
    found = (plain(p.text_content()) for p in tree.iter("p"))
    return "\n\n".join([title_of(tree), *filter(None, found)])


def lines_of(element):
    lines = [""]

    def walk(at):
        if not isinstance(at.tag, str):
            return
        block = at.tag in BLOCKS
        if block:
            lines.append("")
        lines[-1] += (at.text or "").replace("\n", " ")
        for child in at:
            walk(child)
            lines[-1] += (child.tail or "").replace("\n", " ")
        if block:
            lines.append("")

    walk(element)
    return "\n".join(filter(None, map(plain, lines)))


def area_of(tree, article):
    """The innermost element that holds nearly all of the article."""
    want, best = Counter(article), None
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in ("html", "head"):
            have = Counter(words(element.text_content()))
            if sum((want & have).values()) >= 0.95 * len(article):
                best = element
    return best


def above(element, steps):
    for _ in range(steps):
        parent = element.getparent()
        if parent is None or parent.tag == "html":
            break
        element = parent
    return element


def as_markdown(element):
    writer = html2text.HTML2Text()
    writer.ignore_links = writer.ignore_images = True
    writer.body_width = 0
    return writer.handle(lxml.html.tostring(element, encoding="unicode"))


def scrapers(source, tree, article):
    """Names and functions; the smallest texts come last."""
    whole = lambda: lxml.html.tostring(tree, encoding="unicode")
    summary = lambda: lines_of(lxml.html.fromstring(Document(source).summary()))
    found = {
        "fullpage-inscriptis": lambda: get_text(whole()),
        "fullpage-lines": lambda: lines_of(tree),
        "ptags": lambda: paragraphs(tree),
        "trafilatura": lambda: trafilatura.extract(source, favor_recall=True, include_comments=True),
        "readability": lambda: "\n\n".join([title_of(tree), *summary().split("\n")]),
    }
    area = area_of(tree, article)
    if area is not None:
        found["area"] = lambda: lines_of(area)
        found["area-up"] = lambda: lines_of(above(area, 3))
        found["area-html2text"] = lambda: as_markdown(above(area, 2))
    return found


def is_title(title, line):
    """Whether a line says the title, with or without the name of the site."""
    own, whole = words(line), words(title)
    parts = [words(part) for part in re.split(r"\s+[|\-–—»·•:/]+\s+", title)]
    return bool(own) and (own == whole or len(own) >= 3 and own in parts)


def label(line, facts, article, pieces, short):
    """A letter; s and x for short lines that stand in the article's text or do not."""
    own = words(MARKER.sub("", line))
    if not line:
        return "."
    if not own:
        return "p"
    title, byline = facts.get("title") or facts["page"], set(words(facts.get("byline")))
    if len(own) <= 40 and is_title(title, line.lstrip("# ")):
        return "T"
    said = " ".join(own)
    named = byline and len(byline & set(own)) >= 0.6 * len(byline) and said not in short
    if len(own) <= 14 and named and len(own) <= len(byline) + 8:
        return "B"
    if len(own) < 6:
        return "s" if said in short else "x"
    known = [piece in pieces for piece in zip(*[own[i:] for i in range(4)])]
    share = sum(known) / len(known)
    return "C" if share >= 0.8 else "N" if share <= 0.2 else "M"


def labels(text, expected, facts):
    article = words(expected)
    pieces = set(zip(*[article[i:] for i in range(4)]))
    short = {" ".join(words(line)) for line in expected.split("\n")}
    joined = f" {' '.join(article)} "
    lines = [line.strip() for line in text.split("\n")]
    found = [label(line, facts, article, pieces, short) for line in lines]
    content = [at for at, letter in enumerate(found) if letter == "C"]
    if not content:
        return None
    seen = set()
    for at, letter in enumerate(found):
        said = " ".join(words(MARKER.sub("", lines[at])))
        inside = content[0] - 3 <= at <= content[-1] + 3
        if letter == "C":
            found[at] = "D" if said in seen else "C"
            seen.add(said)
        elif letter == "s":
            found[at] = "C" if inside else "A"
        elif letter == "x":
            part = " " in said and f" {said} " in joined
            found[at] = "A" if inside and part else "N"
    return "".join(found)


def put(folder, text, expected, facts):
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    found = labels(text, expected, facts)
    if found is None:
        return False
    want = Counter(words(expected))
    kept = [line for line, letter in zip(text.split("\n"), found) if letter in "CMAD"]
    have = Counter(words("\n".join(kept)))
    # A scraper that lost much of the article teaches nothing.
    if sum((want & have).values()) < 0.85 * sum(want.values()):
        return False
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/scraped.txt", "w") as out:
        out.write(text)
    with open(f"{folder}/expected.json", "w") as out:
        json.dump({"labels": found}, out)
    return True


def main(saved, out):
    count = Counter()
    for name in sorted(filter(is_tuned, os.listdir(saved))):
        # These hold what another extractor found, which is no article's text.
        if name.startswith("mozilla-"):
            continue
        with open(f"{saved}/{name}/source.html", errors="replace") as page:
            source = page.read()
        with open(f"{saved}/{name}/expected.txt") as text, open(f"{saved}/{name}/expected.json") as told:
            expected, facts = text.read(), json.load(told)
        tree = tree_of(source)
        facts["page"] = title_of(tree)
        for scraper, scrape in scrapers(source, tree, words(expected)).items():
            try:
                text = scrape() or ""
            except Exception as error:  # A scraper may fail on a page; the others go on.
                print(name, scraper, repr(error)[:100], file=sys.stderr)
                continue
            if len(words(text)) > 50:
                count[scraper] += put(f"{out}/{name}--{scraper}", text, expected, facts)
    print(dict(count))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
