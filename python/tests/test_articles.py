"""One article through the package: what is read, what is written, what goes wrong."""

import datetime
import pickle
import threading

import pytest
from conftest import MARKDOWN, PAGE, PROSE, TEXT

import offprint

ARTICLES = [(MARKDOWN, "a.md"), (TEXT, "a.txt"), (PAGE, "a.html")]


@pytest.mark.parametrize("to", ["pdf", "epub", "docx", "html", "text", "json", "pandoc"])
@pytest.mark.parametrize(("data", "name"), ARTICLES)
def test_the_bytes_are_those_of_the_command_line(command, data, name, to):
    expected = command(data, name, to)
    assert offprint.convert(data, to, name=name) == expected
    assert offprint.convert(data.encode(), to, name=name) == expected
    assert offprint.read(data, name=name).to(to) == expected
    assert offprint.Converter([to])(data, name)[to] == expected


def test_options_are_those_of_the_command_line(command):
    options = {"theme": "pocket", "set": ["body.hyphenate=false"], "grayscale": True, "for_": "print", "toc": True}
    typed = ["--theme=pocket", "--set=body.hyphenate=false", "--grayscale", "--for=print", "--toc"]
    expected = command(MARKDOWN, "a.md", "pdf", *typed)
    assert offprint.convert(MARKDOWN, "pdf", name="a.md", **options) == expected
    assert offprint.read(MARKDOWN, name="a.md").to("pdf", **options) == expected
    assert offprint.convert(MARKDOWN, "pdf", name="a.md") != expected
    typed = ["--clean=gentle", "--title=Ours", "--lang=en-GB", "--no-smart"]
    expected = command(TEXT, "a.txt", "epub", *typed)
    assert offprint.convert(TEXT, "epub", name="a.txt", clean="gentle", title="Ours", lang="en-GB", no_smart=True) == expected


def test_an_article_tells_what_was_found():
    article = offprint.read(TEXT)
    assert article.title == "The day the ferry stayed"
    assert (article.byline, article.authors) == ("Jane Doe", ["Jane Doe"])
    assert (article.date, article.language, article.subtitle) == ("2021-03-03", "en", None)
    assert article.body.startswith(PROSE)
    assert any("Facebook" in removed.text and removed.reason for removed in article.removed)
    article = offprint.read(MARKDOWN, format="markdown")
    assert article.outline == [offprint.Heading(level=1, text="The sluice", line=9)]
    again = offprint.read(article.json, format="json")
    assert again.to("epub") == article.to("epub")
    assert any(message.kind == "repaired" for message in offprint.read("Some  words\u200b , in a row.").messages)


def test_several_formats_and_a_report():
    made = offprint.Converter(["epub", "docx"], lang="en")(TEXT)
    assert list(made) == ["epub", "docx"] and len(made) == 2
    assert made["epub"].startswith(b"PK")
    assert made.report["status"] == "written"
    assert [output["format"] for output in made.report["outputs"]] == ["epub", "docx"]


def test_images_are_read_below_the_root_alone(tmp_path):
    text = "# A\n\n![A dot](dot.svg)\n\n![Outside](../dot.svg)\n"
    dot = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    inside = tmp_path / "inside"
    inside.mkdir()
    for folder in (tmp_path, inside):
        (folder / "dot.svg").write_text(dot)
    kinds = lambda **options: [message.kind for message in offprint.read(text, name="a.md", **options).messages]  # noqa: E731
    assert kinds().count("image-missing") == 2
    found = offprint.Converter("epub", resource_root=inside)(text, "a.md").report["diagnostics"]
    assert [one["reference"] for one in found if one["kind"] == "image-missing"] == ["../dot.svg"], found


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"thene": "pocket"}, "did you mean theme"),
        ({"output": "a.pdf"}, "command line alone"),
        ({"clean": "madly"}, "madly"),
        ({"theme": "no-such-theme"}, "no-such-theme"),
        ({"keep_all": "yes"}, "true or false"),
        ({"title": {"a": 1}}, "dict"),
    ],
)
def test_wrong_options_are_said(options, said):
    with pytest.raises(offprint.OptionError, match=said):
        offprint.convert(TEXT, "epub", **options)
    with pytest.raises(offprint.OptionError, match=said):
        offprint.Converter("epub", **options)


def test_errors_are_of_their_kind():
    with pytest.raises(offprint.OptionError, match="did you mean epub"):
        offprint.convert(TEXT, "epup")
    with pytest.raises(offprint.OptionError, match="is for writing"):
        offprint.read(TEXT, paper="a5")
    with pytest.raises(offprint.OptionError, match="is for reading"):
        offprint.read(TEXT).to("pdf", clean="gentle")
    with pytest.raises(offprint.ReadError, match=r"a\.json"):
        offprint.read("{", name="a.json")
    with pytest.raises(offprint.ReadError, match="longer than 1 MB"):
        offprint.convert(b"x" * 2_000_000, "epub", max_input=1)
    with pytest.raises(offprint.TookTooLong):
        offprint.convert("word " * 2_000_000, "pdf", timeout=0.01)
    with pytest.raises(TypeError):
        offprint.convert(3, "epub")  # type: ignore[arg-type]
    for kind in (offprint.ReadError, offprint.RenderError, offprint.OptionError, offprint.TookTooLong, offprint.Fault):
        assert issubclass(kind, offprint.OffprintError)


def test_no_files_of_settings_and_no_environment_count(tmp_path, monkeypatch):
    (tmp_path / "offprint.toml").write_text('theme = "pocket"\n')
    expected = offprint.convert(TEXT, "pdf")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OFFPRINT_THEME", "pocket")
    assert offprint.Converter("pdf", threads=2)(TEXT)["pdf"] == expected


def test_converters_go_to_other_processes():
    converter = offprint.Converter(["epub"], theme="pocket", format="text")
    again = pickle.loads(pickle.dumps(converter))
    assert (again.to, again.options) == (converter.to, converter.options)
    assert again(TEXT)["epub"] == converter(TEXT)["epub"]
    # The same settings are the same desk, with fonts and themes loaded once.
    assert again._desk() is offprint.Converter(["epub"], theme="pocket", format="text")._desk()


def test_each_article_may_have_its_own_metadata():
    converter = offprint.Converter("text", lang="de")
    known = {"title": "Another Title", "author": ["Ada Byron", "Ch. Babbage"], "date": datetime.date(1843, 9, 1), "lang": "fr"}
    article = converter.read(TEXT, "a.md", known)
    assert (article.title, article.date, article.language) == ("Another Title", "1843-09-01", "de")
    assert "Ada Byron" in article.byline and "Babbage" in article.byline
    expected = offprint.convert(TEXT, "text", name="a.md", lang="de", title="Another Title", author=known["author"], date="1843-09-01")
    assert converter(TEXT, "a.md", known)["text"] == expected
    assert converter(TEXT, "a.md", {"date": "no day"}).report["diagnostics"]


def test_threads_work_beside_each_other():
    converter, made = offprint.Converter("epub"), {}
    texts = [f"# Article {number}\n\n{PROSE}\n" for number in range(8)]

    def work(number):
        made[number] = converter(texts[number], "a.md")["epub"]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == {number: converter(text, "a.md")["epub"] for number, text in enumerate(texts)}
