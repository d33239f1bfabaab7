//! Lists of the article become groups of the flow: items with their marks, terms
//! with their descriptions.

use std::borrow::Cow;

use super::lower::{Lowering, Setting};
use super::{Group, Node, Run, Structure};
use crate::article::{Definition, List, ListItem, ListKind};
use crate::compose::counts_level;
use crate::length::Length;
use crate::source::Span;
use crate::theme::Role;

impl<'a> Lowering<'_, 'a> {
    pub(super) fn list(&mut self, list: &'a List, setting: Setting<'a>) -> Node<'a> {
        let nested = setting.in_list || setting.in_cell();
        let structure = Structure::List(Some(self.list_kind(list.kind, setting)));
        let mut group = match nested {
            true => Group::new(structure),
            false => self.spaced(structure),
        };
        let item_space = match list.tight {
            true => Length::ZERO,
            false => self.measure(self.theme.blocks.item_space),
        };
        let bullets = usize::from(list.kind == ListKind::Bullet);
        let role = self.item_role(setting);
        let inner = Setting {
            role,
            in_list: true,
            bullet_depth: setting.bullet_depth + bullets,
            number_depth: setting.number_depth + usize::from(counts_level(list.kind)),
            ..setting
        };
        for (index, item) in list.items.iter().enumerate() {
            let marker = self.list_marker(list, item, index, setting);
            let children = self.blocks(&item.blocks, inner);
            let space_before = if index > 0 { item_space } else { Length::ZERO };
            group.children.push(self.item(marker, children, inner, space_before));
        }
        Node::Group(group)
    }

    /// The role of items: in notes, asides and quotations they are as small as the
    /// text around them.
    fn item_role(&self, setting: Setting<'_>) -> Role {
        let size = |role| self.theme.style(role).size;
        match setting.role {
            around @ (Role::Note | Role::Aside | Role::Quote)
                if size(around) != size(Role::ListItem) =>
            {
                around
            }
            _ => setting.inside(Role::ListItem),
        }
    }

    /// The kind of a list as its marks show it.
    fn list_kind(&self, kind: ListKind, setting: Setting<'a>) -> ListKind {
        match kind {
            ListKind::Bullet => ListKind::Bullet,
            ListKind::Ordered { start, numbering } => {
                let marker = self.part.markers.marker(numbering, setting.number_depth);
                ListKind::Ordered { start, numbering: marker.nearest() }
            }
        }
    }

    /// An item: its mark in the indent, its text beside it.
    fn item(
        &self,
        marker: Run<'a>,
        children: Vec<Node<'a>>,
        setting: Setting<'a>,
        space: Length,
    ) -> Node<'a> {
        let body = Group { children, ..Group::new(Structure::ListBody) };
        let children = vec![Node::Group(body)];
        Node::Group(Group { children, ..self.marked(marker, setting, space) })
    }

    /// An item without text: a mark in the indent.
    pub(super) fn marked(&self, mark: Run<'a>, setting: Setting<'a>, space: Length) -> Group<'a> {
        let mut marker = self.paragraph_of(vec![mark], setting, Span::NONE);
        marker.structure = Structure::Label;
        Group {
            direction: setting.direction,
            indent_start: self.measure(self.theme.blocks.list_indent),
            space_before: space,
            marker: Some(marker),
            ..Group::new(Structure::ListItem)
        }
    }

    fn list_marker(
        &self,
        list: &List,
        item: &ListItem,
        index: usize,
        setting: Setting<'a>,
    ) -> Run<'a> {
        let text: Cow<'a, str> = match (item.task, list.kind) {
            (Some(true), _) => "☑".into(),
            (Some(false), _) => "☐".into(),
            (None, ListKind::Bullet) => {
                let bullets = &self.theme.blocks.bullets;
                let depth = setting.bullet_depth.min(bullets.len().saturating_sub(1));
                bullets.get(depth).map_or("•", String::as_str).into()
            }
            (None, ListKind::Ordered { start, numbering }) => {
                let number = start.saturating_add(index as u32);
                self.part.markers.marker(numbering, setting.number_depth).write(number).into()
            }
        };
        let mut run = Run::plain(text);
        // The text face has no ballot boxes; the one for code does.
        run.style.code = item.task.is_some();
        run
    }

    pub(super) fn definitions(
        &mut self,
        items: &'a [Definition],
        setting: Setting<'a>,
    ) -> Node<'a> {
        let mut list = self.spaced(Structure::List(None));
        for item in items {
            let mut group = Group::new(Structure::ListItem);
            for term in &item.terms {
                let setting = Setting { role: Role::Term, ..setting };
                let mut paragraph = self.paragraph(term, setting, Span::NONE);
                paragraph.structure = Structure::Label;
                group.children.push(Node::Paragraph(paragraph));
            }
            for description in &item.descriptions {
                let children = self.blocks(
                    description,
                    Setting { role: setting.inside(Role::Definition), ..setting },
                );
                let indent_start = self.measure(self.theme.blocks.definition_indent);
                let direction = setting.direction;
                let body =
                    Group { direction, indent_start, children, ..Group::new(Structure::ListBody) };
                group.children.push(Node::Group(body));
            }
            list.children.push(Node::Group(group));
        }
        Node::Group(list)
    }
}
