//! The program as people and scripts meet it: exit codes, files, streams, messages.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

mod support;

use support::{Folder, Run, offprint, offprint_with};

const ARTICLE: &str = "A title\n\nSome words that make a paragraph, and some more of them.\n";

/// Runs the program in a folder with arguments as one would type them.
fn run(folder: &Folder, arguments: &str) -> Run {
    offprint(folder.path(), &arguments.split_whitespace().collect::<Vec<_>>())
}

/// Asserts that a run failed as it should, leaving standard output alone.
#[track_caller]
fn refused(run: &Run, code: i32, saying: &[&str]) {
    assert_eq!(run.code, code, "{}", run.stderr);
    assert!(run.stdout.is_empty());
    for words in saying {
        assert!(run.stderr.contains(words), "“{words}” is not in\n{}", run.stderr);
    }
    assert!(run.stderr.starts_with("offprint: error: "), "{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
}

#[test]
fn three_formats_are_made_when_none_is_named() {
    let folder = Folder::new("three");
    folder.write("a.txt", ARTICLE);
    let run = run(&folder, "a.txt");
    assert_eq!((run.code, run.stdout.len()), (0, 0), "{}", run.stderr);
    assert_eq!(folder.names(), ["a.docx", "a.epub", "a.pdf", "a.txt"]);
    let lines: Vec<&str> = run.stderr.lines().collect();
    for (line, name) in lines.iter().zip(["a.pdf  ", "a.epub  ", "a.docx  "]) {
        assert!(line.starts_with(name), "{line}");
    }
}

#[test]
fn formats_are_named_once_or_often() {
    let folder = Folder::new("formats");
    folder.write("a.txt", ARTICLE);
    assert_eq!(run(&folder, "-t json,txt -t json --dir out/deep a.txt").code, 0);
    assert_eq!(support::names_in(&folder.path().join("out/deep")), ["a.json", "a.txt"]);
    refused(&run(&folder, "-t pfd a.txt"), 2, &["“pfd”", "did you mean pdf?", "epub"]);
    refused(&run(&folder, "-f mardkown a.txt"), 2, &["did you mean markdown?"]);
    refused(&run(&folder, "-t pdf, a.txt"), 2, &["there is no format “”"]);
}

#[test]
fn a_pdf_claims_the_standards_that_it_meets() {
    let folder = Folder::new("standards");
    folder.write("a.md", ARTICLE);
    let claims = |options: &str, input: &str| {
        let run = run(&folder, &format!("{options} -o a.pdf {input}"));
        assert_eq!(run.code, 0, "{}", run.stderr);
        let file = String::from_utf8_lossy(&folder.read("a.pdf")).into_owned();
        let claim = |what: &str| file.contains(what);
        let archive = ["2", "3"].into_iter().find(|part| claim(&format!("<pdfaid:part>{part}<")));
        let level = ["A", "B"].into_iter().find(|l| claim(&format!("<pdfaid:conformance>{l}<")));
        (claim("<pdfuaid:part>1<"), archive, level, run.stderr)
    };
    let claimed = |options: &str| {
        let (accessible, part, level, stderr) = claims(options, "a.md");
        assert!(!stderr.contains("claim"), "{stderr}");
        (accessible, part, level)
    };
    assert_eq!(claimed(""), (true, Some("2"), Some("A")));
    assert_eq!(claimed("--pdf-standard a-3a"), (false, Some("3"), Some("A")));
    assert_eq!(claimed("--pdf-standard a-2b --pdf-standard ua-1"), (true, Some("2"), Some("B")));
    assert_eq!(claimed("--pdf-standard none"), (false, None, None));
    let long = "so very long ".repeat(3000);
    folder.write("long.md", format!("---\ndescription: {long}\n---\n\nWords.\n"));
    let (accessible, part, _, stderr) = claims("", "long.md");
    assert_eq!((accessible, part), (true, None));
    assert!(stderr.contains("does not claim PDF/A-2a"), "{stderr}");
    refused(&run(&folder, "--pdf-standard a-2a,a-2b a.md"), 2, &["PDF/A-2b", "leave one out"]);
    refused(&run(&folder, "--pdf-standard ua-1 -t epub a.md"), 2, &["--to pdf"]);
}

#[test]
fn an_output_says_its_format_by_its_ending() {
    let folder = Folder::new("ending");
    folder.write("a.txt", ARTICLE);
    assert_eq!(run(&folder, "a.txt -o new/b.JSON").code, 0);
    assert!(folder.read("new/b.JSON").starts_with(b"{"));
    assert_eq!(run(&folder, "a.txt -t json -o b.article").code, 0);
    assert!(folder.read("b.article").starts_with(b"{"));
    refused(&run(&folder, "a.txt -o b.docs"), 2, &["b.docs", "did you mean docx?"]);
    refused(&run(&folder, "a.txt -o b"), 2, &["b has no ending", "--to"]);
    refused(&run(&folder, "a.txt -t pdf,epub -o b.pdf"), 2, &["--dir"]);
    refused(&run(&folder, "a.txt a.txt -o b.pdf"), 2, &["2 inputs", "--dir"]);
    refused(&run(&folder, "a.txt -o new"), 2, &["has no ending"]);
    refused(&run(&folder, "a.txt -t pdf -o new"), 2, &["new is a folder", "--dir"]);
}

#[test]
fn an_input_is_never_overwritten() {
    let folder = Folder::new("overwrite");
    folder.write("a.txt", ARTICLE);
    assert_eq!(run(&folder, "-q -t json a.txt").code, 0);
    let before = folder.read("a.json");
    refused(&run(&folder, "a.json -o ./a.json"), 2, &["a.json is the input itself"]);
    let again = run(&folder, "a.json -t json");
    assert!(again.stderr.starts_with("a-2.json  "), "{}", again.stderr);
    assert_eq!(folder.read("a.json"), before);
    // Nor by the output of another input.
    assert_eq!(run(&folder, "-q a.txt a.json -t json").code, 0);
    assert_eq!(folder.read("a.json"), before);
}

#[test]
fn inputs_of_one_name_get_outputs_of_their_own() {
    let folder = Folder::new("names");
    for name in ["a/x.txt", "b/x.md", "x-2.txt"] {
        folder.write(name, ARTICLE);
    }
    assert_eq!(run(&folder, "-t json -d out a/x.txt b/x.md x-2.txt").code, 0);
    let names = support::names_in(&folder.path().join("out"));
    assert_eq!(names, ["x-2.json", "x-3.json", "x.json"]);
}

#[test]
fn outputs_are_replaced_whole_and_nothing_is_left_behind() {
    let folder = Folder::new("whole");
    folder.write("a.txt", ARTICLE);
    folder.write("a.json", "x".repeat(100_000));
    assert_eq!(run(&folder, "-t json a.txt").code, 0);
    assert!(folder.read("a.json").starts_with(b"{"));
    assert_eq!(folder.names(), ["a.json", "a.txt"]);
}

#[test]
fn standard_streams_carry_articles_only() {
    let folder = Folder::new("streams");
    folder.write("a.txt", ARTICLE);
    let piped = run(&folder, "a.txt -t json -o -");
    assert_eq!((piped.code, piped.stderr.as_str()), (0, ""));
    assert!(piped.stdout.starts_with(b"{") && piped.stdout.ends_with(b"}\n"));
    let through = offprint_with(folder.path(), &["-", "-t", "json", "-o", "-"], &piped.stdout);
    assert_eq!(through.stdout, piped.stdout);
    let named = offprint_with(folder.path(), &["-", "-t", "json", "--title", "Ä b"], b"Words.");
    assert!(named.stderr.starts_with("ä-b.json  "), "{}", named.stderr);
    refused(&run(&folder, "a.txt -o -"), 2, &["--to"]);
    refused(&run(&folder, "- -"), 2, &["only once"]);
    refused(&run(&folder, "-"), 3, &["-: there is no text in it"]);
}

#[test]
fn metadata_is_set_from_outside() {
    let folder = Folder::new("metadata");
    folder.write("a.txt", ARTICLE);
    let arguments =
        "a.txt -t json -o - --title T --author A --author B --date 2026-11 --lang pt_br";
    let json = String::from_utf8(run(&folder, arguments).stdout).unwrap();
    let meta = offprint::article::json::read(&json).unwrap().meta;
    assert_eq!(meta.title_text().as_deref(), Some("T"));
    assert_eq!(meta.author_names(), ["A", "B"]);
    assert_eq!(meta.date.unwrap().to_string(), "2026-11");
    assert_eq!(meta.language.unwrap().as_str(), "pt-BR");
    let arguments = "a.txt -t json -o - --identifier 978-3-16-148410-0 --identifier 10.1000/182 \
                     --contributor trl=C --series Mills#2.1";
    let json = String::from_utf8(run(&folder, arguments).stdout).unwrap();
    let meta = offprint::article::json::read(&json).unwrap().meta;
    assert_eq!(meta.identifiers, ["urn:isbn:9783161484100".into(), "doi:10.1000/182".into()]);
    assert_eq!(meta.contributors[0].role.name(), "translator");
    assert_eq!(meta.series.unwrap().to_string(), "Mills #2.1");
    let wrong_digit = "a.txt --identifier isbn:978-3-16-148410-1";
    refused(&run(&folder, wrong_digit), 2, &["--identifier", "no ISBN"]);
    refused(&run(&folder, "a.txt --contributor cook=C"), 2, &["“cook”", "translator"]);
    refused(&run(&folder, "a.txt a.txt --identifier a"), 2, &["--identifier", "one by one"]);
    refused(&run(&folder, "a.txt --date 22.11.2026"), 2, &["--date: ", "2026-11-22"]);
    refused(&run(&folder, "a.txt --lang english"), 2, &["--lang: ", "pt-BR"]);
    refused(&run(&folder, "a.txt a.txt --title T"), 2, &["--title", "one by one"]);
}

#[test]
fn what_fails_is_named_and_the_rest_is_made() {
    let folder = Folder::new("fails");
    folder.write("article.txt", ARTICLE);
    folder.write("b.pdf", "%PDF-1.7\n");
    folder.write("c.txt", " \n");
    folder.write("folder/d.txt", ARTICLE);
    refused(
        &run(&folder, "artcle.txt"),
        3,
        &["artcle.txt: there is no such file; did you mean article.txt?"],
    );
    refused(&run(&folder, "folder"), 3, &["folder: it is a folder"]);
    refused(&run(&folder, "b.pdf"), 3, &["b.pdf: it looks like a PDF file", "convert it"]);
    refused(&run(&folder, "b.pdf c.txt"), 3, &["b.pdf: ", "c.txt: there is no text"]);
    let some = run(&folder, "-t json b.pdf article.txt c.txt");
    assert_eq!(some.code, 1);
    assert!(some.stderr.contains("article.json"), "{}", some.stderr);
    refused(
        &run(&folder, "https://example.org/a.html"),
        2,
        &["nothing is ever fetched", "save the page"],
    );
}

#[test]
fn what_cannot_be_written_is_named() {
    let folder = Folder::new("write");
    folder.write("a.txt", ARTICLE);
    folder.write("file", "x");
    refused(&run(&folder, "a.txt -t json -d file"), 4, &["file/a.json: ", "is not a folder"]);
    std::fs::create_dir(folder.path().join("a.json")).unwrap();
    refused(&run(&folder, "a.txt -t json"), 4, &["a.json: ", "a folder has that name"]);
    assert_eq!(folder.names(), ["a.json", "a.txt", "file"]);
}

#[cfg(unix)]
#[test]
fn devices_are_written_to_and_stay() {
    let folder = Folder::new("device");
    folder.write("a.txt", ARTICLE);
    assert_eq!(run(&folder, "a.txt -t json -o /dev/null").code, 0);
    assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
    if std::path::Path::new("/dev/full").exists() {
        refused(&run(&folder, "a.txt -t json -o /dev/full"), 4, &["the disk is full"]);
    }
}

#[test]
fn warnings_are_shown_hidden_and_counted() {
    let folder = Folder::new("warnings");
    folder.write("a.txt", b"Some words that stand in a line \xFF with a fault.\n");
    let usual = run(&folder, "a.txt -t json");
    assert_eq!(usual.code, 0);
    assert!(usual.stderr.contains("a.txt: warning: undecodable bytes"), "{}", usual.stderr);
    let quiet = run(&folder, "-q --strict a.txt -t json");
    assert_eq!((quiet.code, quiet.stderr.as_str()), (5, ""));
    folder.write("b.txt", ARTICLE);
    assert_eq!(run(&folder, "--strict b.txt -t json").code, 0);
}

#[test]
fn help_and_version_are_data() {
    let folder = Folder::new("help");
    for arguments in ["-h", "--help", "--version"] {
        let help = run(&folder, arguments);
        assert_eq!((help.code, help.stderr.as_str()), (0, ""));
        assert!(!help.stdout.is_empty());
    }
    let long = String::from_utf8(run(&folder, "--help").stdout).unwrap();
    assert!(long.contains("Exit codes:"), "{long}");
    let nothing = run(&folder, "");
    assert_eq!((nothing.code, nothing.stdout.len()), (2, 0));
    let unknown = run(&folder, "--titel x a.txt");
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("--title"), "{}", unknown.stderr);
}

