//! Letters and words that tell a language which the statistics of letter sequences do not
//! know, or take for a neighbour.
//!
//! The lists hold what a page of text can hardly do without, and leave out what several
//! languages share. Where too little of them is found, nothing is said.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Tag;
use super::detect::Guess;

/// How sure a language is that its letters or words tell.
const CONFIDENCE: u8 = 90;

fn guess(tag: &str) -> Option<Guess> {
    let language: Tag = tag.parse().ok()?;
    Some(Guess { language, confidence: CONFIDENCE })
}

/// Alphabets that add letters to a common one, with the letters. Those without a tag are
/// told well by statistics; they are here so that nothing else is taken for them.
type Alphabets = &'static [(Option<&'static str>, &'static str)];

const CYRILLIC: Alphabets = &[
    (None, ""),
    (None, "ґєії"),
    (None, "іў"),
    (None, "ђјљњћџ"),
    (None, "ѓјѕљњќџ"),
    (Some("mn"), "өү"),
    (Some("ky"), "ңөү"),
    (Some("tt"), "әөүҗңһ"),
    (Some("ba"), "әөүғҡңҙҫһ"),
    (Some("kk"), "әғқңөұүһі"),
    (Some("sah"), "ҕҥөһү"),
    (Some("cv"), "ӑӗҫӳ"),
    (Some("tg"), "ғӣқӯҳҷ"),
    (Some("uz-Cyrl"), "ўқғҳ"),
    (Some("os"), "ӕ"),
];

const ARABIC: Alphabets = &[
    (None, ""),
    (None, "پچژگکی"),
    (None, "پچژگکیٹڈڑںےہھۂۓۃ"),
    (Some("ps"), "پچژګکیټډړږښڼېۍ"),
    (Some("ckb"), "پچژگکیڕڵۆێەڤھ"),
    (Some("ug"), "پچژگڭېۇۆۈۋەھ"),
    (Some("sd"), "پچگکڪڳڱٻٿٺڄڃڇڊڍڏڌڙڦڻڀھ"),
];

/// The language of a text in Cyrillic or Arabic letters whose alphabet has letters of its own.
pub fn by_letters(text: &str) -> Option<Guess> {
    let cyrillic = |c: char| matches!(c, '\u{0400}'..='\u{052F}');
    let russian = |c: char| matches!(c, 'а'..='я' | 'ё');
    let arabic = |c: char| matches!(c, '\u{0600}'..='\u{06FF}');
    let common = |c: char| matches!(c, '\u{0620}'..='\u{064A}');
    by_alphabet(text, CYRILLIC, cyrillic, russian)
        .or_else(|| by_alphabet(text, ARABIC, arabic, common))
}

/// The alphabet with the fewest letters that covers nearly all letters beyond the common ones.
fn by_alphabet(
    text: &str,
    alphabets: Alphabets,
    belongs: fn(char) -> bool,
    common: fn(char) -> bool,
) -> Option<Guess> {
    const FEWEST: usize = 20;
    // Most texts have none of these letters.
    if !text.chars().any(belongs) {
        return None;
    }
    let lower = text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphabetic());
    let (mut letters, mut own, mut more) = (0, 0, Vec::new());
    for c in lower {
        letters += 1;
        own += usize::from(belongs(c));
        more.extend((belongs(c) && !common(c)).then_some(c));
    }
    // Three letters of a hundred: names from next door make fewer.
    if own < FEWEST || own * 2 < letters || more.len() * 100 < own * 3 {
        return None;
    }
    let covers =
        |set: &str| more.iter().filter(|c| set.contains(**c)).count() * 100 >= more.len() * 97;
    let fits = alphabets.iter().filter(|(_, set)| covers(set));
    fits.min_by_key(|(_, set)| set.chars().count()).and_then(|(tag, _)| guess((*tag)?))
}

