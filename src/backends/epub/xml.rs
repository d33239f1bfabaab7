//! A growing XML text.

use crate::backends::markup::{push_attribute, push_text};

/// A growing XML text, an element a line.
#[derive(Default)]
pub(super) struct Xml(pub String);

impl Xml {
    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            self.0.push_str(&format!(" {key}=\""));
            push_attribute(&mut self.0, value);
            self.0.push('"');
        }
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str(">\n");
    }

    pub(super) fn close(&mut self, name: &str) {
        self.0.push_str(&format!("</{name}>\n"));
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str("/>\n");
    }

    /// An element with text; nothing at all where the text is blank, which no element of metadata may be.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.start(name, attributes);
        self.0.push('>');
        push_text(&mut self.0, text.trim());
        self.close(name);
    }
}
