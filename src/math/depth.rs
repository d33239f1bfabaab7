//! How deeply a formula may nest, told by its signs alone.

/// Deeper than this no formula is read. Those of papers stay below ten.
pub(super) const MOST: usize = 50;

/// Whether a formula may nest deeper than `most`. Counts braces, `\left` and
/// `\begin` that are open, and commands since the last sign between terms: each of
/// them could be the argument of the one before.
pub(super) fn exceeds(tex: &str, most: usize) -> bool {
    let (mut open, mut run) = (0_usize, 0_usize);
    let mut rest = tex;
    while let Some(first) = rest.chars().next() {
        let mut length = first.len_utf8();
        match first {
            '\\' => {
                let name = command(&rest[1..]);
                length += name.len();
                match name {
                    "left" | "begin" => open += 1,
                    "right" | "end" => open = open.saturating_sub(1),
                    "\\" => run = 0,
                    _ => run += 1,
                }
            }
            '{' => open += 1,
            '}' => open = open.saturating_sub(1),
            '^' | '_' => run += 1,
            '=' | '+' | '-' | '&' | ',' | '<' | '>' | '|' | ';' | ':' => run = 0,
            _ => {}
        }
        if open + run > most {
            return true;
        }
        rest = &rest[length..];
    }
    false
}

/// The name of a command behind its backslash: letters, or one other character.
fn command(rest: &str) -> &str {
    let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    match letters {
        0 => rest.chars().next().map_or("", |first| &rest[..first.len_utf8()]),
        _ => &rest[..letters],
    }
}

#[cfg(test)]
mod tests {
    use super::exceeds;

    #[test]
    fn braces_commands_and_fences_nest() {
        assert!(exceeds("{{{", 2));
        assert!(exceeds("\\sqrt\\sqrt\\sqrt x", 2));
        assert!(exceeds("\\left(\\left(\\left(", 2));
        assert!(!exceeds("{a}{b}{c}", 2));
        assert!(!exceeds("\\alpha + \\beta + \\gamma", 2));
        assert!(!exceeds("\\left(a\\right)\\left(b\\right)", 2));
    }

    #[test]
    fn a_backslash_at_the_end_is_no_command() {
        assert!(!exceeds("a\\", 2));
    }
}
