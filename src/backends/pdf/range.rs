//! Which pages to write: `3-7`, `1,4-`.

use std::str::FromStr;

/// Some of the pages of a document, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRange(Vec<(usize, usize)>);

impl PageRange {
    /// Whether a page is among them; pages count from 1.
    pub fn contains(&self, page: usize) -> bool {
        self.0.iter().any(|(first, last)| (*first..=*last).contains(&page))
    }
}

/// Text that names no pages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” names no pages; write 5, 3-7, 4- (to the last), -3 (from the first), or several with commas between"
)]
pub struct NotARange(String);

impl FromStr for PageRange {
    type Err = NotARange;

    fn from_str(text: &str) -> Result<PageRange, NotARange> {
        let error = || NotARange(text.to_owned());
        let number = |text: &str| match text.trim().parse::<usize>() {
            Ok(number) if number > 0 => Ok(number),
            _ => Err(error()),
        };
        let part = |part: &str| match part.trim().split_once(['-', '–']) {
            None => number(part).map(|page| (page, page)),
            Some(("", last)) => Ok((1, number(last)?)),
            Some((first, "")) => Ok((number(first)?, usize::MAX)),
            Some((first, last)) => Ok((number(first)?, number(last)?)),
        };
        let parts: Vec<(usize, usize)> = text.split(',').map(part).collect::<Result<_, _>>()?;
        let forwards = parts.iter().all(|(first, last)| first <= last);
        if forwards { Ok(PageRange(parts)) } else { Err(error()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_lists_open_at_both_ends() {
        let pages = |text: &str| {
            let range: PageRange = text.parse().unwrap();
            (1..=9).filter(|page| range.contains(*page)).collect::<Vec<_>>()
        };
        assert_eq!(pages("3-5"), [3, 4, 5]);
        assert_eq!(pages("2, 8-"), [2, 8, 9]);
        assert_eq!(pages("-2,7"), [1, 2, 7]);
        for text in ["", "0", "5-3", "a", "1,,2", "-", "1-2-3"] {
            assert!(text.parse::<PageRange>().is_err(), "{text}");
        }
    }
}