#[test]
fn themes_come_from_folders() {
    let folder = Folder::new("themes");
    folder.write("a.txt", ARTICLE);
    let theme = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/templates/article/theme.toml"
    ));
    let theme = theme.unwrap();
    folder.write("good/theme.toml", &theme);
    assert_eq!(run(&folder, "-t json --theme good a.txt").code, 0);
    folder.write("bad/theme.toml", theme.replacen("[page]", "[page]\nsiez = \"A5\"", 1));
    let said = ["bad/theme.toml:14: ", "unknown key `siez`; did you mean `size`?"];
    refused(&run(&folder, "--theme bad a.txt"), 2, &said);
    refused(&run(&folder, "--theme none a.txt"), 2, &["none is neither a folder", "article"]);
    folder.write("empty/x", "");
    refused(&run(&folder, "--theme empty a.txt"), 2, &["empty/theme.toml: there is no such file"]);
}

#[test]
fn themes_rest_on_others_and_give_way_to_settings() {
    let folder = Folder::new("settings");
    folder.write("a.txt", ARTICLE);
    folder.write("mine/theme.toml", "base = \"pocket\"\nname = \"mine\"\n");
    let size = |options: &str| {
        let command = format!("-t pdf -d out --font-dir none {options} a.txt");
        let run = run(&folder, &command);
        assert_eq!(run.code, 0, "{options}: {}", run.stderr);
        page_size(&folder.read("out/a.pdf"))
    };
    assert_eq!(size(""), (595, 842));
    assert_eq!(size("--theme mine"), (298, 420));
    assert_eq!(size("--theme mine --paper a5"), (420, 595));
    assert_eq!(size("--paper a5 --set page.size=Letter"), (612, 792));
    assert_eq!(size("--paper 100mmx150mm"), (283, 425));
    for name in ["article", "large-print", "manuscript", "newspaper", "pocket"] {
        size(&format!("--theme {name} --for print"));
    }
    let wrong: [(&str, &[&str]); 6] = [
        ("--paper a7", &["--paper a7: ", "A6"]),
        ("--set page.siez=A5", &["--set page.siez=A5: unknown key `siez`; did you mean `size`?"]),
        ("--set page.size", &["--set page.size: write a key"]),
        ("--for scren", &["did you mean screen?"]),
        ("--theme poket", &["did you mean pocket?", "large-print"]),
        ("--set page.margin-top=290mm", &["20mm"]),
    ];
    for (options, said) in wrong {
        refused(&run(&folder, &format!("-t pdf {options} a.txt")), 2, said);
    }
}

