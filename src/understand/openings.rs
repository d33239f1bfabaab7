//! The words that open a byline, in many languages.

use std::sync::OnceLock;

use super::initials::Initials;

/// Words that leave no doubt, as they stand in lower case.
#[rustfmt::skip]
const SURE: &[&str] = &[
    "author:", "by:", "posted by ", "story by ", "words by ", "text by ", "reported by ", "autor:",
    "autora:", "auteur:", "autore:", "text:", "texte:", "texte :", "texto:", "testo:", "tekst:",
    "teksti:", "von:", "ein artikel von ", "escrito por ", "scritto da ", "geschreven door ",
    "автор:", "текст:", "作者：", "作者:", "作者 ", "记者 ", "记者：", "撰文：", "文／", "文/", "written by:",
    "authors:", "reporter:", "rédigé par ", "publié par ", "publicado por ", "a cura di ",
    "penulis:", "yazar:", "oleh:", "por:", "par:", "di:", "av:", "door:", "文：", "本报记者 ", "記者 ",
    "words:", "text av ", "tekst av ", "written by ", "authored by ", "contributed by ",
    "verfasst von ", "geschrieben von ", "ein beitrag von ", "écrit par ",
    "propos recueillis par ", "redactado por ", "publicado por:", "geplaatst door ", "skriven av ",
    "skrevet av ", "skrevet af ", "kirjoittanut ", "napisał ", "napisała ", "autor článku:",
    "írta:", "szerző:", "scris de ", "ditulis oleh ", "tác giả:", "yazan:", "συντάκτης:",
    "του ανταποκριτή ", "автор статьи:", "автор ", "كتب:", "بقلم ", "بقلم:", "كتبت:", "מאת ",
    "מאת:", "लेखक:", "ผู้เขียน:", "記者：", "撰稿：", "撰稿:", "文字：", "著者：", "著者:", "筆者：", "執筆：", "執筆者：",
    "取材・文／", "글:",
];

/// Words that mean other things as well.
const LIKELY: [&str; 10] =
    ["by ", "von ", "par ", "por ", "di ", "door ", "av ", "af ", "od ", "oleh "];

/// Words that may stand on a line of their own; the names follow below.
#[rustfmt::skip]
const ALONE: &[&str] = &[
    "author", "author(s)", "authors", "autor", "autora", "auteur", "autore", "by", "par", "por",
    "von", "written by", "автор", "作者", "著者", "text", "escrito por", "geschrieben von",
    "écrit par", "scritto da", "geschreven door", "posted by", "words by", "story by",
    "reported by", "text av", "autor/in", "撰文",
];

/// What people call a text of which they then say by whom it is.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "analysis", "article", "column", "commentary", "contributed", "created", "essay", "guest post",
    "interview", "opinion", "perspective", "published", "report", "review", "submitted", "updated",
];

/// What follows the word that opens a byline, and whether that word leaves no doubt.
pub fn after_opening(text: &str) -> Option<(&str, bool)> {
    let first = text.chars().next()?.to_lowercase().next()?;
    index().with(first).iter().find_map(|(opening, sure)| {
        let head = text.get(..opening.len())?;
        let same = match head.is_ascii() {
            true => head.eq_ignore_ascii_case(opening),
            false => head.to_lowercase().eq(*opening),
        };
        same.then(|| (text[opening.len()..].trim_start(), *sure))
    })
}

/// All openings by their first letter, those that leave no doubt first.
fn index() -> &'static Initials<bool> {
    static INDEX: OnceLock<Initials<bool>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let sure = SURE.iter().map(|opening| (*opening, true));
        Initials::of(sure.chain(LIKELY.iter().map(|opening| (*opening, false))))
    })
}

/// Whether a line is nothing but the word that opens a byline; the names follow below.
pub fn opens(text: &str) -> bool {
    let bare = text.trim_end_matches([':', '：', ' ']).to_lowercase();
    ALONE.contains(&bare.as_str())
}

/// Whether words say what a text is, by whom it then tells: "Opinion by …".
pub fn is_kind(words: &str) -> bool {
    KINDS.contains(&words.to_lowercase().as_str())
}
