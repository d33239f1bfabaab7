//! The lines over the text.

use super::{Markup, Scope};
use crate::compose::TitleLine;
use crate::theme::Role;

impl Markup<'_> {
    /// Writes title, authors, date and the rest of what stands over the text, if there is any.
    pub fn title_block(&mut self) {
        let part = self.part;
        if part.title_block.is_empty() {
            return;
        }
        self.out.push_str("<header>\n");
        for line in &part.title_block {
            self.title_line(line);
        }
        self.out.push_str("</header>\n");
    }

    fn title_line(&mut self, line: &TitleLine) {
        let class = match line.role {
            Role::Title => {
                let attributes = [("class", "title")];
                return self
                    .line("h1", &attributes, Scope::default(), |m| m.inlines(&line.content));
            }
            Role::Kicker => "kicker",
            Role::Subtitle => "subtitle",
            Role::Byline => "byline",
            Role::Date => "date",
            _ => "source",
        };
        let attributes = [("class", class), ("role", "doc-subtitle"), ("epub:type", "subtitle")];
        let given = match line.role {
            Role::Subtitle if self.around.epub_types() => &attributes[..],
            Role::Subtitle => &attributes[..2],
            _ => &attributes[..1],
        };
        self.line("p", given, Scope::default(), |m| match line.role {
            Role::Date => m.date(line),
            _ => m.inlines(&line.content),
        });
    }

    fn date(&mut self, line: &TitleLine) {
        let Some(date) = self.part.article.meta.date else { return self.inlines(&line.content) };
        let machine = date.to_string();
        self.element("time", &[("datetime", &machine)], Scope::default(), |m| {
            m.inlines(&line.content);
        });
    }
}
