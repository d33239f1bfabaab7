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

/// A question, or the end of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Node {
    /// The number that is asked for.
    number: u16,
    /// The bound; of an end what it weighs, in units of the model.
    bound: i16,
    /// The node of the tree that follows where the number is below the bound, and the one
    /// that follows elsewhere. An end leads to itself.
    below: u16,
    above: u16,
}

impl Node {
    const fn end(place: u16, weight: i16) -> Node {
        Node { number: 0, bound: weight, below: place, above: place }
    }
}

/// Where a tree begins, and how many questions it asks at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Root {
    first: u32,
    depth: u32,
}

/// A row of trees.
pub struct Trees {
    nodes: Cow<'static, [Node]>,
    roots: Cow<'static, [Root]>,
}

/// So many lines go through a tree side by side: none waits for another's answers.
const ABREAST: usize = 8;

impl Trees {
    /// How much more likely each line is body than not, in units of the model.
    pub fn judge(&self, lines: &[Numbers]) -> Vec<i32> {
        lines.chunks(ABREAST).flat_map(|lines| self.abreast(lines)).collect()
    }

    fn abreast<'a>(&self, lines: &'a [Numbers]) -> impl Iterator<Item = i32> + use<'a> {
        let numbers: [&[i16]; ABREAST] =
            std::array::from_fn(|line| lines.get(line).map_or(&[][..], Vec::as_slice));
        let mut sums = [0; ABREAST];
        for root in self.roots.iter() {
            let tree = self.nodes.get(root.first as usize..).unwrap_or_default();
            // All lines take as many steps, since an end leads to itself.
            let mut at = [0_u16; ABREAST];
            for _ in 0..root.depth {
                for (at, numbers) in at.iter_mut().zip(&numbers) {
                    let Some(node) = tree.get(usize::from(*at)) else { continue };
                    let own = numbers.get(usize::from(node.number)).copied().unwrap_or(i16::MAX);
                    *at = if own < node.bound { node.below } else { node.above };
                }
            }
            for (sum, at) in sums.iter_mut().zip(at) {
                *sum += tree.get(usize::from(at)).map_or(0, |end| i32::from(end.bound));
            }
        }
        sums.into_iter().take(lines.len())
    }
}

/// The table as it was fitted.
const TABLE: &str = include_str!("trees.tsv");

/// What a root is before it is read.
const NOWHERE: Root = Root { first: 0, depth: 0 };

/// How many nodes and trees it has.
const SIZE: (usize, usize) = size(TABLE);

/// The table as it is used.
static OWN: ([Node; SIZE.0], [Root; SIZE.1]) = {
    let (mut nodes, mut roots) = ([Node::end(0, 0); SIZE.0], [NOWHERE; SIZE.1]);
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
    let (mut nodes, mut roots) = (vec![Node::end(0, 0); nodes], vec![NOWHERE; roots]);
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
const fn read(table: &str, nodes: &mut [Node], roots: &mut [Root]) {
    let mut scanner = Scanner::new(table);
    let (mut free, mut tree) = (0, 0);
    while scanner.next().is_some() {
        if !is_comment(&scanner) {
            let (_, own) = nodes.split_at_mut(free);
            let (count, depth) = match branches(&mut scanner, own) {
                Some(size) => size,
                None => {
                    own[0] = Node::end(0, 0);
                    (1, 0)
                }
            };
            roots[tree] = Root { first: free as u32, depth: depth as u32 };
            tree += 1;
            free += count;
        }
        scanner.skip_line();
    }
}

/// Reads the nodes of one tree, and says how many there are and how many questions follow each
/// other at most; `None` when it is not whole.
const fn branches(scanner: &mut Scanner<'_>, nodes: &mut [Node]) -> Option<(usize, usize)> {
    // Deeper than any tree that was ever fitted.
    const DEEPEST: usize = 32;
    // The questions whose second way is still to come, and how many stand above each.
    let (mut open, mut depth) = ([(0, 0); DEEPEST], 0);
    let (mut count, mut above, mut deepest) = (0, 0, 0);
    while let Some(number) = scanner.number() {
        if scanner.take(b'<') {
            let (Some(bound), true) = (scanner.number(), depth < DEEPEST) else { return None };
            nodes[count] = Node { number: number as u16, bound, below: count as u16 + 1, above: 0 };
            open[depth] = (count, above);
            depth += 1;
            above += 1;
            deepest = if above > deepest { above } else { deepest };
        } else {
            nodes[count] = Node::end(count as u16, number);
            if depth == 0 {
                return if scanner.is_line_end() { Some((count + 1, deepest)) } else { None };
            }
            depth -= 1;
            let (question, others) = open[depth];
            nodes[question].above = count as u16 + 1;
            above = others + 1;
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
            let mut nodes = vec![Node::end(0, 0); row.len()];
            let size = branches(&mut Scanner::new(row), &mut nodes);
            let (count, _) = size.unwrap_or_else(|| panic!("{row}"));
            let asked = |node: &Node| usize::from(node.number) < NUMBERS.len();
            assert!(nodes[..count].iter().all(asked), "{row}");
        }
    }

    #[test]
    fn questions_lead_to_one_end() {
        let trees = parse("# a comment\n0<5 1<2 10 20 1<7 30 40\n3\n");
        let judged = |numbers: [i16; 2]| trees.judge(&[numbers.to_vec()])[0];
        assert_eq!(judged([4, 1]), 13);
        assert_eq!(judged([4, 2]), 23);
        assert_eq!(judged([5, 6]), 33);
        assert_eq!(judged([5, 7]), 43);
    }

    #[test]
    fn a_torn_tree_weighs_nothing() {
        assert_eq!(parse("0<5 1<2 10 20").judge(&[vec![0, 0]]), [0]);
        assert_eq!(parse("0<5 1\n7").judge(&[vec![9]]), [7]);
    }

    #[test]
    fn lines_are_judged_each_for_itself() {
        let trees = parse("0<5 1<2 10 20 30\n1");
        let lines: Vec<Numbers> = (0..11).map(|line| vec![line, line % 3]).collect();
        assert_eq!(trees.judge(&lines), [11, 11, 21, 11, 11, 31, 31, 31, 31, 31, 31]);
    }
}