#[test]
fn pages_are_chosen_and_laid_on_sheets() {
    let folder = Folder::new("sheets");
    let words = "Words that fill some lines of a page. ".repeat(400);
    folder.write("a.md", format!("# Title\n\n## One\n\n{words}\n\n## Two\n\n{words}"));
    let pdf = |options: &str| {
        let command = format!("-t pdf --lang en --font-dir none {options} a.md");
        let run = run(&folder, &command);
        assert_eq!((run.code, run.stderr.contains("warning")), (0, false), "{}", run.stderr);
        folder.read("a.pdf")
    };
    let pages = |bytes: &[u8]| lopdf::Document::load_mem(bytes).unwrap().get_pages().len();
    let whole = pages(&pdf("--theme pocket"));
    assert!(whole > 5, "{whole}");
    let some = pdf("--theme pocket --pages 2-3,5");
    assert_eq!((pages(&some), labels(&some)), (3, vec![(0, 2), (2, 5)]));
    // The last page begins in the second half.
    let last = pdf(&format!("--theme pocket --pages {whole}-"));
    assert_eq!((pages(&last), labels(&last)), (1, vec![(0, whole as i64)]));
    let booklet = pdf("--theme pocket --booklet");
    assert_eq!(pages(&booklet), whole.next_multiple_of(4) / 2);
    assert_eq!(page_size(&booklet), (595, 420));
    // Large paper is folded: sheets of A4 hold pages of A5.
    assert_eq!(page_size(&pdf("--booklet --grayscale")), (842, 595));
    assert_eq!(page_size(&pdf("--booklet --paper a6")), (595, 420));

    let beyond = run(&folder, "-t pdf --font-dir none --pages 99 a.md");
    assert_eq!(beyond.code, 3);
    assert!(beyond.stderr.contains("the last one is"), "{}", beyond.stderr);
    refused(&run(&folder, "--pages 3-1 -t pdf a.md"), 2, &["--pages", "names no pages"]);
    refused(&run(&folder, "--booklet -t epub a.md"), 2, &["--booklet is for PDFs", "--to pdf"]);
    let claims = run(&folder, "-t pdf --font-dir none --booklet --pdf-standard ua-1 a.md");
    assert!(claims.stderr.contains("does not claim PDF/UA-1"), "{}", claims.stderr);
}

