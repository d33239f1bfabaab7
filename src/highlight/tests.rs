use super::languages::{LANGUAGES, find};
use super::*;

/// A program with its tokens marked: `keyword‹fn› function‹main›() {}`.
fn marked(language: &str, code: &str) -> String {
    let mut pieces = Pieces::new(Some(language), code);
    let mark = |(text, kind): (&str, Option<Kind>)| match kind {
        Some(kind) => format!("{}‹{text}›", kind.name()),
        None => text.to_owned(),
    };
    pieces.up_to(code.len()).into_iter().map(mark).collect()
}

#[track_caller]
fn check(language: &str, code: &str, expected: &str) {
    assert_eq!(marked(language, code), expected);
}

#[test]
fn rust() {
    check(
        "rust",
        "fn main() { let x: &'a str = \"a\\\"b\"; }",
        "keyword‹fn› function‹main›() { keyword‹let› x: &name‹'a› type‹str› = string‹\"a\\\"b\"›; }",
    );
    check(
        "rs",
        "/* a /* b */ c */ 'x' '\\n'",
        "comment‹/* a /* b */ c */› string‹'x'› string‹'\\n'›",
    );
    check("rs", "#[derive(Debug)]\nstruct A;", "meta‹#[derive(Debug)]›\nkeyword‹struct› type‹A›;");
    check(
        "rs",
        "vec![0..9, 1.5e-3_f64]",
        "function‹vec!›[number‹0›..number‹9›, number‹1.5e-3_f64›]",
    );
    check(
        "rs",
        "r#\"a \"b\" c\"# MAX x.len()",
        "string‹r#\"a \"b\" c\"#› constant‹MAX› x.function‹len›()",
    );
    // A field may have the name of a keyword, or no name at all.
    check("rs", "x.type != a.0", "x.type != a.number‹0›");
}

#[test]
fn c_and_its_kin() {
    check(
        "C++",
        "#include <map>\nauto s = R\"x(a)\")x\"; // b",
        "meta‹#include› string‹<map>›\nkeyword‹auto› s = string‹R\"x(a)\")x\"›; comment‹// b›",
    );
    check(
        "c",
        "size_t n = 0xFFul + 1'0;",
        "type‹size_t› n = number‹0xFFul› + number‹1›string‹'0;›",
    );
    check("cpp", "int n = 1'000;", "type‹int› n = number‹1'000›;");
    check(
        "java",
        "@Override public int f()",
        "meta‹@Override› keyword‹public› type‹int› function‹f›()",
    );
    check("cs", "var s = @\"c:\\\";", "keyword‹var› s = string‹@\"c:\\\"›;");
    check(
        "go",
        "func (s *T) Name() `raw\n`",
        "keyword‹func› (s *T) function‹Name›() string‹`raw\n`›",
    );
    check("swift", "\"a \\(f(x)) b\"", "string‹\"a \\(›function‹f›(x)string‹) b\"›");
}

#[test]
fn scripts() {
    check(
        "python",
        "@cache\ndef f(x: int) -> str:\n    return f'{x}' # a\n",
        "meta‹@cache›\nkeyword‹def› function‹f›(x: type‹int›) -> type‹str›:\n    keyword‹return› \
         string‹f'{x}'› comment‹# a›\n",
    );
    check("py", "'''a\nb''' None", "string‹'''a\nb'''› constant‹None›");
    check(
        "js",
        "const r = /[/]\"/g, q = a / b / c;",
        "keyword‹const› r = string‹/[/]\"/g›, q = a / b / c;",
    );
    check("ts", "`a ${f({b: `c`})} d`", "string‹`a ${›function‹f›({b: string‹`c`›})string‹} d`›");
    check("ruby", ":a ? @b : C::d", "constant‹:a› ? name‹@b› : type‹C›::d");
    check("rb", "<<~EOS\n a\nEOS\nputs", "string‹<<~EOS›\nstring‹ a\nEOS›\nkeyword‹puts›");
    check("php", "<?php echo $x->y();", "meta‹<?php› keyword‹echo› name‹$x›->function‹y›();");
    check("lua", "--[[ a\n]] x = [==[ ]] ]==]", "comment‹--[[ a\n]]› x = string‹[==[ ]] ]==]›");
    check("matlab", "a' * 'b'", "a' * string‹'b'›");
}

#[test]
fn functional_languages() {
    check("haskell", "foldl' f 'x' {- {- -} -}", "foldl' f string‹'x'› comment‹{- {- -} -}›");
    check(
        "clojure",
        "(defn a-b [x] (inc x)) ; c",
        "(keyword‹defn› function‹a-b› [x] (function‹inc› x)) comment‹; c›",
    );
}

