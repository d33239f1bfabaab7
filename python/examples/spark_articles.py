"""Articles to EPUBs with Spark: from Parquet or JSON Lines, to a folder of files or to Parquet.

    spark-submit spark_articles.py articles.parquet books
    python spark_articles.py articles.jsonl books --parquet

Run it again and it goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa
from pyspark.sql import SparkSession

import offprint.arrow
import offprint.store

#: Tasks for each worker, so that the last ones end together.
TASKS = 4


def convert(
    spark: SparkSession,
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

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            table = store.missing(pa.Table.from_batches([batch]))
            failed = offprint.store.failed(store.write(mapper(before(table) if before else table)))
            yield from failed.to_batches()

    # Articles are few bytes and much work: pieces by bytes would be too few for all workers.
    workers = spark.sparkContext.defaultParallelism
    spark.conf.set("spark.sql.files.minPartitionNum", TASKS * workers)
    rows = spark.read.parquet(source) if Path(source).suffix == ".parquet" else spark.read.json(source)
    if rows.rdd.getNumPartitions() < workers:
        rows = rows.repartition(TASKS * workers)
    failed = rows.mapInArrow(work, "id string, error string")
    return [(str(row["id"]), str(row["error"])) for row in failed.collect()]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", help="a file or folder, .parquet or .jsonl, with columns id and text, html or markdown")
    parser.add_argument("folder", help="where the books go")
    parser.add_argument("--to", default="epub", help="the format")
    parser.add_argument("--parquet", action="store_true", help="write tables with a column of bytes")
    chosen = parser.parse_args()
    session = SparkSession.builder.appName("offprint").getOrCreate()
    errors = convert(session, chosen.source, chosen.folder, chosen.to, chosen.parquet)
    for key, error in errors:
        print(f"{key}: {error}", file=sys.stderr)
    sys.exit(1 if errors else 0)
