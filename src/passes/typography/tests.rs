use super::*;
use crate::article::{Link, json};
use crate::source::Span;

fn article(language: &str, blocks: Vec<Block>) -> Article {
    let mut article = Article { blocks, ..Article::default() };
    article.meta.language = Some(language.parse().unwrap());
    article
}

/// The text of a paragraph, `¦` for a narrow and `~` for a wide space that does not break.
fn set(language: &str, text: &str) -> String {
    let mut article = article(language, vec![Block::paragraph(vec![Inline::text(text)])]);
    run(&mut article, Typing::Smart, &mut Diagnostics::new());
    let once = article.clone();
    run(&mut article, Typing::Smart, &mut Diagnostics::new());
    assert_eq!(article, once, "{text}");
    let text = plain_text(article.blocks[0].kind.inlines()[0]);
    text.replace('\u{202F}', "¦").replace('\u{A0}', "~")
}

#[test]
fn every_language_has_its_quotation_marks() {
    for (language, expected) in [
        ("en", "“Yes,” she said, “the ‘old’ house.”"),
        ("de", "„Yes,“ she said, „the ‚old‘ house.“"),
        ("de-CH", "«Yes,» she said, «the ‹old› house.»"),
        ("fr", "«¦Yes,¦» she said, «¦the “old” house.¦»"),
        ("ru", "«Yes,» she said, «the „old“ house.»"),
        ("pl", "„Yes,” she said, „the «old» house.”"),
        ("hu", "„Yes,” she said, „the »old« house.”"),
        ("cs", "„Yes,“ she said, „the ‚old‘ house.“"),
        ("sv", "”Yes,” she said, ”the ’old’ house.”"),
        ("fi", "”Yes,” she said, ”the ’old’ house.”"),
        ("nb", "«Yes,» she said, «the ‘old’ house.»"),
        ("es", "«Yes,» she said, «the “old” house.»"),
        ("it", "«Yes,» she said, «the “old” house.»"),
        ("el", "«Yes,» she said, «the “old” house.»"),
        ("tt", "«Yes,» she said, «the „old“ house.»"),
        ("tr", "“Yes,” she said, “the ‘old’ house.”"),
        ("zh-Hant", "「Yes,」 she said, 「the 『old』 house.」"),
        ("he", "\"Yes,\" she said, \"the \"old\" house.\""),
        ("ja", "\"Yes,\" she said, \"the \"old\" house.\""),
    ] {
        let text = "\"Yes,\" she said, \"the \"old\" house.\"";
        assert_eq!(set(language, text), expected, "{language}");
    }
}

#[test]
fn apostrophes_are_told_from_quotation_marks() {
    for (text, expected) in [
        ("don't 'quote' the boys' book", "don’t ‘quote’ the boys’ book"),
        ("'Tis the '90s, rock 'n' roll", "’Tis the ’90s, rock ’n’ roll"),
        ("'He said \"it's\" once,' she said", "‘He said “it’s” once,’ she said"),
        ("\"'Come,' he said,\" she said", "“‘Come,’ he said,” she said"),
        ("He is 5'10\" tall with a 12\" record", "He is 5′10″ tall with a 12″ record"),
        ("\"a 12\" record\" and \"chapter 7\"", "“a 12″ record” and “chapter 7”"),
        ("40°26'46\" N", "40°26′46″ N"),
        ("an \"open one", "an \"open one"),
        ("closed\" one", "closed\" one"),
        ("(\"in brackets\") and—\"after a dash\"", "(“in brackets”) and—“after a dash”"),
        ("\"But I--\" he said", "“But I—” he said"),
        ("“Half\" and \"half” and “a \"b\" c”", "“Half” and “half” and “a ‘b’ c”"),
        ("he said:\"Come\", and,\"go\"", "he said:“Come”, and,“go”"),
        ("f(\"a\") = { b: \"c\" }; --d", "f(\"a\") = { b: \"c\" }; --d"),
        ("“Right” and ‘right’ already", "“Right” and ‘right’ already"),
        ("\"\" and \" \" and ''", "\"\" and \" \" and ''"),
    ] {
        assert_eq!(set("en", text), expected);
    }
    assert_eq!(set("it", "l'arte del '70, un po' tardi"), "l’arte del ’70, un po’ tardi");
    assert_eq!(set("nl", "'s avonds in zo'n huis"), "’s avonds in zo’n huis");
    assert_eq!(set("uk", "п'ять \"м'ят\""), "п’ять «м’ят»");
    assert_eq!(set("de-CH", "1'000'000 Franken"), "1’000’000 Franken");
    assert_eq!(set("tr", "\"Kitap\"ın adı Ali'nin"), "“Kitap”ın adı Ali’nin");
    assert_eq!(set("zh-Hans", "他说\"你好\"。\"好\""), "他说“你好”。“好”");
}

