//! Lines and their features.
//!
//! A [`Line`] is a line of the source without the white space around it, and
//! what can be told from its characters alone. Everything that decides about
//! lines looks at these features first, so that it works in any language.

/// A line of the source and its features.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// The characters, without white space at the ends.
    pub text: &'a str,
    /// Where `text` begins in the source, in bytes.
    pub start: usize,
    /// How many characters of white space stand before it.
    pub indent: usize,
    /// Length in characters.
    pub chars: usize,
    /// Length in words. Scripts that write no spaces count two characters a word.
    pub words: usize,
    /// Whether it ends as a sentence does, quotation marks and brackets aside.
    pub ends_sentence: bool,
    /// Whether a new page begins with it: a form feed stands before it.
    pub new_page: bool,
}

/// How many words a line of running text has at least.
const PROSE_WORDS: usize = 12;

impl<'a> Line<'a> {
    /// The line without its first bytes, and without the white space behind these.
    pub fn after(&self, bytes: usize) -> Line<'a> {
        let rest = &self.text[bytes..];
        let text = rest.trim_start_matches(is_edge);
        let cut = self.text.len() - text.len();
        let indent = self.indent + self.text[..cut].chars().count();
        Line { indent, ..measure(text, self.start + cut) }
    }

    /// A part of the line by bytes, without the white space around it.
    pub fn part(&self, range: std::ops::Range<usize>) -> Line<'a> {
        let cut = Line { text: self.text.get(..range.end).unwrap_or(self.text), ..*self };
        let after = cut.after(range.start.min(cut.text.len()));
        Line { indent: after.indent, ..measure(after.text.trim_end_matches(is_edge), after.start) }
    }

    /// The same place without any text.
    pub fn emptied(&self) -> Line<'a> {
        measure("", self.start)
    }

    /// The column after its last character, in characters.
    pub fn edge(&self) -> usize {
        self.indent + self.chars
    }

    /// Whether nothing stands on it.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Where `text` ends in the source, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it reads like running text: long, and ended like a sentence.
    pub fn is_prose(&self) -> bool {
        self.words >= PROSE_WORDS && self.ends_sentence
    }
}

/// Splits a text at its newlines.
pub fn split(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for raw in text.split('\n') {
        let text = raw.trim_start_matches(is_edge);
        let offset = raw.len() - text.len();
        let indent = raw[..offset].chars().count();
        let line = measure(text.trim_end_matches(is_edge), start + offset);
        lines.push(Line { indent, new_page: raw[..offset].contains('\u{C}'), ..line });
        start += raw.len() + 1;
    }
    lines
}

/// White space, and the marks of no width that scrapers leave at the ends of lines.
fn is_edge(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

fn measure(text: &str, start: usize) -> Line<'_> {
    let (mut chars, mut spaced, mut unspaced, mut in_word) = (0, 0, 0, false);
    for c in text.chars() {
        chars += 1;
        let dense = is_unspaced(c);
        let word = c.is_alphanumeric() && !dense;
        unspaced += usize::from(dense);
        spaced += usize::from(word && !in_word);
        // Marks inside a word (don't, e-mail) do not begin a new one.
        in_word = word || (in_word && !c.is_whitespace() && !dense);
    }
    let words = spaced + unspaced.div_ceil(2);
    let ends_sentence = ends_sentence(text);
    Line { text, start, indent: 0, chars, words, ends_sentence, new_page: false }
}

/// The words of a text, as those of a [`Line`] are counted.
pub fn words_in(text: &str) -> usize {
    measure(text, 0).words
}

/// Whether a letter belongs to a script that writes no spaces between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a text ends as a sentence does.
pub fn ends_sentence(text: &str) -> bool {
    const STOPS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '؟', '।', '։', '።', '។', '۔'];
    const AFTER: &[char] = &['"', '\'', ')', ']', '”', '’', '»', '›', '」', '』', '）', '“', ' '];
    text.trim_end_matches(AFTER).ends_with(STOPS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_where_they_stand() {
        let text = " one two \n\n\u{3000}三个字。\n";
        let lines = split(text);
        assert_eq!(lines.len(), 4);
        assert_eq!((lines[0].text, lines[0].start, lines[0].words), ("one two", 1, 2));
        assert!(lines[1].is_blank() && lines[3].is_blank());
        assert_eq!(&text[lines[2].start..lines[2].end()], "三个字。");
        assert!(lines[2].ends_sentence && !lines[0].ends_sentence);
    }

    #[test]
    fn words_are_counted_in_any_script() {
        let words = |text| split(text)[0].words;
        assert_eq!(words("don't e-mail me – 3 times"), 5);
        assert_eq!(words("今日は晴れ"), 3);
        assert_eq!(words("* – *"), 0);
    }

    #[test]
    fn sentences_may_end_in_quotation_marks() {
        assert!(ends_sentence("He said: “Go.”"));
        assert!(ends_sentence("(Really?)"));
        assert!(!ends_sentence("A title"));
    }
}
