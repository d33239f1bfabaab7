//! Names of people, in a list or alone.
//!
//! Languages write names with capitals where their script has any, in few words. Behind
//! the names of authors often stands what they are and for whom they write; that is no
//! name, and neither is what begins with an article.

use super::dates;
use super::line::is_unspaced;
use super::offices;
use super::topics::{Topic, topics_of};
use crate::language::names::is_particle;

/// The names of a list such as "Jane Doe, John Roe and Ann Poe".
pub fn names(text: &str, sure: bool) -> Option<Vec<String>> {
    const MOST: usize = 6;
    let list = parted(text);
    let list: Vec<&str> = list.into_iter().map(str::trim).filter(|name| !name.is_empty()).collect();
    let comma = text.contains(',') && list.len() == text.split(',').count();
    // Behind the names often stands what they are, and for whom they write.
    let office = |name: &&str| {
        let house = name.strip_prefix(list[0]).is_some_and(|rest| rest.starts_with(' '));
        // One word behind a whole name is a place.
        let place = comma && !name.contains(' ') && list[0].contains(' ');
        let office = topics_of(name).any.has(Topic::Author) || is_office(name) || is_agency(name);
        house || place || office || has_article(name)
    };
    let end = list.iter().skip(1).position(office).map_or(list.len(), |at| at + 1);
    let names: Vec<&str> = list[..end].iter().map(|name| without_office(name)).collect();
    let all = names.iter().all(|name| is_name(name, sure));
    (all && (1..=MOST).contains(&names.len()))
        .then(|| names.iter().map(|name| (*name).to_owned()).collect())
}

/// The parts of a text between the words and marks that join names.
fn parted(text: &str) -> Vec<&str> {
    const AND: [&str; 13] =
        ["and", "&", "und", "et", "y", "e", "och", "og", "en", "и", "ja", "dan", "ve"];
    // Single capitals are initials.
    const SHOUTED: [&str; 7] = ["AND", "UND", "ET", "OCH", "OG", "JA", "VE"];
    let words = if is_capitals(text) { &SHOUTED[..] } else { &AND[..] };
    let mut list = vec![text];
    let longest = words.iter().map(|word| word.len()).max().unwrap_or(0);
    let joins = |own: &&str| own.len() <= longest && words.contains(own);
    let found: Vec<&str> = text.split(' ').filter(joins).collect();
    for word in words.iter().filter(|word| found.contains(word)) {
        let joins = format!(" {word} ");
        list = list.into_iter().flat_map(|part| part.split(joins.as_str())).collect();
    }
    for mark in ["、", ",", ";", " / "].into_iter().filter(|mark| text.contains(mark)) {
        list = list.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    list
}

/// Whether words can be a name: few, and begun with capitals where the script has any.
pub fn is_name(text: &str, sure: bool) -> bool {
    const MOST: usize = 5;
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| {
        let first = word.chars().find(|c| *c != '(').unwrap_or(' ');
        first.is_uppercase() || (sure && first.is_alphabetic() && !first.is_lowercase())
    };
    let fits = |word: &&str| capital(word) || is_particle(word);
    let extra = if sure { "()" } else { "" };
    let accent = |c: char| matches!(c, '\u{300}'..='\u{36F}');
    let plain =
        |c: char| c.is_alphabetic() || accent(c) || " .-'’‑".contains(c) || extra.contains(c);
    let plain = text.chars().all(plain);
    // Scripts without spaces: a name is short, anything longer is a sentence.
    let dense = text.chars().filter(|c| is_unspaced(*c)).count();
    (1..=MOST).contains(&words.len())
        && plain
        && dense <= 6
        && words.iter().all(fits)
        && words.iter().any(capital)
}

/// Whether a name stands as pages set it that say nothing else: two words or more, none of
/// them an article, a weekday, a number or the end of a sentence.
pub fn stands_alone(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let last = words.next_back().unwrap_or_default();
    let first = words.next().unwrap_or_default();
    let short = |word: &str| word.chars().count() <= 4;
    (2..=4).contains(&name.split_whitespace().count())
        && !has_article(name)
        && !last.starts_with(char::is_lowercase)
        && (!last.ends_with('.') || short(last))
        && !(first.ends_with('.') && is_capitals(first) && first.chars().count() > 2)
        && !is_weekday(first)
        && !last.chars().all(|c| "IVX".contains(c))
        && !is_no_author(name)
        && !names_trade(name)
        && !offices::ends_in_office(name)
        && topics_of(name).any.is_empty()
}

/// A name that a page says twice in a row, once: beside a picture and beside the text.
pub fn once(name: &str) -> &str {
    let half = name.len() / 2;
    match (name.get(..half), name.get(half + 1..)) {
        (Some(first), Some(second)) if name.len() % 2 == 1 && first == second => first,
        _ => name,
    }
}

/// Whether words begin with an article, which names do not.
pub fn has_article(name: &str) -> bool {
    const ARTICLES: [&str; 8] = ["The ", "A ", "Die ", "Der ", "Das ", "La ", "El ", "Les "];
    ARTICLES.iter().any(|article| name.starts_with(article))
}

/// Whether a line is nothing but the name of a news agency, which sign instead of people.
pub fn is_agency(text: &str) -> bool {
    const AGENCIES: [&str; 26] = [
        "Reuters",
        "AFP",
        "AP",
        "dpa",
        "DPA",
        "EFE",
        "ANSA",
        "TASS",
        "ТАСС",
        "РИА Новости",
        "SDA",
        "APA",
        "PTI",
        "ANI",
        "IANS",
        "TT",
        "NTB",
        "Ritzau",
        "Belga",
        "ANP",
        "PAP",
        "Xinhua",
        "Associated Press",
        "The Associated Press",
        "Agence France-Presse",
        "The Canadian Press",
    ];
    AGENCIES.contains(&text)
}

/// Whether words behind a name say what its bearer is: an office, a house, a degree.
fn is_office(text: &str) -> bool {
    const DEGREE: usize = 6;
    let degree = text.chars().count() <= DEGREE
        && text.chars().filter(|c| c.is_uppercase()).count() >= 2
        && !text.contains(' ')
        && text != "AFP";
    let known = offices::ends_in_office(text.trim_end_matches('.'));
    degree || known || text.starts_with(|c: char| c.is_lowercase()) || names_trade(text)
}

/// Whether one of the words names the trade of those who write.
fn names_trade(text: &str) -> bool {
    text.split([' ', '-']).any(offices::is_trade)
}

/// A name without the office before or behind it and the house, where no comma stands between.
fn without_office(name: &str) -> &str {
    let words: Vec<&str> = name.split(' ').collect();
    let leading = words.iter().take(2).rposition(|word| offices::is_trade(word));
    if let Some(at) = leading.filter(|at| at + 2 < words.len()) {
        return &name[words[..=at].iter().map(|word| word.len() + 1).sum::<usize>()..];
    }
    // Only words for trades are sure to be no family in a name of three.
    let trade = words.iter().skip(2).any(|word| offices::is_trade(word));
    if trade || words.len() > 3 && is_office(name) {
        // The first two words, or three where the second is an initial or a particle.
        let short = words[1].chars().count() <= 2 || is_particle(words[1]);
        return first_words(&words, name, if short { 3 } else { 2 });
    }
    if is_housed(&words) { first_words(&words, name, words.len() - 1) } else { name }
}

fn first_words<'a>(words: &[&str], name: &'a str, count: usize) -> &'a str {
    let end = words.iter().take(count).map(|word| word.len() + 1).sum::<usize>() - 1;
    &name[..end]
}

