//! Pages that were saved with all that they show in one file: MHTML (RFC 2557).
//!
//! It is a mail whose parts are the page, its images and the like, each with the address
//! that the page calls it by. `mailparse` takes it apart and bounds how deep parts nest.

use std::collections::BTreeMap;
use std::sync::Arc;

use mailparse::{MailHeaderMap as _, ParsedMail};

use super::ReadError;

/// Files that came with an input, by the addresses that it calls them.
pub type Attachments = BTreeMap<String, Arc<[u8]>>;

/// A page that was taken out of its file.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    /// The encoding, where the part names it.
    pub(super) charset: Option<String>,
    /// Where the page was.
    pub(super) location: Option<String>,
    pub(super) attachments: Attachments,
}

/// How far from the start what makes a file one of these must stand: a mail may have
/// been on its way through many hands.
const HEAD: usize = 16_384;

/// Whether bytes are such a file: headers, of which one says that the parts belong together.
pub(super) fn is_mhtml(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    // Anything else that is text does not begin with the name of a header.
    let named = start.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-');
    let named = named.count();
    if named == 0 || start.get(named) != Some(&b':') {
        return false;
    }
    let head = String::from_utf8_lossy(&start[..start.len().min(HEAD)]).to_ascii_lowercase();
    let headers = head.split("\n\n").next().unwrap_or_default();
    let headers = headers.split("\r\n\r\n").next().unwrap_or_default();
    headers.contains("mime-version:") && headers.contains("multipart/")
}

/// Takes a page out of its file.
///
/// # Errors
/// When parts are broken, or none is a page.
pub(super) fn unpack(bytes: &[u8]) -> Result<Page, ReadError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let broken = |message: String| ReadError::Format { format: "MHTML", message };
    let mail = mailparse::parse_mail(bytes).map_err(|error| broken(error.to_string()))?;
    let page = page(&mail).ok_or_else(|| broken("none of its parts is a page".to_owned()))?;
    let snapshot = || mail.headers.get_first_value("Snapshot-Content-Location");
    Ok(Page {
        bytes: page.get_body_raw().map_err(|error| broken(error.to_string()))?,
        charset: page.ctype.params.get("charset").cloned(),
        location: address(page, "Content-Location").or_else(snapshot),
        attachments: attachments(&mail),
    })
}

/// The part that the file begins with, by its name or its place (RFC 2387, 3.2).
fn page<'a>(mail: &'a ParsedMail<'a>) -> Option<&'a ParsedMail<'a>> {
    let first = mail.ctype.params.get("start");
    let mut pages = mail.parts().filter(|part| {
        let kind = part.ctype.mimetype.as_str();
        part.subparts.is_empty() && matches!(kind, "text/html" | "application/xhtml+xml")
    });
    let usual = pages.next()?;
    let named = |part: &ParsedMail<'_>| {
        first.is_some() && part.headers.get_first_value("Content-ID").as_ref() == first
    };
    Some(if named(usual) { usual } else { pages.find(|part| named(part)).unwrap_or(usual) })
}

/// What may be an image, by location and by content ID (RFC 2392). A part whose code is
/// broken is missing, which is said where it is shown.
fn attachments(mail: &ParsedMail<'_>) -> Attachments {
    let mut attachments = Attachments::new();
    for part in mail.parts() {
        let kind = part.ctype.mimetype.as_str();
        if kind.starts_with("text/") || kind.starts_with("multipart/") {
            continue;
        }
        let Ok(body) = part.get_body_raw() else { continue };
        let body: Arc<[u8]> = body.into();
        let id = address(part, "Content-ID");
        let id = id.map(|id| format!("cid:{}", id.trim_matches(['<', '>'])));
        for name in address(part, "Content-Location").into_iter().chain(id) {
            attachments.entry(name).or_insert_with(|| body.clone());
        }
    }
    attachments
}

fn address(part: &ParsedMail<'_>, header: &str) -> Option<String> {
    let written = part.headers.get_first_value(header)?;
    let address: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    (!address.is_empty()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::{ReadOptions, Reading, read};

    const PAGE: &str = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://x.example/a/b\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"--b--\"\r\n\r\n\
        \r\n----b--\r\nContent-Type: text/html; charset=windows-1251\r\n\
        Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://x.example/a/b\r\n\r\n\
        <html><body><h1>=CC=E8=F0</h1><p>One line that is lo=\r\nng.<img src=3D\"p.gif\"><img src=3D\"cid:q\"></p>\r\n\
        ----b--\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\
        Content-Location: https://x.example/a/p.gif\r\n\r\nR0lG\r\nODlh\r\n\
        ----b--\r\nContent-Type: image/gif\r\nContent-ID: <q>\r\n\r\nGIF\r\n\
        ----b--\r\nContent-Type: text/css\r\nContent-Location: cid:css\r\n\r\np{}\r\n----b----\r\n";

    fn reading(bytes: &str) -> Result<Reading, ReadError> {
        read(bytes.as_bytes(), &ReadOptions { keep_all: true, ..ReadOptions::default() })
    }

    #[test]
    fn a_page_is_taken_out_with_what_it_shows() {
        let reading = reading(PAGE).unwrap();
        assert_eq!(reading.format, "html");
        let meta = &reading.article.meta;
        assert_eq!(meta.title_text().as_deref(), Some("Мир"));
        assert_eq!(meta.source_url.as_deref(), Some("https://x.example/a/b"));
        let files: Vec<(&str, &[u8])> =
            reading.attachments.iter().map(|(name, file)| (name.as_str(), &file[..])).collect();
        let expected: [(&str, &[u8]); 2] =
            [("cid:q", b"GIF"), ("https://x.example/a/p.gif", b"GIF89a")];
        assert_eq!(files, expected);
        let mut references = Vec::new();
        let mut article = reading.article.clone();
        crate::article::walk::images_mut(&mut article, &mut |image, _| {
            references.push(image.reference.clone());
        });
        assert_eq!(references, ["https://x.example/a/p.gif", "cid:q"]);
    }

    #[test]
    fn only_what_begins_with_headers_is_such_a_file() {
        assert!(is_mhtml(PAGE.as_bytes()) && is_mhtml(PAGE.replace('\r', "").as_bytes()));
        assert!(!is_mhtml(b"How MIME-Version: 1.0 and multipart/related go together.\n\nText."));
        assert!(!is_mhtml(b"Note: one.\n\nMIME-Version: 1.0\nContent-Type: multipart/related\n"));
        assert!(!is_mhtml(b"") && !is_mhtml("é".as_bytes()));
    }

    #[test]
    fn broken_files_are_refused_or_read_as_far_as_they_go() {
        let error = reading(&PAGE.replace("text/html; c", "text/plain; c")).unwrap_err();
        assert_eq!(error.to_string(), "it is not MHTML: none of its parts is a page");
        let cut = reading(&PAGE[..PAGE.find("R0lG").unwrap()]).unwrap();
        assert_eq!(cut.article.meta.title_text().as_deref(), Some("Мир"));
        let nested = "Content-Type: multipart/related; boundary=b\n\n--b\n".repeat(10_000);
        assert!(reading(&format!("MIME-Version: 1.0\n{nested}")).is_err());
    }
}
