//! The galley becomes pages.

mod fit;

use crate::typeset::galley::{Cut, Galley, Strip, shifted};
use crate::typeset::layout::{Destination, Layout, OutlineItem, Page, TagTree};
use crate::typeset::typesetter::Typesetter;
use crate::article::Alignment;
use crate::backends::RenderError;
use crate::compose::flow::{Flow, Paragraph, Run, RunContent, RunStyle, Structure};
use crate::length::Length;
use crate::source::Span;
use crate::theme::Role;

impl<'a> Typesetter<'a> {
    /// Cuts the galley into pages and puts a number on each where there are several.
    pub(in crate::typeset) fn pages(
        &mut self,
        galley: Galley<'a>,
        flow: &Flow<'a>,
    ) -> Result<Layout<'a>, RenderError> {
        let height = self.body_height();
        let mut layout = Layout {
            pages: Vec::new(),
            tags: TagTree::default(),
            outline: Vec::new(),
            destinations: Vec::new(),
            links: flow.links.clone(),
        };
        let mut strips = galley.strips.into_iter();
        for count in page_lengths(strips.as_slice(), height) {
            let page: Vec<Strip<'a>> = strips.by_ref().take(count).collect();
            self.page(page, &mut layout);
        }
        if layout.pages.is_empty() {
            self.page(Vec::new(), &mut layout);
        }
        if layout.pages.len() > 1 {
            self.folios(&mut layout)?;
        }
        Ok(layout)
    }

    /// Places the strips of one page.
    fn page(&self, strips: Vec<Strip<'a>>, layout: &mut Layout<'a>) {
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
        let mut y = top;
        for (index, strip) in strips.into_iter().enumerate() {
            if index > 0 {
                y += strip.space_before;
            }
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
            y += strip.height;
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

/// How many strips go on each page.
///
/// A page takes what fits, then gives back what must not stand apart from the
/// first strip that does not.
fn page_lengths(strips: &[Strip<'_>], height: Length) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut start = 0;
    while start < strips.len() {
        let end = page_end(strips, start, height);
        lengths.push(end - start);
        start = end;
    }
    lengths
}

fn page_end(strips: &[Strip<'_>], start: usize, height: Length) -> usize {
    let mut filled = strips[start].height;
    let mut end = start + 1;
    while let Some(strip) = strips.get(end) {
        filled += strip.space_before + strip.height;
        if filled > height || strip.cut == Cut::Always {
            break;
        }
        end += 1;
    }
    let Some(next) = strips.get(end) else { return end };
    if next.cut == Cut::Always {
        return end;
    }
    let free = (start + 1..=end).rev().find(|at| strips[*at].cut == Cut::Free);
    free.unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(cut: Cut) -> Strip<'static> {
        Strip { cut, ..Strip::new(Length::points(10)) }
    }

    #[test]
    fn pages_end_where_the_column_may_be_cut() {
        use Cut::{Always, Avoid, Free};
        let lengths = |cuts: &[Cut], lines: i64| {
            let strips: Vec<_> = cuts.iter().map(|cut| strip(*cut)).collect();
            page_lengths(&strips, Length::points(10 * lines))
        };
        assert_eq!(lengths(&[Free, Free, Free, Free], 3), [3, 1]);
        assert_eq!(lengths(&[Free, Free, Free, Avoid], 3), [2, 2]);
        assert_eq!(lengths(&[Free, Avoid, Avoid, Avoid], 3), [3, 1]);
        assert_eq!(lengths(&[Free, Always, Free], 3), [1, 2]);
        assert_eq!(lengths(&[], 3), [] as [usize; 0]);
    }
}
