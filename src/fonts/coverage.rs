//! Which scripts can be set with a theme here, and in which faces.

use std::collections::BTreeSet;

use super::face::Variant;
use super::scripts::{self, Writing};
use super::search::{Wish, covering};
use super::{FaceId, Faces};
use crate::host::Host;
use crate::theme::{Family, Theme};

/// A script with something written in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// The script's English name (ISO 15924), and where forms differ the place.
    pub script: &'static str,
    /// What a language that is written so calls itself; for signs, some of them.
    pub text: &'static str,
    /// That language (BCP 47).
    language: &'static str,
}

/// The scripts that are asked for: those of languages with newspapers, and signs.
pub const SAMPLES: [Sample; 38] = [
    Sample::new("Latin", "Tiếng Việt", "vi"),
    Sample::new("Greek", "Ελληνικά", "el"),
    Sample::new("Cyrillic", "Українська", "uk"),
    Sample::new("Armenian", "Հայերեն", "hy"),
    Sample::new("Georgian", "ქართული", "ka"),
    Sample::new("Hebrew", "עברית", "he"),
    Sample::new("Arabic", "العربية", "ar"),
    Sample::new("Arabic (Urdu)", "اردو", "ur"),
    Sample::new("Syriac", "ܣܘܪܝܝܐ", "syr"),
    Sample::new("Thaana", "ދިވެހި", "dv"),
    Sample::new("N’Ko", "ߒߞߏ", "nqo"),
    Sample::new("Tifinagh", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "zgh"),
    Sample::new("Ethiopic", "አማርኛ", "am"),
    Sample::new("Devanagari", "हिन्दी", "hi"),
    Sample::new("Bengali", "বাংলা", "bn"),
    Sample::new("Gurmukhi", "ਪੰਜਾਬੀ", "pa"),
    Sample::new("Gujarati", "ગુજરાતી", "gu"),
    Sample::new("Oriya", "ଓଡ଼ିଆ", "or"),
    Sample::new("Tamil", "தமிழ்", "ta"),
    Sample::new("Telugu", "తెలుగు", "te"),
    Sample::new("Kannada", "ಕನ್ನಡ", "kn"),
    Sample::new("Malayalam", "മലയാളം", "ml"),
    Sample::new("Sinhala", "සිංහල", "si"),
    Sample::new("Thai", "ไทย", "th"),
    Sample::new("Lao", "ລາວ", "lo"),
    Sample::new("Myanmar", "မြန်မာ", "my"),
    Sample::new("Khmer", "ខ្មែរ", "km"),
    Sample::new("Tibetan", "བོད་ཡིག", "bo"),
    Sample::new("Mongolian", "ᠮᠣᠩᠭᠣᠯ", "mn-Mong"),
    Sample::new("Han (China)", "简体中文", "zh-Hans"),
    Sample::new("Han (Taiwan)", "繁體中文", "zh-Hant"),
    Sample::new("Japanese", "日本語ひらがなカタカナ", "ja"),
    Sample::new("Korean", "한국어", "ko"),
    Sample::new("Cherokee", "ᏣᎳᎩ", "chr"),
    Sample::new("Canadian Syllabics", "ᐃᓄᒃᑎᑐᑦ", "iu-Cans"),
    Sample::new("Mathematics", "∑∫√≤∂", "en"),
    Sample::new("Signs", "☎✓♪★☂", "en"),
    Sample::new("Emoji", "😀👍🎉", "en"),
];

impl Sample {
    const fn new(script: &'static str, text: &'static str, language: &'static str) -> Sample {
        Sample { script, text, language }
    }

    fn writing(&self) -> Writing {
        let language = self.language.parse().expect("the languages are tested");
        let place = scripts::place(&language, self.text);
        let writing = self.text.chars().find_map(|c| scripts::writing(c, place));
        writing.unwrap_or(Writing::Symbols)
    }
}

/// What kind of type is asked for.
const GENERIC: &str = "serif";

/// What sets a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// This family of the theme.
    Theme(String),
    /// This family of the host.
    Host(String),
    /// Nothing.
    Nothing,
}

/// What sets each of [`SAMPLES`] with a theme, in the order in which typesetting looks: the theme's
/// text face; what the theme or the host has beside, whichever suits the script better.
pub fn coverage(theme: &Theme, host: &dyn Host) -> Vec<(Sample, Setting)> {
    let mut faces = Faces::new(theme, host);
    let own: Vec<(&Family, FaceId)> = ["text", "code"]
        .into_iter()
        .filter_map(|name| theme.faces.get(name))
        .filter_map(|family| Some((family, faces.open(&family.regular, false, false).ok()?)))
        .collect();
    let of_theme = |sample: &Sample, own: &[(&Family, FaceId)]| {
        let has = |id| sample.text.chars().all(|c| faces.get(id).has(c));
        let family = own.iter().find(|(_, id)| has(*id));
        family.map(|(family, _)| Setting::Theme(family.name.clone()))
    };
    let setting = |sample: &Sample| {
        let (text, others) = own.split_at(own.len().min(1));
        let theme = || of_theme(sample, others);
        let host = || of_host(sample, host);
        of_theme(sample, text)
            .or_else(|| match scripts::is_western(sample.writing()) {
                true => theme().or_else(host),
                false => host().or_else(theme),
            })
            .unwrap_or(Setting::Nothing)
    };
    SAMPLES.into_iter().map(|sample| (sample, setting(&sample))).collect()
}

fn of_host(sample: &Sample, host: &dyn Host) -> Option<Setting> {
    let families = scripts::families(sample.writing(), GENERIC);
    let variant = Variant { weight: super::REGULAR, italic: false };
    let wish = Wish { families: &families, generic: GENERIC, variant };
    let characters: Vec<char> = sample.text.chars().filter(|c| !c.is_whitespace()).collect();
    let library = host.fonts();
    let entry = &library.entries()[covering(library, &wish, &characters, &BTreeSet::new())?];
    Some(Setting::Host(entry.families.first().unwrap_or(&entry.postscript_name).clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::{Library, Memory};
    use crate::theme::built_in;

    fn setting(script: &str, host: &Memory) -> Setting {
        let found = coverage(built_in(), host).into_iter();
        found
            .filter(|(sample, _)| sample.script == script)
            .map(|(_, setting)| setting)
            .next()
            .unwrap()
    }

    #[test]
    fn the_theme_comes_first_and_then_the_host() {
        let none = Memory::default();
        assert_eq!(setting("Latin", &none), Setting::Theme("Libertinus Serif".into()));
        assert_eq!(setting("Thai", &none), Setting::Nothing);
        let sans = crate::fonts::bundled::file("DejaVuSansMono.ttf").unwrap().to_vec();
        let fonts = Library::of_files([("DejaVuSansMono.ttf".to_owned(), sans)]).into();
        let code = Setting::Theme("DejaVu Sans Mono".into());
        assert_eq!(setting("Georgian", &none), code);
        // The theme's code face is the last resort, but signs are at home there.
        let host = Memory { fonts, ..Memory::default() };
        assert_eq!(setting("Georgian", &host), Setting::Host("DejaVu Sans Mono".into()));
        assert_eq!(setting("Signs", &host), code);
    }

    #[test]
    fn each_sample_has_families_that_are_known() {
        for sample in SAMPLES {
            let families = scripts::families(sample.writing(), GENERIC);
            assert!(families.names().next().is_some(), "{}", sample.script);
        }
    }
}
