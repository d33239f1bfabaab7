//! Dates as people write them.
//!
//! Numbers with one kind of mark between them, or a day, a year and the name
//! of a month, with the digits of any script; years of the Buddhist era are those of
//! Thailand. A date that could be read in two ways (3/4/2024) is read only where
//! something tells the [`Order`].

use std::sync::OnceLock;

use super::initials::Initials;
use crate::article::Date;
use crate::language::Tag;

/// A date in a short text, and what else the text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The date, the first of the text.
    pub date: Date,
    /// How many words stand beside it; numbers do not count, since they tell the time.
    pub beside: usize,
    /// Whether the text names more dates.
    pub more: bool,
}

/// Which of two small numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 31/3/2024.
    DayFirst,
    /// 3/31/2024.
    MonthFirst,
}

impl Order {
    /// How people who write a language have it. English has it both ways: `None` where the tag
    /// names no country.
    pub fn of(language: &Tag) -> Option<Order> {
        match language.as_str() {
            "en" => None,
            "en-US" | "en-PH" => Some(Order::MonthFirst),
            _ => Some(Order::DayFirst),
        }
    }
}

/// The order that the first date of a text tells which can be read in one way only.
pub fn order(text: &str) -> Option<Order> {
    let lower = lower(text);
    let tokens = tokens(&lower);
    tokens.windows(3).find_map(|three| {
        let [a, b, c] = three else { return None };
        let (day, month) = (a.number?, b.number?);
        numeric(three, None).filter(|_| c.text.len() == 4 && day != month)?;
        // Points part days from months in countries that have the day first.
        let slashed = b.gap.trim() == "/";
        slashed.then_some(if day > 12 { Order::DayFirst } else { Order::MonthFirst })
    })
}

/// The first date that a short text names.
pub fn find(text: &str) -> Option<Found> {
    find_in(text, None)
}

/// The same where the order of ambiguous dates is known.
pub fn find_in(text: &str, order: Option<Order>) -> Option<Found> {
    // Whole pages are looked through for a date; most of their lines have no year.
    if !has_year(text) {
        return None;
    }
    let lower = lower(text);
    let tokens = tokens(&lower);
    let first = |tokens: &[Token<'_>]| {
        (0..tokens.len())
            .find_map(|at| at_token(&tokens[at..], order).map(|(date, used)| (at, date, used)))
    };
    let (at, date, used) = first(&tokens)?;
    let after = &tokens[at + used..];
    let words = tokens[..at].iter().chain(after).filter(|token| token.number.is_none());
    Some(Found { date, beside: words.count(), more: first(after).is_some() })
}

/// A day of a month without a year, in a short text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The month, from 1.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
    /// How many words stand beside it.
    pub beside: usize,
}

/// The first day of a month that a short text names, as papers do in their heads. Nothing
/// says of which year it is.
pub fn find_day(text: &str) -> Option<Day> {
    if !text.contains(|c: char| ascii_digit(c).is_ascii_digit()) {
        return None;
    }
    let lower = lower(text);
    let tokens = tokens(&lower);
    let day = |number: Option<u16>| number.filter(|day| (1..=31).contains(day));
    let signs = |tokens: &[Token<'_>]| {
        tokens.get(3).is_some_and(|sign| sign.text.starts_with(['日', '일']))
    };
    let at = |at: usize| {
        let [a, b, ..] = &tokens[at..] else { return None };
        let c = tokens.get(at + 2);
        match (day(a.number), day(b.number)) {
            (Some(month), None) if b.text == "月" || b.text == "월" => {
                Some((month, day(c?.number).filter(|_| signs(&tokens[at..]))?, 2))
            }
            (Some(day), None) => {
                let word = if BETWEEN.contains(&b.text) { c? } else { b };
                Some((month_of(word.text)?, day, 1))
            }
            (None, Some(day)) => Some((month_of(a.text)?, day, 1)),
            _ => None,
        }
    };
    let (month, day, own) = (0..tokens.len()).find_map(at)?;
    let word = |token: &&Token<'_>| token.number.is_none() && !BETWEEN.contains(&token.text);
    let words = tokens.iter().filter(word).count();
    let fits = u8::try_from(month).ok().filter(|month| (1..=12).contains(month));
    Some(Day { month: fits?, day: u8::try_from(day).ok()?, beside: words.saturating_sub(own) })
}

/// What stands between the parts of a date.
const BETWEEN: [&str; 16] =
    ["st", "nd", "rd", "th", "er", "de", "del", "di", "of", "º", "a", "ого", "den", "พ", "ศ", "ค"];

/// A word or a number, with what stands before it.
struct Token<'a> {
    gap: &'a str,
    text: &'a str,
    number: Option<u16>,
}

/// Whether digits follow each other that may be a year.
fn has_year(text: &str) -> bool {
    const DIGITS: usize = 4;
    let mut digits = 0;
    text.chars().any(|c| {
        digits = if ascii_digit(c).is_ascii_digit() { digits + 1 } else { 0 };
        digits == DIGITS
    })
}

/// A text in lower case, with our digits.
fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(ascii_digit).collect()
}

