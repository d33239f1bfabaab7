//! EPUB and DOCX files as the packages they are: zip members in order, XML in them.

use std::io::{Cursor, Read as _};

/// A member of a zip file.
pub struct Member {
    pub name: String,
    pub stored: bool,
    pub bytes: Vec<u8>,
}

/// All members in the order in which they lie in the file.
pub fn members(zip: &[u8]) -> Result<Vec<Member>, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).map_err(|e| e.to_string())?;
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|error| error.to_string())?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| format!("{}: {error}", file.name()))?;
        let stored = file.compression() == zip::CompressionMethod::Stored;
        members.push(Member { name: file.name().to_owned(), stored, bytes });
    }
    Ok(members)
}

impl Member {
    /// Whether it must be XML.
    pub fn is_xml(&self) -> bool {
        [".xml", ".xhtml", ".opf", ".ncx", ".rels", ".svg"]
            .iter()
            .any(|end| self.name.ends_with(end))
    }

    /// Its text.
    pub fn text(&self) -> Result<&str, String> {
        std::str::from_utf8(&self.bytes).map_err(|error| format!("{}: {error}", self.name))
    }
}

/// Parses XML; the document type that XHTML may have is allowed.
pub fn xml(text: &str) -> Result<roxmltree::Document<'_>, String> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(text, options).map_err(|error| error.to_string())
}

/// The text of a member by its name; an error says which is missing.
pub fn part<'a>(members: &'a [Member], name: &str) -> Result<&'a str, String> {
    let found = members.iter().find(|member| member.name == name);
    found.ok_or_else(|| format!("there is no {name}"))?.text()
}

/// The value of an attribute, whatever its namespace.
pub fn attribute<'a>(node: roxmltree::Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|found| found.value())
}

/// The XHTML files of an EPUB's spine with their names, in reading order.
pub fn spine(members: &[Member]) -> Result<Vec<(String, &str)>, String> {
    let opf_name = opf_name(members)?;
    let folder =
        opf_name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let opf = xml(part(members, &opf_name)?)?;
    let named = |name: &'static str| opf.descendants().filter(move |n| n.tag_name().name() == name);
    let mut spine = Vec::new();
    for item in named("itemref") {
        let id = attribute(item, "idref").ok_or("an itemref without idref")?;
        let file = named("item").find(|item| attribute(*item, "id") == Some(id));
        let href =
            file.and_then(|item| attribute(item, "href")).ok_or("a spine item without file")?;
        let name = format!("{folder}{href}");
        let text = part(members, &name)?;
        spine.push((name, text));
    }
    Ok(spine)
}

fn opf_name(members: &[Member]) -> Result<String, String> {
    let container = xml(part(members, "META-INF/container.xml")?)?;
    let root = container.descendants().find(|node| node.tag_name().name() == "rootfile");
    let path = root.and_then(|node| attribute(node, "full-path"));
    Ok(path.ok_or("no rootfile")?.to_owned())
}