#[test]
fn shells() {
    check(
        "bash",
        "X=1 sudo apt-get install -y \"$X\" | grep x # c",
        "name‹X›=number‹1› sudo apt-get install -y string‹\"$X\"› | function‹grep› x comment‹# c›",
    );
    check(
        "sh",
        "cat <<EOF\n$x 'a\nEOF\nls",
        "function‹cat› string‹<<EOF›\nstring‹$x 'a\nEOF›\nfunction‹ls›",
    );
    // What a program answers is no program.
    check(
        "console",
        "$ ls if\nif \"\n$ pwd",
        "meta‹$› function‹ls› keyword‹if›\nif \"\nmeta‹$› function‹pwd›",
    );
    check("python", ">>> 1 + 1\n2\n", "meta‹>>>› number‹1› + number‹1›\n2\n");
    check("docker", "FROM a AS b\nRUN ls", "keyword‹FROM› a keyword‹AS› b\nkeyword‹RUN› ls");
    check("make", "all: a\n\tcc $(X)", "function‹all›: a\n\tcc name‹$(X)›");
}

#[test]
fn data() {
    check(
        "json",
        "{\"a\": [1, true, \"b\"]}",
        "{name‹\"a\"›: [number‹1›, constant‹true›, string‹\"b\"›]}",
    );
    check("yml", "- a b: don't # c\n  d:", "- name‹a b›: don't comment‹# c›\n  name‹d›:");
    check("toml", "[a.b]\nc = 'd'", "type‹[a.b]›\nname‹c› = string‹'d'›");
    check("sql", "SELECT a FROM b -- c", "keyword‹SELECT› a keyword‹FROM› b comment‹-- c›");
    check("diff", "@@ 1\n-a\n+b\n c", "meta‹@@ 1›\ndeleted‹-a›\ninserted‹+b›\n c");
    check(
        "latex",
        "\\emph{a} \\% $x$ % c",
        "keyword‹\\emph›{a} keyword‹\\%› string‹$x$› comment‹% c›",
    );
    check(
        "html",
        "<a href=\"b\">&amp;</a><script>if</script>",
        "keyword‹<a› name‹href›=string‹\"b\"›keyword‹>›constant‹&amp;›keyword‹</a>\
         <script>›keyword‹if</script>›",
    );
    check(
        "css",
        "a:hover, .b { color: #fff; width: calc(1.5em) }",
        "a:hover, type‹.b› { name‹color›: number‹#fff›; name‹width›: function‹calc›(number‹1.5em›) }",
    );
}

#[test]
fn names_of_languages_are_forgiving_and_unique() {
    assert!(find(" Rust ").is_some());
    assert_eq!(tokens("no such language", "if"), []);
    assert_eq!(tokens("", "if"), []);
    let mut names: Vec<&str> = LANGUAGES.iter().flat_map(|(names, _)| names.split(' ')).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "a name is said twice");
}

/// Programs with everything that opens something, put together at random.
fn torture(seed: u32) -> String {
    const PARTS: &[&str] = &[
        "\"",
        "'",
        "`",
        "/*",
        "*/",
        "{",
        "}",
        "${",
        "#{",
        "\\",
        "\\(",
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "#[",
        "r#\"",
        "\"#",
        "R\"a(",
        "[==[",
        "<<EOF",
        "EOF",
        "\n",
        "\r\n",
        " ",
        "\t",
        "é",
        "e\u{301}",
        "\u{301}",
        "漢",
        "👩\u{200d}👩",
        "if",
        "x",
        "0",
        "1.",
        "'a",
        "@",
        "$",
        ":",
        "%",
        "--",
        "//",
        "#",
        ";",
        "=",
        "key: ",
        "- ",
        "&",
        "!",
        "b\"",
        "\u{2028}",
        "A",
        "/",
        "$ ",
        ">>> ",
    ];
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize
    };
    let length = next() % 60;
    (0..length).map(|_| PARTS[next() % PARTS.len()]).collect()
}

#[test]
fn tokens_are_in_order_whatever_the_text() {
    use unicode_segmentation::UnicodeSegmentation as _;
    for (place, (names, _)) in LANGUAGES.iter().enumerate() {
        let language = names.split(' ').next().unwrap();
        for seed in 0..200 {
            let code = torture(seed + 1000 * place as u32);
            let tokens = tokens(language, &code);
            let mut at = 0;
            for token in &tokens {
                assert!(at <= token.range.start && !token.range.is_empty(), "{language}: {code:?}");
                assert!(code.get(token.range.clone()).is_some(), "{language}: {code:?}");
                at = token.range.end;
            }
            assert!(at <= code.len());
            let pieces = Pieces::new(Some(language), &code).up_to(code.len());
            let joined: String = pieces.iter().map(|(text, _)| *text).collect();
            assert_eq!(joined, code);
            // No piece parts a character from its marks.
            let bounds: Vec<usize> = code.grapheme_indices(true).map(|(at, _)| at).collect();
            let mut at = 0;
            for (text, _) in pieces {
                let ends_line = code[at..].starts_with('\n');
                assert!(ends_line || bounds.contains(&at), "{language}: {code:?}");
                at += text.len();
            }
        }
    }
}

#[test]
fn pieces_end_where_lines_do() {
    let code = "a /* b\nc */ d";
    let mut pieces = Pieces::new(Some("c"), code);
    assert_eq!(pieces.up_to(6), [("a ", None), ("/* b", Some(Kind::Comment))]);
    pieces.skip_to(7);
    assert_eq!(pieces.up_to(13), [("c */", Some(Kind::Comment)), (" d", None)]);
    assert_eq!(Pieces::new(None, "if").up_to(2), [("if", None)]);
}
