//! The galley becomes pages.

pub(super) mod fit;

use crate::article::Alignment;
use crate::backends::RenderError;
use crate::compose::flow::{Flow, Paragraph, Run, RunContent, RunStyle, Structure};
use crate::length::Length;
use crate::source::Span;
use crate::theme::Role;
use crate::typeset::galley::{Cut, Elastic, Galley, Strip, shifted};
use crate::typeset::layout::{Destination, Layout, OutlineItem, Page, TagTree};
use crate::typeset::typesetter::Typesetter;
use fit::{Chosen, Entry, Paper};

impl<'a> Typesetter<'a> {
    /// Cuts the galley into pages and puts a number on each where there are several.
    pub(in crate::typeset) fn pages(
        &mut self,
        galley: Galley<'a>,
        flow: &Flow<'a>,
    ) -> Result<Layout<'a>, RenderError> {
        let mut galley = galley;
        let grid = self.grid();
        settle(&mut galley.strips, grid);
        let chosen = self.page_ends(&galley, grid);
        let mut layout = Layout {
            pages: Vec::new(),
            tags: TagTree::default(),
            outline: Vec::new(),
            destinations: Vec::new(),
            links: flow.links.clone(),
        };
        let mut strips = galley.strips.into_iter();
        let mut start = 0;
        for page in chosen {
            let own = strips.by_ref().take(page.end - start);
            let own = self.loosened_strips(own, &page.given, &galley.elastic);
            self.page(own, grid, &mut layout);
            start = page.end;
        }
        if layout.pages.is_empty() {
            self.page(Vec::new(), grid, &mut layout);
        }
        if layout.pages.len() > 1 {
            self.folios(&mut layout)?;
        }
        Ok(layout)
    }

    /// The distance of the lines of the grid: the leading of the text.
    fn grid(&self) -> Length {
        let style = self.theme.style(Role::Body);
        style.length(style.leading)
    }

    /// Chooses where pages end.
    fn page_ends(&self, galley: &Galley<'a>, grid: Length) -> Vec<Chosen> {
        let before = std::iter::once(None).chain(galley.strips.iter().map(Some));
        let entries = galley.strips.iter().zip(before);
        let entries: Vec<Entry> = entries.map(|(strip, before)| entry(strip, before)).collect();
        let paper = Paper { height: self.body_height(), grid, facing: true };
        let gives = |paragraph: usize| galley.elastic[paragraph].gives;
        fit::fit(&entries, paper, &gives)
    }

    /// The strips of a page, with the lines of some paragraphs set anew.
    fn loosened_strips(
        &mut self,
        strips: impl Iterator<Item = Strip<'a>>,
        given: &[(usize, i8)],
        paragraphs: &[Elastic<'a>],
    ) -> Vec<Strip<'a>> {
        let mut all: Vec<Strip<'a>> = Vec::new();
        let mut done = None;
        for strip in strips {
            let paragraph = strip.paragraph;
            let step = given.iter().find(|(other, _)| Some(*other) == paragraph);
            match step {
                None => all.push(strip),
                Some(_) if done == paragraph => {}
                Some((index, step)) => {
                    done = paragraph;
                    let mut anew = self.set_anew(&paragraphs[*index], *step);
                    anew.iter_mut().for_each(|line| line.on_grid = true);
                    if let Some(first) = anew.first_mut() {
                        first.space_before = strip.space_before;
                        first.cut = strip.cut;
                        first.outline = strip.outline;
                        first.anchors = strip.anchors;
                    }
                    all.extend(anew);
                }
            }
        }
        all
    }

    /// Places the strips of one page.
    fn page(&self, strips: Vec<Strip<'a>>, grid: Length, layout: &mut Layout<'a>) {
        let theme = &self.theme.page;
        let number = layout.pages.len();
        let left = self.left_margin(number);
        let top = theme.margin_top.absolute();
        let mut page = Page {
            width: theme.width.absolute(),
            height: theme.height.absolute(),
            items: Vec::new(),
            furniture: 0,
        };
        let mut bottom = Length::ZERO;
        for (index, strip) in strips.into_iter().enumerate() {
            let y = top + fit::top(bottom, &entry(&strip, None), index == 0, grid);
            if let Some((level, title)) = strip.outline {
                layout.outline.push(OutlineItem { level, title, page: number, y });
            }
            let destinations = strip.anchors.into_iter();
            layout.destinations.extend(destinations.map(|name| Destination {
                name,
                page: number,
                y,
            }));
            page.items.extend(strip.items.into_iter().map(|placed| shifted(placed, left, y)));
            bottom = y + strip.height - top;
        }
        page.furniture = page.items.len();
        layout.pages.push(page);
    }

    /// The left margin of a page, counted from 0: the first one is a right-hand page.
    fn left_margin(&self, page: usize) -> Length {
        let theme = &self.theme.page;
        if page.is_multiple_of(2) {
            theme.margin_inside.absolute()
        } else {
            theme.margin_outside.absolute()
        }
    }

    fn folios(&mut self, layout: &mut Layout<'a>) -> Result<(), RenderError> {
        static UNDETERMINED: std::sync::LazyLock<crate::language::Tag> =
            std::sync::LazyLock::new(crate::language::Tag::undetermined);
        let bottom = self.theme.page.height.absolute() - self.theme.page.folio_bottom.absolute();
        let width = self.body_width();
        for number in 0..layout.pages.len() {
            let mut galley = Galley::default();
            let run = Run {
                content: RunContent::Text((number + 1).to_string().into()),
                style: RunStyle::default(),
                structure: None,
                link: None,
                language: None,
                anchor: None,
            };
            let paragraph = Paragraph {
                role: Role::Folio,
                structure: Structure::Artifact,
                runs: vec![run],
                language: &UNDETERMINED,
                direction: crate::language::Direction::LeftToRight,
                opens: true,
                alignment: Alignment::Natural,
                leads: false,
                anchor: None,
                outline: None,
                span: Span::NONE,
            };
            self.paragraph(&paragraph, TagTree::ROOT, width, &mut galley)?;
            let left = self.left_margin(number);
            for strip in galley.strips {
                let top = bottom - strip.height;
                let items = strip.items.into_iter().map(|placed| shifted(placed, left, top));
                layout.pages[number].items.extend(items);
            }
        }
        Ok(())
    }
}