#[test]
fn dashes_and_ellipses_are_the_languages() {
    for (language, text, expected) in [
        ("en", "a word--another -- and one", "a word—another—and one"),
        ("en-GB", "a word--another -- and one", "a word – another – and one"),
        ("en", "pages 10--12 and 5 - 3 and x - y", "pages 10–12 and 5 - 3 and x - y"),
        ("en", "the mill - an old one - stood.", "the mill—an old one—stood."),
        ("en", "Final - 20 Men", "Final – 20 Men"),
        ("de", "die Mühle - eine alte - stand...", "die Mühle – eine alte – stand…"),
        ("ru", "Москва - столица", "Москва — столица"),
        ("en", "use --force or -f, a well-known --flag", "use --force or -f, a well-known --flag"),
        ("en", "a --> b <!-- c --> d ---- e", "a --> b <!-- c --> d ---- e"),
        ("en", "wait... what.... ./../... end", "wait… what.... ./../... end"),
        ("en", "-- Mark Twain", "— Mark Twain"),
        ("zh", "等等...", "等等……"),
    ] {
        assert_eq!(set(language, text), expected, "{language}");
    }
}

#[test]
fn french_has_its_spaces() {
    for (text, expected) in [
        ("Quoi? Non! Si; oui: là", "Quoi¦? Non¦! Si¦; oui~: là"),
        ("Quoi ? Non ! Si ; oui : là", "Quoi¦? Non¦! Si¦; oui~: là"),
        ("« Mot » et «mot»", "«¦Mot¦» et «¦mot¦»"),
        ("Il dit \"Quoi?\" à 12:30.", "Il dit «¦Quoi¦?¦» à 12:30."),
        ("Voir https://a.fr/?b;c:d !", "Voir https://a.fr/?b;c:d¦!"),
        ("Un mot , puis un autre .", "Un mot, puis un autre."),
        ("Quoi?! Oui :) ;)", "Quoi¦?! Oui :) ;)"),
    ] {
        let padding = " Un mot, un autre, un autre. Un mot, un autre.";
        let found = set("fr", &format!("{text}{padding}"));
        assert_eq!(found.strip_suffix(padding).unwrap(), expected);
    }
    assert_eq!(set("fr-CA", "Quoi? « Mot » : oui!"), "Quoi? «~Mot~»~: oui!");
}

#[test]
fn spaces_before_marks_go_where_they_are_slips() {
    let attached = " One, two, three, four, five, six, seven, eight.";
    for (text, expected) in [
        ("in exile , which", "in exile, which"),
        ("so \"it is\" .", "so “it is”."),
        ("glad :) and ... or . . . in .NET , yes", "glad :) and … or . . . in .NET, yes"),
    ] {
        assert_eq!(set("en", &format!("{text}{attached}")), format!("{expected}{attached}"));
    }
    assert_eq!(set("en", "one , two , three ."), "one , two , three .");
}

#[test]
fn lost_marks_are_restored_where_nothing_else_can_have_stood() {
    for (text, expected) in [
        ("I don\u{FFFD}t, it\u{FFFD}s", "I don’t, it’s"),
        ("a \u{FFFD}quoted\u{FFFD} word", "a “quoted” word"),
        ("\u{FFFD}\u{FFFD}\u{FFFD}Yes,\u{FFFD}\u{FFFD}\u{FFFD} he said", "“Yes,” he said"),
        ("caf\u{FFFD}s, M\u{FFFD}nchen, \u{FFFD}", "caf\u{FFFD}s, M\u{FFFD}nchen, \u{FFFD}"),
    ] {
        assert_eq!(set("en", text), expected);
    }
    let mut kept = article("de", vec![Block::paragraph(vec![Inline::text("M\u{FFFD}nchen")])]);
    let mut diagnostics = Diagnostics::new();
    run(&mut kept, Typing::Kept, &mut diagnostics);
    let kinds: Vec<_> = diagnostics.iter().map(|diagnostic| &diagnostic.kind).collect();
    assert_eq!(kinds, [&crate::diagnostics::Kind::CharactersLost { count: 1 }]);
}

