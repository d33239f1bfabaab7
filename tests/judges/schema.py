#!/usr/bin/env python3
"""Judges the schemas of docs/schema, and what Offprint writes by them.

    schema.py --offprint PROGRAM CASE ...

The article of each case (a folder of tests/cases) as JSON, and the line that reports on it, must be valid.
No field may be there that the schema does not name, so that it stays whole; this alone is stricter than the
schema, which lets fields be added. Each example in the schema must be valid too, and Offprint must read it: no
field is called optional that the program wants.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

import report

ROOT = Path(__file__).resolve().parents[2]
# The cases that make a book.
BUNDLED = [ROOT / "tests/cases" / name for name in ("notes", "rtl", "every-kind")]
# How much of a value stands in a finding.
SHOWN = 80


def schema(name):
    return json.loads((ROOT / "docs/schema" / f"{name}.schema.json").read_text(encoding="utf-8"))


def strict(node):
    """The same schema, without leave for fields that it does not name."""
    if isinstance(node, list):
        return [strict(part) for part in node]
    if not isinstance(node, dict):
        return node
    closed = {key: strict(part) for key, part in node.items()}
    if node.get("type") == "object" and "additionalProperties" not in node:
        closed["unevaluatedProperties"] = False
    return closed


def innermost(error):
    """The deepest of the errors that make an error, which tells most."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return error


def faults(validator, document):
    """What is wrong with a document, a line for each place."""
    for error in map(innermost, validator.iter_errors(document)):
        place = ".".join(str(step) for step in error.absolute_path) or "the whole"
        yield f"{place}: {error.message[:SHOWN]} ({error.validator})"


def validator(of, beside=()):
    """A judge by a schema, which may refer to those beside it."""
    Draft202012Validator.check_schema(of)
    resources = [(other["$id"], Resource.from_contents(other)) for other in beside]
    return Draft202012Validator(of, registry=Registry().with_resources(resources))


def convert(offprint, case, folder):
    """The article of a case as JSON, and the line that reports on it."""
    case, folder = Path(case), Path(folder, Path(case).name)
    folder.mkdir()
    made, told, command = folder / "input.json", folder / "report", case / "command"
    options = command.read_text(encoding="utf-8").split() if command.exists() else []
    source = next(case.glob("input.*"))
    # A case that must be refused is still reported on.
    result = report.run(["env", "-C", case, offprint, *options, "--font-dir", "none", "-t", "json,docx,pdf,epub", "-d",
                         folder, "--report", told, source.name])
    if not told.exists():
        return None, f"exit code {result.returncode}: {result.stderr.strip()}"
    article = json.loads(made.read_text(encoding="utf-8")) if made.exists() else None
    return article, json.loads(told.read_text(encoding="utf-8"))


def bundle(offprint, cases, folder):
    """What is wrong with a book of some cases."""
    made = Path(folder, "book.json")
    inputs = [next(Path(case).glob("input.*")) for case in cases]
    report.must_run([offprint, "--quiet", "--bundle", "--title", "A book", "-o", made, *inputs])
    book = validator(strict(schema("book")), [strict(schema("article"))])
    return faults(book, json.loads(made.read_text(encoding="utf-8")))


def examples(node, name=""):
    """The examples in a schema, each with the name of its definition."""
    for key, part in node.get("$defs", {}).items():
        yield from ((key, example) for example in part.get("examples", []))


def document(name, example):
    """The least article that holds a block or an inline."""
    block = example if name.startswith("block-") else {"type": "paragraph", "content": [example]}
    return {"offprint": 1, "blocks": [block]}


def unread(offprint, folder, at, article):
    """Why Offprint does not read an article, if it does not."""
    path = Path(folder, f"example-{at}.json")
    path.write_text(json.dumps(article), encoding="utf-8")
    result = report.run([offprint, "-f", "json", "-t", "json", "-o", "-", path])
    return [f"is not read: {result.stderr.strip()}"] if result.returncode != 0 else []


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--offprint", required=True)
    options.add_argument("cases", nargs="+")
    options = options.parse_args()
    names = ("article schema", "report schema", "book schema", "schema's examples")
    articles, lines, books, own = map(report.Judge, names)
    article_schema, report_schema = (validator(strict(schema(name))) for name in ("article", "report"))
    with tempfile.TemporaryDirectory() as folder:
        made = report.each(lambda case: convert(options.offprint, case, folder), options.cases)
        for case, (article, told) in zip(options.cases, made):
            if isinstance(told, str):
                lines.found(case, [told])
                continue
            lines.found(case, faults(report_schema, told))
            if article is not None:
                articles.found(case, faults(article_schema, article))
        books.found("a book", bundle(options.offprint, BUNDLED, folder))
        for at, (name, example) in enumerate(examples(schema("article"))):
            article = document(name, example)
            said = [*faults(article_schema, article), *unread(options.offprint, folder, at, article)]
            own.found(f"docs/schema/article.schema.json, {name} {at}", said)
    return report.close([articles, lines, books, own])


if __name__ == "__main__":
    sys.exit(main())
