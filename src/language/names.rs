//! Names of people: how catalogues put them in order.

use super::Tag;

/// Whether a word stands in names with a small letter: "van", "de".
pub fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 16] = [
        "de", "da", "do", "dos", "del", "della", "der", "den", "van", "von", "la", "le", "di",
        "al", "el", "bin",
    ];
    PARTICLES.contains(&word)
}

/// A name with the family's first, `Doe, Jane`; `None` wherever that is not certain.
///
/// Certain are a first name, initials, particles, which stay with the family, and one last
/// name, in Latin letters and in a language whose speakers write the family last. A wrong
/// order hides a book better than none: catalogues then take the name as it stands, as is
/// right for firms, and for Chinese, Japanese, Korean and Hungarian names.
pub fn filed(name: &str, language: &Tag) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    let (last, middle) = rest.split_last()?;
    let initials = middle.iter().take_while(|word| is_initial(word)).count();
    let sure = FAMILY_LAST.contains(&language.primary())
        && is_given(first)
        && is_word(last)
        && !FIRMS.contains(&last.to_lowercase().as_str())
        && middle[initials..].iter().all(|word| is_particle(word));
    let given = || words[..=initials].join(" ");
    sure.then(|| format!("{}, {}", words[1 + initials..].join(" "), given()))
}

/// Languages in Latin letters whose speakers write the family's name last. Icelanders have none.
const FAMILY_LAST: [&str; 28] = [
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "nn", "no", "fi", "et", "lv", "lt",
    "pl", "cs", "sk", "sl", "hr", "ca", "gl", "eu", "af", "ga", "cy", "lb",
];

/// What the names of papers, agencies and firms begin with, or of families where those come first.
const NOT_GIVEN: [&str; 70] = [
    "the",
    "a",
    "an",
    "new",
    "daily",
    "national",
    "associated",
    "american",
    "british",
    "european",
    "united",
    "world",
    "global",
    "public",
    "open",
    "free",
    "human",
    "radio",
    "agence",
    "agencia",
    "agenzia",
    "deutsche",
    "neue",
    "der",
    "die",
    "das",
    "le",
    "la",
    "les",
    "el",
    "los",
    "las",
    "il",
    "al",
    "de",
    "team",
    "editorial",
    "staff",
    "guest",
    "press",
    "news",
    "dr",
    "prof",
    "mr",
    "mrs",
    "ms",
    "sir",
    "xi",
    "mao",
    "li",
    "wang",
    "zhang",
    "liu",
    "chen",
    "yang",
    "huang",
    "zhao",
    "wu",
    "zhou",
    "xu",
    "sun",
    "ma",
    "hu",
    "lin",
    "kim",
    "park",
    "lee",
    "choi",
    "nguyen",
    "tran",
];

/// What the names of papers, agencies and firms end in.
const FIRMS: [&str; 72] = [
    "agency",
    "alliance",
    "archive",
    "association",
    "authority",
    "bank",
    "blog",
    "board",
    "books",
    "bureau",
    "center",
    "centre",
    "club",
    "college",
    "commission",
    "committee",
    "community",
    "company",
    "consortium",
    "contributors",
    "corporation",
    "council",
    "desk",
    "development",
    "editors",
    "editorial",
    "express",
    "federation",
    "foundation",
    "gazette",
    "group",
    "herald",
    "house",
    "inc",
    "initiative",
    "institute",
    "international",
    "journal",
    "jr",
    "laboratories",
    "labs",
    "library",
    "magazine",
    "media",
    "museum",
    "network",
    "news",
    "observer",
    "office",
    "organization",
    "party",
    "post",
    "press",
    "project",
    "radio",
    "redaktion",
    "research",
    "review",
    "school",
    "scientist",
    "service",
    "society",
    "software",
    "staff",
    "studio",
    "systems",
    "team",
    "times",
    "tribune",
    "union",
    "university",
    "verlag",
];

/// `J.`, `J`, `J.-P.`
fn is_initial(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    word.chars().count() <= 5
        && word.starts_with(is_capital)
        && letters.clone().all(is_capital)
        && (word.ends_with('.') || letters.count() == 1)
}

fn is_given(word: &str) -> bool {
    let bare = word.trim_end_matches('.').to_lowercase();
    (is_word(word) || is_initial(word)) && !NOT_GIVEN.contains(&bare.as_str())
}

/// Whether it is a capital with small letters behind it, as a name is: `Doe`, `O’Neill`, `Smith-Jones`.
fn is_word(word: &str) -> bool {
    let mark = |c: char| matches!(c, '-' | '\'' | '’' | '‑');
    word.starts_with(is_capital)
        && word.chars().all(|c| is_latin(c) || mark(c))
        && word.chars().any(char::is_lowercase)
}

fn is_capital(c: char) -> bool {
    is_latin(c) && c.is_uppercase()
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || (matches!(c, '\u{C0}'..='\u{24F}') && c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filed_in(name: &str, language: &str) -> Option<String> {
        filed(name, &language.parse().unwrap())
    }

    #[test]
    fn the_family_comes_first_where_that_is_certain() {
        for (name, order) in [
            ("Jane Doe", "Doe, Jane"),
            ("Zoë O’Neill-Smith", "O’Neill-Smith, Zoë"),
            ("John F. Kennedy", "Kennedy, John F."),
            ("J. R. R. Tolkien", "Tolkien, J. R. R."),
            ("Vincent van Gogh", "van Gogh, Vincent"),
            ("Simone de la Cruz", "de la Cruz, Simone"),
        ] {
            assert_eq!(filed_in(name, "en-GB").as_deref(), Some(order));
        }
    }

    #[test]
    fn what_is_not_certain_stays() {
        for name in [
            "Plato",
            "Gabriel García Márquez",
            "Reuters Staff",
            "The Guardian",
            "New Scientist",
            "Deutsche Welle",
            "Mozilla Foundation",
            "Xi Jinping",
            "Dr. Strange",
            "Jane Doe PhD",
            "BBC News",
            "Лев Толстой",
            "山田 太郎",
            "jane doe",
            "",
        ] {
            assert_eq!(filed_in(name, "en"), None, "{name}");
        }
        assert_eq!(filed_in("Nagy Imre", "hu"), None);
        assert_eq!(filed_in("Jane Doe", "und"), None);
    }
}
