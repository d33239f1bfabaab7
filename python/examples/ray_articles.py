"""Articles to EPUBs with Ray Data: from Parquet or JSON Lines, to a folder of files or to Parquet.

    python ray_articles.py articles.parquet books            # books/KEY.epub
    python ray_articles.py articles.jsonl books --parquet    # books/*.parquet, with a column of bytes

Run it again and it goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import ray

import offprint.arrow
import offprint.store

#: How many articles are in memory with their outputs.
BATCH = 64

#: Tasks for each core: each costs the engine a quarter of a second, and the last ones should end together.
TASKS = 4


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

    def work(table: pa.Table) -> Iterator[pa.Table]:
        for batch in table.to_batches(max_chunksize=BATCH):
            part = store.missing(pa.Table.from_batches([batch]))
            # Outputs are written where they are made; through the engine goes only what could not be.
            yield offprint.store.failed(store.write(mapper(before(part) if before else part)))

    # An article is few bytes and much work. The newer reader of Parquet makes tasks by bytes, too few of them here,
    # and starts actors of its own first.
    ray.data.DataContext.get_current().use_datasource_v2 = False
    read = ray.data.read_parquet if Path(source).suffix == ".parquet" else ray.data.read_json
    cores = int(ray.cluster_resources()["CPU"])  # type: ignore[no-untyped-call]
    rows = read(source, override_num_blocks=max(1, TASKS * cores))
    # Batches of no size of their own let a task read and convert at once.
    failed = rows.map_batches(work, batch_format="pyarrow", batch_size=None, zero_copy_batch=True)
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
