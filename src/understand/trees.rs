//! A second look at each line, with the first verdicts on all lines at hand.
//!
//! The chain of [`super::model`] weighs each feature for itself. What a line is often hangs
//! on several together: a short line without a final mark is a heading between paragraphs
//! and a teaser below the last one. A row of small trees asks for such things, one question
//! after the other, about the [`Numbers`] of a line; each tree adds a little to the verdict.
//! They stand in `trees.tsv`, which says how they were found. All arithmetic is in whole
//! numbers, so that every machine comes to the same conclusion.

use std::sync::OnceLock;

use super::features::Numbers;

/// Marks a node without a question.
const LEAF: u16 = u16::MAX;

/// A question, or the end of a way. Where the number is below the bound the next node
/// follows.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The number that is asked for.
    number: u16,
    /// Where not below the bound, the node that follows.
    above: u16,
    /// The bound; of an end what it weighs, in units of the model.
    bound: i16,
}

/// A row of trees.
pub struct Trees(Vec<Vec<Node>>);

impl Trees {
    /// How much more likely a line is body than not, in units of the model.
    pub fn judge(&self, numbers: &Numbers) -> i32 {
        self.0.iter().map(|tree| i32::from(weigh(tree, numbers))).sum()
    }
}

fn weigh(tree: &[Node], numbers: &Numbers) -> i16 {
    let mut at = 0;
    while let Some(node) = tree.get(at) {
        if node.number == LEAF {
            return node.bound;
        }
        let below = numbers.get(usize::from(node.number)).is_some_and(|own| *own < node.bound);
        at = if below { at + 1 } else { usize::from(node.above) };
    }
    0
}

/// The table as it was fitted.
const TABLE: &str = include_str!("trees.tsv");

/// The trees that the program goes by.
pub fn trees() -> &'static Trees {
    static TREES: OnceLock<Trees> = OnceLock::new();
    TREES.get_or_init(|| parse(TABLE))
}

/// Reads a table: a tree on each line, a node after the other, questions as `number<bound`.
/// A tree that is not whole weighs nothing; a test reads the table strictly.
pub fn parse(table: &str) -> Trees {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    Trees(rows.map(|row| tree(row).unwrap_or_default()).collect())
}

fn tree(row: &str) -> Option<Vec<Node>> {
    let mut nodes: Vec<Node> = Vec::new();
    // The questions whose second way is still to come.
    let mut open: Vec<usize> = Vec::new();
    for word in row.split_ascii_whitespace() {
        if let Some((number, bound)) = word.split_once('<') {
            open.push(nodes.len());
            nodes.push(Node { number: number.parse().ok()?, above: 0, bound: bound.parse().ok()? });
            continue;
        }
        nodes.push(Node { number: LEAF, above: 0, bound: word.parse().ok()? });
        if let Some(asked) = open.pop() {
            nodes[asked].above = u16::try_from(nodes.len()).ok()?;
        }
    }
    let whole = nodes.iter().all(|node| usize::from(node.above) < nodes.len());
    (open.is_empty() && whole).then_some(nodes)
}

#[cfg(test)]
mod tests {
    use super::super::features::NUMBERS;
    use super::*;

    #[test]
    fn every_tree_of_the_table_is_read() {
        for row in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let nodes = tree(row).unwrap_or_else(|| panic!("{row}"));
            let asked = nodes.iter().map(|node| node.number).filter(|number| *number != LEAF);
            assert!(asked.into_iter().all(|number| usize::from(number) < NUMBERS.len()), "{row}");
        }
    }

    #[test]
    fn questions_lead_to_one_end() {
        let trees = parse("# a comment\n0<5 1<2 10 20 1<7 30 40\n3\n");
        let judged = |numbers: [i16; 2]| trees.judge(&numbers.to_vec());
        assert_eq!(judged([4, 1]), 13);
        assert_eq!(judged([4, 2]), 23);
        assert_eq!(judged([5, 6]), 33);
        assert_eq!(judged([5, 7]), 43);
    }

    #[test]
    fn a_torn_tree_weighs_nothing() {
        assert_eq!(parse("0<5 1<2 10 20").judge(&vec![0, 0]), 0);
        assert_eq!(parse("0<5 1").judge(&vec![9]), 0);
    }
}
