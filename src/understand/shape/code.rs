//! Program text: between fences, or lines that look like nothing else.
//!
//! Prose has brackets and semicolons too. A line counts as program text when several
//! signs come together, and a stretch when most of its lines do.

use super::{Shape, Shaper};
use crate::understand::line::Line;

/// Fewer lines than this are no program text unless they are fenced.
const FEWEST: usize = 3;

/// How many lines without signs of their own may stand between two that have them.
const REACH: usize = 3;

impl<'a> Shaper<'a> {
    pub(super) fn find_code(&mut self) {
        self.find_fences();
        let mut at = 0;
        while at < self.lines.len() {
            let (end, found) = if self.is_code(at) { self.code_end(at) } else { (at + 1, false) };
            if found {
                let lines = self.lines[at..end].to_vec();
                self.claim(at, end, Shape::Code { language: None, lines });
            }
            at = end;
        }
    }

    fn is_code(&self, at: usize) -> bool {
        self.is_free(at) && is_code(&self.lines[at])
    }

    /// The end of the stretch of lines with signs that begins at a line, and whether it is
    /// program text.
    fn code_end(&self, first: usize) -> (usize, bool) {
        let (mut end, mut sure, mut shown, mut passed) = (first + 1, 1, 1, 0);
        let mut at = first + 1;
        while at < self.lines.len() && !self.taken[at] && passed <= REACH {
            let line = &self.lines[at];
            at += 1;
            if line.is_blank() {
                continue;
            }
            passed += 1;
            if is_code(line) {
                sure += 1;
                shown += passed;
                (end, passed) = (at, 0);
            } else if is_sentence(line) {
                break;
            }
        }
        // What is indented behind the last sure line belongs to it.
        let indent = self.lines[first].indent;
        let inside = |at: &usize| {
            self.is_free(*at) && self.lines[*at].indent > indent && !is_sentence(&self.lines[*at])
        };
        let more = (end..self.lines.len()).take_while(inside).count();
        let enough = shown >= FEWEST && sure * 5 >= shown * 3;
        if enough { (end + more, true) } else { (end, false) }
    }

    /// Text between two rows of three backticks or tildes.
    /// Tildes alone draw rules and underline headings too; they need a name behind them.
    fn find_fences(&mut self) {
        let mut at = 0;
        let closes = |line: &Line<'_>, sign| fence(line.text) == Some((sign, ""));
        let last = |sign| self.lines.iter().rposition(|line| closes(line, sign)).unwrap_or(0);
        let last = [last('`'), last('~')];
        while at < self.lines.len() {
            let opened = fence(self.lines[at].text).filter(|(sign, name)| {
                last[usize::from(*sign == '~')] > at && (*sign == '`' || !name.is_empty())
            });
            let end = opened.and_then(|(sign, _)| {
                (at + 1..self.lines.len()).find(|end| closes(&self.lines[*end], sign))
            });
            let Some(((_, name), end)) = opened.zip(end) else {
                at += 1;
                continue;
            };
            let lines = self.lines[at + 1..end].to_vec();
            let language = Some(name).filter(|name| !name.is_empty());
            self.claim(at, end + 1, Shape::Code { language, lines });
            at = end + 1;
        }
    }
}

/// The sign of a fence, and the language that stands behind it.
fn fence(text: &str) -> Option<(char, &str)> {
    let sign = text.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let bare = text.trim_start_matches(sign);
    let name = bare.trim();
    let word =
        name.chars().all(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '#' | '_' | '.'));
    (text.len() - bare.len() >= 3 && word).then_some((sign, name))
}

/// Whether a line reads like language.
fn is_sentence(line: &Line<'_>) -> bool {
    const COMMENTS: [&str; 6] = ["#", "//", "/*", "*", "--", ";"];
    let comment = COMMENTS.iter().any(|sign| line.text.starts_with(sign));
    words(line.text) >= 7 && !comment
}

/// Whether a line is program text by several signs.
fn is_code(line: &Line<'_>) -> bool {
    const ENOUGH: usize = 3;
    let text = line.text;
    if line.chars > 200 || text.is_empty() {
        return false;
    }
    let signs = opening(text) + ending(text) + operators(text) + names(text);
    let brackets_only =
        text.chars().all(|c| "{}[]();,".contains(c)) && text.contains(['{', '}', ')']);
    let may_say = if signs >= ENOUGH { signs * 2 } else { 0 };
    brackets_only || signs + 1 >= ENOUGH && words(text) <= may_say
}

