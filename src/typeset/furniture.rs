//! Heads and feet of pages.
//!
//! They are set when all pages are there, since they may tell the section that a
//! page belongs to and how many pages there are. None of it is part of the text:
//! readers of the tag tree never meet it.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation as _;

use super::galley::{Galley, shifted};
use super::layout::{Layout, TagTree};
use super::paragraph::baseline;
use super::typesetter::Typesetter;
use crate::article::Alignment;
use crate::backends::RenderError;
use crate::compose::flow::{Flow, Paragraph, Run, Running, Structure};
use crate::language::Direction;
use crate::length::Length;
use crate::source::Span;
use crate::theme::furniture::Field;
use crate::theme::{Furniture, Role, Template};

/// The least space between the texts of a head, in thousandths of the body's size.
const GAP: i64 = 1500;

/// What fields say on a page.
#[derive(Debug, Clone)]
struct Said {
    title: String,
    author: String,
    date: String,
    source: String,
    section: String,
    page: usize,
    pages: usize,
}

impl Said {
    fn field(&self, field: Field) -> String {
        match field {
            Field::Title => self.title.clone(),
            Field::Author => self.author.clone(),
            Field::Date => self.date.clone(),
            Field::Source => self.source.clone(),
            Field::Section => self.section.clone(),
            Field::Page => self.page.to_string(),
            Field::Pages => self.pages.to_string(),
        }
    }

    /// Takes a word from the longest of what may be cut. `false` when nothing is left.
    fn shorten(&mut self) -> bool {
        let words = [&mut self.title, &mut self.section, &mut self.source, &mut self.author];
        match words.into_iter().max_by_key(|words| words.len()) {
            Some(longest) if !longest.is_empty() => {
                *longest = shorter(longest);
                true
            }
            _ => false,
        }
    }
}

/// A text without its last word, or of a single word without its last letter;
/// an ellipsis tells of it.
fn shorter(text: &str) -> String {
    let text = text.trim_end_matches('…');
    let less = match text.trim_end().rsplit_once(char::is_whitespace) {
        Some((words, _)) => words,
        None => text.grapheme_indices(true).next_back().map_or("", |(at, _)| &text[..at]),
    };
    let less = less.trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-/".contains(c));
    if less.is_empty() { String::new() } else { format!("{less}…") }
}

/// Where a text of a head stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Inner,
    Center,
    Outer,
}

/// Texts that were cut, by head or foot, slot, section and number of digits.
type Cut = BTreeMap<(Role, Slot, String, usize, bool), Said>;

impl<'a> Typesetter<'a> {
    /// Sets heads and feet on the pages of a layout, where there are several.
    pub(super) fn furniture(
        &mut self,
        layout: &mut Layout<'a>,
        flow: &Flow<'a>,
    ) -> Result<(), RenderError> {
        if layout.pages.len() < 2 {
            return Ok(());
        }
        let theme = self.theme;
        let sections = sections(layout);
        let mut cut = Cut::new();
        for (number, section) in sections.into_iter().enumerate() {
            // A turned page has its own width and height.
            self.turned = layout.pages[number].turned;
            let said = said(&flow.running, section, number + 1, layout.pages.len());
            for (furniture, role) in [(&theme.head, Role::Head), (&theme.foot, Role::Foot)] {
                if number > 0 || furniture.first_page {
                    let texts = self.texts(furniture, role, &said, flow, &mut cut)?;
                    self.place_furniture(furniture, role, texts, number, layout, flow)?;
                }
            }
        }
        self.turned = false;
        Ok(())
    }

    /// What the slots show on a page, cut where there is no room for all.
    fn texts(
        &mut self,
        furniture: &Furniture,
        role: Role,
        said: &Said,
        flow: &Flow<'a>,
        cut: &mut Cut,
    ) -> Result<Vec<(Slot, Role, String)>, RenderError> {
        let digits = said.page.to_string().len();
        // All pages with as many digits are cut alike.
        let widest = Said { page: 10_usize.saturating_pow(digits as u32) - 1, ..said.clone() };
        let mut filled = Vec::new();
        for (slot, template) in slots(furniture) {
            let text = template.fill(|field| widest.field(field));
            if !text.is_empty() {
                let width = self.furniture_width(&text, template.role(role), flow)?;
                filled.push((slot, template, width));
            }
        }
        let rooms = rooms(&filled, self.body_width(), self.theme.body_size().per_mille(GAP));
        let mut texts = Vec::new();
        for ((slot, template, width), room) in filled.into_iter().zip(rooms) {
            let own = template.role(role);
            let mut shown = said.clone();
            if width > room {
                let key = (role, slot, said.section.clone(), digits, self.turned);
                if !cut.contains_key(&key) {
                    let fitting = self.cut(template, own, widest.clone(), room, flow)?;
                    cut.insert(key.clone(), fitting);
                }
                shown = Said { page: said.page, ..cut[&key].clone() };
            }
            texts.push((slot, own, template.fill(|field| shown.field(field))));
        }
        Ok(texts)
    }

    /// What fields may say so that a template fits into some room.
    fn cut(
        &mut self,
        template: &Template,
        role: Role,
        mut said: Said,
        room: Length,
        flow: &Flow<'a>,
    ) -> Result<Said, RenderError> {
        let text = |said: &Said| template.fill(|field| said.field(field));
        while self.furniture_width(&text(&said), role, flow)? > room && said.shorten() {}
        Ok(said)
    }

    fn furniture_width(
        &mut self,
        text: &str,
        role: Role,
        flow: &Flow<'a>,
    ) -> Result<Length, RenderError> {
        let text = self.text(&line(text, role, flow), None, self.body_width())?;
        Ok(self.shape(&text).advances[text.text.len()])
    }

