//! The standards that a PDF may claim to meet.

/// A standard that a file can claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standard {
    /// PDF/UA-1, for everybody to read (ISO 14289-1:2014).
    Ua1,
    /// PDF/A-2a, for archives, with tags (ISO 19005-2:2011, level A).
    A2a,
    /// PDF/A-2b, for archives, looks alone (ISO 19005-2:2011, level B).
    A2b,
    /// PDF/A-3a, as PDF/A-2a; files of any kind may be attached (ISO 19005-3:2012, level A).
    A3a,
}

/// Their names on the command line.
const NAMES: [(&str, Standard); 4] = [
    ("ua-1", Standard::Ua1),
    ("a-2a", Standard::A2a),
    ("a-2b", Standard::A2b),
    ("a-3a", Standard::A3a),
];

impl Standard {
    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Standard::Ua1 => "PDF/UA-1",
            Standard::A2a => "PDF/A-2a",
            Standard::A2b => "PDF/A-2b",
            Standard::A3a => "PDF/A-3a",
        }
    }

    /// Part and level, for a standard of archives (ISO 19005-2 and -3, 6.6.4).
    pub(super) fn archive(self) -> Option<(&'static str, &'static str)> {
        match self {
            Standard::Ua1 => None,
            Standard::A2a => Some(("2", "A")),
            Standard::A2b => Some(("2", "B")),
            Standard::A3a => Some(("3", "A")),
        }
    }
}

/// The standards that a file claims: PDF/UA-1 or not, and one part of PDF/A at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standards(Vec<Standard>);

impl Default for Standards {
    /// PDF/UA-1 and PDF/A-2a.
    fn default() -> Standards {
        Standards(vec![Standard::Ua1, Standard::A2a])
    }
}

/// Why names are no standards of one file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StandardsError {
    /// There is no such name.
    #[error("there is no standard “{name}”{} (known: ua-1, a-2a, a-2b, a-3a, none)", did_you_mean(.name))]
    Unknown {
        /// The name.
        name: String,
    },
    /// A file names one part and level of PDF/A (ISO 19005-2, 6.6.4).
    #[error("a file can claim only one of {first} and {second}; leave one out")]
    Contradiction {
        /// One of them.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// `none` stands for no claims.
    #[error("“none” leaves no room for other standards; name it alone")]
    NoneAndOthers,
}

fn did_you_mean(name: &str) -> String {
    let known = NAMES.iter().map(|(name, _)| *name).chain(["none"]);
    crate::suggest::hint(name, known)
}

impl Standards {
    /// No claims.
    pub fn none() -> Standards {
        Standards(Vec::new())
    }

    /// The standards of some names; case does not matter.
    ///
    /// # Errors
    /// When a name is unknown, or one file cannot claim them all.
    pub fn named<'n>(
        names: impl IntoIterator<Item = &'n str>,
    ) -> Result<Standards, StandardsError> {
        let mut list: Vec<Standard> = Vec::new();
        let mut none = false;
        for name in names {
            match standard(name)? {
                Some(standard) => list.push(standard),
                None => none = true,
            }
        }
        if none && !list.is_empty() {
            return Err(StandardsError::NoneAndOthers);
        }
        list.sort_unstable();
        list.dedup();
        let mut archives = list.iter().filter(|standard| standard.archive().is_some());
        if let (Some(first), Some(second)) = (archives.next(), archives.next()) {
            let (first, second) = (first.name(), second.name());
            return Err(StandardsError::Contradiction { first, second });
        }
        Ok(Standards(list))
    }

    /// Whether a standard is among them.
    pub fn has(&self, standard: Standard) -> bool {
        self.0.contains(&standard)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Standard> {
        self.0.iter().copied()
    }

    /// The part and level of PDF/A that is among them.
    pub(super) fn archive(&self) -> Option<(&'static str, &'static str)> {
        self.iter().find_map(Standard::archive)
    }

    /// Takes a standard back.
    pub(super) fn remove(&mut self, standard: Standard) {
        self.0.retain(|other| *other != standard);
    }
}

/// The standard of a name; `None` for `none`.
fn standard(typed: &str) -> Result<Option<Standard>, StandardsError> {
    let name = typed.trim().to_ascii_lowercase();
    if name == "none" {
        return Ok(None);
    }
    let found = NAMES.iter().find(|(known, _)| *known == name);
    let unknown = || StandardsError::Unknown { name: typed.to_owned() };
    found.map(|(_, standard)| Some(*standard)).ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_of_pdf_a_at_most() {
        let named = |names: &[&str]| Standards::named(names.iter().copied());
        assert_eq!(named(&["a-2a", "UA-1", "ua-1"]), Ok(Standards::default()));
        assert_eq!(named(&["none", "none"]), Ok(Standards::none()));
        assert_eq!(named(&["none", "ua-1"]), Err(StandardsError::NoneAndOthers));
        let (first, second) = ("PDF/A-2a", "PDF/A-3a");
        let contradiction = StandardsError::Contradiction { first, second };
        assert_eq!(named(&["a-3a", "a-2a"]), Err(contradiction));
        let message = named(&["a-2"]).unwrap_err().to_string();
        assert!(message.contains("did you mean"), "{message}");
    }
}
