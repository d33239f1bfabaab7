//! Bands: what goes across the page, one under the other.
//!
//! A band is text in columns, or something as wide as all of them, or what has
//! turned pages of its own. Within a band all columns have one width.

use std::ops::Range;

use crate::typeset::galley::{Cut, Strip};

/// Some strips of the galley that stand in columns of one width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Band {
    /// The strips.
    pub strips: Range<usize>,
    /// How they stand.
    pub kind: BandKind,
    /// Whether they begin a page.
    pub new_page: bool,
}

/// How the strips of a band stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BandKind {
    /// In the columns of the page.
    Columns,
    /// Across all columns.
    Wide,
    /// On turned pages.
    Turned,
}

/// The bands of a galley, in order. Where a page has one column, nothing is wider.
pub(super) fn bands(strips: &mut [Strip<'_>], columns: usize) -> Vec<Band> {
    lead(strips);
    let mut bands: Vec<Band> = Vec::new();
    for (index, strip) in strips.iter().enumerate() {
        let kind = match strip {
            Strip { turned: true, .. } => BandKind::Turned,
            Strip { wide: true, .. } if columns > 1 => BandKind::Wide,
            _ => BandKind::Columns,
        };
        let before = bands.last_mut().filter(|band| band.kind == kind && strip.cut != Cut::Always);
        match before {
            Some(band) => band.strips.end = index + 1,
            None => {
                let new_page = strip.cut == Cut::Always || strip.turned;
                bands.push(Band { strips: index..index + 1, kind, new_page });
            }
        }
    }
    bands
}

/// A heading goes with what it leads to, also where that has pages of its own.
fn lead(strips: &mut [Strip<'_>]) {
    for index in (1..strips.len()).rev() {
        let (before, after) = strips.split_at_mut(index);
        let (before, after) = (&mut before[index - 1], &mut after[0]);
        let differs =
            (before.turned, before.wide) == (false, false) && (after.turned || after.wide);
        if before.leads && differs {
            (before.turned, before.wide) = (after.turned, after.wide);
            if after.cut == Cut::Always {
                (before.cut, after.cut) = (Cut::Always, Cut::Avoid);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::length::Length;

    /// The bands of strips in letters: `c` in columns, `h` a heading there, `w`
    /// wide, `t` turned, `|` one that begins a page.
    fn bands_of(letters: &str) -> String {
        let mut strips: Vec<Strip<'_>> = Vec::new();
        for letter in letters.chars() {
            let turned = letter == 't';
            let turns = turned != strips.last().is_some_and(|strip| strip.turned);
            let mut strip = Strip::new(Length::points(10));
            (strip.turned, strip.wide, strip.leads) = (turned, letter == 'w', letter == 'h');
            if turns || letter == '|' {
                strip.cut = Cut::Always;
            }
            strips.push(strip);
        }
        let said = bands(&mut strips, 2).into_iter().map(|band| {
            let page = if band.new_page { "|" } else { "/" };
            format!("{page}{}", &letters[band.strips])
        });
        said.collect()
    }

    #[test]
    fn what_stands_alike_makes_a_band() {
        assert_eq!(bands_of("wwccwcc"), "/ww/cc/w/cc");
        assert_eq!(bands_of("cc|cttc"), "/cc||c|tt|c");
        assert_eq!(bands_of(""), "");
    }

    #[test]
    fn headings_go_with_what_they_lead_to() {
        assert_eq!(bands_of("chhwc"), "/c/hhw/c");
        assert_eq!(bands_of("chtc"), "/c|ht|c");
        assert_eq!(bands_of("chc"), "/chc");
    }
}