#[test]
fn a_reference_document_is_a_document_without_macros() {
    let folder = Folder::new("reference");
    let house = include_bytes!("cases/reference-doc/house.docx");
    folder.write("a.md", ARTICLE);
    folder.write("house.docx", house);
    folder.write("HOUSE.DOTX", house);
    let run_with = |options: &str| run(&folder, &format!("{options} -o a.docx a.md"));
    assert_eq!(run_with("--reference-doc house.docx").code, 0);
    let made = folder.read("a.docx");
    assert_eq!(run_with("--reference-doc HOUSE.DOTX").code, 0);
    assert_eq!(made, folder.read("a.docx"));
    assert_eq!(run_with("").code, 0);
    assert_ne!(made, folder.read("a.docx"));
    folder.write("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more");
    for (arguments, saying) in [
        ("--reference-doc none.docx -o b.docx a.md", "there is no file none.docx"),
        ("--reference-doc a.md -o b.docx a.md", "it is no Word document"),
        (
            "--reference-doc old.doc -o b.docx a.md",
            "protected by a password or of a Word before 2007",
        ),
        ("--reference-doc house.docx -t pdf a.md", "--reference-doc is for DOCX"),
    ] {
        refused(&run(&folder, arguments), 2, &[saying]);
    }
    assert!(!folder.names().contains(&"b.docx".to_owned()));
}