#[test]
fn only_marks_that_were_restored_are_told() {
    let quoted = Inline::text("\u{FFFD}\u{FFFD}quoted");
    let emphasis = Inline::new(InlineKind::Emphasis { content: vec![quoted] }, Span::NONE);
    // The first mark lies in two inlines, and is left as it is.
    let run_of = vec![Inline::text("a \u{FFFD}"), emphasis, Inline::text("\u{FFFD} word")];
    let mut broken = article("en", vec![Block::paragraph(run_of)]);
    let mut diagnostics = Diagnostics::new();
    run(&mut broken, Typing::Smart, &mut diagnostics);
    let text = plain_text(broken.blocks[0].kind.inlines()[0]);
    assert_eq!(text, "a \u{FFFD}\u{FFFD}\u{FFFD}quoted” word");
    let told: Vec<_> = diagnostics.iter().map(|diagnostic| &diagnostic.kind).collect();
    let restored = crate::diagnostics::Kind::Repaired { what: Repair::LostMark, count: 1 };
    assert!(told.contains(&&restored), "{told:?}");
}

#[test]
fn marks_run_over_inlines_but_not_over_code() {
    let emphasis = |text: &str| {
        Inline::new(InlineKind::Emphasis { content: vec![Inline::text(text)] }, Span::NONE)
    };
    let code = Inline::new(InlineKind::Code { text: "\"it's\"".into() }, Span::NONE);
    let target = "https://example.org/it's--here...".to_owned();
    let link = Link { content: vec![Inline::text(&target)], title: String::new(), target };
    let link = Inline::new(InlineKind::Link(link), Span::NONE);
    let run_of = vec![
        Inline::text("\""),
        emphasis("All"),
        Inline::text(" of "),
        emphasis("it\""),
        Inline::text(" and "),
        code,
        Inline::text("'s "),
        link,
    ];
    let mut article = article("en", vec![Block::paragraph(run_of)]);
    run(&mut article, Typing::Smart, &mut Diagnostics::new());
    assert_eq!(
        plain_text(article.blocks[0].kind.inlines()[0]),
        "“All of it” and \"it's\"’s https://example.org/it's--here..."
    );
    assert!(!json::write(&article).contains("\"text\": \"\""));
}

#[test]
fn a_quotation_may_go_on_in_the_next_paragraph() {
    let paragraph = |text: &str| Block::paragraph(vec![Inline::text(text)]);
    let blocks = vec![paragraph("He: \"One."), paragraph("\"Two."), paragraph("\"Three.\" And")];
    let mut article = article("en", blocks);
    run(&mut article, Typing::Smart, &mut Diagnostics::new());
    let texts: Vec<String> =
        article.blocks.iter().map(|block| plain_text(block.kind.inlines()[0])).collect();
    assert_eq!(texts, ["He: “One.", "“Two.", "“Three.” And"]);
}

#[test]
fn other_languages_have_their_own_marks() {
    let span = crate::article::LanguageSpan {
        language: Some("de".parse().unwrap()),
        direction: None,
        content: vec![Inline::text("die \"Mühle\"")],
    };
    let content = vec![Inline::text("\"See\" "), Inline::new(InlineKind::Span(span), Span::NONE)];
    let mut article = article("en", vec![Block::paragraph(content)]);
    run(&mut article, Typing::Smart, &mut Diagnostics::new());
    let InlineKind::Span(span) = &article.blocks[0].kind.inlines()[0][1].kind else { panic!() };
    assert_eq!(plain_text(&span.content), "die „Mühle“");
}

#[test]
fn hostile_texts_take_linear_time() {
    for piece in [
        "\"", "'", "\" ", "a\"", " \"a", "--", " - ", "...", "\u{FFFD}", "'a", "« ", " ?", "w", "@",
    ] {
        let text = piece.repeat(100_000);
        let mut article = article("fr", vec![Block::paragraph(vec![Inline::text(text)])]);
        run(&mut article, Typing::Smart, &mut Diagnostics::new());
    }
}
