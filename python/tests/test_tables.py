"""Tables of articles."""

import json
import pickle

import pyarrow as pa
import pytest
from conftest import MARKDOWN, PAGE, TEXT

import offprint
import offprint.arrow


def batch(**columns):
    return pa.RecordBatch.from_pydict(columns)


def test_each_row_is_an_article():
    rows = batch(id=["one", "two"], text=[TEXT, TEXT], title=["Ours", None], other=[1, 2])
    made = offprint.arrow.convert_batch(rows, ["epub", "text"], keep=["id", "other"])
    assert made.schema == offprint.arrow.schema(["epub", "text"], pa.schema([rows.schema.field("id"), rows.schema.field("other")]))
    assert made.column("id").to_pylist() == ["one", "two"]
    assert made.column("title").to_pylist() == ["Ours", "The day the ferry stayed"]
    assert made.column("language").to_pylist() == ["en", "en"]
    assert made.column("error").to_pylist() == [None, None]
    assert made.column("epub")[1].as_py() == offprint.convert(TEXT, "epub", format="text")
    assert json.loads(made.column("report")[0].as_py())["id"] == "one"


def test_the_bytes_are_those_of_records_on_the_command_line(program, tmp_path):
    import subprocess

    rows = [
        {"id": "a", "text": TEXT, "author": ["A. B.", "C. D."], "date": "2020-02-03", "url": "https://example.org/a"},
        {"id": "b", "markdown": MARKDOWN, "title": "Ours"},
        {"id": "c", "html": PAGE, "lang": "en-GB"},
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    subprocess.run([program, "-q", "--no-config", "-t", "epub,pdf", "rows.jsonl"], check=True, cwd=tmp_path)
    made = offprint.arrow.convert_batch(pa.RecordBatch.from_pylist(rows, schema=pa.schema([
        ("id", pa.string()), ("text", pa.string()), ("markdown", pa.large_string()), ("html", pa.binary()),
        ("author", pa.list_(pa.string())), ("date", pa.string()), ("url", pa.string()), ("title", pa.string()),
        ("lang", pa.string()),
    ])), ["epub", "pdf"])  # fmt: skip
    assert made.column("error").to_pylist() == [None] * 3
    for index, row in enumerate(rows):
        for to in ("epub", "pdf"):
            assert made.column(to)[index].as_py() == (tmp_path / f"{row['id']}.{to}").read_bytes(), (row["id"], to)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view()])
def test_texts_may_be_of_any_kind(kind):
    rows = pa.RecordBatch.from_arrays([pa.array([TEXT.encode(), None]).cast(pa.binary()).cast(kind)], ["text"])
    made = offprint.arrow.convert_batch(rows, "text")
    assert made.column("text")[0].as_py() == offprint.convert(TEXT, "text", format="text")
    assert made.column("error")[1].as_py() == "it has no text"


def test_dates_and_numbers_are_read():
    import datetime

    rows = batch(id=[7], text=[TEXT], date=pa.array([datetime.date(2019, 8, 7)]))
    made = offprint.arrow.convert_batch(rows, "json")
    assert json.loads(made.column("json")[0].as_py())["meta"]["date"] == "2019-08-07"
    assert json.loads(made.column("report")[0].as_py())["id"] == "7"


def test_a_bad_row_is_an_error_in_its_row():
    rows = batch(id=["good", "none", "long", "good too"], text=[TEXT, None, "x" * 2_000_000, TEXT])
    made = offprint.arrow.convert_batch(rows, "epub", max_input=1)
    errors = made.column("error").to_pylist()
    assert [error is None for error in errors] == [True, False, False, True]
    assert "no text" in errors[1] and "longer than 1 MB" in errors[2]
    assert [epub is not None for epub in made.column("epub").to_pylist()] == [True, False, False, True]
    reports = [json.loads(report)["status"] for report in made.column("report").to_pylist()]
    assert reports == ["written", "failed", "failed", "written"]


def test_columns_may_be_called_as_one_likes():
    rows = batch(key=["k"], content=[PAGE])
    made = offprint.arrow.convert_batch(rows, "text", fields={"html": "content", "id": "key"}, keep=["key"])
    assert made.column("key").to_pylist() == ["k"]
    assert json.loads(made.column("report")[0].as_py())["id"] == "k"
    with pytest.raises(offprint.OptionError, match="no column holds the text"):
        offprint.arrow.convert_batch(rows, "text")
    with pytest.raises(offprint.OptionError, match="there is no column “nothing”"):
        offprint.arrow.convert_batch(rows, "text", fields={"html": "nothing"})
    with pytest.raises(offprint.OptionError, match="there is no field “body”"):
        offprint.arrow.convert_batch(rows, "text", fields={"body": "content"})
    with pytest.raises(offprint.OptionError, match="holds no text but Int64"):
        offprint.arrow.convert_batch(batch(text=[1]), "text")


def test_functions_over_tables_go_to_other_processes():
    mapper = pickle.loads(pickle.dumps(offprint.arrow.mapper(["epub"], theme="pocket")))
    table = pa.table({"id": ["a", "b", "c"], "text": [TEXT] * 3})
    made = mapper(table)
    assert made.schema == offprint.arrow.schema(["epub"], pa.schema([table.schema.field("id")]))
    assert made.num_rows == 3 and made.column("error").null_count == 3
    assert mapper(table.slice(0, 0)).schema == made.schema
    assert [len(part) for part in mapper.batches(table.to_batches(max_chunksize=2))] == [2, 1]