#[test]
fn covers_are_named_by_a_word_or_a_file() {
    let folder = Folder::new("covers");
    folder.write("a.md", ARTICLE);
    let image = include_bytes!("articles/images/hills.jpg");
    std::fs::write(folder.path().join("photo.jpg"), image).unwrap();
    for (options, cover) in
        [("", false), ("--cover none", false), ("--cover auto", false), ("--cover photo.jpg", true)]
    {
        let run = run(&folder, &format!("-t epub a.md {options}"));
        assert_eq!(run.code, 0, "{}", run.stderr);
        let file = folder.read("a.epub");
        let has_page = file.windows(11).any(|name| name == b"cover.xhtml");
        assert_eq!(has_page, cover, "{options}");
    }
    let with_faces = run(&folder, "-t epub --font-dir none --embed-fonts a.md");
    assert_eq!(with_faces.code, 0, "{}", with_faces.stderr);
    assert!(folder.read("a.epub").windows(6).any(|name| name == b"fonts/"));
    for (options, saying) in [
        ("-t pdf --embed-fonts a.md", "--embed-fonts is for EPUBs"),
        ("-t pdf a.md --cover", "--cover is for EPUBs, and none is written"),
        ("-t epub --cover none.jpg a.md", "--cover: there is no file none.jpg"),
        ("-t epub --cover a.md a.md", "--cover: a.md: it is no image"),
    ] {
        refused(&run(&folder, options), 2, &[saying]);
    }
}

/// Width and height of the first page, in points.
fn page_size(pdf: &[u8]) -> (i64, i64) {
    let pdf = lopdf::Document::load_mem(pdf).unwrap();
    let page = *pdf.get_pages().values().next().unwrap();
    let page = pdf.get_dictionary(page).unwrap().get(b"MediaBox").unwrap();
    let sides: Vec<f32> =
        page.as_array().unwrap().iter().map(|side| side.as_float().unwrap()).collect();
    (sides[2].round() as i64, sides[3].round() as i64)
}

/// From which page on, from 0, pages are numbered from which number on.
fn labels(pdf: &[u8]) -> Vec<(i64, i64)> {
    let pdf = lopdf::Document::load_mem(pdf).unwrap();
    let labels = pdf.catalog().unwrap().get(b"PageLabels").unwrap().as_dict().unwrap();
    let numbers = labels.get(b"Nums").unwrap().as_array().unwrap();
    let start = |label: &lopdf::Object| {
        label.as_dict().unwrap().get(b"St").map_or(1, |start| start.as_i64().unwrap())
    };
    numbers.chunks(2).map(|pair| (pair[0].as_i64().unwrap(), start(&pair[1]))).collect()
}

#[test]
fn fonts_come_from_the_folders_that_are_named() {
    let folder = Folder::new("fonts");
    folder.write("a.md", "# Thai\n\nIn Thai: ภาษาไทย.\n");
    let fonts = support::fonts();
    let pinned = run(&folder, &format!("-v -t pdf --lang en --font-dir {fonts} a.md"));
    assert!(pinned.stderr.contains("NotoSerifThai-Regular shows"), "{}", pinned.stderr);
    let none = run(&folder, "-t pdf --font-dir none a.md");
    assert!(none.stderr.contains("no face has “ภ” (U+0E20)"), "{}", none.stderr);
    // Every character has its own line, and no more than one.
    assert_eq!(none.stderr.matches("(U+0E20)").count(), 1, "{}", none.stderr);
    folder.write("empty/readme.txt", "no font");
    refused(&run(&folder, "--font-dir missing a.md"), 2, &["missing is no folder", "none"]);
    refused(&run(&folder, "--font-dir empty a.md"), 2, &["empty holds no font", "none"]);
    let both = format!("--font-dir none --font-dir {fonts} a.md");
    refused(&run(&folder, &both), 2, &["--font-dir none"]);
}

#[test]
fn damaged_fonts_are_passed_over() {
    let folder = Folder::new("damaged");
    folder.write("a.md", "# Thai\n\nIn Thai: ภาษาไทย.\n");
    let face = format!("{}/NotoSerifThai-Regular.ttf", support::fonts());
    let whole = std::fs::read(face).unwrap();
    folder.write("deep/fonts/A.ttf", &whole[..100]);
    folder.write("deep/fonts/B.ttf", "no font at all");
    folder.write("deep/fonts/Z.ttf", &whole);
    let run = run(&folder, "-v -t pdf --lang en --font-dir deep a.md");
    assert_eq!(run.code, 0, "{}", run.stderr);
    for words in ["“B.ttf” was passed over", "NotoSerifThai-Regular shows"] {
        assert!(run.stderr.contains(words), "“{words}” is not in\n{}", run.stderr);
    }
}

