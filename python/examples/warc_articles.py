"""Web pages of WARC files (Common Crawl's format) to EPUBs, with Ray Data.

    python warc_articles.py crawl-1.warc.gz crawl-2.warc.gz books

Responses that are HTML count, under their addresses; what a page says beside its article is taken out. Run it again
and it goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

import pyarrow as pa
import ray
from warcio.archiveiterator import ArchiveIterator

import offprint.arrow
import offprint.store

#: How many pages are handed on at once.
BATCH = 64

#: A page of more bytes is no article.
LONGEST = 16 * 2**20


def pages(path: str) -> Iterator[dict[str, object]]:
    """The pages of a WARC file, as rows."""
    with open(path, "rb") as stream:
        for record in ArchiveIterator(stream):
            kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            if record.rec_type == "response" and kind.startswith(("text/html", "application/xhtml")):
                url = record.rec_headers.get_header("WARC-Target-URI")
                yield {"id": url, "url": url, "html": record.content_stream().read(LONGEST)}


def tables(paths: pa.Table) -> Iterator[pa.Table]:
    """The pages of WARC files, some at a time."""
    schema = pa.schema([("id", pa.string()), ("url", pa.string()), ("html", pa.large_binary())])
    rows: list[dict[str, object]] = []
    for path in paths["path"].to_pylist():
        for row in pages(path):
            rows.append(row)
            if len(rows) == BATCH:
                yield pa.Table.from_pylist(rows, schema)
                rows = []
    yield pa.Table.from_pylist(rows, schema)


def convert(paths: list[str], folder: str, to: str = "epub") -> list[tuple[str, str]]:
    """Converts all pages that are not there yet; the addresses and errors of those that could not be."""
    store = offprint.store.Files(folder, to)
    mapper = offprint.arrow.mapper(to)

    def work(table: pa.Table) -> pa.Table:
        return offprint.store.failed(store.write(mapper(store.missing(table))))

    rows = ray.data.from_items([{"path": path} for path in paths])
    found = rows.map_batches(tables, batch_format="pyarrow", batch_size=1)
    failed = found.map_batches(work, batch_format="pyarrow", batch_size=BATCH)
    return [(str(row["id"]), str(row["error"])) for row in failed.iter_rows()]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", help="WARC files, packed or not")
    parser.add_argument("folder", help="where the books go")
    chosen = parser.parse_args()
    errors = convert(chosen.files, chosen.folder)
    for key, error in errors:
        print(f"{key}: {error}", file=sys.stderr)
    sys.exit(1 if errors else 0)
