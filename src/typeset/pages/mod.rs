//! The galley becomes pages.
//!
//! [`bands`] finds what goes across the page one under the other; of each,
//! [`fit`] chooses where columns end, in the currency of [`price`], and
//! [`balance`] lets the columns of a last page end alike; [`place`] puts strips
//! and notes where they stand.

mod balance;
mod bands;
pub(super) mod fit;
mod notes;
mod place;
mod price;

use crate::cancel;
use crate::compose::flow::Flow;
use crate::length::Length;
use crate::theme::Role;
use crate::typeset::galley::{Elastic, Galley, Strip};
use crate::typeset::heads::{Head, repeated};
use crate::typeset::layout::Layout;
use crate::typeset::typesetter::Typesetter;
use balance::{Balanced, fit_balanced};
use bands::{Band, BandKind};
use fit::{Column, Entry, Matter, Paper, Piece};
use place::Placer;

impl<'a> Typesetter<'a> {
    /// Cuts the galley into columns and pages.
    pub(in crate::typeset) fn pages(&mut self, galley: Galley<'a>, flow: &Flow<'a>) -> Layout<'a> {
        let Galley { mut strips, heads, elastic, .. } = galley;
        let grid = self.grid();
        let bands = bands::bands(&mut strips, self.theme.page.columns);
        bands.iter().for_each(|band| settle(&mut strips[band.strips.clone()], grid));
        let entries = self.entries(&strips, &heads, &bands);
        let notes = self.notes_of(&strips);
        let pieces: Vec<Piece> = notes.iter().map(notes::piece).collect();
        let gives = |paragraph: usize| {
            let paragraph: &Elastic<'_> = &elastic[paragraph];
            paragraph.gives
        };
        let mut placer = Placer::new(flow, heads, notes, grid);
        let mut strips = strips.into_iter();
        let mut note = 0;
        for band in bands {
            let entries = &entries[band.strips.clone()];
            placer.begin(&band, entries, self.body_size(band.kind == BandKind::Turned).1);
            let paper = self.paper(&band, &placer, grid, note);
            let matter = Matter { entries, notes: &pieces, gives: &gives };
            let Balanced { columns, lower } = fit_balanced(matter, paper);
            let mut start = 0;
            for Column { place, end, notes_end, given } in columns {
                cancel::check();
                let own = strips.by_ref().take(end - start);
                let own = self.loosened(own, &given, &elastic);
                let spot = placer.spot(band.kind, place, paper, lower, self);
                placer.column(own, notes_end - note, spot, self);
                (start, note) = (end, notes_end);
            }
        }
        placer.finish(self)
    }

    /// The distance of the lines of the grid: the leading of the text.
    fn grid(&self) -> Length {
        let style = self.theme.style(Role::Body);
        style.length(style.leading)
    }

    /// What the choice of ends needs to know of all strips. Notes of what goes
    /// across all columns wait for the text under it.
    fn entries(&self, strips: &[Strip<'a>], heads: &[Head<'a>], bands: &[Band]) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::with_capacity(strips.len());
        let mut notes_end = 0;
        for (index, band) in bands.iter().enumerate() {
            let next = bands.get(index + 1).map(|band| band.kind);
            let waits = band.kind == BandKind::Wide && next == Some(BandKind::Columns);
            let before = notes_end;
            for strip in &strips[band.strips.clone()] {
                notes_end +=
                    strip.notes.iter().map(|note| self.set_notes[*note].len()).sum::<usize>();
                let height = self.body_size(strip.turned).1;
                let head = repeated(heads, strip, height).map_or(Length::ZERO, |(_, taken)| taken);
                let after = entries.len().checked_sub(1).map(|before| &strips[before]);
                entries.push(Entry {
                    height: strip.height,
                    space_before: strip.space_before,
                    on_grid: strip.on_grid,
                    cut: strip.cut,
                    after_hyphen: after.is_some_and(|before| before.hyphen),
                    head,
                    to_grid: strip.to_grid,
                    notes_end: if waits { before } else { notes_end },
                    paragraph: strip.paragraph,
                });
            }
        }
        entries
    }

    /// The columns that a band may fill.
    fn paper(&self, band: &Band, placer: &Placer<'a>, grid: Length, first_note: usize) -> Paper {
        let turned = band.kind == BandKind::Turned;
        let height = self.body_size(turned).1;
        let columns = match band.kind {
            BandKind::Columns => self.theme.page.columns,
            BandKind::Wide | BandKind::Turned => 1,
        };
        Paper {
            height,
            first_height: height - placer.filled(),
            grid,
            columns,
            first_page: placer.page_number(),
            facing: true,
            notes_space: self.notes_space(),
            first_note,
        }
    }

    /// The strips of a column, with the lines of some paragraphs set anew.
    fn loosened(
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
                        first.outline = strip.outline;
                        first.anchors = strip.anchors;
                    }
                    all.extend(anew);
                }
            }
        }
        all
    }
}

/// Gives lists, tables and whatever else leaves the grid as much more space that
/// the text under them stands on it again, one half above and one below. Before
/// a heading all of it stands above, wherever the heading comes to stand.
fn settle(strips: &mut [Strip<'_>], grid: Length) {
    let mut start = 0;
    while start < strips.len() {
        if strips[start].on_grid {
            start += 1;
            continue;
        }
        let count = strips[start..].iter().take_while(|strip| !strip.on_grid).count();
        let end = start + count;
        // The title block stands where it does, whatever follows.
        let leads = |strip: &&Strip<'_>| strip.leads && !strip.wide;
        let heading = strips[start..end].iter().rev().take_while(leads).count();
        let heading = end - heading;
        if let Some(after) = strips.get(end).map(|next| next.space_before).filter(|_| grid.0 > 0) {
            let from = if heading < end { heading } else { start };
            let used = |strip: &Strip<'_>| strip.space_before + strip.height;
            let used: Length = strips[from..end].iter().map(used).sum::<Length>() + after;
            if heading < end {
                strips[heading].to_grid = Some(used - strips[heading].space_before);
            } else if start > 0 {
                strips[start].space_before += Length((-used.0).rem_euclid(grid.0)) / 2;
            }
        }
        start = end;
    }
}