#[test]
fn themes_name_faces_that_lie_elsewhere() {
    let folder = Folder::new("named-faces");
    folder.write("a.md", "# ქართული\n\nენა **ენა**\n");
    let theme = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/templates/article/theme.toml"
    ));
    let theme = theme.unwrap();
    let named = |name: &str| {
        let regular = theme.replace("LibertinusSerif-Regular.otf", name);
        regular.replace("LibertinusSerif-Semibold.otf", name)
    };
    let fonts = support::fonts();
    let names = ["NotoSerifGeorgian-VF.ttf", "Noto Serif Georgian", "NotoSerifGeorgian-Regular"];
    for name in names {
        folder.write("mine/theme.toml", named(name));
        let command = format!("-v -t pdf --lang ka --theme mine --font-dir {fonts} a.md");
        let run = run(&folder, &command);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        let pdf = lopdf::Document::load_mem(&folder.read("a.pdf")).unwrap();
        let fonts: Vec<String> = base_fonts(&pdf);
        for weight in ["-400wght", "-700wght"] {
            assert!(fonts.iter().any(|font| font.ends_with(weight)), "{name}: {fonts:?}");
        }
        std::fs::remove_file(folder.path().join("a.pdf")).unwrap();
    }
    folder.write("mine/theme.toml", named("NotoSerifCJK-Regular.ttc#2"));
    let command = format!("-t pdf --lang ka --theme mine --font-dir {fonts} a.md");
    assert_eq!(run(&folder, &command).code, 0);
    folder.write("mine/theme.toml", named("NotoSerifCJK-Regular.ttc#7"));
    let run7 = run(&folder, &command);
    assert!(run7.stderr.contains("NotoSerifCJK-Regular.ttc#7"), "{}", run7.stderr);
    folder.write("mine/theme.toml", named("Nobody Knows Me"));
    let unknown = run(&folder, &command);
    assert_eq!(unknown.code, 3);
    assert!(unknown.stderr.contains("--font-dir"), "{}", unknown.stderr);
}

/// The names of the fonts in a PDF.
fn base_fonts(pdf: &lopdf::Document) -> Vec<String> {
    let fonts = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let names =
        fonts.filter_map(|font| font.get(b"BaseFont").and_then(lopdf::Object::as_name).ok());
    names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = Folder::new("same");
    folder.write("a.txt", ARTICLE);
    let formats = "pdf,epub,docx,html,text,json";
    for out in ["one", "two"] {
        assert_eq!(run(&folder, &format!("-q -t {formats} -d {out} a.txt")).code, 0);
    }
    for name in support::names_in(&folder.path().join("one")) {
        assert!(
            folder.read(&format!("one/{name}")) == folder.read(&format!("two/{name}")),
            "{name}"
        );
    }
}