/// Whether the last of some words is a house in capitals or a site, behind a name of two words
/// at least: "Jane Doe AFP", "Jane Doe harbour.example". Numbers of kings are none.
fn is_housed(words: &[&str]) -> bool {
    let Some((last, name)) = words.split_last().filter(|(_, name)| name.len() >= 2) else {
        return false;
    };
    // Families are written in capitals too: "Jane DOE".
    let spoken = last.contains(['A', 'E', 'I', 'O', 'U', 'Y']) || !last.is_ascii();
    let letters = last.chars().count() >= 2 && last.chars().all(char::is_uppercase);
    let number = last.chars().all(|c| "IVX".contains(c)) || matches!(*last, "JR" | "SR");
    let capitals = letters && !number && (!spoken || is_agency(last));
    let small = name.iter().any(|word| word.contains(char::is_lowercase));
    let site = last.trim_end_matches('.').contains('.') && last.starts_with(char::is_lowercase);
    capitals && small || site
}

/// Whether words are those of headings, are ordinary ones that titles in English write with
/// capitals, or begin with the honour of someone in power, of whom pages write.
fn is_no_author(name: &str) -> bool {
    #[rustfmt::skip]
    const HEADINGS: &str = "takeaway takeaways description overview summary introduction conclusion highlights details
        information features tips guide contents questions answers articles stories posts comments links
        artikel artikels artikelen beiträge themen nachrichten meldungen berichte kommentare artiklar artikler
        actualités nouvelles artículos noticias artigos notícias articoli notizie články artykuły cikkek articole
        haberler berita статьи новости статті новини
        not the your our how what why are with for from all you this that and or off out up";
    #[rustfmt::skip]
    const HONOURS: [&str; 33] = [
        "president", "vice", "prime", "senator", "sen", "rep", "gov", "governor", "minister", "chancellor", "king",
        "queen", "prince", "princess", "pope", "mayor", "secretary", "präsident", "präsidentin", "bundeskanzler",
        "bundeskanzlerin", "kanzler", "ministerpräsident", "président", "présidente", "ministre", "presidente",
        "presidenta", "ministro", "ministra", "президент", "министр", "премьер",
    ];
    let lower = name.to_lowercase();
    let mut words = lower.split([' ', '-']);
    let first = words.next().unwrap_or_default().trim_end_matches('.');
    HONOURS.contains(&first)
        || lower.split(' ').any(|word| HEADINGS.split_whitespace().any(|known| known == word))
}

fn is_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let lower = word.to_lowercase();
    let bare = lower.trim_end_matches(['.', ',']);
    // "On Mon" is how letters quote.
    bare == "on" || DAYS.contains(&bare) || DAYS.iter().any(|day| bare == format!("{day}day"))
}

/// Whether the word before a number is a month, which belongs to the date behind a name.
pub fn ends_in_month(head: &str) -> Option<&str> {
    head.rsplit(' ').next().filter(|word| dates::month_of(&word.to_lowercase()).is_some())
}
