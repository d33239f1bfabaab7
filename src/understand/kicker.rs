//! Kickers: what papers say of the kind of a text, with its title.
//!
//! "The Mill – OpEd" and "Opinion: The Mill" are titles of texts that call themselves
//! something. The words that do are few in every language; a title of which they are a
//! part keeps them, as in "The Review".

use std::ops::Range;

/// What texts are called by papers, in lower case.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "oped", "op-ed", "opinion", "analysis", "commentary", "comment", "editorial", "essay",
    "interview", "obituary", "book review", "film review", "column", "guest post", "exclusive",
    "explainer", "fact check", "press release", "speech", "podcast", "news analysis", "profile",
    "kommentar", "meinung", "analyse", "leitartikel", "gastbeitrag", "nachruf", "kolumne",
    "opinión", "análisis", "entrevista", "tribuna", "editoriale", "intervista", "opinione",
    "analisi", "tribune", "entretien", "chronique", "éditorial", "opinie", "opinião", "análise",
    "мнение", "анализ", "интервью", "комментарий", "колонка", "думка", "інтервʼю",
    "opinia", "wywiad", "komentarz", "názor", "rozhovor", "röportaj", "yorum", "analiz",
    "评论", "社论", "专访", "社説", "論説",
];

/// What stands between a title and its kicker behind it.
const BEHIND: [&str; 3] = [" – ", " — ", " - "];
/// The same before it.
const BEFORE: [&str; 5] = [": ", "：", " | ", " – ", " — "];

/// A title without its kicker, as bytes of the title, and the kicker.
pub fn split(title: &str) -> Option<(Range<usize>, &str)> {
    let is_kind = |words: &str| KINDS.contains(&words.trim().to_lowercase().as_str());
    let behind = BEHIND.iter().filter_map(|mark| {
        let (own, kicker) = title.rsplit_once(mark)?;
        is_kind(kicker).then_some((0..own.trim_end().len(), kicker.trim()))
    });
    let before = BEFORE.iter().filter_map(|mark| {
        let (kicker, own) = title.split_once(mark)?;
        is_kind(kicker)
            .then_some((title.len() - own.trim_start().len()..title.len(), kicker.trim()))
    });
    behind.chain(before).find(|(own, _)| own.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn kinds_stand_before_and_behind_titles() {
        let parts = |title: &str| {
            split(title).map(|(own, kicker)| (title[own].to_owned(), kicker.to_owned()))
        };
        let mill = |kicker: &str| Some(("The Mill".to_owned(), kicker.to_owned()));
        assert_eq!(parts("The Mill – OpEd"), mill("OpEd"));
        assert_eq!(parts("Opinion: The Mill"), mill("Opinion"));
        assert_eq!(parts("OPINION | The Mill"), mill("OPINION"));
        assert_eq!(parts("The Mill - Analysis"), mill("Analysis"));
    }

    #[test]
    fn other_parts_of_titles_stay() {
        for title in ["The Mill: a review", "The Mill – a love story", "Opinion", "Analysis - "] {
            assert_eq!(split(title), None, "{title}");
        }
    }
}