#[test]
fn what_is_understood_can_be_seen_before_anything_is_written() {
    let folder = Folder::new("inspect");
    let form =
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *\n";
    folder.write("a.txt", format!("{ARTICLE}\n{form}"));
    folder.write("b.md", "# Another\n\nSome words.\n");
    let shown = run(&folder, "inspect a.txt");
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    let text = String::from_utf8(shown.stdout).unwrap();
    assert!(text.contains("A title") && text.contains("comment form: "), "{text}");
    assert!(!text.contains('\u{1b}'), "no colours where no screen is");
    let both = run(&folder, "inspect --json a.txt b.md");
    assert_eq!(both.code, 0, "{}", both.stderr);
    let text = String::from_utf8(both.stdout).unwrap();
    let objects: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let titles: Vec<&str> = objects.iter().filter_map(|object| object["title"].as_str()).collect();
    assert_eq!(titles, ["A title", "Another"]);
    assert_eq!(objects[0]["removed"][0]["line"], 5);
    let kept = run(&folder, "inspect --keep-all --json a.txt");
    assert!(String::from_utf8_lossy(&kept.stdout).contains(r#""removed":[]"#));
    assert_eq!(folder.names(), ["a.txt", "b.md"]);
}

#[test]
fn inspection_fails_as_conversion_does() {
    let folder = Folder::new("inspect-fails");
    folder.write("a.txt", ARTICLE);
    folder.write("inspect", ARTICLE);
    refused(&run(&folder, "inspect b.txt"), 3, &["b.txt: there is no such file"]);
    refused(&run(&folder, "inspect -f mardkown a.txt"), 2, &["did you mean markdown?"]);
    let some = run(&folder, "inspect --json a.txt b.txt");
    assert_eq!((some.code, some.stdout.iter().filter(|byte| **byte == b'\n').count()), (1, 1));
    assert_eq!(run(&folder, "-t text ./inspect").code, 0);
}

#[test]
fn a_selector_says_which_part_of_a_page_is_read() {
    let folder = Folder::new("selector");
    folder.write("a.html", "<html><body><p>Before.</p><div id=x><p>This part.</p></div>");
    folder.write("a.txt", ARTICLE);
    let part = run(&folder, "-t text -o - --selector div#x a.html");
    assert_eq!((part.code, String::from_utf8_lossy(&part.stdout).trim()), (0, "This part."));
    let whole = run(&folder, "-t text -o - --whole-page a.html");
    assert!(String::from_utf8_lossy(&whole.stdout).starts_with("Before."));
    let nothing = run(&folder, "--selector main a.html");
    refused(&nothing, 3, &["a.html: nothing on the page matches the selector “main”"]);
    refused(&run(&folder, "--selector p:x a.html"), 2, &["--selector", "pseudo-classes"]);
    refused(&run(&folder, "--selector p a.txt"), 3, &["a.txt: it is read as text"]);
}

/// A line of a table, with so many words of text.
fn row(id: &str, title: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"title\":\"{title}\",\"date\":\"2024-05-02\",\"text\":\"Some words that make a text.\"}}\n"
    )
}

#[test]
fn what_may_have_been_meant_is_said() {
    let folder = Folder::new("meant");
    folder.write("a.md", ARTICLE);
    for (typed, meant) in [
        ("a.md --thme pocket", "--theme"),
        ("a.md --theme pocekt", "did you mean pocket?"),
        ("a.md --theme ./pocekt", "did you mean"),
        ("a.md --paper lettr", "did you mean Letter?"),
        ("a.md --clean thorogh", "'thorough'"),
        ("a.md -f markdwon", "did you mean markdown?"),
        ("a.md -t pfd", "did you mean pdf?"),
        ("a.md --for scren", "did you mean screen?"),
        ("a.md --pdf-standard a2a", "did you mean a-2a?"),
        ("a.md --cover titel", "did you mean title?"),
        ("a.md --contributor translater=X", "did you mean translator?"),
        ("a.md --name {slgu}", "did you mean slug?"),
        ("a.md --set roles.titel.size=3pt", "did you mean `title`?"),
        ("a.md --set pgae.size=a5", "did you mean `page`?"),
        ("a.md -j none", "write a number from 1 up"),
        ("a.md -j 0", "write a number from 1 up"),
        ("inspct a.md", "did you mean inspect?"),
        ("them list", "did you mean theme?"),
        ("theme shwo pocket", "'show'"),
    ] {
        let done = run(&folder, typed);
        assert!(done.code == 2 && done.stderr.contains(meant), "{typed}: {}", done.stderr);
    }
    assert_eq!(folder.names(), ["a.md"]);
    // What looks like a command is one only where there is no such file.
    folder.write("formts", ARTICLE);
    assert_eq!(run(&folder, "formts -t text").code, 0);
    refused(&run(&folder, "b.md"), 3, &["did you mean a.md?"]);
}

#[test]
fn patterns_are_for_those_without_a_shell() {
    let folder = Folder::new("patterns");
    for name in ["a.md", "b.md", "deep/c.md", "d[1].md", "e.txt"] {
        folder.write(name, ARTICLE);
    }
    let made = |arguments: &str, into: &str| {
        let done = run(&folder, &format!("{arguments} -d {into} -t json"));
        assert_eq!(done.code, 0, "{}", done.stderr);
        support::names_in(&folder.path().join(into))
    };
    assert_eq!(made("[ab].md", "one"), ["a.json", "b.json"]);
    assert_eq!(made("**/c.md ?.txt", "two"), ["c.json", "e.json"]);
    // A file of that very name is no pattern.
    assert_eq!(made("d[1].md", "three"), ["d[1].json"]);
    refused(&run(&folder, "*.html"), 2, &["no file is called *.html"]);
    refused(&run(&folder, "a[.md"), 2, &["a[.md is no pattern"]);
    refused(&run(&folder, "*.md -o one.pdf"), 2, &["there are 3 inputs"]);
}

#[test]
fn folders_are_converted_with_what_is_in_them() {
    let folder = Folder::new("recursive");
    for name in ["in/a.txt", "in/deep/a.md", "in/.hidden/x.txt", "in/page_files/y.html", "in/z.bin"]
    {
        folder.write(name, ARTICLE);
    }
    folder.write("in/page.html", "<h1>A page</h1><p>With some words in it.");
    refused(&run(&folder, "in -d out"), 3, &["add -r"]);
    let done = run(&folder, "-r in -d out -t json");
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(support::names_in(&folder.path().join("out")), ["a.json", "deep", "page.json"]);
    assert_eq!(support::names_in(&folder.path().join("out/deep")), ["a.json"]);
    assert!(done.stderr.ends_with("3 inputs; 3 files written\n"), "{}", done.stderr);
    let again = run(&folder, "-r in -d out -t json --skip-existing");
    assert!(
        again.stderr.ends_with("3 inputs, 3 passed over; 0 files written\n"),
        "{}",
        again.stderr
    );
    // Into the very folder, outputs step aside for inputs.
    assert_eq!(run(&folder, "-r in -d in -t html").code, 0);
    assert!(String::from_utf8(folder.read("in/page.html")).unwrap().starts_with("<h1>"));
    assert!(folder.path().join("in/page-2.html").exists());
}

#[test]
fn lists_name_inputs_and_one_bad_input_fails_alone() {
    let folder = Folder::new("list");
    folder.write("a.txt", ARTICLE);
    folder.write("b.txt", ARTICLE);
    folder.write("list", "a.txt\n\nmissing.txt\nb.txt\n");
    let done = run(&folder, "--files-from list -t json -j 2");
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(done.stderr.contains("missing.txt: there is no such file"), "{}", done.stderr);
    assert!(folder.path().join("b.json").exists());
    refused(&run(&folder, "--files-from nolist"), 2, &["there is no file nolist"]);
    let listed = offprint_with(folder.path(), &["--files-from", "-", "-t", "html"], b"a.txt\n");
    assert_eq!(listed.code, 0, "{}", listed.stderr);
}

#[test]
fn a_batch_is_the_same_on_any_number_of_threads() {
    let folder = Folder::new("threads");
    let rows: String =
        (0..60).map(|n| row(&format!("r{}", n / 2), &format!("Title {n}"))).collect();
    folder.write("t.jsonl", format!("{rows}[]\n"));
    let batch = |threads: &str| {
        let arguments =
            format!("t.jsonl -d out{threads} -t json,html -j {threads} --report r{threads}");
        let done = run(&folder, &arguments);
        assert_eq!(done.code, 1, "{}", done.stderr);
        let report = String::from_utf8(folder.read(&format!("r{threads}"))).unwrap();
        let out = folder.path().join(format!("out{threads}"));
        let names = support::names_in(&out);
        let files: Vec<Vec<u8>> =
            names.iter().map(|name| std::fs::read(out.join(name)).unwrap()).collect();
        let stable = |text: String| {
            let text = text.replace(&format!("out{threads}"), "out");
            let fields = text.split(',').filter(|f| !f.contains("ms\":")).map(str::to_owned);
            fields.collect::<Vec<_>>()
        };
        (names, files, stable(report), stable(done.stderr))
    };
    let one = batch("1");
    assert_eq!(one.0.len(), 120);
    assert!(one.0.contains(&"r3-2.json".to_owned()), "{:?}", one.0);
    assert!(batch("3") == one);
}

#[test]
fn reports_tell_what_became_of_each_input() {
    let folder = Folder::new("report");
    folder.write("a.txt", ARTICLE);
    let done = run(&folder, "a.txt missing.txt -t pdf --report -");
    assert_eq!(done.code, 1, "{}", done.stderr);
    let lines: Vec<serde_json::Value> = done
        .stdout
        .split(|b| *b == b'\n')
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["status"], "written");
    assert_eq!(lines[0]["title"], "A title");
    assert_eq!(lines[0]["outputs"][0]["pages"], 1);
    assert_eq!(lines[0]["outputs"][0]["bytes"], folder.read("a.pdf").len());
    assert_eq!(lines[1]["status"], "failed");
    assert_eq!(lines[1]["failures"][0]["kind"], "input");
    refused(
        &run(&folder, "a.txt --report no/such/r"),
        2,
        &["--report: no/such/r cannot be written"],
    );
}