/// Splits a text where letters, digits and anything else meet.
fn tokens(lower: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let (mut behind, mut rest) = (0, lower);
    while let Some(first) = rest.find(|c| class(c).is_some()) {
        let from = lower.len() - rest.len() + first;
        let own = lower[from..].chars().next().and_then(class);
        let length = lower[from..].find(|c| class(c) != own).unwrap_or(lower.len() - from);
        let text = &lower[from..from + length];
        tokens.push(Token { gap: &lower[behind..from], text, number: text.parse().ok() });
        behind = from + length;
        rest = &lower[behind..];
    }
    tokens
}

/// Whether a character is a digit; `None` for what is no letter either.
fn class(c: char) -> Option<bool> {
    if c.is_ascii_digit() { Some(true) } else { is_letter(c).then_some(false) }
}

/// Letters, and the marks inside of words of Indic scripts and of Thai.
fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, '\u{93C}' | '\u{94D}' | '\u{9BC}' | '\u{9CD}' | '\u{E48}'..='\u{E4E}')
}

/// A digit of another script as ours.
fn ascii_digit(c: char) -> char {
    /// Zeros of scripts whose digits follow each other.
    const ZEROS: [char; 6] = ['٠', '۰', '०', '০', '๐', '０'];
    let value =
        |zero: &char| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10);
    let value = if c.is_ascii() { None } else { ZEROS.iter().find_map(value) };
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}

