//! Figures of the article become groups of the flow.

use super::lower::{Lowering, Setting};
use super::{Group, Node, Paragraph, Picture, Run, Structure};
use crate::article::{Figure, Inline};
use crate::compose::own_number;
use crate::language::captions::Captioned;
use crate::source::Span;
use crate::theme::Role;

impl<'a> Lowering<'_, 'a> {
    /// Puts a figure beside the figures just before it, if the theme wants that.
    pub(super) fn beside(&self, figure: Group<'a>, nodes: &mut Vec<Node<'a>>) {
        match nodes.last_mut() {
            Some(Node::Group(row)) if row.beside => row.children.push(Node::Group(figure)),
            _ if self.theme.figures.side_by_side => {
                let children = vec![Node::Group(figure)];
                nodes.push(Node::Group(Group { beside: true, children, ..Group::plain() }));
            }
            _ => nodes.push(Node::Group(figure)),
        }
    }

    pub(super) fn figure(
        &mut self,
        figure: &'a Figure,
        setting: Setting<'a>,
        span: Span,
    ) -> Group<'a> {
        let image = &figure.image;
        let direction = setting.direction;
        let mut group = Group { direction, keep_together: true, ..self.apart() };
        let key = image.asset.as_deref().filter(|key| !self.unshown.contains(*key));
        let asset = key.and_then(|key| Some((key, self.part.article.assets.get(key)?)));
        // What is decoration, or not there, is no figure for those who listen.
        let speaks = asset.is_some() && !image.alt.is_empty();
        group.structure =
            Some(if speaks { Structure::Figure(image.alt.clone()) } else { Structure::Division });
        match asset {
            Some((key, asset)) => {
                group.children.push(Node::Picture(Picture {
                    asset,
                    key,
                    alt: &image.alt,
                    direction: setting.direction,
                }));
            }
            None => {
                let setting = Setting { role: Role::Caption, ..setting };
                let mut run = Run::plain(image.alt.as_str());
                run.style.emphasis = true;
                let mut paragraph = self.paragraph_of(vec![run], setting, span);
                paragraph.opens = true;
                if !image.alt.is_empty() {
                    group.children.push(self.framed(paragraph));
                }
            }
        }
        if !figure.caption.is_empty() {
            let mut caption = self.caption(&figure.caption, setting);
            self.number(&mut caption, &figure.caption);
            if !speaks {
                caption.structure = Structure::Paragraph;
            }
            group.children.push(Node::Paragraph(caption));
        }
        group
    }

    /// Puts the number of a figure before its caption, if the theme wants that and
    /// the article has not done so.
    fn number(&mut self, caption: &mut Paragraph<'a>, text: &[Inline]) {
        let own = own_number(Captioned::Figure, caption.language, text);
        if self.theme.figures.numbers && own.is_none() {
            self.figures += 1;
            let number = self.part.markers.number(self.figures);
            caption.runs.insert(0, Run::plain(Captioned::Figure.label(caption.language, &number)));
        }
    }

    /// A frame where an image should be, with the text that stands for it.
    fn framed(&self, paragraph: Paragraph<'a>) -> Node<'a> {
        let padding = self.theme.body_size().per_mille(FRAME_PADDING);
        Node::Group(Group {
            frame: true,
            indent_start: padding,
            indent_end: padding,
            children: vec![Node::Paragraph(paragraph)],
            ..Group::plain()
        })
    }
}

/// How far a text stands from its frame at the sides, in thousandths of the body's size.
const FRAME_PADDING: i64 = 800;