    fn place_furniture(
        &mut self,
        furniture: &Furniture,
        role: Role,
        texts: Vec<(Slot, Role, String)>,
        number: usize,
        layout: &mut Layout<'a>,
        flow: &Flow<'a>,
    ) -> Result<(), RenderError> {
        let page = &self.theme.page;
        let left = self.column_start(number, self.turned, flow.direction).x;
        let ltr = flow.direction == Direction::LeftToRight;
        let inner_is_left = page.is_first_side(number) == ltr;
        let height = layout.pages[number].height;
        let distance = furniture.distance.of(height);
        let line_at = if role == Role::Head { distance } else { height - distance };
        for (slot, own, text) in texts {
            let mut paragraph = line(&text, own, flow);
            paragraph.alignment = match slot {
                Slot::Center => Alignment::Center,
                Slot::Inner if inner_is_left => Alignment::Left,
                Slot::Outer if !inner_is_left => Alignment::Left,
                _ => Alignment::Right,
            };
            let mut galley = Galley::default();
            self.paragraph(&paragraph, TagTree::ROOT, self.body_width(), &mut galley)?;
            let style = self.theme.style(own);
            let top = line_at - baseline(style.length(style.leading), style.size.absolute());
            // It fits on one line; of a single letter that does not, one line is shown.
            for strip in galley.strips.into_iter().take(1) {
                let items = strip.items.into_iter().map(|placed| shifted(placed, left, top));
                layout.pages[number].items.extend(items);
            }
        }
        Ok(())
    }
}

fn slots(furniture: &Furniture) -> [(Slot, &Template); 3] {
    [
        (Slot::Inner, &furniture.inner),
        (Slot::Center, &furniture.center),
        (Slot::Outer, &furniture.outer),
    ]
}

/// How much room each of the filled slots has. Short texts leave theirs to long ones.
fn rooms(filled: &[(Slot, &Template, Length)], width: Length, gap: Length) -> Vec<Length> {
    if filled.len() < 2 {
        return vec![width; filled.len()];
    }
    let width_of = |wanted: Slot| filled.iter().find(|(slot, ..)| *slot == wanted).map(|f| f.2);
    let half = (width - gap) / 2;
    match (width_of(Slot::Inner), width_of(Slot::Center), width_of(Slot::Outer)) {
        (Some(inner), None, Some(outer)) => {
            let beside = |other: Length| (width - gap - other).max(half);
            vec![beside(outer), beside(inner)]
        }
        (_, Some(center), _) => {
            // What stands in the middle has half, and the sides what it leaves.
            let side = (width - center.min(half)) / 2 - gap;
            filled
                .iter()
                .map(|(slot, ..)| if *slot == Slot::Center { half } else { side })
                .collect()
        }
        _ => vec![width; filled.len()],
    }
}

fn said(running: &Running<'_>, section: String, page: usize, pages: usize) -> Said {
    Said {
        title: running.title.clone(),
        author: running.author.clone(),
        date: running.date.clone(),
        source: running.source.clone(),
        section,
        page,
        pages,
    }
}

/// For each page the main heading that comes first on it, or else the last one before.
fn sections(layout: &Layout<'_>) -> Vec<String> {
    let main = layout.outline.iter().map(|item| item.level).min();
    let mut headings = layout.outline.iter().filter(|item| Some(item.level) == main).peekable();
    let mut holds = String::new();
    let mut sections = Vec::with_capacity(layout.pages.len());
    for page in 0..layout.pages.len() {
        let mut first = None;
        while let Some(item) = headings.next_if(|item| item.page <= page) {
            first.get_or_insert_with(|| item.title.clone());
            holds.clone_from(&item.title);
        }
        sections.push(first.unwrap_or_else(|| holds.clone()));
    }
    sections
}

/// A line that is no part of the text.
pub(super) fn line<'a>(text: &str, role: Role, flow: &Flow<'a>) -> Paragraph<'a> {
    Paragraph {
        role,
        structure: Structure::Artifact,
        runs: vec![Run::plain(text.to_owned())],
        language: flow.running.language,
        direction: flow.direction,
        opens: true,
        alignment: Alignment::Natural,
        leads: false,
        anchor: None,
        outline: None,
        span: Span::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_at_words() {
        assert_eq!(shorter("On the Origin of Species"), "On the Origin of…");
        assert_eq!(shorter("On the Origin of…"), "On the Origin…");
        assert_eq!(shorter("Time, and…"), "Time…");
        assert_eq!(shorter("Времена…"), "Времен…");
        assert_eq!(shorter("a"), "");
    }

    #[test]
    fn long_texts_get_what_short_ones_leave() {
        let template = Template::default();
        let points = Length::points;
        let of = |slots: &[(Slot, i64)]| {
            let filled: Vec<_> =
                slots.iter().map(|(slot, width)| (*slot, &template, points(*width))).collect();
            let rooms = rooms(&filled, points(300), points(10));
            rooms.iter().map(|room| room.0 / Length::POINT).collect::<Vec<_>>()
        };
        assert_eq!(of(&[(Slot::Inner, 900)]), [300]);
        assert_eq!(of(&[(Slot::Inner, 900), (Slot::Outer, 20)]), [270, 145]);
        assert_eq!(of(&[(Slot::Inner, 900), (Slot::Outer, 900)]), [145, 145]);
        assert_eq!(of(&[(Slot::Inner, 900), (Slot::Center, 40)]), [120, 145]);
    }
}
