//! Where a line gives: how far each place of it may be stretched and shrunk.
//!
//! Spaces do, in all text. Chinese and Japanese lines give between characters,
//! at brackets and stops whose glyphs are half empty, and beside Latin words
//! (JLREQ 3.1 and 3.8, after JIS X 4051; CLREQ 3.1); lines of Thai, Lao, Khmer
//! and Burmese give a little between their clusters. Sums from the start of
//! the paragraph tell what any line has of each.

use std::ops::{Add, Sub};

use super::classes::{Class, is_wide, needs_more_than_spaces};
use super::shape::{Segment, Shaped};
use super::text::Text;
use crate::length::Length;

/// What a line, or a part of it, has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Totals {
    /// All advances, and the room between characters.
    pub width: Length,
    /// What of it does not give as glyphs do: spaces, and characters of full width.
    pub rigid: Length,
    /// How far it stretches at a ratio of 1.
    pub stretch: Length,
    /// How far it shrinks at most.
    pub shrink: Length,
}

impl Totals {
    /// What a space gives: three tenths of its width either way, less than in
    /// TeX (a half and a third), since glyphs give before. Measured over a book
    /// of 236,000 words: so the word gaps spread by .058 character widths with
    /// 2.6 % of lines hyphenated; a third and a quarter give .059 and 2.9 %.
    pub fn space(width: Length) -> Totals {
        let gives = width * 3 / 10;
        Totals { width, rigid: width, stretch: gives, shrink: gives }
    }
}

impl Add for Totals {
    type Output = Totals;

    fn add(self, other: Totals) -> Totals {
        Totals {
            width: self.width + other.width,
            rigid: self.rigid + other.rigid,
            stretch: self.stretch + other.stretch,
            shrink: self.shrink + other.shrink,
        }
    }
}

impl Sub for Totals {
    type Output = Totals;

    fn sub(self, other: Totals) -> Totals {
        Totals {
            width: self.width - other.width,
            rigid: self.rigid - other.rigid,
            stretch: self.stretch - other.stretch,
            shrink: self.shrink - other.shrink,
        }
    }
}

/// A paragraph's springs.
pub(super) struct Springs {
    /// The advances of spaces before each byte.
    spaces: Vec<Length>,
    /// Whether lines give between characters.
    fills_all: bool,
    /// What gives besides, and what does not, where there is any.
    more: Option<More>,
}

/// What gives besides spaces.
struct More {
    /// What stands and gives between the character before each byte and that at it.
    gaps: Vec<Totals>,
    /// All but spaces and advances up to each byte, with the gap before it.
    sums: Vec<Totals>,
    /// How much of the character at each byte is empty at its outer side.
    halves: Vec<Length>,
    /// Where the segments start whose glyphs keep their shape, ascending.
    rigid: Vec<usize>,
}

/// Of an em, what two wide characters may part.
const WIDE_STRETCH: i64 = 12;
/// Of an em, what two clusters of a script without spaces may part.
const UNSPACED_STRETCH: i64 = 40;
/// From how many thousandths of an em on a glyph has full width.
const FULL_WIDTH: i64 = 900;

impl Springs {
    /// The springs of a paragraph; with `squeeze`, half-empty marks give their
    /// empty half where they meet.
    pub fn new(text: &Text<'_>, shaped: &Shaped, squeeze: bool) -> Springs {
        let fills_all = needs_more_than_spaces(&text.text);
        let boxes = shaped.segments.iter().any(|segment| segment.face.is_none());
        let more = (fills_all || boxes).then(|| More::new(text, shaped, squeeze));
        Springs { spaces: spaces(&text.text, shaped), fills_all, more }
    }

    /// Whether there is more to see than spaces.
    pub fn has_more(&self) -> bool {
        self.more.is_some()
    }

    /// Whether the glyphs of a segment keep their shape.
    pub fn is_rigid(&self, segment: &Segment) -> bool {
        let kept = |more: &More| more.rigid.binary_search(&segment.range.start).is_ok();
        self.more.as_ref().is_some_and(kept)
    }

    /// Whether lines give between their characters, so that they fill any column.
    pub fn fills_all(&self) -> bool {
        self.fills_all
    }

