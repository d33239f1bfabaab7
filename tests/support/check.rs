//! Quick checks that every output must pass, whatever it shows. The outside
//! judges of `tests/run` look closer; these run with every `cargo test`.

use super::harmless;
use super::package::{self, Member};

/// What is wrong with an output; empty when nothing is.
pub fn output(name: &str, bytes: &[u8]) -> Vec<String> {
    let faults = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("pdf") => pdf(bytes),
        Some("epub") => epub(bytes),
        Some("docx") => docx(bytes),
        Some("json") if name.ends_with(".pandoc.json") => pandoc(bytes),
        Some("json") => json(bytes),
        Some("html") => html(name, bytes),
        _ => utf8(bytes).err().into_iter().collect(),
    };
    faults.into_iter().map(|fault| format!("{name}: {fault}")).collect()
}

fn pdf(bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    if !bytes.starts_with(b"%PDF-") {
        faults.push("it does not start with %PDF-".into());
    }
    if !bytes.trim_ascii_end().ends_with(b"%%EOF") {
        faults.push("it does not end with %%EOF".into());
    }
    // Strict readers take a carriage return there for a part of the line end.
    let unclear = b"\r\nendstream";
    if bytes.windows(unclear.len()).any(|window| window == unclear) {
        faults.push("the data of a stream ends in a carriage return".into());
    }
    match lopdf::Document::load_mem(bytes) {
        Ok(document) if document.get_pages().is_empty() => faults.push("it has no pages".into()),
        Ok(document) => {
            match super::pdf::way_back(&document) {
                Ok(found) => faults.extend(found),
                Err(error) => faults.push(format!("no way back from pages to tags: {error}")),
            }
            faults.extend(harmless::pdf(&document));
        }
        Err(error) => faults.push(format!("it cannot be read again: {error}")),
    }
    faults
}

fn epub(bytes: &[u8]) -> Vec<String> {
    let members = match package::members(bytes) {
        Ok(members) => members,
        Err(error) => return vec![error],
    };
    let mut faults = ill_formed(&members);
    let mimetype = members.first().filter(|member| {
        member.name == "mimetype" && member.stored && member.bytes == b"application/epub+zip"
    });
    if mimetype.is_none() {
        faults.push("the first member is not the mimetype, stored".into());
    }
    faults.extend(package::spine(&members).err());
    faults.extend(harmless::epub(&members));
    faults
}

fn docx(bytes: &[u8]) -> Vec<String> {
    let members = match package::members(bytes) {
        Ok(members) => members,
        Err(error) => return vec![error],
    };
    let mut faults = ill_formed(&members);
    for name in ["[Content_Types].xml", "_rels/.rels", "word/document.xml"] {
        faults.extend(package::part(&members, name).err());
    }
    faults.extend(harmless::docx(&members));
    faults
}

fn ill_formed(members: &[Member]) -> Vec<String> {
    let parts = members.iter().filter(|member| member.is_xml());
    let faults = parts.filter_map(|member| {
        let parsed = member.text().and_then(|text| package::xml(text).map(drop));
        parsed.err().map(|error| format!("{}: {error}", member.name))
    });
    faults.collect()
}

fn html(name: &str, bytes: &[u8]) -> Vec<String> {
    match utf8(bytes) {
        Ok(text) => harmless::markup(name, text),
        Err(error) => vec![error],
    }
}

fn json(bytes: &[u8]) -> Vec<String> {
    let read = utf8(bytes)
        .and_then(|text| offprint::article::json::read(text).map_err(|error| error.to_string()));
    read.err().into_iter().collect()
}

fn pandoc(bytes: &[u8]) -> Vec<String> {
    let read = utf8(bytes).and_then(|text| {
        let source = offprint::source::Source::new("a.json", text);
        offprint::pandoc::read(&source, &mut Default::default()).map_err(|error| error.to_string())
    });
    read.err().into_iter().collect()
}

fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| error.to_string())
}
