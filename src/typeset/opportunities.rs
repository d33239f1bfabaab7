//! Where a line may end without a hyphen: UAX #14, and what it leaves to others.
//!
//! The rules of UAX #14 hold for all text (small kana and the like are never
//! parted from what they follow: its rule LB1 makes them non-starters, which is
//! the strict way of CSS Text 3). They leave two things open. Words of Thai,
//! Lao, Khmer and Burmese are not set apart by spaces: dictionaries find them
//! (their way of looking words up is all whole numbers, unlike that of neural
//! models). And a quotation mark among Chinese characters belongs to what it
//! quotes; that is rule LB19a of Unicode 16.
//!
//! Three things are stricter here. UAX #14 lets a line begin with a dash. Typesetters
//! leave a dash with what stands before it, set with spaces or without; at the
//! beginning of a line it says that somebody speaks. And the hyphens of `--all`
//! stay with their word. So do the marks of Thai, Lao and Khmer that repeat or
//! shorten the word before them, which are written after a space.

use std::sync::LazyLock;

use icu_segmenter::LineSegmenter;
use icu_segmenter::LineSegmenterBorrowed;
use icu_segmenter::options::LineBreakOptions;

use super::classes::{Class, is_wide, needs_dictionary, needs_more_than_spaces};

/// The bytes before which a new line may begin, in order; the last is the end.
pub(super) fn opportunities(text: &str) -> Vec<usize> {
    let mut places: Vec<usize> = unicode_linebreak::linebreaks(text).map(|(at, _)| at).collect();
    if needs_more_than_spaces(text) {
        between_words(text, &mut places);
        around_quotations(text, &mut places);
        places.sort_unstable();
        places.dedup();
    }
    places.retain(|at| !parts_dash(text, *at) && !parts_option(text, *at) && !repeats(text, *at));
    places
}

/// Whether a line that begins at a byte would begin with a dash of the sentence.
fn parts_dash(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let mut dashed = after.chars();
    let Some(dash) = dashed.next().filter(|c| matches!(c, '-' | '–' | '—')) else {
        return false;
    };
    let spaced = dashed.next() == Some(' ');
    match before.chars().next_back() {
        Some(' ') => spaced && before.trim_end_matches(' ').ends_with(|c: char| !c.is_whitespace()),
        Some(letter) => dash == '—' && !is_wide(letter) && !letter.is_whitespace(),
        None => false,
    }
}

/// The dictionaries.
static DICTIONARIES: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_dictionary(LineBreakOptions::default()));

/// Between the words of scripts without spaces.
fn between_words(text: &str, places: &mut Vec<usize>) {
    let mut rest = 0;
    while let Some(found) = text[rest..].find(needs_dictionary) {
        let start = rest + found;
        let length = text[start..].find(|c| !needs_dictionary(c)).unwrap_or(text.len() - start);
        let breaks = DICTIONARIES.segment_str(&text[start..start + length]);
        places.extend(breaks.filter(|at| (1..length).contains(at)).map(|at| start + at));
        rest = start + length;
    }
}

/// Before an opening and after a closing quotation mark among wide characters.
fn around_quotations(text: &str, places: &mut Vec<usize>) {
    let wide = |c: Option<char>| c.is_some_and(is_wide);
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '“' | '‘' | '”' | '’'))
    {
        let after = at + mark.len_utf8();
        let before_mark = text[..at].chars().next_back();
        let after_mark = text[after..].chars().next();
        if !(wide(before_mark) && wide(after_mark)) {
            continue;
        }
        match mark {
            '“' | '‘' if !before_mark.is_some_and(holds_what_follows) => places.push(at),
            '”' | '’' if !after_mark.is_some_and(never_begins) => places.push(after),
            _ => {}
        }
    }
}

/// Whether a line never ends with a mark.
fn holds_what_follows(mark: char) -> bool {
    Class::of(mark) == Class::Opening
}

/// Whether a line never begins with a mark.
fn never_begins(mark: char) -> bool {
    matches!(Class::of(mark), Class::Closing | Class::Mark) || matches!(mark, '％' | '々' | 'ー')
}

/// Whether a break at a byte would leave the hyphens of an option, such as
/// `--all`, without its name.
fn parts_option(text: &str, at: usize) -> bool {
    let word = text[..at].trim_end_matches('-');
    word.len() < at && at < text.len() && (word.is_empty() || word.ends_with(' '))
}

/// Whether a line that begins at a byte would begin with a mark that repeats or
/// shortens what stands before it.
fn repeats(text: &str, at: usize) -> bool {
    at < text.len()
        && text[at..].starts_with(['ๆ', 'ฯ', 'ໆ', 'ຯ', 'ៗ'])
        && text[..at].ends_with(|c: char| c == ' ' || needs_dictionary(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let mut start = 0;
        let pieces = opportunities(text).into_iter().map(|at| {
            let piece = &text[start..at];
            start = at;
            piece
        });
        pieces.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn dictionaries_find_the_words_of_scripts_without_spaces() {
        assert_eq!(cut("ภาษาไทยเป็นภาษา"), "ภาษา|ไทย|เป็น|ภาษา");
        assert_eq!(cut("ພາສາລາວເປັນພາສາ"), "ພາສາ|ລາວ|ເປັນ|ພາສາ");
        assert_eq!(cut("ជាភាសាកំណើតរបស់"), "ជា|ភាសា|កំណើត|របស់");
        assert_eq!(cut("မြန်မာနိုင်ငံသည်"), "မြန်မာနိုင်ငံ|သည်");
        assert_eq!(cut("The word ไทยเป็น, too"), "The |word |ไทย|เป็น, |too");
    }

    #[test]
    fn no_line_begins_with_the_dash_of_a_sentence() {
        assert_eq!(cut("she was—oh so—here"), "she |was—|oh |so—|here");
        assert_eq!(cut("Час – это – да"), "Час – |это – |да");
        assert_eq!(cut("now - then"), "now - |then");
        // Signs, options, and what begins a line.
        assert_eq!(cut("it is -3 or --all"), "it |is |-3 |or |--all");
        assert_eq!(cut("said.\u{2028}— Who?"), "said.\u{2028}|— |Who?");
        assert_eq!(cut("他说——好"), "他|说|——|好");
    }

    #[test]
    fn what_repeats_a_word_stays_with_it() {
        assert_eq!(cut("จำกัดใด ๆ อัน"), "จำกัด|ใด ๆ |อัน");
        assert_eq!(cut("กรุงเทพ ฯ"), "กรุงเทพ ฯ");
        assert_eq!(cut("ใด\u{2028}ๆ"), "ใด\u{2028}|ๆ");
    }

    #[test]
    fn lines_neither_begin_nor_end_with_the_wrong_mark() {
        assert_eq!(cut("「猫」、ちょっと。"), "「猫」、|ちょっ|と。");
        assert_eq!(cut("カード々〜"), "カー|ド々〜");
        assert_eq!(cut("他说“你好”然后"), "他|说|“你|好”|然|后");
        assert_eq!(cut("（“你”）好"), "（“你”）|好");
    }
}
