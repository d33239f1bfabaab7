//! Two texts compared line by line.

/// Lines shown around what differs.
const AROUND: usize = 2;

/// Texts with more lines than this are compared as one block of changes: the
/// table of the comparison grows with the square.
const MOST_LINES: usize = 2_000;

/// The lines that differ, `-` expected and `+` found, with a few around them.
pub fn show(expected: &str, found: &str) -> String {
    let lines = compare(&expected.lines().collect::<Vec<_>>(), &found.lines().collect::<Vec<_>>());
    let changed: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.0 != ' ').map(|(at, _)| at).collect();
    let is_near = |at: usize| changed.iter().any(|change| change.abs_diff(at) <= AROUND);
    let mut shown = String::new();
    let mut skipped = false;
    for (at, (mark, line)) in lines.iter().enumerate() {
        if is_near(at) {
            let gap = if skipped { "    ⋮\n" } else { "" };
            shown.push_str(&format!("{gap}    {mark} {line}\n"));
        }
        skipped = !is_near(at);
    }
    shown
}

/// All lines of both, with their marks: the longest common subsequence is kept.
fn compare<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(char, &'a str)> {
    let common = if old.len().max(new.len()) > MOST_LINES { Vec::new() } else { table(old, new) };
    let length = |i: usize, j: usize| common.get(i).and_then(|row| row.get(j)).copied();
    let (mut i, mut j) = (0, 0);
    let mut lines = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            lines.push((' ', old[i]));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || length(i + 1, j) >= length(i, j + 1)) {
            lines.push(('-', old[i]));
            i += 1;
        } else {
            lines.push(('+', new[j]));
            j += 1;
        }
    }
    lines
}

/// The length of the longest common subsequence of every pair of tails.
fn table(old: &[&str], new: &[&str]) -> Vec<Vec<u32>> {
    let mut table = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            table[i][j] = if old[i] == new[j] {
                table[i + 1][j + 1] + 1
            } else {
                table[i + 1][j].max(table[i][j + 1])
            };
        }
    }
    table
}
