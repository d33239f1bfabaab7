//! A command as a shell would take it apart, without a shell.
//!
//! Spaces part words. Single quotation marks keep everything between them; double ones keep
//! everything but a backslash before `"`, `\`, `$` or `` ` ``; a backslash outside of them keeps
//! what follows it. Nothing else has a meaning: `$`, `*`, `|` and `;` stand for themselves.

use std::str::Chars;

/// Why a command cannot be taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SplitError {
    /// A quotation mark has no partner.
    #[error("the quotation mark {0} is never closed")]
    Unclosed(char),
    /// It ends in a backslash, which keeps nothing.
    #[error("a backslash at the end keeps nothing; write \\\\ for a backslash")]
    LoneBackslash,
}

/// The words of a command.
///
/// # Errors
/// When a quotation mark is not closed, or nothing follows a backslash.
pub fn split(command: &str) -> Result<Vec<String>, SplitError> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut rest = command.chars();
    while let Some(c) = rest.next() {
        if c.is_whitespace() {
            words.extend(word.take());
            continue;
        }
        let word = word.get_or_insert_default();
        match c {
            '\'' | '"' => quoted(c, &mut rest, word)?,
            '\\' => word.push(rest.next().ok_or(SplitError::LoneBackslash)?),
            c => word.push(c),
        }
    }
    words.extend(word);
    Ok(words)
}

/// Takes what stands before the closing `mark`, and the mark.
fn quoted(mark: char, rest: &mut Chars<'_>, word: &mut String) -> Result<(), SplitError> {
    let unclosed = SplitError::Unclosed(mark);
    loop {
        match rest.next().ok_or(unclosed)? {
            c if c == mark => return Ok(()),
            '\\' if mark == '"' => {
                let next = rest.next().ok_or(unclosed)?;
                if !matches!(next, '"' | '\\' | '$' | '`') {
                    word.push('\\');
                }
                word.push(next);
            }
            c => word.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_a_shell() {
        for (command, words) in [
            ("", &[] as &[&str]),
            ("  a\tb\n c ", &["a", "b", "c"]),
            ("a 'b c' \"d e\"f", &["a", "b c", "d ef"]),
            (r#"'a\b' "a\b\"\$\\" a\ b\'"#, &[r"a\b", r#"a\b"$\"#, "a b'"]),
            ("'' x\"\"", &["", "x"]),
            ("$HOME *.md | tee; `x` # y", &["$HOME", "*.md", "|", "tee;", "`x`", "#", "y"]),
            ("ёж 'ё ж'", &["ёж", "ё ж"]),
        ] {
            assert_eq!(split(command).unwrap(), words, "{command}");
        }
        assert_eq!(split("a 'b"), Err(SplitError::Unclosed('\'')));
        assert_eq!(split("a \"b\\\""), Err(SplitError::Unclosed('"')));
        assert_eq!(split("a \\"), Err(SplitError::LoneBackslash));
    }
}