/// What the choice of page ends needs to know of a strip.
fn entry(strip: &Strip<'_>, before: Option<&Strip<'_>>) -> Entry {
    Entry {
        height: strip.height,
        space_before: strip.space_before,
        on_grid: strip.on_grid,
        cut: strip.cut,
        after_hyphen: before.is_some_and(|before| before.hyphen),
        notes: Length::ZERO,
        paragraph: strip.paragraph,
    }
}

/// Gives headings, lists, tables and whatever else leaves the grid as much more
/// space that the text under them stands on it again: a heading all of it
/// above, anything else one half above and one below.
fn settle(strips: &mut [Strip<'_>], grid: Length) {
    let mut start = 0;
    while start < strips.len() {
        if strips[start].on_grid {
            start += 1;
            continue;
        }
        let count = strips[start..].iter().take_while(|strip| !strip.on_grid).count();
        let end = start + count;
        if let Some(next) = strips.get(end).filter(|_| start > 0 && grid.0 > 0) {
            let used: Length = strips[start..end]
                .iter()
                .map(|strip| strip.space_before + strip.height)
                .sum::<Length>()
                + next.space_before;
            let lacking = Length((-used.0).rem_euclid(grid.0));
            let leads = next.cut == Cut::Avoid;
            strips[start].space_before += if leads { lacking } else { lacking / 2 };
        }
        start = end;
    }
}
