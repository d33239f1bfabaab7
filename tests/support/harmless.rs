//! What no output may hold, whatever its article says: what runs, what asks, and what is fetched when
//! somebody opens it. Links that somebody has to follow may lead to other places, but not into the
//! reader's own machine.

use lopdf::{Dictionary, Document, Object};

use super::package::{self, Member};

/// Elements that run something, ask for something or load something (HTML, 4.8, 4.10 and 4.12; SVG 2).
const ELEMENTS: [&str; 17] = [
    "script", "form", "button", "select", "textarea", "iframe", "frame", "frameset", "object",
    "embed", "applet", "base", "audio", "video", "track", "portal", "handler",
];
/// Attributes whose address is loaded, not only followed.
const LOADED: [&str; 7] = ["src", "srcset", "poster", "data", "background", "longdesc", "manifest"];
/// Schemes that reach into the reader's machine or its reader.
const UNSAFE: [&str; 6] = ["javascript", "vbscript", "data", "file", "blob", "livescript"];
/// What a PDF may do by itself (ISO 32000-1, 12.6.4), and what it may ask.
const ACTIONS: [&[u8]; 12] = [
    b"JavaScript",
    b"Launch",
    b"GoToR",
    b"GoToE",
    b"SubmitForm",
    b"ImportData",
    b"ResetForm",
    b"Rendition",
    b"Movie",
    b"Sound",
    b"Hide",
    b"RichMediaExecute",
];
const ENTRIES: [&[u8]; 6] = [b"JS", b"JavaScript", b"AA", b"AcroForm", b"XFA", b"EmbeddedFiles"];

/// What is harmful in a page, a drawing or any other XML of an EPUB or of HTML.
pub fn markup(name: &str, text: &str) -> Vec<String> {
    let parsed = match package::xml(text) {
        Ok(parsed) => parsed,
        Err(error) => return vec![format!("{name}: {error}")],
    };
    let mut faults = Vec::new();
    for node in parsed.descendants().filter(roxmltree::Node::is_element) {
        let element = node.tag_name().name();
        let says = |attribute: &str| package::attribute(node, attribute).unwrap_or_default();
        // A box that is ticked in a list is no question.
        let asks =
            element == "input" && !(says("type") == "checkbox" && node.has_attribute("disabled"));
        if ELEMENTS.contains(&element) || asks || says("http-equiv").eq_ignore_ascii_case("refresh")
        {
            faults.push(format!("{name}: <{element}>"));
        }
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            let is_link = key == "href" && ["a", "area"].contains(&element);
            let is_bad = match key {
                key if key.starts_with("on") || key == "srcdoc" || key == "action" => true,
                "style" => style(value),
                "href" if is_link => is_unsafe(value),
                "href" if ["package", "reference", "item", "itemref"].contains(&element) => {
                    is_remote(value)
                }
                key if key == "href" || LOADED.contains(&key) => is_remote(value),
                _ => false,
            };
            if is_bad {
                faults.push(format!("{name}: <{element} {key}=\"{value}\">"));
            }
        }
        if element == "style" && style(node.text().unwrap_or_default()) {
            faults.push(format!("{name}: a style sheet that loads something"));
        }
    }
    faults
}

/// What is harmful in the members of an EPUB.
pub fn epub(members: &[Member]) -> Vec<String> {
    let mut faults = Vec::new();
    for member in members {
        let text = member.text();
        if member.name.ends_with(".css") && text.is_ok_and(style) {
            faults.push(format!("{}: it loads something", member.name));
        }
        if [".xhtml", ".svg", ".opf"].iter().any(|ending| member.name.ends_with(ending)) {
            faults.extend(markup(&member.name, member.text().unwrap_or_default()));
        }
    }
    faults
}

/// What is harmful in the members of a DOCX (ECMA-376, part 2, 9.3; part 1, 17.16.5).
pub fn docx(members: &[Member]) -> Vec<String> {
    let mut faults = Vec::new();
    for member in members {
        let is_active = ["vbaProject", "activeX", "oleObject", "embeddings/"];
        if is_active.iter().any(|part| member.name.contains(part)) {
            faults.push(member.name.clone());
        }
        if !member.is_xml() {
            continue;
        }
        let Ok(parsed) = member.text().and_then(package::xml) else { continue };
        for node in parsed.descendants() {
            let says = |attribute: &str| package::attribute(node, attribute).unwrap_or_default();
            let leads_out = says("TargetMode") == "External";
            if leads_out && (!says("Type").ends_with("/hyperlink") || is_unsafe(says("Target"))) {
                faults.push(format!(
                    "{}: {} leads to {}",
                    member.name,
                    says("Type"),
                    says("Target")
                ));
            }
            let field =
                node.text().unwrap_or_default().split_whitespace().next().unwrap_or_default();
            let loads =
                ["INCLUDEPICTURE", "INCLUDETEXT", "DDE", "DDEAUTO", "IMPORT", "MACROBUTTON"];
            if node.tag_name().name() == "instrText" && loads.contains(&field) {
                faults.push(format!("{}: the field {field}", member.name));
            }
        }
    }
    faults
}

/// What is harmful in a PDF.
pub fn pdf(document: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    for object in document.objects.values() {
        walk(object, &mut |dictionary| {
            for entry in ENTRIES.iter().filter(|entry| dictionary.has(entry)) {
                faults.push(format!("an entry {}", String::from_utf8_lossy(entry)));
            }
            let action = dictionary.get(b"S").and_then(Object::as_name).unwrap_or_default();
            if ACTIONS.contains(&action) {
                faults.push(format!("an action {}", String::from_utf8_lossy(action)));
            }
            let address = dictionary.get(b"URI").and_then(Object::as_str).unwrap_or_default();
            let address = String::from_utf8_lossy(address);
            if is_unsafe(&address) {
                faults.push(format!("a link to {address}"));
            }
        });
    }
    faults
}

fn walk(object: &Object, look: &mut impl FnMut(&Dictionary)) {
    let dictionary = match object {
        Object::Array(array) => return array.iter().for_each(|object| walk(object, look)),
        Object::Dictionary(dictionary) => dictionary,
        Object::Stream(stream) => &stream.dict,
        _ => return,
    };
    look(dictionary);
    dictionary.iter().for_each(|(_, object)| walk(object, look));
}

/// Whether a style sheet or a style loads or runs something.
fn style(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let loads =
        text.split("url(").skip(1).any(|rest| is_remote(rest.trim_start_matches(['"', '\''])));
    loads
        || ["@import", "expression(", "behavior:", "-moz-binding"]
            .iter()
            .any(|part| text.contains(part))
}

fn is_unsafe(address: &str) -> bool {
    scheme(address).is_some_and(|scheme| UNSAFE.contains(&scheme.as_str()))
}

/// Whether loading an address would leave the file: pictures inside it are no harm.
fn is_remote(address: &str) -> bool {
    let is_inside = address.trim_start().starts_with("data:image/");
    !is_inside && (scheme(address).is_some() || address.trim_start().starts_with("//"))
}

/// As readers see it, who pass over what cannot be seen (URL Standard, 4.4).
fn scheme(address: &str) -> Option<String> {
    let seen: String = address.chars().filter(|c| *c > ' ').collect();
    let (scheme, _) = seen.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}
