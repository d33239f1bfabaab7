//! How runs are shaped: which glyphs of a face stand for a text.

mod support;

use std::collections::BTreeMap;

use offprint::diagnostics::Kind;
use offprint::fonts::Face;
use offprint::theme::{self, Measure, Role, Theme};
use offprint::typeset::layout::{GlyphRun, Item};
use support::lines;

/// The runs of an article with the faces that they are set in.
struct Set {
    runs: Vec<GlyphRun>,
    /// The glyph that a face has first for each character of a run's text.
    plain: Vec<BTreeMap<char, u16>>,
    notes: Vec<Kind>,
}

fn set(markdown: &str, theme: &Theme) -> Set {
    let article = lines::read(markdown);
    let set = lines::with_layout(article, theme, |layout, faces, diagnostics| {
        let items = layout.pages.iter().flat_map(|page| &page.items);
        let runs = items.filter_map(|placed| match &placed.item {
            Item::Run(run) => Some(run.clone()),
            _ => None,
        });
        let runs: Vec<GlyphRun> = runs.collect();
        let plain = runs.iter().map(|run| plain(run, faces.get(run.face))).collect();
        let notes = diagnostics.iter().map(|diagnostic| diagnostic.kind.clone()).collect();
        Set { runs, plain, notes }
    });
    set.expect("the built-in faces open")
}

fn plain(run: &GlyphRun, face: &Face) -> BTreeMap<char, u16> {
    run.text.chars().filter_map(|c| Some((c, face.glyph(c)?))).collect()
}

impl Set {
    /// The run with a text.
    fn run(&self, text: &str) -> &GlyphRun {
        let place = self.place(text);
        &self.runs[place]
    }

    fn place(&self, text: &str) -> usize {
        let texts: Vec<&str> = self.runs.iter().map(|run| run.text.as_str()).collect();
        let found = texts.iter().position(|found| *found == text);
        found.unwrap_or_else(|| panic!("no run “{text}” in {texts:?}"))
    }

    /// The glyphs of a run.
    fn ids(&self, text: &str) -> Vec<u16> {
        self.run(text).glyphs.iter().map(|glyph| glyph.id).collect()
    }

    /// The glyphs that the run's face has first for its characters.
    fn plain(&self, text: &str) -> Vec<u16> {
        let plain = &self.plain[self.place(text)];
        text.chars().map(|character| plain[&character]).collect()
    }
}

/// The built-in theme with the body's style changed.
fn changed(change: impl FnOnce(&mut theme::Style)) -> Theme {
    let mut theme = theme::built_in().clone();
    change(&mut theme.body);
    theme
}

#[test]
fn figures_are_old_style_in_text_and_lining_in_headings_and_tables() {
    let markdown = "19876\n\n## 19875\n\n| a | b |\n|--|--|\n| 10 | 19 |\n\n`19874`";
    let set = set(markdown, theme::built_in());
    let (text, plain) = (set.ids("19876"), set.plain("19876"));
    assert!(text.iter().zip(&plain).all(|(shown, plain)| shown != plain));
    // In headings figures are proportional, so even lining ones differ from the tabular default.
    assert_ne!(set.ids("19875"), set.plain("19875"));
    assert_ne!(set.ids("19875")[..3], set.ids("19876")[..3]);
    assert_eq!(set.ids("10"), set.plain("10"));
    let widths =
        |text: &str| -> Vec<_> { set.run(text).glyphs.iter().map(|g| g.advance).collect() };
    assert_eq!(widths("10"), widths("19"), "figures of a table stand under each other");
    assert_ne!(widths("19876")[0], widths("19876")[1]);
    assert_eq!(set.ids("19874"), set.plain("19874"));
}

#[test]
fn superiors_are_the_faces_own_where_it_has_all_of_them() {
    let set = set("The 3^rd^ H~2~O and 5^é^ and m^10^.", theme::built_in());
    let size = set.run("The 3").size;
    for text in ["rd", "2", "10"] {
        assert_eq!(set.run(text).size, size, "{text}");
        assert!(set.ids(text).iter().zip(set.plain(text)).all(|(shown, plain)| *shown != plain));
    }
    // The face has no raised é: it is the plain one, scaled.
    assert!(set.run("é").size < size);
    assert_eq!(set.ids("é"), set.plain("é"));
}

#[test]
fn small_capitals_are_the_faces_own_or_none() {
    let kicker = |kicker: &str| format!("---\nkicker: {kicker}\ntitle: T\n---\n\nText.");
    let latin = set(&kicker("essay"), theme::built_in());
    assert!(latin.ids("essay").iter().zip(latin.plain("essay")).all(|(c, plain)| *c != plain));
    assert!(latin.notes.is_empty());
    let cyrillic = set(&kicker("мост"), theme::built_in());
    assert_eq!(cyrillic.notes, [Kind::NoSmallCaps { letters: "мост".into() }]);
    assert_eq!(cyrillic.ids("мост"), cyrillic.plain("мост"));
    // One letter without a small capital, and the others stay as well.
    let mixed = set(&kicker("maltħa"), theme::built_in());
    assert_eq!(mixed.notes, [Kind::NoSmallCaps { letters: "ħ".into() }]);
    assert_eq!(mixed.ids("maltħa"), mixed.plain("maltħa"));
}

