//! Verse and whatever else has lines that end where their author ended them.
//!
//! In wrapped text such lines stop well before the margin. Elsewhere verse must look like
//! verse: short lines in stanzas that begin with capitals, though the sentence goes on.

use super::{Shape, Shaper, Text, begins_small, has_leader, is_rule, list};
use crate::understand::line::Line;

/// The longest line of verse, in characters.
const LONGEST: usize = 64;

/// How many lines a poem has at least where the text is not wrapped.
const FEWEST: usize = 4;

/// The most lines of an address or a title page that stand together.
const STANZA: usize = 60;

impl<'a> Shaper<'a> {
    pub(super) fn find_verse(&mut self) {
        let blocks: Vec<(usize, usize)> =
            self.blocks().into_iter().filter(|(first, end)| end - first >= 2).collect();
        match self.wrap.width() {
            Some(width) => {
                let kept = |block: &(usize, usize)| self.ends_early(*block, width);
                let kept: Vec<_> = blocks.into_iter().filter(kept).collect();
                kept.into_iter().for_each(|block| self.keep(block));
            }
            None => self.find_poems(&blocks),
        }
    }

    fn keep(&mut self, (first, end): (usize, usize)) {
        let lines = self.lines[first..end].to_vec();
        self.claim(first, end, Shape::Kept(Text { lines }));
    }

    /// Whether none of the lines of a block in wrapped text comes near the margin, or all begin
    /// as verse does and hardly any reaches it.
    fn ends_early(&self, (first, end): (usize, usize), width: usize) -> bool {
        let lines = &self.lines[first..end];
        let pairs = || lines.windows(2);
        let forced = pairs().filter(|pair| self.wrap.joins(&pair[0], &pair[1])).count();
        let small = lines[1..].iter().filter(|line| begins_small(line)).count();
        let edge = lines.iter().map(Line::edge).max().unwrap_or(0);
        let plain = lines.iter().all(|line| !is_odd(line)) && lines.len() <= STANZA;
        let early = forced == 0 && edge * 5 <= width * 4 && small * 5 <= (lines.len() - 1) * 2;
        let verse = lines.len() > 3
            && small * 8 <= lines.len()
            && edge + 4 < width
            && forced * 3 <= lines.len();
        plain && (early || verse)
    }

    /// Stanzas one behind the other that are verse together.
    fn find_poems(&mut self, blocks: &[(usize, usize)]) {
        let mut at = 0;
        while at < blocks.len() {
            let next = |pair: &[(usize, usize)]| pair[1].0 == pair[0].1 + 1;
            let short = |block: &(usize, usize)| self.is_stanza(*block);
            let run = blocks[at..].iter().take_while(|block| short(block)).count();
            let near = blocks[at..].windows(2).take_while(|pair| next(pair)).count() + 1;
            let run = run.min(near);
            let lines: Vec<&Line<'_>> = blocks[at..at + run]
                .iter()
                .flat_map(|(first, end)| &self.lines[*first..*end])
                .collect();
            if lines.len() >= FEWEST && sounds_like_verse(&lines) {
                blocks[at..at + run].iter().for_each(|block| self.keep(*block));
            }
            at += run.max(1);
        }
    }

    fn is_stanza(&self, (first, end): (usize, usize)) -> bool {
        let lines = &self.lines[first..end];
        let short = |line: &Line<'_>| line.chars <= LONGEST && (2..=14).contains(&line.words);
        lines.len() <= STANZA && lines.iter().all(|line| short(line) && !is_odd(line))
    }
}

/// Whether a line has marks of other things: an item, a rule, a label, numbers, an address.
fn is_odd(line: &Line<'_>) -> bool {
    let text = line.text;
    list::marker(line).is_some() || is_rule(text) || has_leader(text) || text.starts_with('[')
}

/// Whether sentences go on over the ends of lines, which yet begin with capitals.
fn sounds_like_verse(lines: &[&Line<'_>]) -> bool {
    const HANGS: [char; 9] = [',', ';', ':', '—', '–', '，', '、', '；', '،'];
    let count = |is: &dyn Fn(&Line<'_>) -> bool| lines.iter().filter(|line| is(line)).count();
    let hangs = count(&|line| line.text.trim_end_matches(['"', '”', '»']).ends_with(HANGS));
    let stops = count(&|line| line.ends_sentence);
    let small = count(&|line| begins_small(line));
    let digits = count(&|line| line.text.contains(|c: char| c.is_ascii_digit()));
    let labels = count(&|line| line.text.contains(": ") || line.text.contains(['|', '@', '/']));
    let all = lines.len();
    hangs * 4 >= all
        && stops * 10 <= all * 6
        && (hangs + stops) * 2 >= all
        && small * 4 <= all
        && digits * 6 <= all
        && labels * 6 <= all
}