/// The date that begins with the first token, and how many tokens it takes.
fn at_token(tokens: &[Token<'_>], order: Option<Order>) -> Option<(Date, usize)> {
    numeric(tokens, order).or_else(|| with_signs(tokens)).or_else(|| named(tokens))
}

/// 2024-03-31, 31.3.2024, 31/03/2024
fn numeric(tokens: &[Token<'_>], order: Option<Order>) -> Option<(Date, usize)> {
    let [a, b, c, ..] = tokens else { return None };
    let mark = b.gap.trim();
    if c.gap.trim() != mark || !matches!(mark, "-" | "/" | "." | "–") {
        return None;
    }
    let date = match (a.text.len(), c.text.len(), mark) {
        (4, 1..=2, _) => day(a.number?, b.number?, c.number?),
        (1..=2, 4, ".") => {
            day(c.number?, b.number?, a.number?).or_else(|| day(c.number?, a.number?, b.number?))
        }
        (1..=2, 4, _) if a.number? > 12 || a.number == b.number => {
            day(c.number?, b.number?, a.number?)
        }
        (1..=2, 4, _) if b.number? > 12 => day(c.number?, a.number?, b.number?),
        (1..=2, 4, _) if order == Some(Order::DayFirst) => day(c.number?, b.number?, a.number?),
        (1..=2, 4, _) if order == Some(Order::MonthFirst) => day(c.number?, a.number?, b.number?),
        _ => None,
    };
    date.map(|date| (date, 3))
}

/// 2024年3月31日, 2024년 3월 31일
fn with_signs(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let [a, year, b, month, c, rest @ ..] = tokens else { return None };
    let signs = [("年", "月", "日"), ("년", "월", "일")];
    let (_, _, last) = signs.iter().find(|(y, m, _)| year.text == *y && month.text == *m)?;
    let used = if rest.first().is_some_and(|token| token.text == *last) { 6 } else { 5 };
    Some((day(a.number?, b.number?, c.number?)?, used))
}

/// March 31st, 2024; 31 de marzo de 2024; 31. März 2024; 2024. március 31.
fn named(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let mut parts = Vec::with_capacity(3);
    let mut used = 0;
    for token in tokens {
        used += 1;
        let between = BETWEEN.contains(&token.text);
        match (token.number, month_of(token.text)) {
            (Some(number), _) => parts.push(Part::Number(number, token.text.len())),
            (None, Some(month)) => parts.push(Part::Month(month)),
            (None, None) if between && !parts.is_empty() => continue,
            _ => return None,
        }
        if parts.len() == 3 {
            break;
        }
    }
    let date = match parts[..] {
        [Part::Number(d, 1..=2), Part::Month(m), Part::Number(y, 4)] => day(y, m, d),
        [Part::Month(m), Part::Number(d, 1..=2), Part::Number(y, 4)] => day(y, m, d),
        [Part::Number(y, 4), Part::Month(m), Part::Number(d, 1..=2)] => day(y, m, d),
        _ => None,
    };
    date.map(|date| (date, used))
}

enum Part {
    /// The number and how many digits it has.
    Number(u16, usize),
    Month(u16),
}

/// A day of the years in which articles for the web were or are written.
fn day(year: u16, month: u16, day: u16) -> Option<Date> {
    /// How far the years of the Buddhist era are ahead.
    const BUDDHIST: u16 = 543;
    let era = (1900 + BUDDHIST..=2100 + BUDDHIST).contains(&year);
    let year = if era { year - BUDDHIST } else { year };
    let year = Some(year).filter(|year| (1900..=2100).contains(year))?;
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// The month whose name, in some language, begins as this word does.
pub fn month_of(word: &str) -> Option<u16> {
    const LONGEST: usize = 12;
    let chars = word.chars().count();
    if !(3..=LONGEST).contains(&chars) {
        return None;
    }
    let stems = stems().with(word.chars().next()?);
    stems.iter().find(|(stem, _)| word.starts_with(stem)).map(|(_, month)| *month)
}

/// The beginnings of the names of months, those of one letter in the order of [`MONTHS`].
fn stems() -> &'static Initials<u16> {
    static STEMS: OnceLock<Initials<u16>> = OnceLock::new();
    STEMS.get_or_init(|| {
        let stems = |(stems, month): &(&'static str, u16)| {
            let month = *month;
            stems.split(' ').map(move |stem| (stem, month))
        };
        Initials::of(MONTHS.iter().flat_map(stems))
    })
}

/// Beginnings of the names of months; where one stem begins another, the longer is first.
#[rustfmt::skip]
const MONTHS: &[(&str, u16)] = &[
    ("červenc", 7), ("juil jul", 7),
    ("jan ene janv gen led sty tammi oca янв січ гыйн ιαν يناير जनवरी มกรา", 1),
    ("feb fév febr fev úno lut helmi şub фев лют φεβ فبراير फ़रवरी फरवरी กุมภา", 2),
    ("mar mär mær maa bře már março mrt мар бер μαρ مارس मार्च มีนา", 3),
    ("apr avr abr dub kwi huhti nis ápr апр квіт απρ أبريل ابريل अप्रैल เมษา", 4),
    ("mai may maj mag mei květ touko máj май мая трав μαι μαΐ μάι مايو मई พฤษภา", 5),
    ("jun juin giu červ cze kesä haz jún июн черв ιουν يونيو जून มิถุนา", 6),
    ("lug lip heinä tem júl июл лип ιουλ يوليو जुलाई กรกฎา", 7),
    ("aug aoû ago srp sie elo ağu авг серп αυγ أغسطس अगस्त สิงหา", 8),
    ("sep set zář wrz syys eyl szept сен вер σεπ سبتمبر सितंबर सितम्बर กันยา", 9),
    ("oct okt out ott říj paź loka eki окт жовт οκτ أكتوبر अक्टूबर ตุลา", 10),
    ("nov lis marras kas noi ноя листоп νοε نوفمبر नवंबर พฤศจิกา", 11),
    ("dec déc dic dez des pro gru joulu ara дек груд δεκ ديسمبر दिसंबर ธันวา", 12),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_many_manners_are_read() {
        for text in [
            "2024-03-31",
            "31.3.2024",
            "31/03/2024",
            "03/31/2024",
            "2024年3月31日",
            "2024년 3월 31일",
            "March 31, 2024",
            "31 March 2024",
            "Mar. 31st, 2024",
            "31. März 2024",
            "31 mars 2024",
            "31 de marzo de 2024",
            "31 марта 2024",
            "31 березня 2024",
            "31 Mart 2024",
            "2024. március 31.",
            "Published on Sunday, March 31, 2024 at 5:30 pm",
            "٣١ مارس ٢٠٢٤",
            "३१ मार्च २०२४",
            "31 มีนาคม พ.ศ. 2567",
            "๓๑ มีนาคม ๒๕๖๗",
        ] {
            assert_eq!(
                find(text).map(|found| found.date.to_string()).as_deref(),
                Some("2024-03-31"),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_date_or_two_is_left() {
        for text in ["3/4/2024", "31.2.2024", "March 2024", "In 1990 the 12 maids", ""] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn the_order_of_two_numbers_is_told_by_other_dates() {
        assert_eq!(order("Posted 25/12/2023 at 3:04"), Some(Order::DayFirst));
        assert_eq!(order("12/25/2023"), Some(Order::MonthFirst));
        for text in ["3/4/2024", "4/4/2024", "25.12.2023", "2023-12-25"] {
            assert_eq!(order(text), None, "{text}");
        }
        let date = |order| find_in("3/4/2024", order).map(|found| found.date.to_string());
        assert_eq!(date(Some(Order::DayFirst)).as_deref(), Some("2024-04-03"));
        assert_eq!(date(Some(Order::MonthFirst)).as_deref(), Some("2024-03-04"));
    }

    #[test]
    fn days_are_read_without_a_year() {
        for text in
            ["31 March", "March 31st", "31. März", "31 de marzo", "31 марта", "3月31日", "3월 31일"]
        {
            assert_eq!(find_day(text), Some(Day { month: 3, day: 31, beside: 0 }), "{text}");
        }
        assert_eq!(find_day("Updated 31 March, 5:30 am").map(|day| day.beside), Some(2));
        for text in ["March", "31", "40 March", "Chapter 3", "3 boats", ""] {
            assert_eq!(find_day(text).filter(|day| day.beside == 0), None, "{text}");
        }
    }

    #[test]
    fn what_stands_beside_is_counted() {
        assert_eq!(find("31 March 2024").map(|found| found.beside), Some(0));
        assert_eq!(find("Updated 31 March 2024, 5:30").map(|found| found.beside), Some(1));
    }
}
