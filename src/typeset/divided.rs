//! Words that a hyphen divides at the end of a line, told whole.
//!
//! Who reads the text of a page, or copies it, shall find the word as it was
//! written. Its part before the hyphen therefore stands for the whole word, and
//! the part on the next line, with the space after it, for that space alone
//! (ISO 32000-1, 14.9.4, has an example of a hyphen that is said away like
//! this). A soft hyphen would leave the joining to the reader, and many show it.
//! That is done for hyphens of the author's own too, since readers take every
//! hyphen at the end of a line for one that was added, and drop it; and for
//! dashes and strokes, after which lines end without a space.

use std::ops::Range;

use super::layout::GlyphRun;
use super::lines::Line;
use super::paragraph::LinePart;
use super::shape::Segment;
use super::text::NEW_LINE;

/// Lets the lines know of the words that are divided between them. A word that
/// goes on in another look or is divided twice stays in its parts.
pub(super) fn join_divided(lines: &mut [Line], text: &str, segments: &[Segment]) {
    for index in 1..lines.len() {
        let (line, next) = (&lines[index - 1], &lines[index]);
        let after_space = text[..line.end].ends_with([' ', NEW_LINE]);
        if line.end != next.start || after_space {
            continue;
        }
        // No further than the next line, however long the word.
        let length = text[next.start..next.end].find([' ', NEW_LINE]);
        let end = length.map_or(next.end, |length| next.start + length);
        let at = segments.partition_point(|segment| segment.range.end < line.end);
        let Some(segment) = segments.get(at) else { continue };
        let held = segment.range.start < line.end && end <= segment.range.end;
        let ends = end == text.len() || text[end..].starts_with([' ', NEW_LINE]);
        let last_of_two = ends && (end < next.end || !next.hyphen);
        let rest = next.start..end;
        let is_word = !rest.is_empty() && !text[rest.clone()].chars().any(is_wide);
        if held && last_of_two && is_word && segment.level % 2 == 0 {
            lines[index].said = Some(end);
            lines[index - 1].rest = Some(rest);
        }
    }
}

/// Whether a character is of a script that parts no words by spaces.
fn is_wide(character: char) -> bool {
    matches!(character, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..)
}

/// Makes the glyphs of a divided word say what they shall. `start` is where the
/// run's text starts in the paragraph.
pub(super) fn say(run: &mut GlyphRun, part: &LinePart<'_>, start: usize, text: &str) {
    if let Some(rest) = &part.rest {
        let own = &text[start..part.line_end];
        let begin = own
            .rfind([' ', NEW_LINE, '\u{A0}'])
            .map_or(0, |at| at + own[at..].chars().next().map_or(1, char::len_utf8));
        let word = format!("{}{}", &own[begin..], &text[rest.clone()]);
        share(run, begin..usize::MAX, &word);
    }
    if let Some(end) = part.said {
        let space = usize::from(text[end..].starts_with(' '));
        share(run, 0..(end + space).saturating_sub(start), " ");
    }
}

/// Makes the glyphs of some bytes of the run's text one cluster that says `words`.
fn share(run: &mut GlyphRun, bytes: Range<usize>, words: &str) {
    let from = run.text.len() as u32;
    let to = from + words.len() as u32;
    let inside = run.glyphs.iter_mut().filter(|glyph| bytes.contains(&(glyph.text_start as usize)));
    for (place, glyph) in inside.enumerate() {
        glyph.text_start = if place == 0 { from } else { to };
        glyph.text_end = to;
    }
    run.text.push_str(words);
}

#[cfg(test)]
mod tests {
    use crate::compose::{compose, flow::flow};
    use crate::diagnostics::Diagnostics;
    use crate::typeset::layout::Item;
    use crate::{Publication, ReadOptions, host::Memory, theme, typeset::typeset};

    /// What the glyphs of an article say, line by line.
    fn said(source: &str) -> Vec<String> {
        let name = "a.md".to_owned();
        let options = ReadOptions { name, ..ReadOptions::default() };
        let reading = crate::read(source.as_bytes(), &options, &Memory::default()).unwrap();
        let publication = Publication::from(reading.article);
        let composition = compose(&publication);
        let (theme, host) = (theme::built_in(), Memory::default());
        let flow = flow(&composition, theme, &mut Diagnostics::new());
        let (layout, _) = typeset(&flow, theme, &host, &mut Diagnostics::new()).unwrap();
        let mut lines: Vec<(i64, String)> = Vec::new();
        for placed in &layout.pages[0].items {
            let Item::Run(run) = &placed.item else { continue };
            if lines.last().is_none_or(|(y, _)| *y != placed.at.y.0) {
                lines.push((placed.at.y.0, String::new()));
            }
            let shares = run.glyphs.iter();
            let shares =
                shares.map(|glyph| &run.text[glyph.text_start as usize..glyph.text_end as usize]);
            lines.last_mut().unwrap().1.extend(shares);
        }
        lines.into_iter().map(|(_, line)| line).collect()
    }

    #[test]
    fn divided_words_are_said_whole() {
        let words = "die kraftfahrzeughaftpflicht und rechtsschutzversicherungen ".repeat(20);
        let lines = said(&format!("---\nlang: de\n---\n\n{words}\n"));
        assert_eq!(lines.concat().split_whitespace().collect::<Vec<_>>().join(" "), words.trim());
        let whole = |line: &str| {
            line.split(' ').all(|word| word.is_empty() || words.contains(&format!("{word} ")))
        };
        assert!(lines.iter().all(|line| whole(line)), "{lines:#?}");
        // Some lines begin with the space that the rest of a word stands for.
        assert!(lines.iter().any(|line| line.starts_with(' ')), "{lines:#?}");
    }

    #[test]
    fn words_that_go_on_in_another_look_stay_in_their_parts() {
        let words = "rechtsschutz*versicherungsgesellschaften* ".repeat(14);
        let lines = said(&format!("---\nlang: de\n---\n\n{words}\n"));
        let plain = words.replace('*', "");
        let joined = lines.concat().replace('\u{AD}', "");
        let joined = joined.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(joined, plain.trim());
    }
}
