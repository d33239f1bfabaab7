//! Metadata: the Info dictionary and XMP in agreement, the output intent,
//! identifiers from content.

use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};

use super::{Finisher, fingerprint, name, text};
use crate::article::{Date, Metadata};
use crate::backends::RenderError;
use crate::backends::pdf::standards::{Standard, Standards};
use crate::diagnostics::Diagnostics;
use crate::typeset::layout::Page;

/// A profile of sRGB in 480 bytes (saucecontrol's Compact ICC Profiles, CC0).
const SRGB: &[u8] = include_bytes!("sRGB-v4.icc");

/// What made the file. No version: the same input gives the same bytes until
/// the output itself changes.
const PRODUCER: &str = "Offprint";

impl Finisher<'_, '_, '_> {
    /// Sets everything that speaks about the document as a whole.
    pub(super) fn metadata(&mut self, diagnostics: &mut Diagnostics) -> Result<(), RenderError> {
        let info = Info::of(self);
        let claims = self.claims(&info.dictionary(), diagnostics);
        let xmp = Stream::new(
            dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
            info.xmp(&claims).into_bytes(),
        );
        // PDF/A wants it readable without filters.
        let xmp = self.pdf.add_object(xmp.with_compression(false));
        let language = self.document.composition.language.to_string();
        let rtl = self.document.composition.direction == crate::language::Direction::RightToLeft;
        self.catalog()?.set("Metadata", xmp);
        let numbers = labels(&self.document.layout.pages);
        let catalog = self.catalog()?;
        catalog.set("PageLabels", dictionary! { "Nums" => numbers });
        catalog.set("Lang", text(&language));
        let mut preferences = dictionary! { "DisplayDocTitle" => true };
        if rtl {
            preferences.set("Direction", name("R2L"));
        }
        catalog.set("ViewerPreferences", preferences);
        if claims.archive().is_some() {
            self.output_intent()?;
        }
        let info = self.pdf.add_object(info.dictionary());
        self.pdf.trailer.set("Info", info);
        self.identify();
        Ok(())
    }

    /// Says what the colours are meant for, which PDF/A asks (ISO 19005-2, 6.2.3).
    fn output_intent(&mut self) -> Result<(), RenderError> {
        let profile = self.pdf.add_object(Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec()));
        let intent = dictionary! {
            "Type" => "OutputIntent",
            "S" => "GTS_PDFA1",
            "OutputConditionIdentifier" => Object::string_literal("sRGB"),
            "Info" => Object::string_literal("sRGB IEC61966-2.1"),
            "DestOutputProfile" => profile,
        };
        self.catalog()?.set("OutputIntents", vec![Object::Dictionary(intent)]);
        Ok(())
    }

    /// Identifiers from the content of all streams.
    fn identify(&mut self) {
        let mut bytes = Vec::new();
        for (id, object) in &self.pdf.objects {
            if let Some(data) = self.files.get(id) {
                // The key of an asset is made from its bytes.
                bytes.extend(fingerprint(data.key.as_bytes()).to_be_bytes());
            } else if let Object::Stream(stream) = object {
                bytes.extend(fingerprint(&stream.content).to_be_bytes());
            }
        }
        let first = fingerprint(&bytes);
        bytes.extend(first.to_be_bytes());
        let second = fingerprint(&bytes);
        let id = [first.to_be_bytes(), second.to_be_bytes()].concat();
        let id = Object::String(id, StringFormat::Hexadecimal);
        self.pdf.trailer.set("ID", vec![id.clone(), id]);
    }
}