    /// The sums of a line that ends before a byte.
    pub fn before(&self, shaped: &Shaped, at: usize) -> Totals {
        let own = self.own(shaped, at);
        self.more.as_ref().map_or(own, |more| own + more.sums[at] - more.gaps[at])
    }

    /// The sums of all that a line which begins at a byte does not have.
    pub fn after(&self, shaped: &Shaped, at: usize) -> Totals {
        let own = self.own(shaped, at);
        self.more.as_ref().map_or(own, |more| own + more.sums[at])
    }

    fn own(&self, shaped: &Shaped, at: usize) -> Totals {
        Totals { width: shaped.advances[at], ..Totals::space(self.spaces[at]) }
    }

    /// What stands and gives before the character at a byte, inside a line.
    pub fn gap(&self, at: usize) -> Totals {
        self.more.as_ref().map_or(Totals::default(), |more| more.gaps[at])
    }

    /// How much of the opening bracket at a byte is empty on its left.
    pub fn empty_at_start(&self, text: &str, at: usize) -> Length {
        self.empty_half(text, at, Class::Opening)
    }

    /// How much of the closing mark that ends at a byte is empty on its right.
    pub fn empty_at_end(&self, text: &str, at: usize) -> Length {
        let start = text[..at].char_indices().next_back().map_or(0, |(start, _)| start);
        self.empty_half(text, start, Class::Closing)
    }

    fn empty_half(&self, text: &str, at: usize, wanted: Class) -> Length {
        let Some(more) = &self.more else { return Length::ZERO };
        match text[at..].chars().next().map(Class::of) {
            Some(class) if class == wanted => more.halves[at],
            _ => Length::ZERO,
        }
    }
}

/// The sum of the advances of spaces before each byte.
fn spaces(text: &str, shaped: &Shaped) -> Vec<Length> {
    let mut sums = Vec::with_capacity(text.len() + 1);
    let mut sum = Length::ZERO;
    for (at, byte) in text.bytes().enumerate() {
        sums.push(sum);
        // A no-break space is two bytes; its advance stands at the first.
        let no_break = byte == 0xC2 && text.as_bytes().get(at + 1) == Some(&0xA0);
        if byte == b' ' || no_break {
            sum += shaped.advances[at + 1] - shaped.advances[at];
        }
    }
    sums.push(sum);
    sums
}

/// A cluster, as its neighbours see it.
#[derive(Clone, Copy)]
struct Neighbour {
    class: Class,
    em: Length,
    /// The empty half of its glyph.
    half: Length,
}

impl More {
    fn new(text: &Text<'_>, shaped: &Shaped, squeeze: bool) -> More {
        let count = text.text.len() + 1;
        let mut more = More {
            gaps: vec![Totals::default(); count],
            sums: vec![Totals::default(); count],
            halves: vec![Length::ZERO; count],
            rigid: Vec::new(),
        };
        let mut rigid = vec![Length::ZERO; count];
        let mut before: Option<Neighbour> = None;
        for segment in &shaped.segments {
            let piece = &text.pieces[segment.piece];
            // Boxes for missing characters stand as they are, and so does what
            // is raised; text from right to left gives at its spaces.
            let plain = segment.face.is_some()
                && segment.level % 2 == 0
                && piece.look.raise == Length::ZERO
                && !piece.look.features.is_shifted();
            let is_rigid = segment.face.is_none() || is_rigid(&text.text[segment.range.clone()]);
            more.rigid.extend(is_rigid.then_some(segment.range.start));
            for (offset, character) in text.text[segment.range.clone()].char_indices() {
                let at = segment.range.start + offset;
                let advance = shaped.advances[at + 1] - shaped.advances[at];
                if advance == Length::ZERO {
                    continue;
                }
                if is_rigid && character != ' ' {
                    rigid[at] = advance;
                }
                if !plain {
                    before = None;
                    continue;
                }
                let here = neighbour(character, advance, piece.look.size, squeeze);
                more.halves[at] = here.half;
                if let Some(before) = before {
                    more.gaps[at] = gap(before, here);
                }
                before = Some(here);
            }
        }
        more.sum(&rigid);
        more
    }

