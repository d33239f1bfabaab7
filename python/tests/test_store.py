"""Outputs on disk, by key."""

import pickle

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from offprint.store import LONGEST, Files, Parts, leftovers


def table(*keys, error=None):
    made = [None if error else f"book {key}".encode() for key in keys]
    return pa.table({"id": list(keys), "epub": pa.array(made, pa.large_binary()), "error": pa.array([error] * len(keys), pa.string())})


def test_files_are_called_as_their_keys(tmp_path):
    files = pickle.loads(pickle.dumps(Files(tmp_path / "new", "epub")))
    keys = ["a", "a/b", "https://example.org/?q=1", "é", "..", "", "x" * 900, "x" * 901]
    assert files.missing(table(*keys)).num_rows == len(keys)
    left = files.write(table(*keys))
    assert left.schema.names == ["id", "error"]
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert len(names) == len(keys) and all(len(name) <= LONGEST + 5 for name in names)
    assert files.path("a/b").name == "a%2Fb.epub" and files.path("a/b").parent == tmp_path / "new"
    assert files.path("https://example.org/?q=1").read_bytes() == b"book https://example.org/?q=1"
    assert files.missing(table(*keys, "other"))["id"].to_pylist() == ["other"]


def test_what_failed_is_missing(tmp_path):
    files, parts = Files(tmp_path / "files", "epub"), Parts(tmp_path / "parts")
    for store in (files, parts):
        assert store.write(table("a", error="it has no text"))["error"].to_pylist() == ["it has no text"]
    assert files.missing(table("a")).num_rows == 1


def test_parts_are_read_back(tmp_path):
    parts = Parts(tmp_path)
    parts.write(table("a", "b"))
    parts.write(table("a", "b"))
    parts.write(table())
    assert len(list(tmp_path.iterdir())) == 1
    again = pickle.loads(pickle.dumps(Parts(tmp_path)))
    assert again.missing(table("b", "c"))["id"].to_pylist() == ["c"]
    assert pq.read_table(tmp_path)["epub"].to_pylist() == [b"book a", b"book b"]


def test_what_is_half_written_has_no_name(tmp_path):
    class Broken:
        is_valid = True

        def as_buffer(self):
            raise OSError("no room")

    files = Files(tmp_path, "epub")
    broken = {"id": pa.array(["a"]), "epub": [Broken()]}
    with pytest.raises(OSError, match="no room"):
        files.write(broken)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    (tmp_path / ".1.part").write_bytes(b"half")
    assert [path.name for path in leftovers(tmp_path)] == [".1.part"]
    assert files.missing(table("1")).num_rows == 1