/// Common words of languages in Latin letters that the statistics do not know.
#[rustfmt::skip]
const WORDS: &[(&str, &[&str])] = &[
    ("sw", &["na", "ya", "wa", "kwa", "katika", "ni", "cha", "kila", "au", "yake", "kuwa", "bila", "hii", "mtu", "watu", "kama", "yako"]),
    ("eu", &["eta", "du", "edo", "da", "ez", "bere", "izan", "dira", "ere", "egin", "dute", "bat", "den", "baina", "hau", "zen"]),
    ("ga", &["agus", "ag", "ar", "gach", "bhfuil", "sé", "chun", "leis", "nó", "duine", "aon", "tá", "atá", "bhí", "mar", "den"]),
    ("gd", &["agus", "air", "tha", "bha", "gu", "anns", "nan", "chan", "airson", "aig", "sin", "neach", "còir", "bith", "leis"]),
    ("is", &["að", "í", "og", "eða", "það", "ekki", "hann", "með", "fyrir", "á", "við", "sem", "til", "hver", "er", "um", "þess"]),
    ("fo", &["at", "í", "og", "ella", "tað", "ikki", "við", "fyri", "á", "sum", "til", "hevur", "eru", "ein", "hann", "verður", "teir"]),
    ("ha", &["wanda", "kuma", "cikin", "ko", "don", "duk", "yana", "kowa", "mutum", "wannan", "ne", "ce", "domin", "da", "ba", "ya"]),
    ("yo", &["àti", "ní", "tí", "fún", "gbogbo", "láti", "sí", "àwọn", "tàbí", "kan", "ó", "ti", "lati", "ni", "tabi", "ati"]),
    ("ig", &["nke", "onye", "bụ", "ndị", "mmadụ", "dị", "nwere", "niile", "ime", "ya", "na", "ka", "ma", "ga", "ọ", "ihe"]),
    ("so", &["iyo", "waa", "oo", "qof", "kasta", "leh", "ku", "uu", "ay", "ama", "inuu", "aan", "ah", "ka", "waxaa", "soo"]),
    ("sq", &["dhe", "të", "në", "për", "një", "që", "nuk", "është", "së", "me", "ka", "ose", "nga", "çdo"]),
    ("mt", &["ta", "li", "għal", "minn", "jew", "kull", "dan", "huwa", "kien", "fil", "għandu", "biex", "tal", "il", "ma", "hu"]),
    ("lb", &["vun", "ass", "fir", "net", "och", "mat", "déi", "datt", "eng", "op", "an", "däer", "ze", "gëtt", "huet"]),
    ("ku", &["û", "ji", "bi", "li", "ku", "ew", "her", "xwe", "ye", "di", "kes", "wî", "jî", "an", "hemû"]),
    ("br", &["hag", "eus", "gant", "evit", "war", "pe", "ez", "da", "ar", "eo", "an", "gwir", "all", "oa", "ur"]),
    ("mg", &["ny", "sy", "amin", "dia", "izay", "tsy", "ho", "olona", "rehetra", "ireo", "ary", "tokony", "fa", "no"]),
    ("gl", &["unha", "dunha", "nunha", "coa", "máis", "tamén", "xa", "súa", "non", "polo", "ou", "dos", "persoa", "ten", "toda"]),
    ("oc", &["amb", "dels", "los", "las", "lo", "dins", "qu", "son", "òm", "una", "tota", "persona", "per", "aquò", "es"]),
];

/// The language of a text in Latin letters, by its commonest words.
pub fn by_words(text: &str) -> Option<Guess> {
    // Enough different ones, and enough of all: chance has a few of several languages.
    const DIFFERENT: usize = 5;
    const SHARE: usize = 15;
    // More words take time and say the same.
    const MOST: usize = 600;
    const HEAD: usize = 10 * MOST;
    let lower = text[..text.floor_char_boundary(HEAD)].to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // For each language how often the text has its words, and which of them.
    let mut counts = [(0, 0_u32); WORDS.len()];
    let mut read = 0;
    for word in words.take(MOST) {
        read += 1;
        for (language, place) in common_words().get(word).into_iter().flatten() {
            counts[*language].0 += 1;
            counts[*language].1 |= 1 << place;
        }
    }
    let enough = |(all, which): &(usize, u32)| {
        all * 100 >= read * SHARE && which.count_ones() as usize >= DIFFERENT
    };
    let found = WORDS.iter().zip(counts).filter(|(_, counts)| enough(counts));
    found.map(|((tag, _), (all, _))| (all, *tag)).max().and_then(|(_, tag)| guess(tag))
}

/// By each common word the languages that have it, and its places in their lists.
fn common_words() -> &'static BTreeMap<&'static str, Vec<(usize, usize)>> {
    static INDEX: OnceLock<BTreeMap<&'static str, Vec<(usize, usize)>>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = BTreeMap::<_, Vec<_>>::new();
        for (language, (_, list)) in WORDS.iter().enumerate() {
            for (place, word) in list.iter().enumerate() {
                index.entry(*word).or_default().push((language, place));
            }
        }
        index
    })
}

/// A language that is taken for its neighbour, and words that only one of them has.
struct Neighbours {
    /// What is guessed.
    guessed: &'static [&'static str],
    /// Words of the language that is guessed.
    own: &'static [&'static str],
    /// The other language.
    other: &'static str,
    /// Words of the other one.
    words: &'static [&'static str],
}

