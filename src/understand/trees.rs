//! A second look at each line, with the first verdicts on all lines at hand.
//!
//! The chain of [`super::model`] weighs each feature for itself. What a line is often hangs
//! on several together: a short line without a final mark is a heading between paragraphs
//! and a teaser below the last one. A row of small trees asks for such things, one question
//! after the other, about the [`Numbers`] of a line; each tree adds a little to the verdict.
//! They stand in `trees.tsv`, which says how they were found. All arithmetic is in whole
//! numbers, so that every machine comes to the same conclusion.

use std::borrow::Cow;

use super::features::Numbers;
use super::scanner::Scanner;

/// Marks a node without a question.
const LEAF: u16 = u16::MAX;

/// A question, or the end of a way. Where the number is below the bound the next node
/// follows.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The number that is asked for.
    number: u16,
    /// Where not below the bound, the node of the tree that follows.
    above: u16,
    /// The bound; of an end what it weighs, in units of the model.
    bound: i16,
}

impl Node {
    const fn end(weight: i16) -> Node {
        Node { number: LEAF, above: 0, bound: weight }
    }
}

/// A row of trees.
pub struct Trees {
    nodes: Cow<'static, [Node]>,
    /// Where each tree begins.
    roots: Cow<'static, [u32]>,
}

impl Trees {
    /// How much more likely a line is body than not, in units of the model.
    pub fn judge(&self, numbers: &Numbers) -> i32 {
        let tree = |root: &u32| self.nodes.get(*root as usize..).unwrap_or_default();
        self.roots.iter().map(|root| i32::from(weigh(tree(root), numbers))).sum()
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

/// How many nodes and trees it has.
const SIZE: (usize, usize) = size(TABLE);

/// The table as it is used.
static OWN: ([Node; SIZE.0], [u32; SIZE.1]) = {
    let (mut nodes, mut roots) = ([Node::end(0); SIZE.0], [0; SIZE.1]);
    read(TABLE, &mut nodes, &mut roots);
    (nodes, roots)
};

/// The trees that the program goes by.
pub fn trees() -> &'static Trees {
    static TREES: Trees = Trees { nodes: Cow::Borrowed(&OWN.0), roots: Cow::Borrowed(&OWN.1) };
    &TREES
}

/// Reads a table: a tree on each line, a node after the other, questions as `number<bound`.
/// A tree that is not whole weighs nothing; a test reads the table strictly.
pub fn parse(table: &str) -> Trees {
    let (nodes, roots) = size(table);
    let (mut nodes, mut roots) = (vec![Node::end(0); nodes], vec![0; roots]);
    read(table, &mut nodes, &mut roots);
    Trees { nodes: nodes.into(), roots: roots.into() }
}

/// Whether a line says something that is no tree.
const fn is_comment(scanner: &Scanner<'_>) -> bool {
    scanner.is_line_end() || matches!(scanner.next(), Some(b'#'))
}

/// How many nodes and trees a table has: its words and its lines.
const fn size(table: &str) -> (usize, usize) {
    let mut scanner = Scanner::new(table);
    let (mut nodes, mut roots) = (0, 0);
    while scanner.next().is_some() {
        if !is_comment(&scanner) {
            roots += 1;
            while !scanner.is_line_end() {
                scanner.until(b' ');
                scanner.take(b' ');
                nodes += 1;
            }
        }
        scanner.skip_line();
    }
    (nodes, roots)
}

/// Reads a table into nodes and roots, which are as many as [`size`] says.
const fn read(table: &str, nodes: &mut [Node], roots: &mut [u32]) {
    let mut scanner = Scanner::new(table);
    let (mut free, mut tree) = (0, 0);
    while scanner.next().is_some() {
        if !is_comment(&scanner) {
            let (_, own) = nodes.split_at_mut(free);
            roots[tree] = free as u32;
            tree += 1;
            free += match branches(&mut scanner, own) {
                Some(count) => count,
                None => {
                    own[0] = Node::end(0);
                    1
                }
            };
        }
        scanner.skip_line();
    }
}

/// Reads the nodes of one tree; `None` when it is not whole.
const fn branches(scanner: &mut Scanner<'_>, nodes: &mut [Node]) -> Option<usize> {
    // Deeper than any tree that was ever fitted.
    const DEEPEST: usize = 32;
    // The questions whose second way is still to come.
    let (mut open, mut depth) = ([0; DEEPEST], 0);
    let mut count = 0;
    while let Some(number) = scanner.number() {
        if scanner.take(b'<') {
            let (Some(bound), true) = (scanner.number(), depth < DEEPEST) else { return None };
            nodes[count] = Node { number: number as u16, above: 0, bound };
            open[depth] = count;
            depth += 1;
        } else {
            nodes[count] = Node::end(number);
            if depth == 0 {
                return if scanner.is_line_end() { Some(count + 1) } else { None };
            }
            depth -= 1;
            nodes[open[depth]].above = count as u16 + 1;
        }
        count += 1;
        if !scanner.take(b' ') {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::features::NUMBERS;
    use super::*;

    #[test]
    fn every_tree_of_the_table_is_read() {
        for row in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let mut nodes = vec![Node::end(0); row.len()];
            let count = branches(&mut Scanner::new(row), &mut nodes);
            nodes.truncate(count.unwrap_or_else(|| panic!("{row}")));
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
