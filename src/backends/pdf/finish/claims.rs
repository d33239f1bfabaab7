//! Which standards a file may claim: those that were asked for, but for what
//! its own content prevents.
//!
//! What the code does right for every article is not looked at again; see the
//! rows marked “checked” in `docs/PDF.md`.

use lopdf::{Dictionary, Object};

use super::Finisher;
use crate::backends::pdf::standards::{Standard, Standards};
use crate::diagnostics::{Diagnostics, Kind};
use crate::length::Length;
use crate::source::Span;

/// The longest string, in bytes (ISO 19005-2, 6.1.13).
const LONGEST_STRING: usize = 32_767;
/// The longest name, in bytes (ISO 19005-2, 6.1.13).
const LONGEST_NAME: usize = 127;
/// How many objects there may be (ISO 19005-2, 6.1.13).
const MOST_OBJECTS: usize = 8_388_607;
/// The sides that a page may have (ISO 19005-2, 6.1.13).
const PAGE_SIDE: std::ops::RangeInclusive<Length> = Length::points(3)..=Length::points(14_400);

impl Finisher<'_, '_, '_> {
    /// The standards to claim. Each that was asked for and is not met is reported.
    pub(super) fn claims(&self, info: &Dictionary, diagnostics: &mut Diagnostics) -> Standards {
        let wanted = &self.document.options.standards;
        let mut claims = wanted.clone();
        let archive = claims.archive().map(|_| self.beyond_archives(info)).unwrap_or_default();
        for standard in wanted.iter() {
            let mut reasons = self.not_for_reading(standard);
            if standard.archive().is_some() {
                reasons.extend(archive.iter().cloned());
            }
            for reason in &reasons {
                let standard = standard.name().to_owned();
                diagnostics
                    .push(Kind::NotConforming { standard, reason: reason.clone() }, Span::NONE);
            }
            if !reasons.is_empty() {
                claims.remove(standard);
            }
        }
        claims
    }

    /// Why a file of this arrangement is not what a standard is for. Sheets to fold
    /// are no pages to read, and in an excerpt headings and heads of tables may be
    /// missing.
    fn not_for_reading(&self, standard: Standard) -> Vec<String> {
        let mut reasons = Vec::new();
        if self.document.options.booklet {
            reasons.push("the sheets of a booklet are for folding, not for reading".to_owned());
        } else if self.document.is_excerpt && standard == Standard::Ua1 {
            reasons.push("some of the pages are left out".to_owned());
        }
        reasons
    }

    /// What exceeds the limits of PDF/A.
    fn beyond_archives(&self, info: &Dictionary) -> Vec<String> {
        let mut reasons = Vec::new();
        let sides = self.document.layout.pages.iter().flat_map(|page| [page.width, page.height]);
        if let Some(side) = sides.into_iter().find(|side| !PAGE_SIDE.contains(side)) {
            let points = side.0 / Length::POINT;
            reasons.push(format!("a page of {points} points is not between 3 and 14,400"));
        }
        if self.pdf.objects.len() > MOST_OBJECTS {
            reasons.push(format!("there are more than {MOST_OBJECTS} objects"));
        }
        let mut longest = Longest::default();
        longest.dictionary(info);
        self.pdf.objects.values().for_each(|object| longest.object(object));
        if longest.string > LONGEST_STRING {
            let long = longest.string;
            reasons.push(format!("a text of {long} bytes is longer than {LONGEST_STRING}"));
        }
        if longest.name > LONGEST_NAME {
            let long = longest.name;
            reasons.push(format!("a name of {long} bytes is longer than {LONGEST_NAME}"));
        }
        reasons
    }
}

/// The longest things that objects hold, in bytes.
#[derive(Default)]
struct Longest {
    string: usize,
    name: usize,
}

impl Longest {
    fn object(&mut self, object: &Object) {
        match object {
            Object::String(bytes, _) => self.string = self.string.max(bytes.len()),
            Object::Name(name) => self.name = self.name.max(name.len()),
            Object::Array(list) => list.iter().for_each(|object| self.object(object)),
            Object::Dictionary(dictionary) => self.dictionary(dictionary),
            Object::Stream(stream) => self.dictionary(&stream.dict),
            _ => {}
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary) {
        for (key, value) in dictionary {
            self.name = self.name.max(key.len());
            self.object(value);
        }
    }
}
