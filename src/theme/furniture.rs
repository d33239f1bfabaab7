//! What stands at the edges of pages: templates such as `{author} / {page}`.

use serde::Deserialize;

use super::{Align, Edge, Role};
use crate::suggest;

/// What stands over or under the text of each page.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Furniture {
    /// What stands where the lines of an unmirrored page start; of a mirrored
    /// one at the spine.
    pub inner: Template,
    /// What stands in the middle.
    pub center: Template,
    /// What stands where the lines of an unmirrored page end; of a mirrored one
    /// at the outer edge.
    pub outer: Template,
    /// Distance of its baseline from the edge of the paper.
    pub distance: Edge,
    /// Whether the first page has it too.
    pub first_page: bool,
}

impl Furniture {
    /// Whether it shows nothing at all.
    pub fn is_empty(&self) -> bool {
        [&self.inner, &self.center, &self.outer].iter().all(|template| template.is_empty())
    }

    /// Where its text stands, if there is one alone.
    pub fn only(&self) -> Option<Align> {
        let places =
            [(&self.inner, Align::Start), (&self.center, Align::Center), (&self.outer, Align::End)];
        let mut shown = places.into_iter().filter(|(template, _)| !template.is_empty());
        shown.next().map(|(_, place)| place).filter(|_| shown.next().is_none())
    }
}

/// Text with places for what an article says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "String")]
pub struct Template {
    pieces: Vec<Piece>,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text that stays.
    Text(String),
    /// What the article, or the page, has to say.
    Field(Field),
}

/// What a template may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The title of the article.
    Title,
    /// Its authors.
    Author,
    /// The date, as its language writes it.
    Date,
    /// The publisher, or else the site that the article stands on.
    Source,
    /// The main heading that holds where the page begins, or the first on it.
    Section,
    /// The number of the page.
    Page,
    /// How many pages there are.
    Pages,
}

/// The names of fields, as templates write them.
const FIELDS: [(&str, Field); 7] = [
    ("title", Field::Title),
    ("author", Field::Author),
    ("date", Field::Date),
    ("source", Field::Source),
    ("section", Field::Section),
    ("page", Field::Page),
    ("pages", Field::Pages),
];

impl Template {
    /// Its pieces, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whether it never shows anything.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether it shows the number of the page and nothing else.
    pub fn is_folio(&self) -> bool {
        self.pieces == [Piece::Field(Field::Page)]
    }

    /// The role of its text in the head or the foot of a page.
    pub fn role(&self, role: Role) -> Role {
        if self.is_folio() { Role::Folio } else { role }
    }

    /// Its text, with what the fields say. Text between two fields is there
    /// only where both sides say something.
    pub fn fill(&self, say: impl Fn(Field) -> String) -> String {
        let mut filled = String::new();
        let mut between = String::new();
        // Whether the last field said something; before the first, text stays.
        let mut spoke = true;
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) if spoke => between.push_str(text),
                Piece::Text(_) => {}
                Piece::Field(field) => {
                    let said = say(*field);
                    spoke = !said.is_empty();
                    if spoke {
                        filled.push_str(&std::mem::take(&mut between));
                        filled.push_str(&said);
                    } else if filled.is_empty() {
                        between.clear();
                    }
                }
            }
        }
        if spoke {
            filled.push_str(&between);
        }
        filled
    }
}

/// Why a text is no template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotATemplate {
    /// A field that there is not.
    #[error("unknown field {{{name}}}{}", near(.name))]
    Unknown {
        /// Its name.
        name: String,
    },
    /// A brace without its partner.
    #[error("“{0}” has a brace that is not closed or not opened; fields are written {{title}}")]
    Brace(String),
}

fn near(name: &str) -> String {
    match suggest::nearest(name, FIELDS.map(|(name, _)| name)) {
        Some(nearest) => format!("; did you mean {{{nearest}}}?"),
        None => format!("; known are {}", FIELDS.map(|(name, _)| name).join(", ")),
    }
}

impl TryFrom<String> for Template {
    type Error = NotATemplate;

    fn try_from(text: String) -> Result<Template, NotATemplate> {
        let brace = || NotATemplate::Brace(text.clone());
        let mut pieces = Vec::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or_else(brace)?;
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            let known = FIELDS.iter().find(|(known, _)| *known == name.trim());
            let unknown = || NotATemplate::Unknown { name: name.to_owned() };
            pieces.push(Piece::Field(known.ok_or_else(unknown)?.1));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        let stray = |piece: &Piece| matches!(piece, Piece::Text(text) if text.contains('}'));
        if pieces.iter().any(stray) { Err(brace()) } else { Ok(Template { pieces }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(text: &str) -> Result<Template, NotATemplate> {
        Template::try_from(text.to_owned())
    }

    #[test]
    fn what_is_missing_takes_its_separator_along() {
        let filled = |text: &str, author: &str, title: &str| {
            template(text).unwrap().fill(|field| match field {
                Field::Author => author.to_owned(),
                Field::Title => title.to_owned(),
                _ => "7".to_owned(),
            })
        };
        let text = "{author} / {title} / {page}";
        assert_eq!(filled(text, "Wells", "Time"), "Wells / Time / 7");
        assert_eq!(filled(text, "", "Time"), "Time / 7");
        assert_eq!(filled(text, "Wells", ""), "Wells / 7");
        assert_eq!(filled(text, "", ""), "7");
        assert_eq!(filled("— {page} —", "", ""), "— 7 —");
        assert_eq!(filled("by {author}", "", ""), "");
        assert_eq!(filled("Draft", "", ""), "Draft");
    }

    #[test]
    fn fields_are_checked() {
        let unknown = template("{tilte}").unwrap_err().to_string();
        assert_eq!(unknown, "unknown field {tilte}; did you mean {title}?");
        for text in ["{title", "title}", "{title}}"] {
            assert!(matches!(template(text), Err(NotATemplate::Brace(_))), "{text}");
        }
        assert!(template("{page}").unwrap().is_folio());
        assert!(template("").unwrap().is_empty());
    }
}
