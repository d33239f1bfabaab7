//! Tests of reference documents that are made here, part by part.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::length::Length;

use super::super::tests::{document_of, is, value};
use super::*;

const MAIN_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES: &str = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
    <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/>\
    <w:basedOn w:val=\"Standard\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Aufzhlung\"><w:name w:val=\"List Bullet\"/>\
    <w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Something else\"/></w:style></w:styles>";
const NUMBERING: &str = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
    <w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/>\
    <w:lvlText w:val=\"+\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"4\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>";

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
}

fn list(relations: &[String]) -> String {
    format!("<Relationships>{}</Relationships>", relations.concat())
}

/// The parts of a small document in German.
fn parts() -> Vec<(&'static str, String)> {
    let types = format!(
        "<Types><Override PartName=\"/word/document.xml\" ContentType=\"{MAIN_TYPE}\"/></Types>"
    );
    let header = relation("rId9", "header", "head.xml");
    let relations = list(&[
        relation("rId1", "styles", "styles.xml"),
        relation("rId2", "numbering", "/word/numbering.xml"),
        header,
    ]);
    let body = "<w:document><w:body><w:p><w:t>Secret text</w:t></w:p><w:sectPr>\
        <w:headerReference w:type=\"default\" r:id=\"rId9\"/><w:pgSz w:w=\"8000\" w:h=\"12000\"/>\
        <w:pgMar w:top=\"1000\" w:bottom=\"1000\" w:left=\"1000\" w:right=\"2000\"/></w:sectPr>\
        </w:body></w:document>";
    vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", list(&[relation("rId1", "officeDocument", "word/document.xml")])),
        ("word/_rels/document.xml.rels", relations),
        ("word/document.xml", body.to_owned()),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/numbering.xml", NUMBERING.to_owned()),
        ("word/head.xml", "<w:hdr><w:p><w:r><w:t>A head</w:t></w:r></w:p></w:hdr>".to_owned()),
    ]
}

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What is said of the document with one part changed or added.
fn refused(name: &'static str, content: &str) -> String {
    let mut parts = parts();
    parts.retain(|(known, _)| *known != name);
    parts.push((name, content.to_owned()));
    Reference::read(&packed(&parts)).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn what_cannot_serve_is_refused_with_a_remedy() {
    let read = |bytes: &[u8]| Reference::read(bytes).map(|_| ()).unwrap_err().to_string();
    assert!(read(b"no archive").contains("no Word document"));
    assert!(read(&packed(&[("a.txt", "text".to_owned())])).contains("no Word document"));
    assert!(read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").contains("password"));
    assert!(refused("word/vbaProject.bin", "").contains("macros"));
    let macros = parts()[0].1.replace(
        "openxmlformats-officedocument.wordprocessingml.document",
        "ms-word.document.macroEnabled",
    );
    assert!(refused("[Content_Types].xml", &macros).contains("macros"));
    assert!(refused("word/styles.xml", "<w:styles>").contains("word/styles.xml cannot be read"));
    assert!(refused("word/styles.xml", "<!DOCTYPE a><a/>").contains("cannot be read"));
    assert!(refused("word/styles.xml", "<styles/>").contains("no styles"));
    let relations = list(&[relation("rId1", "numbering", "numbering.xml")]);
    assert!(refused("word/_rels/document.xml.rels", &relations).contains("no styles"));
    let strict = "<Relationships><Relationship Id=\"a\" Target=\"b\" \
        Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\"/></Relationships>";
    assert!(refused("_rels/.rels", strict).contains("strict"));
    let large = format!("<w:styles>{}</w:styles>", " ".repeat(9 << 20));
    assert!(refused("word/styles.xml", &large).contains("unpacks to more"));
    let deep = "<a>".repeat(100_000);
    assert!(refused("word/styles.xml", &deep).contains("cannot be read"));
}

#[test]
fn damaged_documents_are_refused_or_read() {
    let house = include_bytes!("../../../../tests/cases/reference-doc/house.docx");
    for at in (0..house.len()).step_by(101) {
        // Neither may panic; what is read is used.
        let _ = Reference::read(&house[..at]);
        let mut damaged = house.to_vec();
        damaged[at] ^= 0x55;
        if let Ok(reference) = Reference::read(&damaged) {
            document_of("Text.\n", Some(reference));
        }
    }
}

#[test]
fn styles_are_known_by_their_names_and_lists_counted_behind() {
    let reference = Reference::read(&packed(&parts())).unwrap();
    let markdown = "---\ntitle: T\n---\n# One\n\nText.\n\n- item\n\n1. number\n";
    let made = document_of(markdown, Some(reference));
    let body = roxmltree::Document::parse(&made["word/document.xml"]).unwrap();
    let styles: Vec<String> =
        body.descendants().filter(|node| is(*node, "pStyle")).map(value).collect();
    let expected = ["TitleArticle", "berschrift1", "FirstParagraph", "Aufzhlung", "ListNumber"];
    assert_eq!(styles, expected);
    let lists: Vec<String> =
        body.descendants().filter(|node| is(*node, "numId")).map(value).collect();
    assert_eq!(lists, ["5", "7"]);
    let numbering = &made["word/numbering.xml"];
    assert!(
        numbering.contains("<w:num w:numId=\"5\"><w:abstractNumId w:val=\"8\"/>"),
        "{numbering}"
    );
    assert_eq!(
        numbering.matches("<w:lvlText w:val=\"+\"/>").count(),
        2,
        "its own and ours like it"
    );
    let styles = &made["word/styles.xml"];
    assert!(styles.contains(
        "w:styleId=\"TitleArticle\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Standard\"/>"
    ));
    assert!(styles.contains("<w:numId w:val=\"6\"/>"), "the added list style counts in our list");
    assert!(!styles.contains("TOC1") && !styles.contains("w14:"));
}

#[test]
fn the_page_and_its_head_are_the_references_and_its_text_is_not() {
    let reference = Reference::read(&packed(&parts())).unwrap();
    assert_eq!(
        reference.on_its_page(crate::theme::built_in()).page.width.absolute(),
        Length::points(250)
    );
    let made = document_of("Text.\n", Some(reference));
    let body = &made["word/document.xml"];
    assert!(body.contains("<w:pgSz w:w=\"8000\" w:h=\"12000\"/>"));
    assert!(body.contains("<w:headerReference w:type=\"default\" r:id=\"rId_header1\"/>"));
    assert!(!body.contains("footerReference"), "the theme's foot is not there");
    assert!(made["word/header1.xml"].contains("A head"));
    assert!(made.values().all(|part| !part.contains("Secret")));
}
