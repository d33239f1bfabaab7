//! Where the text was published first, where a line of it says so.

use super::features::View;

/// Words that lead to the address, in small letters.
#[rustfmt::skip]
const OPENINGS: [&str; 31] = [
    "source", "originally published", "originally posted", "originally appeared", "original article", "first published",
    "first appeared", "read the original", "this article was originally published", "quelle", "zuerst erschienen",
    "article original", "fuente", "publicado originalmente", "fonte", "articolo originale", "bron", "källa", "kilde",
    "lähde", "źródło", "zdroj", "forrás", "sursa", "kaynak", "πηγή", "источник", "المصدر", "来源", "原文", "出典",
];

/// The shown line that tells it, and the address; `None` when no line or more than one does.
pub fn find<'a>(view: &View<'a>) -> Option<(usize, &'a str)> {
    let mut told = (0..view.sights.len())
        .filter_map(|index| Some((index, address(view.lines()[view.sights[index].at].text)?)));
    told.next().filter(|_| told.next().is_none())
}

/// The address that ends a line which says that it is the source.
fn address(text: &str) -> Option<&str> {
    const LONGEST: usize = 60;
    let at = text.find("https://").or_else(|| text.find("http://"))?;
    let (before, address) = (&text[..at], text[at..].trim_end_matches(['.', ')', ']', '>']));
    let said = before.trim_matches([' ', '(', '[', '<', '*', '_', '-', '–', '—']).to_lowercase();
    let opens = OPENINGS.iter().any(|opening| said.starts_with(opening));
    (opens && said.chars().count() <= LONGEST && !address.contains(char::is_whitespace))
        .then_some(address)
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::super::{Boldness, understand};
    use super::address;

    #[test]
    fn lines_that_tell_the_source_are_known() {
        assert_eq!(address("Source: https://example.org/a."), Some("https://example.org/a"));
        assert_eq!(
            address("Originally published at https://example.org"),
            Some("https://example.org")
        );
        assert_eq!(address("来源：https://example.org/a"), Some("https://example.org/a"));
        assert_eq!(address("See https://example.org/a"), None);
        assert_eq!(address("Source: https://example.org/a, and others"), None);
    }

    #[test]
    fn several_sources_are_those_of_figures() {
        let prose =
            "The assembly met on a cold morning in March and decided, after long debate, nothing.";
        let source = |text: &str| {
            let lines = split(text);
            understand(&lines, Some(Boldness::Normal)).front.source.map(|(_, address)| address)
        };
        let one = format!("A Title\n\n{prose}\n\n{prose}\n\nSource: https://example.org/a");
        assert_eq!(source(&one).as_deref(), Some("https://example.org/a"));
        let two = format!("{one}\n\n{prose}\n\nSource: https://example.org/b");
        assert_eq!(source(&two), None);
    }
}
