//! Covers: a page of a few lines that must be read when it is as small as a stamp.
//!
//! The title is set as large as the theme has it, and smaller step by step until
//! no word is divided and the rest of the page has room.

use super::layout::{Item, Layout, Page, Placed, Point};
use super::typeset;
use crate::backends::RenderError;
use crate::compose::Composition;
use crate::compose::flow::{self, cover};
use crate::diagnostics::Diagnostics;
use crate::fonts::Faces;
use crate::host::Host;
use crate::language::Direction;
use crate::length::Length;
use crate::theme::cover::{HEIGHT, WIDTH};
use crate::theme::{Align, Color, Theme};

/// The sizes of type that are tried, in thousandths of the theme's.
const SIZES: [i64; 12] = [1000, 920, 840, 770, 700, 640, 580, 520, 460, 400, 340, 280];

/// The size under which a word may rather be divided.
const LEAST_WHOLE: i64 = 460;

/// The share of the page, in thousandths, that the title does not go beyond.
const TITLE_END: i64 = 640;

/// Sets the cover of a publication and hands it to `use_it`.
///
/// # Errors
/// When a face that the theme names is missing or damaged.
pub fn cover_page<R>(
    composition: &Composition<'_>,
    theme: &Theme,
    host: &dyn Host,
    diagnostics: &mut Diagnostics,
    use_it: impl FnOnce(&Page<'_>, &Faces<'_>) -> R,
) -> Result<R, RenderError> {
    let flow = flow::cover(composition);
    let (last, others) = SIZES.split_last().expect("there are sizes");
    let mut set_in = *last;
    for size in others {
        let theme = theme.for_cover(*size, &composition.language);
        let (layout, _) = typeset(&flow, &theme, host, &mut Diagnostics::new())?;
        if fits(&layout) && (*size <= LEAST_WHOLE || !divides(&layout, &composition.title)) {
            set_in = *size;
            break;
        }
    }
    let theme = theme.for_cover(set_in, &composition.language);
    let (mut layout, faces) = typeset(&flow, &theme, host, diagnostics)?;
    let arranged = arrange(&mut layout, &theme, composition.direction);
    Ok(use_it(&arranged, &faces))
}

/// Where a place is on the first page.
fn place(layout: &Layout<'_>, name: &str) -> Option<Length> {
    layout.destinations.iter().find(|place| place.name == name).map(|place| place.y)
}

/// Whether everything stands on one page, and the title in its part of it.
fn fits(layout: &Layout<'_>) -> bool {
    let end = place(layout, cover::AFTER_TITLE).or_else(|| place(layout, cover::FOOT));
    layout.pages.len() == 1 && end.is_none_or(|end| end <= HEIGHT.per_mille(TITLE_END))
}

/// Whether a word of the title goes on in another line. Scripts that part no
/// words by spaces may end a line anywhere.
fn divides(layout: &Layout<'_>, title: &str) -> bool {
    let mut lines: Vec<(Length, String)> = Vec::new();
    for placed in layout.pages.iter().flat_map(|page| &page.items) {
        let Item::Run(run) = &placed.item else { continue };
        if run.level % 2 == 1 {
            continue;
        }
        let text = &run.text[..run.shown.min(run.text.len())];
        match lines.last_mut() {
            Some((y, line)) if *y == placed.at.y => line.push_str(text),
            _ => lines.push((placed.at.y, text.to_owned())),
        }
    }
    let words =
        |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
    let whole = words(title);
    lines.windows(2).any(|pair| {
        let (before, after) = (words(&pair[0].1), words(&pair[1].1));
        let (Some(before), Some(after)) = (before.last(), after.first()) else { return false };
        let before = before.trim_end_matches(['-', '\u{2010}', '\u{ad}']);
        let parts_words = before.chars().next_back().is_some_and(|last| last < '\u{E00}');
        parts_words && whole.iter().any(|word| word.contains(&format!("{before}{after}")))
    })
}

/// The page with its ground, its rule and its frame, and what belongs to the foot there.
fn arrange<'a>(layout: &mut Layout<'a>, theme: &Theme, direction: Direction) -> Page<'a> {
    let (after_title, foot) = (place(layout, cover::AFTER_TITLE), place(layout, cover::FOOT));
    let pages = std::mem::take(&mut layout.pages);
    let mut page = pages.into_iter().next().unwrap_or(Page {
        width: WIDTH,
        height: HEIGHT,
        turned: false,
        items: Vec::new(),
        repeated: 0,
        furniture: 0,
        label: String::new(),
    });
    if let Some(foot) = foot {
        to_the_foot(&mut page, foot, theme);
    }
    let mut ground =
        vec![rectangle((Length::ZERO, Length::ZERO), (WIDTH, HEIGHT), theme.cover.background)];
    ground.extend(frame(theme));
    ground.extend(after_title.or(foot).and_then(|y| rule(theme, y, direction)));
    page.items.splice(0..0, ground);
    page
}

/// Moves what begins at a height down to the margin.
fn to_the_foot(page: &mut Page<'_>, from: Length, theme: &Theme) {
    let is_foot = |placed: &&mut Placed<'_>| placed.at.y >= from;
    let lowest = page.items.iter().map(|placed| placed.at.y).max().unwrap_or(from);
    let down = HEIGHT - theme.cover.margin.of(WIDTH) - lowest;
    page.items.iter_mut().filter(is_foot).for_each(|placed| placed.at.y += down);
}

/// The rule under the title, where the space is that belongs to it.
fn rule<'a>(theme: &Theme, below: Length, direction: Direction) -> Option<Placed<'a>> {
    let cover = &theme.cover;
    let thickness = cover.rule_width.absolute();
    if thickness <= Length::ZERO {
        return None;
    }
    let margin = cover.margin.of(WIDTH);
    let measure = WIDTH - margin * 2;
    let length = match cover.rule_length.absolute() {
        Length(..=0) => measure,
        length => length.min(measure),
    };
    let title = theme.style(crate::theme::Role::Title);
    let space = title.length(title.space_after);
    let left_over = match (cover.align, direction) {
        (Align::Center, _) => (measure - length) / 2,
        (Align::End, Direction::LeftToRight) | (_, Direction::RightToLeft) => measure - length,
        _ => Length::ZERO,
    };
    let y = below - space / 2;
    Some(rectangle((margin + left_over, y), (length, thickness), cover.rule_color))
}

/// A frame in the middle of the margin.
fn frame<'a>(theme: &Theme) -> Vec<Placed<'a>> {
    let cover = &theme.cover;
    let line = cover.frame_width.absolute();
    if line <= Length::ZERO {
        return Vec::new();
    }
    let edge = cover.margin.of(WIDTH) / 2;
    let (width, height) = (WIDTH - edge * 2, HEIGHT - edge * 2);
    [
        ((edge, edge), (width, line)),
        ((edge, HEIGHT - edge - line), (width, line)),
        ((edge, edge), (line, height)),
        ((WIDTH - edge - line, edge), (line, height)),
    ]
    .map(|(at, size)| rectangle(at, size, cover.rule_color))
    .into()
}

fn rectangle<'a>(at: (Length, Length), size: (Length, Length), color: Color) -> Placed<'a> {
    let item = Item::Rule { width: size.0, height: size.1, color };
    Placed { at: Point { x: at.0, y: at.1 }, content: None, item }
}
