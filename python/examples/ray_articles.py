"""Articles to EPUBs with Ray Data: from Parquet or JSON Lines, to a folder of files or to Parquet.

    python ray_articles.py articles.parquet books            # books/KEY.epub
    python ray_articles.py articles.jsonl books --parquet    # books/*.parquet, with a column of bytes

Run it again and it goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import ray

import offprint.arrow
import offprint.store

#: How many articles a task takes at once: so many that starting it counts for nothing.
BATCH = 64


def convert(
    source: str,
    folder: str,
    to: str = "epub",
    parquet: bool = False,
    before: Callable[[pa.Table], pa.Table] | None = None,
) -> list[tuple[str, str]]:
    """Converts all articles that are not there yet; the keys and errors of those that could not be. ``before`` gets each
    batch first."""
    store = offprint.store.Parts(folder) if parquet else offprint.store.Files(folder, to)
    mapper = offprint.arrow.mapper(to)

    def work(table: pa.Table) -> pa.Table:
        table = store.missing(table)
        # What the engine holds in between is small: outputs are written where they are made.
        return store.write(mapper(before(table) if before else table))

    read = ray.data.read_parquet if Path(source).suffix == ".parquet" else ray.data.read_json
    done = read(source).map_batches(work, batch_format="pyarrow", batch_size=BATCH, zero_copy_batch=True)
    failed = done.filter(lambda row: row["error"] is not None)
    return [(str(row["id"]), str(row["error"])) for row in failed.iter_rows()]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", help="a file or folder, .parquet or .jsonl, with columns id and text, html or markdown")
    parser.add_argument("folder", help="where the books go")
    parser.add_argument("--to", default="epub", help="the format")
    parser.add_argument("--parquet", action="store_true", help="write tables with a column of bytes")
    chosen = parser.parse_args()
    errors = convert(chosen.source, chosen.folder, chosen.to, chosen.parquet)
    for key, error in errors:
        print(f"{key}: {error}", file=sys.stderr)
    sys.exit(1 if errors else 0)
