//! What elements are by their names, and tables by their shape.

use super::tree::{NodeId, Tree};

/// Elements that stand on lines of their own.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// Elements that no reader sees, or that ask for something.
pub fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "head"
            | "link"
            | "meta"
            | "title"
            | "base"
            | "input"
            | "select"
            | "textarea"
            | "button"
            | "option"
            | "datalist"
            | "output"
            | "progress"
            | "meter"
            | "canvas"
            | "svg"
            | "map"
            | "area"
            | "param"
            | "track"
            | "frameset"
            | "noframes"
            | "noscript"
    )
}

/// The level of a heading's name.
pub fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Whether a table has the regular shape of data: rows of as many short cells each.
pub fn is_grid(tree: &Tree, table: NodeId) -> bool {
    const LONGEST: usize = 300;
    let mut rows: Vec<usize> = Vec::new();
    for id in tree.within(table).skip(1) {
        match tree.name(id) {
            "table" | "h1" | "h2" | "h3" | "form" => return false,
            "tr" => rows.push(0),
            "td" | "th" => {
                let text = tree.within(id).filter_map(|at| tree.text(at));
                if text.map(|text| text.trim().len()).sum::<usize>() > LONGEST {
                    return false;
                }
                if let Some(row) = rows.last_mut() {
                    *row += 1;
                }
            }
            _ => {}
        }
    }
    let first = rows.first().copied().unwrap_or(0);
    rows.len() >= 3 && first >= 2 && rows.iter().all(|row| *row == first)
}