    fn sum(&mut self, rigid: &[Length]) {
        let mut sum = Totals::default();
        for (at, rigid) in rigid.iter().enumerate() {
            sum = sum + self.gaps[at];
            self.sums[at] = sum;
            sum.rigid += *rigid;
        }
    }
}

/// Whether a stretch of text keeps the shape of its glyphs: squares stay squares.
fn is_rigid(text: &str) -> bool {
    text.chars().any(is_wide)
}

fn neighbour(character: char, advance: Length, em: Length, squeeze: bool) -> Neighbour {
    let full = advance >= em.per_mille(FULL_WIDTH);
    let class = match Class::of(character) {
        Class::Opening | Class::Closing if !full => Class::Other,
        class => class,
    };
    let half_empty = squeeze && matches!(class, Class::Opening | Class::Closing);
    Neighbour { class, em, half: if half_empty { advance / 2 } else { Length::ZERO } }
}

/// What stands and gives between two neighbours.
fn gap(before: Neighbour, after: Neighbour) -> Totals {
    use Class::{Closing, Mark, Narrow, Opening, Unspaced, Wide};
    let none = Totals::default();
    let em = before.em.min(after.em);
    let parts = Totals { stretch: em / WIDE_STRETCH, ..none };
    let squeezed = |half: Length| Totals { width: -half, rigid: -half, ..none };
    match (before.class, after.class) {
        (Wide, Wide) => parts,
        (Wide, Narrow) | (Narrow, Wide) => {
            let quarter = em / 4;
            let eighth = em / 8;
            Totals { width: quarter, rigid: quarter, stretch: eighth, shrink: eighth }
        }
        (Unspaced, Unspaced) => Totals { stretch: em / UNSPACED_STRETCH, ..none },
        (Opening, Opening) => squeezed(after.half),
        (Closing, Closing) => squeezed(before.half),
        // One half of the two stays, and may go where the line needs it.
        (Closing, Opening) => {
            let stays = after.half;
            Totals { stretch: parts.stretch, shrink: stays / 2, ..squeezed(before.half) }
        }
        (Opening, _) | (_, Closing) => none,
        (Closing, Wide | Narrow | Mark) => Totals { shrink: before.half, ..parts },
        (Wide | Narrow | Mark, Opening) => Totals { shrink: after.half, ..parts },
        (Mark, Wide) | (Wide, Mark) => parts,
        _ => none,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EM: Length = Length::points(12);

    fn between(before: char, after: char) -> Totals {
        gap(neighbour(before, EM, EM, true), neighbour(after, EM, EM, true))
    }

    #[test]
    fn brackets_and_stops_give_their_empty_halves_where_they_meet() {
        for (before, after) in [('」', '「'), ('。', '」'), ('「', '『'), ('、', '「')] {
            assert_eq!(between(before, after).width, -EM / 2, "{before}{after}");
        }
        assert_eq!(between('猫', '「'), Totals { shrink: EM / 2, ..between('猫', '犬') });
        assert_eq!(between('「', '猫'), Totals::default());
        assert_eq!(between('猫', '。'), Totals::default());
    }

    #[test]
    fn a_quarter_of_an_em_stands_between_scripts_and_gives_half_of_it() {
        let gap = between('猫', 'a');
        assert_eq!((gap.width, gap.shrink, gap.stretch), (EM / 4, EM / 8, EM / 8));
        assert_eq!(between('3', 'か').width, EM / 4);
        assert_eq!(between('a', 'b'), Totals::default());
        assert_eq!(between('猫', ','), Totals::default());
    }

    #[test]
    fn marks_that_are_narrow_have_no_empty_half() {
        let narrow = neighbour('“', EM / 3, EM, true);
        assert_eq!(gap(neighbour('猫', EM, EM, true), narrow), Totals::default());
        assert_eq!(neighbour('「', EM, EM, false).half, Length::ZERO);
    }

    #[test]
    fn clusters_of_thai_give_less_than_ideographs() {
        let thai = between('ภ', 'า');
        assert!(thai.stretch > Length::ZERO && thai.stretch < between('猫', '犬').stretch);
        assert_eq!((thai.width, thai.shrink), (Length::ZERO, Length::ZERO));
    }
}
