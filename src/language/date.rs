//! Dates as people write them in a language.

use super::Tag;
use crate::article::Date;

/// Writes a date in the manner of a language, or as ISO 8601 where the
/// manner is not known.
pub fn format(date: &Date, language: &Tag) -> String {
    let year = date.year();
    let Some(month) = date.month() else { return year.to_string() };
    if matches!(language.primary(), "zh" | "ja") {
        let day = date.day().map_or(String::new(), |day| format!("{day}日"));
        return format!("{year}年{month}月{day}");
    }
    let Some((_, style, months)) = TABLE.iter().find(|(tag, ..)| *tag == language.primary()) else {
        return date.to_string();
    };
    let name = months.split(' ').nth(usize::from(month) - 1).unwrap_or_default();
    match (date.day(), style) {
        (None, Style::OfOf) => format!("{name} de {year}"),
        (None, _) => format!("{name} {year}"),
        (Some(day), Style::MonthFirst) if language.as_str() == "en-GB" => {
            format!("{day} {name} {year}")
        }
        (Some(day), Style::MonthFirst) => format!("{name} {day}, {year}"),
        (Some(day), Style::Plain) => format!("{day} {name} {year}"),
        (Some(day), Style::Dotted) => format!("{day}. {name} {year}"),
        (Some(1), Style::FirstOrdinal) => format!("1er {name} {year}"),
        (Some(day), Style::FirstOrdinal) => format!("{day} {name} {year}"),
        (Some(day), Style::OfOf) => format!("{day} de {name} de {year}"),
    }
}

/// The order of day, month and year, and what stands between them.
enum Style {
    /// January 2, 2026
    MonthFirst,
    /// 2 janvier 2026, but 1er janvier
    FirstOrdinal,
    /// 2 gennaio 2026
    Plain,
    /// 2. Januar 2026
    Dotted,
    /// 2 de enero de 2026
    OfOf,
}

/// Month names, in the case that a date wants, by language.
#[rustfmt::skip]
const TABLE: &[(&str, Style, &str)] = &[
    ("en", Style::MonthFirst, "January February March April May June July August September October November December"),
    ("cs", Style::Dotted, "ledna února března dubna května června července srpna září října listopadu prosince"),
    ("da", Style::Dotted, "januar februar marts april maj juni juli august september oktober november december"),
    ("de", Style::Dotted, "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    ("el", Style::Plain, "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου"),
    ("es", Style::OfOf, "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    ("fi", Style::Dotted, "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta"),
    ("fr", Style::FirstOrdinal, "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    ("id", Style::Plain, "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"),
    ("it", Style::Plain, "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    ("nb", Style::Dotted, "januar februar mars april mai juni juli august september oktober november desember"),
    ("nl", Style::Plain, "januari februari maart april mei juni juli augustus september oktober november december"),
    ("pl", Style::Plain, "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"),
    ("pt", Style::OfOf, "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    ("ro", Style::Plain, "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie"),
    ("ru", Style::Plain, "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    ("sv", Style::Plain, "januari februari mars april maj juni juli augusti september oktober november december"),
    ("tr", Style::Plain, "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"),
    ("tt", Style::Plain, "гыйнвар февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
    ("uk", Style::Plain, "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_manner() {
        let on = |tag: &str, date: &str| format(&date.parse().unwrap(), &tag.parse().unwrap());
        assert_eq!(on("en", "2026-11-22"), "November 22, 2026");
        assert_eq!(on("en-GB", "2026-11-22"), "22 November 2026");
        assert_eq!(on("de", "2026-03-01"), "1. März 2026");
        assert_eq!(on("fr", "2026-03-01"), "1er mars 2026");
        assert_eq!(on("ja", "2026-03-01"), "2026年3月1日");
        assert_eq!(on("es", "2026-03"), "marzo de 2026");
        assert_eq!(on("xx", "2026-03-01"), "2026-03-01");
    }

    #[test]
    fn every_language_has_twelve_months() {
        for (tag, _, months) in TABLE {
            assert_eq!(months.split(' ').count(), 12, "{tag}");
        }
    }
}