const NEIGHBOURS: &[Neighbours] = &[
    Neighbours {
        guessed: &["id"],
        own: &[
            "karena",
            "bahwa",
            "saja",
            "proyek",
            "uang",
            "berbeda",
            "perusahaan",
            "bisa",
            "adalah",
            "kalian",
            "beda",
        ],
        other: "ms",
        words: &[
            "kerana", "bahawa", "sahaja", "projek", "wang", "berbeza", "syarikat", "boleh",
            "ialah", "awak", "perisian",
        ],
    },
    Neighbours {
        guessed: &["nb", "da", "sv"],
        own: &[
            "ikke", "jeg", "hva", "hvad", "noen", "noe", "fra", "være", "hun", "bare", "mer",
            "mere", "de", "en", "inte", "jag",
        ],
        other: "nn",
        words: &[
            "ikkje", "eg", "kva", "nokon", "noko", "frå", "vere", "ho", "berre", "meir", "dei",
            "ein", "eit", "ikkje",
        ],
    },
    Neighbours {
        guessed: &["hr", "sl", "bs"],
        own: &[
            "gdje", "vrijeme", "prije", "poslije", "uvijek", "ovdje", "dio", "svijet", "što",
            "tko", "tisuća", "opći", "kje", "kaj", "ki", "tudi",
        ],
        other: "sr-Latn",
        words: &[
            "gde", "vreme", "pre", "posle", "uvek", "ovde", "deo", "svet", "šta", "ko", "hiljada",
            "opšti", "takođe", "evropski",
        ],
    },
    Neighbours {
        guessed: &["zu"],
        own: &["ukuthi", "futhi", "noma", "kanye", "ngoba", "lapho", "uma"],
        other: "xh",
        words: &["kwaye", "okanye", "kunye", "ukuze", "xa", "kuba", "ngokuba", "abantwana"],
    },
];

/// Characters of Chinese that one of the two ways of writing has alone, in pairs.
const SIMPLIFIED: &str =
    "这们国来时说对会学发经后进动过还么样开问长给让请谢该门见车书东马实现当点无产";
const TRADITIONAL: &str =
    "這們國來時說對會學發經後進動過還麼樣開問長給讓請謝該門見車書東馬實現當點無產";

/// A guess with its neighbours and its script looked at.
pub fn refined(guess: Guess, text: &str) -> Guess {
    let other = match guess.language.as_str() {
        "zh" => chinese(text),
        tag => NEIGHBOURS
            .iter()
            .find(|pair| pair.guessed.contains(&tag))
            .and_then(|pair| neighbour(pair, text)),
    };
    match other.and_then(|tag| tag.parse().ok()) {
        Some(language) => Guess { language, ..guess },
        None => guess,
    }
}

fn neighbour(pair: &Neighbours, text: &str) -> Option<&'static str> {
    const FEWEST: usize = 2;
    let lower = text.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric());
    let own = words().filter(|word| pair.own.contains(word)).count();
    let other = words().filter(|word| pair.words.contains(word)).count();
    (other >= FEWEST && other > own * 2).then_some(pair.other)
}

fn chinese(text: &str) -> Option<&'static str> {
    const FEWEST: usize = 2;
    let simplified = text.chars().filter(|c| SIMPLIFIED.contains(*c)).count();
    let traditional = text.chars().filter(|c| TRADITIONAL.contains(*c)).count();
    if simplified >= FEWEST && simplified > traditional * 4 {
        Some("zh-Hans")
    } else {
        (traditional >= FEWEST && traditional > simplified * 4).then_some("zh-Hant")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(guess: Option<Guess>) -> Option<String> {
        guess.map(|guess| guess.language.to_string())
    }

    #[test]
    fn letters_tell_languages_apart() {
        for (text, expected) in [
            (
                "Барлык кешеләр дә азат һәм үз абруйлары ягыннан тиң булып туалар, җаваплы",
                Some("tt"),
            ),
            ("Бөтә кешеләр ҙә ирекле, дәрәжәләре һәм хоҡуҡтары тигеҙ булып тыуалар", Some("ba")),
            (
                "Барлық адамдар тумысынан азат және қадір-қасиеті тең болып дүниеге келеді",
                Some("kk"),
            ),
            ("Хүн бүр төрж мэндлэхэд эрх чөлөөтэй, адилхан нэр төртэй байдаг", Some("mn")),
            ("Все люди рождаются свободными и равными в своем достоинстве и правах", None),
            ("Всі люди народжуються вільними і рівними у своїй гідності та правах, є", None),
            ("Усе людзі нараджаюцца свабоднымі і роўнымі ў сваёй годнасці і правах", None),
        ] {
            assert_eq!(tag(by_letters(text)).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn words_tell_languages_apart() {
        let text = "Watu wote wamezaliwa huru, hadhi na haki zao ni sawa. Wote wamejaliwa akili \
                    na dhamiri, kwa hiyo kila mtu yapasa amtendee mwenzake katika roho ya undugu.";
        assert_eq!(tag(by_words(text)).as_deref(), Some("sw"));
        let text = "All human beings are born free and equal in dignity and rights. They are \
                    endowed with reason and conscience and should act towards one another so.";
        assert_eq!(by_words(text), None);
        let chinese = |text| tag(Some(refined(guess("zh").unwrap(), text)));
        assert_eq!(chinese("这个国家的人们来了").as_deref(), Some("zh-Hans"));
        assert_eq!(chinese("這個國家的人們來了").as_deref(), Some("zh-Hant"));
        assert_eq!(chinese("人人生而自由").as_deref(), Some("zh"));
        let malay = refined(guess("id").unwrap(), "kerana projek itu boleh berbeza");
        assert_eq!(malay.language.as_str(), "ms");
    }
}