#[test]
fn ligatures_and_kerning_are_switches() {
    let count = |theme: &Theme| set("office AVAV", theme).ids("office AVAV").len();
    let width = |theme: &Theme| set("office AVAV", theme).run("office AVAV").width();
    let (built_in, letters) = (theme::built_in(), "office AVAV".len());
    assert_eq!(count(built_in), letters - 2, "ffi is one glyph");
    assert_eq!(count(&changed(|body| body.ligatures = false)), letters);
    assert!(width(&changed(|body| body.kerning = false)) > width(built_in));
}

#[test]
fn code_stands_as_it_was_typed() {
    let set = set("`office fi` and\n\n    office -> fi\n", theme::built_in());
    for text in ["office fi", "office -> fi"] {
        assert_eq!(set.ids(text), set.plain(text));
    }
}

#[test]
fn letters_that_stand_apart_do_not_join() {
    let spaced = changed(|body| body.letter_spacing = Measure::Em(100));
    let (close, apart) = (set("office", theme::built_in()), set("office", &spaced));
    assert_eq!(apart.ids("office").len(), 6);
    let unjoined = set("office", &changed(|body| body.ligatures = false));
    let size = close.run("office").size;
    // After each letter but the last, where the line ends.
    let wider = apart.run("office").width() - unjoined.run("office").width();
    assert_eq!(wider, size.per_mille(100) * 5);
}

#[test]
fn letters_follow_their_language() {
    let text = |language: &str, text: &str| {
        let set = set(&format!("---\nlang: {language}\n---\n\n*{text}*"), theme::built_in());
        set.ids(text)
    };
    // Serbian italics have a б of their own.
    assert_ne!(text("sr", "б"), text("ru", "б"));
    // In Turkish the dot of the i must not melt into the f.
    assert_eq!(text("en", "fi").len(), 1);
    assert_eq!(text("tr", "fi").len(), 2);
}

#[test]
fn links_do_not_change_the_letters_beside_them() {
    let glyphs = |markdown: &str| {
        let set = set(markdown, theme::built_in());
        // Runs stand as they are seen, from left to right.
        let glyphs = set.runs.iter().flat_map(|run| &run.glyphs);
        glyphs.map(|glyph| (glyph.id, glyph.advance)).collect::<Vec<_>>()
    };
    assert_eq!(glyphs("Say A[VA](#x)V here"), glyphs("Say AVAV here"));
    assert_ne!(glyphs("Say A[VA](#x)V here"), glyphs("Say A*VA*V here"));
    assert_eq!(glyphs("سل[يم](#x)"), glyphs("سليم"));
    assert_eq!(glyphs("[AV](#x), AV"), glyphs("AV, AV"));
    // But no glyph belongs to the link and to what is before it.
    let set = set("of[fice](http://a.b/)", theme::built_in());
    assert_eq!((set.ids("of").len(), set.ids("fice").len()), (2, 3));
}

#[test]
fn lines_end_and_start_as_they_stand() {
    let set = set(&"some dif\u{AD}ficultxxxxxxxxxxxxxxxxxxxxxxx ".repeat(40), theme::built_in());
    let shown = |run: &GlyphRun| run.text[..run.shown].to_owned();
    let divided = |run: &GlyphRun| shown(run).trim_end_matches('\u{AD}').ends_with("dif");
    let at = set.runs.iter().position(divided).expect("one of so many is divided");
    let (end, next) = (&set.runs[at], &set.runs[at + 1]);
    // Hyphen and f are glyphs of their own, and fi joins in the next line.
    let plain = |character: char| set.plain[at][&character];
    let last = &end.glyphs[end.glyphs.len() - 2..];
    assert_eq!(last[0].id, plain('f'));
    assert!(set.plain[at].values().all(|letter| *letter != last[1].id));
    assert!(shown(next).starts_with("ficult"), "{}", shown(next));
    assert!(![plain('f'), plain('i')].contains(&next.glyphs[0].id));
    assert_eq!(next.glyphs[1].id, set.plain[at + 1][&'c']);
}

#[test]
fn neighbouring_marks_of_notes_are_parted() {
    let set = set("Text.[^1][^2] More[^3]\n\n[^1]: A.\n[^2]: B.\n[^3]: C.\n", theme::built_in());
    let texts: Vec<&str> = set.runs.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(texts[..6], ["Text.", "1", ",", "2", " More", "3"]);
    let role = theme::built_in().style(Role::Body);
    assert!(set.run(",").size < role.size.absolute());
}

#[test]
fn what_no_face_has_is_a_box_in_its_line() {
    let article = lines::read("One \u{F0123}\u{F0124} two.");
    let dump = lines::dump(article, theme::built_in()).unwrap();
    let lines: Vec<&str> = dump.lines().filter(|line| line.starts_with("  line ")).collect();
    assert_eq!(lines.len(), 1, "{dump}");
    for part in ["“One ”", "box  “\u{F0123}”", "box  “\u{F0124}”", "“ two.”"] {
        assert!(dump.contains(part), "{part} is not in\n{dump}");
    }
}
