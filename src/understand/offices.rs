//! What people who write are: the words for it, beside and behind their names.
//!
//! An office is never part of a name. Where it stands alone below one, or behind a comma, it
//! says that the name is an author's. Some of its words name trades and nothing else, others
//! are also parts of names, of houses and of ordinary talk, and count only at the end of what
//! stands behind a name.

use std::sync::OnceLock;

use super::initials::Initials;

/// Words for those who write or edit, in lower case. No family is called so.
#[rustfmt::skip]
const TRADES: &str = "writer reporter columnist editor correspondent contributor journalist blogger copywriter
    sportswriter screenwriter newswriter freelancer
    redakteur redakteurin redaktor redaktorin redaktör redaktör korrespondent korrespondentin journalistin
    reporterin kolumnist kolumnistin chefredakteur chefredakteurin chefreporter chefreporterin gastautor
    gastautorin volontär volontärin ressortleiter ressortleiterin
    journaliste rédacteur rédactrice correspondant correspondante chroniqueur chroniqueuse éditorialiste
    periodista redactor redactora corresponsal columnista reportero reportera
    giornalista redattore redattrice corrispondente inviato inviata editorialista
    jornalista repórter redator redatora correspondente colunista
    redacteur verslaggever verslaggeefster eindredacteur journaliste columniste
    krönikör kronikör skribent redaktør korrespondant toimittaja kirjeenvaihtaja päätoimittaja
    dziennikarz dziennikarka redaktorka publicysta publicystka korespondentka
    redaktorka novinář novinářka zpravodaj zpravodajka reportér reportérka komentátor komentátorka
    újságíró szerkesztő tudósító jurnalist jurnalistă muhabir muhabiri gazeteci editör
    wartawan jurnalis журналист журналистка корреспондент корреспондентка редактор обозреватель колумнист
    репортер репортёр журналіст журналістка кореспондент кореспондентка редакторка оглядач оглядачка
    δημοσιογράφος συντάκτης συντάκτρια ανταποκριτής ανταποκρίτρια صحفي صحفية مراسل مراسلة محرر محررة
    כתב כתבת עיתונאי עיתונאית संवाददाता पत्रकार";

/// Words of offices that mean other things as well, and of the houses that people write for.
#[rustfmt::skip]
const OTHERS: &str = "author analyst producer staff bureau chief intern desk fellow professor director university
    college institute school news inc specialist critic strategist founder manager lecturer researcher
    economist anchor host publisher consultant expert attorney meteorologist historian novelist
    coordinator team autor autorin auteur auteure autora autore autorka redaktion rédaction redacción
    redazione redactie redakcja redakce redação redaksi редакция автор авторка spécial spéciale especial
    colaborador colaboradora collaboratore collaboratrice mitarbeiter mitarbeiterin reporterpraktikant
    stagiaire forfatter författare kirjailija yazar yazarı penulis";

/// Whether words end in one that names a trade or a house: "Senior Reporter", "Harbour College".
pub fn ends_in_office(text: &str) -> bool {
    let last = text.rsplit([' ', '-']).next().unwrap_or_default();
    kind(last).is_some()
}

/// Whether words that stand alone say what someone is: "Journalist", "Deputy Editor, Harbour News".
///
/// Sentences about offices have small words, and more of them.
pub fn is_alone(text: &str) -> bool {
    const MOST: usize = 7;
    let text = text.trim_end_matches(['.', ':', ',']);
    let part = text.split([',', '|', '·', '/', '&']).next().unwrap_or_default();
    text.split_whitespace().count() <= MOST
        && !text.ends_with(['?', '!'])
        && part.split_whitespace().count() <= MOST - 3
        && part.split([' ', '-']).any(is_trade)
}

/// Whether a word names a trade and nothing else.
pub fn is_trade(word: &str) -> bool {
    kind(word) == Some(true)
}

/// Whether a word is that of an office, and if so whether it names a trade and nothing else.
fn kind(word: &str) -> Option<bool> {
    let bare = word.trim_matches(|c: char| !c.is_alphabetic());
    let first = bare.chars().next()?.to_lowercase().next()?;
    let known = words().with(first);
    if known.is_empty() {
        return None;
    }
    let lower = bare.to_lowercase();
    known.iter().find(|(own, _)| *own == lower).map(|(_, trade)| *trade)
}

/// All words by their first letter; trades first.
fn words() -> &'static Initials<bool> {
    static WORDS: OnceLock<Initials<bool>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let trades = TRADES.split_whitespace().map(|word| (word, true));
        Initials::of(trades.chain(OTHERS.split_whitespace().map(|word| (word, false))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_stand_alone() {
        for text in [
            "Journalist",
            "Deputy News Editor",
            "Staff Writer, The Harbour Post",
            "Redakteurin Politik",
            "Redattore",
            "Верхний обозреватель",
            "Journaliste au service Monde",
        ] {
            assert!(is_alone(text), "{text}");
        }
        for text in [
            "The editor of the paper said so in the morning",
            "Harbour College",
            "Text Editor?",
            "Ferry",
            "",
        ] {
            assert!(!is_alone(text), "{text}");
        }
    }

    #[test]
    fn houses_end_in_words_of_their_own() {
        assert!(ends_in_office("Harbour News") && ends_in_office("Senior Reporter"));
        assert!(
            !ends_in_office("Harbour Town") && !is_trade("news") && is_trade("Korrespondentin")
        );
    }
}