/// What lines of programs begin with, and others hardly ever.
fn opening(text: &str) -> usize {
    const SURE: [&str; 17] = [
        "#include",
        "#define",
        "def ",
        "fn ",
        "pub fn ",
        "func ",
        "function ",
        "import ",
        "from ",
        "const ",
        "let ",
        "var ",
        "return ",
        "public ",
        "private ",
        "if (",
        ">>> ",
    ];
    const SIGNS: [&str; 8] = ["//", "/*", "</", "<?", "$ ", "#!", "@", "*/"];
    let tag = text.starts_with('<') && text.ends_with('>') && !text.contains("://");
    let rest = text.strip_prefix("$ ").or(text.strip_prefix(">>> "));
    let prompt = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
    let word = SURE.iter().any(|sign| text.starts_with(sign));
    let sign = SIGNS.iter().any(|sign| text.starts_with(sign));
    usize::from(word) + usize::from(sign) + if tag || prompt { 3 } else { 0 }
}

fn ending(text: &str) -> usize {
    let block = text.ends_with(['{', '}']) && !text.contains("{{");
    // A bracket behind a blank is one of language.
    let called = |at: usize| !text[..at].ends_with(|c: char| c.is_whitespace() || c == '“');
    let calls = !text.contains('(') || text.match_indices('(').any(|(at, _)| called(at));
    let call = [");", "};", "];", "):", "()", "(", "->", "=>"];
    let call = calls && call.iter().any(|end| text.ends_with(end));
    let nested = text.ends_with("))") || text.ends_with("\")") || text.ends_with("')");
    usize::from(nested)
        + usize::from(block) * 3
        + usize::from(call) * 2
        + usize::from(text.ends_with(';'))
}

fn operators(text: &str) -> usize {
    const SURE: [&str; 14] =
        ["==", "!=", "->", "=>", "::", "+=", "-=", "&&", "||", "</", "/>", "<<", ":=", "++"];
    let signed = |pair: &&[u8]| pair[1].is_ascii_punctuation() && pair[0].is_ascii_punctuation();
    let pairs: Vec<&[u8]> = text.as_bytes().windows(2).filter(signed).collect();
    let sure = SURE.iter().filter(|sign| pairs.contains(&sign.as_bytes())).count();
    sure + usize::from(text.contains(" = "))
}

/// Names as only programs have them: `a_b`, `a.b(`, `aB`.
fn names(text: &str) -> usize {
    let bytes = text.as_bytes();
    let near = |at: usize, is: fn(&u8) -> bool| bytes.get(at).is_some_and(is);
    let (mut call, mut joined, mut humped) = (false, false, false);
    for at in 1..bytes.len() {
        let (before, byte) = (bytes[at - 1], bytes[at]);
        let after = near(at + 1, u8::is_ascii_alphanumeric);
        call |= byte == b'('
            && (before.is_ascii_lowercase() || before == b'_')
            && !text[at..].starts_with("(s)");
        joined |= byte == b'_' && before.is_ascii_alphanumeric() && after;
        joined |= byte == b'.'
            && before.is_ascii_lowercase()
            && near(at + 1, u8::is_ascii_lowercase)
            && text[at..].contains('(');
        humped |= byte.is_ascii_uppercase()
            && before.is_ascii_lowercase()
            && near(at + 1, u8::is_ascii_lowercase);
    }
    usize::from(call) + usize::from(joined) + usize::from(humped)
}

/// How many plain words stand one behind the other, as they do in language only.
fn words(text: &str) -> usize {
    let plain = |word: &&str| {
        let bare = word.trim_end_matches([',', '.', ';', ':', '?', '!']);
        bare.len() > 1 && bare.chars().all(char::is_alphabetic)
    };
    let quoted: Vec<&str> = text.split('"').step_by(2).collect();
    let comment = quoted.join(" ");
    comment.split_whitespace().filter(|word| plain(word)).count()
}
