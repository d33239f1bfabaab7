//! Tables, and tables that only give a page its looks.

use super::super::tree::NodeId;
use super::{Converter, Flow};
use crate::article::{Alignment, Block, BlockKind, Cell, Row, Table};

/// The widest and highest span that a cell may have (HTML, 4.9.11 allows 1000 columns).
const MOST_COLUMNS: u16 = 200;
const MOST_ROWS: u16 = 2_000;

impl Converter<'_, '_> {
    pub(super) fn table(&mut self, id: NodeId, flow: &mut Flow) {
        let rows = self.rows(id);
        if let Some(code) = self.numbered_code(&rows) {
            return self.code(code, flow);
        }
        if let Some((image, caption)) = self.captioned(&rows) {
            return self.captioned_image(image, caption, flow);
        }
        if self.is_layout(id, &rows) {
            return self.children(id, flow);
        }
        let caption = self.tree().children(id).find(|at| self.tree().name(*at) == "caption");
        let caption = caption.map(|at| self.run(at)).unwrap_or_default();
        let mut table = Table { caption, ..Table::default() };
        for (row, cells) in &rows {
            let made = Row { cells: cells.iter().map(|cell| self.cell(*cell)).collect() };
            let above = self.tree().parent(*row).map_or("", |above| self.tree().name(above));
            let heads = !made.cells.is_empty() && made.cells.iter().all(|cell| cell.header);
            let head = above == "thead" || (heads && above != "tfoot");
            if head && table.body.is_empty() {
                table.head.push(made);
            } else {
                table.body.push(made);
            }
        }
        if table.body.is_empty() {
            std::mem::swap(&mut table.head, &mut table.body);
        }
        let width = |row: &Row| row.cells.iter().map(|cell| usize::from(cell.colspan)).sum();
        let rows = table.head.iter().chain(&table.body);
        let columns: usize = rows.map(width).max().unwrap_or(0);
        table.columns = vec![Alignment::Natural; columns];
        if columns > 0 {
            flow.blocks.push(Block::new(BlockKind::Table(table), self.span(id)));
        }
    }

    /// The rows of a table with their cells, not those of tables inside.
    fn rows(&self, id: NodeId) -> Vec<(NodeId, Vec<NodeId>)> {
        let tree = self.tree();
        let mut rows = Vec::new();
        for child in tree.children(id) {
            match tree.name(child) {
                "thead" | "tbody" | "tfoot" => rows.extend(tree.children(child)),
                _ => rows.push(child),
            }
        }
        rows.retain(|row| tree.name(*row) == "tr");
        let cells = |row: NodeId| {
            tree.children(row).filter(|at| matches!(tree.name(*at), "td" | "th")).collect()
        };
        rows.into_iter().map(|row| (row, cells(row))).collect()
    }

    /// Whether a table only places things: one column, or tables inside.
    fn is_layout(&self, id: NodeId, rows: &[(NodeId, Vec<NodeId>)]) -> bool {
        let tree = self.tree();
        let role = matches!(self.attribute(id, "role"), Some("presentation" | "none"));
        let nested = tree.within(id).skip(1).any(|at| tree.name(at) == "table");
        let header = tree.within(id).any(|at| matches!(tree.name(at), "th" | "thead" | "caption"));
        let single = rows.iter().all(|(_, cells)| cells.len() <= 1);
        let headings = tree.within(id).any(|at| matches!(tree.name(at), "h1" | "h2" | "h3"));
        role || nested || (!header && (single || headings))
    }

    /// The text of program text that stands in a table with the numbers of its lines.
    fn numbered_code(&self, rows: &[(NodeId, Vec<NodeId>)]) -> Option<NodeId> {
        let [(_, cells)] = rows else { return None };
        let [numbers, code] = cells.as_slice() else { return None };
        let class = self.tree().attribute(*numbers, "class").unwrap_or_default();
        let gutter = class.split_ascii_whitespace().any(super::code::is_gutter);
        gutter.then(|| self.tree().find(*code, "pre")).flatten()
    }

    /// The image and the caption of a table that only holds them together, one above the
    /// other.
    fn captioned(&self, rows: &[(NodeId, Vec<NodeId>)]) -> Option<(NodeId, NodeId)> {
        let [(_, above), (_, below)] = rows else { return None };
        let ([above], [below]) = (above.as_slice(), below.as_slice()) else { return None };
        let tree = self.tree();
        let images = |cell: NodeId| tree.within(cell).filter(|id| tree.name(*id) == "img").count();
        let says = |cell: NodeId| !tree.text_of(cell).trim().is_empty();
        let holds = images(*above) == 1 && !says(*above) && images(*below) == 0 && says(*below);
        holds.then_some((*above, *below))
    }

    fn captioned_image(&mut self, image: NodeId, caption: NodeId, flow: &mut Flow) {
        let mut blocks = self.blocks(image);
        let caption = self.run(caption);
        match blocks.last_mut().map(|block| &mut block.kind) {
            Some(BlockKind::Figure(figure)) => figure.caption = caption,
            _ => blocks.push(Block::paragraph(caption)),
        }
        flow.blocks.extend(blocks);
    }

    fn cell(&mut self, id: NodeId) -> Cell {
        let span = |name: &str, most: u16| {
            let written = self.attribute(id, name).and_then(|span| span.parse::<u16>().ok());
            written.unwrap_or(1).clamp(1, most)
        };
        let (colspan, rowspan) = (span("colspan", MOST_COLUMNS), span("rowspan", MOST_ROWS));
        let style = self.attribute(id, "style").unwrap_or_default();
        let style = style.split(';').find_map(|rule| {
            let (name, value) = rule.split_once(':')?;
            (name.trim() == "text-align").then(|| value.trim())
        });
        let alignment = match self.attribute(id, "align").or(style) {
            Some("left") => Some(Alignment::Left),
            Some("center") => Some(Alignment::Center),
            Some("right") => Some(Alignment::Right),
            _ => None,
        };
        let header = self.tree().name(id) == "th";
        Cell { blocks: self.blocks(id), colspan, rowspan, header, alignment }
    }
}
