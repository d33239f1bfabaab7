//! Attributes in braces behind an image or a link: `![A weir](weir.png){width=50%}`.
//!
//! pandoc, kramdown and their kin read them; the parser does not, so they would
//! stand in the text. They say how something looks, which is the theme's part; but where a page
//! begins is said by them too (`page_markers`).

/// The length of the attribute list that `text` starts with, braces counted.
pub(super) fn length(text: &str) -> Option<usize> {
    /// The longest list that is looked for, so that cost stays linear.
    const MOST: usize = 400;
    let inner = text.strip_prefix('{')?;
    let end = inner.bytes().take(MOST).position(|byte| matches!(byte, b'}' | b'{' | b'\n'))?;
    let list = inner[..end].trim_start_matches(':').trim();
    let closed = inner.as_bytes()[end] == b'}';
    (closed && !list.is_empty() && is_list(list)).then_some(end + 2)
}

/// Whether every word is a class, an id or an assignment; words in quotation
/// marks belong to the assignment before them.
fn is_list(list: &str) -> bool {
    let mut in_quotes = false;
    list.split_whitespace().all(|word| {
        let starts = in_quotes || word.starts_with(['.', '#']) || word.contains('=');
        in_quotes ^= word.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        starts
    })
}

/// What a list says.
#[derive(Debug, Default)]
pub(super) struct Attributes<'a> {
    /// The last one that is given.
    pub id: String,
    /// Parted by spaces.
    pub classes: String,
    pairs: Vec<(&'a str, &'a str)>,
}

impl<'a> Attributes<'a> {
    /// What is assigned to a name; empty when nothing is.
    pub(super) fn get(&self, name: &str) -> &'a str {
        self.pairs.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }
}

/// Reads a list without its braces, of which [`length`] has said that it is one.
pub(super) fn read(list: &str) -> Attributes<'_> {
    let mut found = Attributes::default();
    let mut rest = list.trim_start_matches(':').trim_start();
    while !rest.is_empty() {
        let mut quoted = None;
        let end = rest.find(|c: char| {
            match quoted {
                Some(mark) if c == mark => quoted = None,
                None if matches!(c, '"' | '\'') => quoted = Some(c),
                _ => {}
            }
            quoted.is_none() && c.is_whitespace()
        });
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after.trim_start();
        if let Some(class) = word.strip_prefix('.') {
            found.classes.push_str(class);
            found.classes.push(' ');
        } else if let Some(id) = word.strip_prefix('#') {
            id.clone_into(&mut found.id);
        } else if let Some((name, value)) = word.split_once('=') {
            found.pairs.push((name, value.trim_matches(['"', '\''])));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_attribute_lists_count() {
        for (text, expected) in [
            ("{width=50%} x", Some(11)),
            ("{: .wide}", Some(9)),
            ("{#id .a title=\"two words\"}.", Some(26)),
            ("{see below}", None),
            ("{}", None),
            ("{width=50%", None),
            ("x", None),
        ] {
            assert_eq!(length(text), expected, "{text}");
        }
    }
}
