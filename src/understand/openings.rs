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
    "written and photographed by ", "words and photos by ", "words and pictures by ", "words & photos by ",
    "story and photos by ", "text and photos by ", "text & photos by ", "article by ", "report by ", "column by ",
    "contribution by ", "guest post by ", "interview by ", "submitted by ", "posted by:", "published by:",
    "text und fotos:", "text und fotos von ", "text & fotos:", "von gastautor ", "von gastautorin ",
    "ein gastbeitrag von ", "ein kommentar von ", "ein kommentar der ", "kommentar von ", "eine analyse von ",
    "analyse von ", "ein interview von ", "interview von ", "eine reportage von ", "eine kolumne von ",
    "ein essay von ", "es berichtet ", "aufgezeichnet von ", "protokoll:", "gastautor:", "gastautorin:",
    "autorin:", "redaktion:", "verfasst von:",
    "un article de ", "texte et photos ", "texte de ", "textes :", "recueilli par ", "recueillis par ",
    "par notre envoyé spécial ", "par notre envoyée spéciale ", "publié par:", "écrit par:", "auteur :", "autrice :",
    "autrice:", "de notre correspondant ", "de notre correspondante ",
    "un artículo de ", "texto y fotos:", "texto de ", "entrevista de ", "escribe ", "escrito por:", "redactado por:",
    "un articolo di ", "testo di ", "testo e foto di ", "intervista di ", "articolo di ", "scritto da:",
    "texto e fotos:", "reportagem de ", "reportagem:",
    "tekst en foto’s:", "tekst en foto's:", "een artikel van ", "geschreven door:", "auteur: ", "interview door ",
    "text och foto:", "text & foto:", "text och bild:", "skriven av:", "publicerad av ",
    "tekst og foto:", "skrevet av:", "skrevet af:", "publisert av ", "journalist:", "journalister:",
    "teksti ja kuvat:", "toimittaja:", "kirjoittaja:", "autorzy:", "autorka:", "opracował:", "opracowała:",
    "rozmawiał ", "rozmawiała ", "napsal ", "napsala ", "autoři:", "szöveg:", "szerzők:", "redactor:", "text de ",
    "articol de ", "haber:", "yazı:", "muhabir:", "penulis :", "reporter :", "teks:", "bài viết:", "tác giả :",
    "người viết:", "โดย:", "เรื่อง:",
    "автор -", "автор –", "автор —", "авторы:", "материал подготовил ", "материал подготовила ", "подготовил ",
    "подготовила ", "беседовал ", "беседовала ", "журналист:", "автор тексту:", "автор матеріалу:", "текст -",
    "γράφει ο ", "γράφει η ", "γράφει ο/η ", "της ανταποκρίτριας ", "συντάκτης ", "συντάκτρια:",
    "كتب ", "كتبت ", "إعداد:", "الكاتب:", "نویسنده:", "به قلم ", "مؤلف:", "כתב:", "כתבה:", "लेखक - ", "द्वारा:",
    "文｜", "文|", "文 | ", "文 ｜ ", "文 / ", "文＝", "文=", "取材・文＝", "構成＝", "聞き手・", "聞き手＝", "聞き手：",
    "dalla nostra inviata ", "dal nostro inviato ", "dal nostro corrispondente ", "dalla nostra corrispondente ",
    "van onze redacteur ", "door onze redacteur ", "van onze correspondent ", "van onze verslaggever ",
    "von unserem korrespondenten ", "von unserer korrespondentin ", "von unserem redakteur ", "von unserer redakteurin ",
    "de nuestro corresponsal ", "de nuestra corresponsal ", "do nosso correspondente ", "da nossa correspondente ",
    "от нашего корреспондента ", "撰文｜", "撰文/", "编译：", "通讯员 ", "本报通讯员 ", "文・", "取材・文：", "取材・文:", "取材・文・", "ライター：",
    "ライター:", "文責：", "記者・", "글·사진 ", "글 : ", "취재:",
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
    "reported by", "text av", "autor/in", "撰文", "about the author", "about the authors", "about the writer",
    "contact the author", "contact the writer", "meet the author", "the author", "the authors", "article by",
    "published by", "contributed by", "contributors", "contributor",
    "über den autor", "über die autorin", "zum autor", "zur autorin", "verfasst von", "autoren", "der autor",
    "die autorin", "ein artikel von", "ein beitrag von",
    "à propos de l’auteur", "à propos de l'auteur", "l’auteur", "l'auteur", "auteurs", "rédigé par", "publié par",
    "sobre el autor", "sobre la autora", "acerca del autor", "autores", "publicado por", "sobre o autor",
    "sobre a autora", "sull’autore", "sull'autore", "autori", "pubblicato da", "over de auteur", "over de auteurs",
    "om författaren", "författare", "skribent", "om forfatteren", "forfatter", "skrevet av", "skrevet af",
    "publisert av", "kirjoittaja", "kirjoittajasta", "o autorze", "o autorce", "autorzy", "o autorovi", "szerző",
    "a szerzőről", "despre autor", "yazar", "yazar hakkında", "penulis", "tentang penulis", "об авторе", "авторы",
    "про автора", "συντάκτης", "عن الكاتب", "الكاتب", "המחבר", "tác giả", "关于作者", "作者简介", "記者", "记者",
    "この記事を書いた人", "執筆者", "筆者",
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
