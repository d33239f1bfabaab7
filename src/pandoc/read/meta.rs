//! Metadata: the fields mean what they mean in Markdown.

use serde_json::Value;

use super::{Reader, element, list, text};
use crate::article::{Metadata, plain_text};
use crate::readers::markdown::metadata::{self, FieldValue};

impl Reader<'_> {
    pub(super) fn meta(&mut self, value: &Value) -> Metadata {
        let fields = value.as_object().into_iter().flatten();
        let values = fields.map(|(name, value)| (name.as_str(), self.field(value))).collect();
        let mut meta = metadata::known(values, self.diagnostics);
        for (name, place) in [("title", &mut meta.title), ("subtitle", &mut meta.subtitle)] {
            let (kind, c) = element(&value[name]);
            *place = match kind {
                "MetaInlines" => self.run(c),
                "MetaBlocks" => self.only_run(c),
                _ => std::mem::take(place),
            };
        }
        meta
    }

    fn field(&mut self, value: &Value) -> FieldValue {
        match element(value) {
            ("MetaInlines", c) => FieldValue::Text(plain_text(&self.run(c))),
            ("MetaBlocks", c) => FieldValue::Text(plain_text(&self.only_run(c))),
            ("MetaString", c) => FieldValue::Text(text(c).to_owned()),
            ("MetaBool", c) => FieldValue::Text(c.to_string()),
            ("MetaList", c) => {
                FieldValue::List(list(c).iter().map(|value| self.field(value)).collect())
            }
            ("MetaMap", c) => {
                let members = c.as_object().into_iter().flatten();
                let members = members.map(|(name, value)| (name.clone(), self.field(value)));
                FieldValue::Map(members.collect())
            }
            _ => FieldValue::Empty,
        }
    }
}
