//! Which standards a file may claim: those that were asked for, but for what
//! its own content prevents.
//!
//! What the code does right for every article is not looked at again; see the
//! rows marked “checked” in `docs/PDF.md`.

use lopdf::{Dictionary, Object};

use super::Finisher;
use crate::backends::pdf::standards::Standards;
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
        let mut claims = self.document.standards.clone();
        if claims.archive().is_none() {
            return claims;
        }
        let reasons = self.beyond_archives(info);
        for standard in self.document.standards.iter().filter(|s| s.archive().is_some()) {
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
