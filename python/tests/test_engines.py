"""The recipes of examples/, with real Ray and real Spark on two workers."""

import io
import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import PAGE, PROSE

import offprint

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
sys.path.insert(0, str(EXAMPLES))

#: So many articles; every thirtieth is none.
COUNT, POISONED = 90, 30


def articles():
    for number in range(COUNT):
        text = None if number % POISONED == POISONED - 1 else f"The weir, part {number}\n\n{PROSE}\n\n{PROSE}"
        yield {"id": f"article-{number:03}", "text": text}


GOOD = {row["id"]: row["text"] for row in articles() if row["text"]}
BAD = sorted(row["id"] for row in articles() if not row["text"])


@pytest.fixture
def parquet(tmp_path):
    folder = tmp_path / "articles.parquet"
    folder.mkdir()
    rows = list(articles())
    for part in range(3):
        # Spark's own library for the usual compression does not load on every system.
        pq.write_table(pa.Table.from_pylist(rows[part::3]), folder / f"{part}.parquet", compression="zstd")
    return str(folder)


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in articles()))
    return str(path)


@pytest.fixture(scope="module")
def ray():
    import ray

    paths = os.pathsep.join([str(EXAMPLES), str(Path(__file__).parent)])
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR,
             runtime_env={"env_vars": {"PYTHONPATH": paths}})  # fmt: skip
    yield ray
    ray.shutdown()


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    java = subprocess.run(["java", "-version"], capture_output=True)
    assert java.returncode == 0, "Spark needs Java 17: install a JDK"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = os.pathsep.join([str(EXAMPLES), str(Path(__file__).parent)])
    # Four attempts for a task, as a cluster has them; a local session has one without this.
    builder = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
    # One batch holds several articles, and one task several batches.
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "8").config("spark.log.level", "OFF")
    session = builder.getOrCreate()
    yield session
    session.stop()


def dies_once(marker):
    """A step that kills the worker half-way, once."""

    def step(table):
        if any(key in table["id"].to_pylist() for key in list(GOOD)[40:44]) and not os.path.exists(marker):
            Path(marker).write_text("killed")
            os.kill(os.getpid(), signal.SIGKILL)
        return table

    return step


def check_files(folder):
    """Each article has its book and nothing else is there; the bytes are those of one article alone."""
    assert sorted(path.name for path in Path(folder).iterdir() if path.suffix == ".epub") == [f"{key}.epub" for key in sorted(GOOD)]
    key = "article-007"
    assert (Path(folder) / f"{key}.epub").read_bytes() == offprint.convert(GOOD[key], "epub", format="text", name=key)


def check_parts(folder):
    made = pq.read_table([str(part) for part in Path(folder).glob("*.parquet")])
    keys = made["id"].to_pylist()
    assert sorted(keys) == sorted([*GOOD, *BAD])
    assert sorted(key for key, error in zip(keys, made["error"].to_pylist()) if error) == BAD
    assert made["epub"].null_count == len(BAD)


def test_ray_loses_nothing_and_doubles_nothing(ray, parquet, tmp_path):
    from ray_articles import convert

    books, marker = str(tmp_path / "books"), str(tmp_path / "marker")
    failed = convert(parquet, books, before=dies_once(marker))
    assert os.path.exists(marker)
    assert sorted(key for key, _ in failed) == BAD and all("no text" in error for _, error in failed)
    check_files(books)


def test_ray_goes_on_where_it_was(ray, lines, tmp_path):
    from ray_articles import convert

    books = tmp_path / "books"
    convert(lines, str(books))
    check_files(books)
    moments = {path: path.stat().st_mtime_ns for path in books.iterdir()}
    next(iter(moments)).unlink()
    convert(lines, str(books))
    check_files(books)
    assert sum(path.stat().st_mtime_ns != moments[path] for path in books.iterdir()) == 1


def test_ray_writes_tables(ray, parquet, tmp_path):
    from ray_articles import convert

    parts = tmp_path / "parts"
    assert sorted(key for key, _ in convert(parquet, str(parts), parquet=True)) == BAD
    check_parts(parts)
    assert convert(parquet, str(parts), parquet=True) == []
    check_parts(parts)


def test_spark_loses_nothing_and_doubles_nothing(spark, parquet, tmp_path):
    from spark_articles import convert

    books, marker = str(tmp_path / "books"), str(tmp_path / "marker")
    failed = convert(spark, parquet, books, before=dies_once(marker))
    assert os.path.exists(marker)
    assert sorted(key for key, _ in failed) == BAD and all("no text" in error for _, error in failed)
    check_files(books)


def test_spark_goes_on_where_it_was(spark, lines, tmp_path):
    from spark_articles import convert

    parts = tmp_path / "parts"
    assert sorted(key for key, _ in convert(spark, lines, str(parts), parquet=True)) == BAD
    check_parts(parts)
    assert convert(spark, lines, str(parts), parquet=True) == []
    check_parts(parts)


def test_web_archives_become_books(ray, tmp_path):
    from warc_articles import convert
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "crawl.warc.gz"
    with open(path, "wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number, kind in enumerate(["text/html; charset=utf-8", "image/png", "text/html"]):
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            url = f"https://example.org/{number}"
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(PAGE.encode()), http_headers=headers))
    books = tmp_path / "books"
    assert convert([str(path)], str(books)) == []
    assert sorted(book.name for book in books.iterdir()) == [f"https%3A%2F%2Fexample.org%2F{number}.epub" for number in (0, 2)]