#[test]
fn names_follow_a_pattern() {
    let folder = Folder::new("pattern");
    folder.write("t.jsonl", &(row("a/b", "One weir") + &row("c", "Two weirs")));
    assert_eq!(run(&folder, "t.jsonl -t json -d out --name {year}/{slug}").code, 0);
    assert_eq!(
        support::names_in(&folder.path().join("out/2024")),
        ["one-weir.json", "two-weirs.json"]
    );
    assert_eq!(run(&folder, "t.jsonl -t json -d ids").code, 0);
    assert_eq!(support::names_in(&folder.path().join("ids")), ["a-b.json", "c.json"]);
    refused(&run(&folder, "t.jsonl --name {titel}"), 2, &["no field {titel}", "slug"]);
    refused(&run(&folder, "t.jsonl -o a.pdf"), 2, &["may be many articles"]);
    refused(&run(&folder, "t.jsonl --title X"), 2, &["several articles"]);
}

#[test]
fn a_bundle_is_one_book_of_all_inputs() {
    let folder = Folder::new("bundle");
    folder.write("in/1.md", "---\ntitle: One weir\nauthor: Ann\nlang: en\n---\n\nSome words.\n");
    folder.write("in/2.md", "---\ntitle: Two weirs\nauthor: Bo\nlang: en\n---\n\nMore words.\n");
    let done = run(&folder, "-r in --bundle -o book.html");
    assert_eq!(done.code, 0, "{}", done.stderr);
    let book = String::from_utf8(folder.read("book.html")).unwrap();
    let at =
        |words: &str| book.find(words).unwrap_or_else(|| panic!("“{words}” is not in\n{book}"));
    assert!(at("<title>in</title>") < at("One weir") && at("One weir") < at("Two weirs"));
    assert!(done.stderr.ends_with("2 inputs; 1 file written\n"), "{}", done.stderr);
    let named = offprint(
        folder.path(),
        &["in/1.md", "in/2.md", "gone", "--bundle", "--title", "My weirs", "-t", "epub,json"],
    );
    assert_eq!(named.code, 1, "{}", named.stderr);
    assert!(folder.path().join("my-weirs.epub").exists());
    let model: serde_json::Value = serde_json::from_slice(&folder.read("my-weirs.json")).unwrap();
    assert_eq!(model["meta"]["title"][0]["text"], "My weirs");
    assert_eq!(model["articles"][1]["meta"]["title"][0]["text"], "Two weirs");
    refused(&run(&folder, "-t text my-weirs.json"), 3, &["it is a book of several articles"]);
}
