//! What a cover says: the title with its second line, the authors, and who published it.

use super::{Flow, Node, Paragraph, Run, Structure, running};
use crate::article::{Alignment, plain_text};
use crate::compose::Composition;
use crate::source::Span;
use crate::theme::Role;

/// The name of the place of what follows the title.
pub const AFTER_TITLE: &str = "after-title";
/// The name of the place of what stands at the foot.
pub const FOOT: &str = "foot";

/// The most characters of a title that a cover shows, of its second line, and of the authors.
const MOST: [usize; 3] = [300, 200, 120];

/// Decides what the cover of a publication says.
pub fn cover<'a>(composition: &'a Composition<'a>) -> Flow<'a> {
    let running = running(composition);
    let subtitle = plain_text(&composition.meta.subtitle);
    let lines = [
        (Role::Title, shown(&composition.title, MOST[0])),
        (Role::Subtitle, shown(&subtitle, MOST[1])),
        (Role::Byline, shown(&running.author, MOST[2])),
        (Role::Source, shown(&running.source, MOST[2])),
    ];
    let lines = lines.into_iter().filter(|(_, text)| !text.is_empty());
    let mut nodes: Vec<Node<'a>> = Vec::new();
    for (index, (role, text)) in lines.enumerate() {
        let anchor = match role {
            Role::Source => Some(FOOT),
            _ if index == 1 => Some(AFTER_TITLE),
            _ => None,
        };
        nodes.push(Node::Paragraph(Paragraph {
            role,
            structure: Structure::Paragraph,
            runs: vec![Run::plain(text)],
            language: &composition.language,
            direction: composition.direction,
            opens: true,
            alignment: Alignment::Natural,
            leads: false,
            anchor: anchor.map(str::to_owned),
            outline: None,
            span: Span::NONE,
        }));
    }
    Flow {
        title: composition.title.clone(),
        language: composition.language.clone(),
        direction: composition.direction,
        running,
        links: Vec::new(),
        nodes,
        notes: Vec::new(),
    }
}

/// A text on one line, cut at a word where it is too long.
fn shown(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(most) else { return text };
    let cut = text[..end].rsplit_once(' ').map_or(&text[..end], |(words, _)| words);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn long_texts_are_cut_at_a_word() {
        assert_eq!(shown(" A  title\n", 20), "A title");
        assert_eq!(shown("One two, three", 12), "One two…");
        assert_eq!(shown("Onetwothree", 3), "One…");
    }
}