/// The labels of pages, which are numbered as they are printed (ISO 32000-1,
/// 12.4.2): an entry for each stretch of numbers, and for each side of a sheet.
fn labels(pages: &[Page<'_>]) -> Vec<Object> {
    let mut entries = Vec::new();
    let mut expected = None;
    for (index, page) in pages.iter().enumerate() {
        let number = page.label.parse::<i64>().ok();
        let label = match number {
            Some(number) if expected == Some(number) => None,
            Some(1) => Some(dictionary! { "S" => "D" }),
            Some(number) => Some(dictionary! { "S" => "D", "St" => number }),
            None => Some(dictionary! { "P" => text(&page.label) }),
        };
        expected = number.map(|number| number + 1);
        if let Some(label) = label {
            entries.extend([(index as i64).into(), Object::Dictionary(label)]);
        }
    }
    entries
}

/// What is said both in the Info dictionary and in XMP.
struct Info {
    title: String,
    authors: Vec<String>,
    subject: Option<String>,
    keywords: Vec<String>,
    language: String,
    /// What XMP alone has a place for.
    more: Catalogue,
    /// The moment of making, where one is given: as a day and a time of it, UTC.
    created: Option<(Date, i64)>,
}

impl Info {
    fn of(finisher: &Finisher<'_, '_, '_>) -> Info {
        let composition = finisher.document.composition;
        let meta = composition.meta;
        let epoch = finisher.document.epoch;
        let created =
            epoch.and_then(|epoch| Some((Date::from_epoch(epoch)?, epoch.rem_euclid(86_400))));
        let published = meta.modified.or(meta.date).and_then(whole_day).map(|date| (date, 0));
        Info {
            title: composition.title.clone(),
            authors: meta.authors.iter().map(|author| author.name.clone()).collect(),
            subject: meta.description.clone(),
            keywords: meta.keywords.clone(),
            language: composition.language.to_string(),
            more: Catalogue::of(meta),
            created: created.or(published),
        }
    }

    fn dictionary(&self) -> Dictionary {
        let mut info = dictionary! { "Title" => text(&self.title), "Producer" => text(PRODUCER) };
        if !self.authors.is_empty() {
            info.set("Author", text(&self.authors.join(", ")));
        }
        if let Some(subject) = &self.subject {
            info.set("Subject", text(subject));
        }
        if !self.keywords.is_empty() {
            info.set("Keywords", text(&self.keywords.join(", ")));
        }
        if let Some((date, seconds)) = &self.created {
            let day = date.to_string().replace('-', "");
            let stamp = format!("D:{day}{}Z", time(*seconds, ""));
            info.set("CreationDate", Object::string_literal(stamp.as_str()));
            info.set("ModDate", Object::string_literal(stamp));
        }
        info
    }

    /// The packet of XMP (ISO 16684-1), with the identification of PDF/UA
    /// (ISO 14289-1, 5) and PDF/A (ISO 19005-2, 6.6.4) where they are claimed.
    fn xmp(&self, claims: &Standards) -> String {
        let mut xmp = String::from(XMP_HEAD);
        let mut property = |element: &str, content: String| {
            xmp += &format!("   <{element}>{content}</{element}>\n");
        };
        property("dc:format", "application/pdf".to_owned());
        property("dc:title", alternative(&self.title));
        if !self.authors.is_empty() {
            // Info holds the authors as one string, and XMP must agree with it.
            let authors = [self.authors.join(", ")];
            property("dc:creator", format!("<rdf:Seq>{}</rdf:Seq>", items(&authors)));
        }
        if let Some(subject) = &self.subject {
            property("dc:description", alternative(subject));
        }
        if !self.keywords.is_empty() {
            property("dc:subject", format!("<rdf:Bag>{}</rdf:Bag>", items(&self.keywords)));
            property("pdf:Keywords", escaped(&self.keywords.join(", ")));
        }
        property(
            "dc:language",
            format!("<rdf:Bag>{}</rdf:Bag>", items(std::slice::from_ref(&self.language))),
        );
        for (element, content) in self.more.properties() {
            property(element, content);
        }
        property("pdf:Producer", PRODUCER.to_owned());
        if let Some((date, seconds)) = &self.created {
            let stamp = format!("{date}T{}Z", time(*seconds, ":"));
            property("xmp:CreateDate", stamp.clone());
            property("xmp:ModifyDate", stamp);
        }
        if let Some((part, level)) = claims.archive() {
            property("pdfaid:part", part.to_owned());
            property("pdfaid:conformance", level.to_owned());
        }
        if claims.has(Standard::Ua1) {
            property("pdfuaid:part", "1".to_owned());
            xmp += UA_SCHEMA;
        }
        xmp += XMP_TAIL;
        xmp
    }
}

/// What catalogues ask for (Dublin Core in XMP, ISO 16684-1, 8.3): those properties that PDF/A
/// knows without a schema of its own.
struct Catalogue {
    contributors: Vec<String>,
    publisher: Option<String>,
    rights: Option<String>,
    source: Option<String>,
    identifiers: Vec<String>,
    series: Option<String>,
}

impl Catalogue {
    fn of(meta: &Metadata) -> Catalogue {
        let contributors = meta.contributors.iter();
        Catalogue {
            contributors: contributors.map(|one| one.person.name.clone()).collect(),
            publisher: meta.publisher.clone(),
            rights: meta.rights.clone(),
            source: meta.source_url.clone(),
            identifiers: meta.identifiers.iter().map(ToString::to_string).collect(),
            series: meta.series.as_ref().map(|series| series.name.clone()),
        }
    }

    /// The properties with their content. Of several identifiers the first is the file's.
    fn properties(&self) -> Vec<(&'static str, String)> {
        let bag = |list: &[String]| match list {
            [] => None,
            list => Some(format!("<rdf:Bag>{}</rdf:Bag>", items(list))),
        };
        let one = |text: &Option<String>| bag(text.as_slice());
        let candidates = [
            ("dc:contributor", bag(&self.contributors)),
            ("dc:publisher", one(&self.publisher)),
            ("dc:rights", self.rights.as_deref().map(alternative)),
            ("dc:source", self.source.as_deref().map(escaped)),
            ("dc:identifier", self.identifiers.first().map(|first| escaped(first))),
            ("xmp:Identifier", bag(&self.identifiers)),
            ("dc:relation", one(&self.series)),
        ];
        candidates.into_iter().filter_map(|(name, content)| Some((name, content?))).collect()
    }
}

fn alternative(value: &str) -> String {
    format!("<rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt>", escaped(value))
}

fn items(list: &[String]) -> String {
    list.iter().map(|item| format!("<rdf:li>{}</rdf:li>", escaped(item))).collect()
}

/// A date that says less than the day stands for no day.
fn whole_day(date: Date) -> Option<Date> {
    date.day().map(|_| date)
}

/// Hours, minutes and seconds of a day.
fn time(seconds: i64, separator: &str) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{hours:02}{separator}{minutes:02}{separator}{seconds:02}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

const XMP_HEAD: &str = concat!(
    "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n",
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n",
    " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n",
    "  <rdf:Description rdf:about=\"\"\n",
    "    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n",
    "    xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n",
    "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n",
    "    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n",
    "    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n",
    "    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"\n",
    "    xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n",
    "    xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n",
);

/// PDF/A knows no property of PDF/UA and wants it described (ISO 19005-2, 6.6.2.3.3).
const UA_SCHEMA: &str = "   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n\
    \x20   <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n\
    \x20   <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n\
    \x20   <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n\
    \x20   <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n\
    \x20     <pdfaProperty:name>part</pdfaProperty:name>\n\
    \x20     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n\
    \x20     <pdfaProperty:category>internal</pdfaProperty:category>\n\
    \x20     <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>\n\
    \x20   </rdf:li></rdf:Seq></pdfaSchema:property>\n\
    \x20  </rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

const XMP_TAIL: &str = "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
