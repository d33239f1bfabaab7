//! Headings: marked, underlined, numbered, in capitals, or short lines that stand alone
//! again and again.

use std::collections::{BTreeMap, BTreeSet};

use super::list::roman;
use super::{Shape, Shaper, Text, has_leader, is_rule, list};
use crate::understand::line::Line;
use crate::understand::title::strip_marker;

/// The longest heading, in words.
const HEADING_WORDS: usize = 12;

/// The longest heading that only its place tells, in words and characters.
const SHORT_WORDS: usize = 8;
const SHORT_CHARS: usize = 60;

/// How many such headings a text has at least.
const OFTEN: usize = 3;

/// The longest heading that names its chapter, in lines.
const NAMED_LINES: usize = 3;

/// A number before a heading: `2.1` or `IV.`, part by part.
type Path = Vec<u32>;

impl<'a> Shaper<'a> {
    pub(super) fn find_headings(&mut self) {
        let prose = self.prose();
        self.find_drawn();
        self.find_named(&prose);
        let numbered = self.numbered(&prose);
        let mut seen = BTreeMap::<&str, usize>::new();
        let capitals: Vec<usize> = (0..self.lines.len())
            .filter(|at| self.may_head(*at) && is_capitals(self.lines[*at].text))
            .filter(|at| self.stands_over(*at, &prose) && !numbered.contains_key(at))
            .collect();
        for at in &capitals {
            *seen.entry(self.lines[*at].text).or_default() += 1;
        }
        // What stands over several parts alike is a label, not a heading.
        let once = |at: &&usize| seen.get(self.lines[**at].text) == Some(&1);
        let capitals: Vec<usize> = capitals.iter().filter(once).copied().collect();
        numbered.into_iter().for_each(|(at, level)| self.head(level, at, 0));
        capitals.into_iter().for_each(|at| self.head(2, at, 0));
        self.find_short(&prose);
    }

    fn head(&mut self, level: u8, at: usize, mark: usize) {
        let line = if mark > 0 { self.lines[at].after(mark) } else { self.lines[at] };
        self.claim(at, at + 1, Shape::Heading(level.clamp(1, 6), line.into()));
    }

    /// For each line, whether the paragraph that begins with it is running text.
    fn prose(&self) -> Vec<bool> {
        const WORDS: usize = 12;
        // So much is running text however it ends.
        const MANY: usize = 30;
        let mut prose = vec![false; self.lines.len()];
        let (mut words, mut ends) = (0, false);
        for at in (0..self.lines.len()).rev() {
            let line = &self.lines[at];
            let after = self.lines.get(at + 1);
            let joins = after.is_some_and(|after| self.wrap.joins(line, after));
            words = if joins { words + line.words } else { line.words };
            ends = if joins { ends } else { line.ends_sentence || line.text.ends_with(':') };
            prose[at] = self.is_free(at) && words >= WORDS && (ends || joins && words >= MANY);
        }
        prose
    }

    /// Whether a free line is as short as headings are, and no sentence.
    fn may_head(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let short = (1..=HEADING_WORDS).contains(&line.words) && !line.ends_sentence;
        self.is_free(at) && short && !has_leader(line.text) && !is_rule(line.text)
    }

    /// Whether a line stands over running text, and in wrapped text alone or further out.
    fn stands_over(&self, at: usize, prose: &[bool]) -> bool {
        let next = self.next(at + 1);
        let out = self.lines.get(next).is_some_and(|next| next.indent > self.lines[at].indent)
            && at.checked_sub(1).is_none_or(|before| {
                !self.wrap.joins(&self.lines[before], &self.lines[at]) || self.taken[before]
            });
        let apart = self.wrap.width().is_none() || self.is_alone(at, at + 1) || out;
        prose.get(next).is_some_and(|prose| *prose) && apart
    }

    /// Whether nothing stands directly above and below some lines.
    fn is_alone(&self, first: usize, end: usize) -> bool {
        let above = first == 0 || self.lines[first - 1].is_blank() || self.taken[first - 1];
        above && self.lines.get(end).is_none_or(Line::is_blank)
    }

    /// Headings that marks draw: `# A`, `== A ==`, or a row of signs below.
    fn find_drawn(&mut self) {
        for at in 0..self.lines.len() {
            let line = self.lines[at];
            if !self.is_free(at) {
                continue;
            }
            if let Some(level) = self.underlined(at) {
                self.claim(at, at + 2, Shape::Heading(level, line.into()));
            } else if self.may_head(at) && strip_marker(line.text).len() < line.text.len() {
                let hashes = line.text.bytes().take_while(|byte| *byte == b'#').count() as u8;
                self.head(hashes, at, line.text.len() - strip_marker(line.text).len());
            } else if let Some((level, part)) = between_signs(line.text) {
                let title = line.part(part);
                self.claim(at, at + 1, Shape::Heading(level, title.into()));
            }
        }
    }

    /// The level of a heading that the next line underlines.
    fn underlined(&self, at: usize) -> Option<u8> {
        let (line, under) =
            (&self.lines[at], self.lines.get(at + 1).filter(|_| self.is_free(at + 1))?);
        let sign = under.text.chars().next()?;
        let level = match sign {
            '=' => 1,
            '-' => 2,
            '~' => 3,
            _ => return None,
        };
        let drawn = under.text.chars().all(|c| c == sign) && !is_rule(line.text);
        let fits = under.chars >= 3 && under.chars * 2 >= line.chars && line.words > 0;
        let open = at == 0 || !self.is_free(at - 1) || self.lines[at - 1].ends_sentence;
        (drawn && fits && open && line.words <= HEADING_WORDS).then_some(level)
    }

    /// Headings that say what they are: “Chapter 3”, with the lines that go with them.
    fn find_named(&mut self, prose: &[bool]) {
        let named = |at: &usize| self.is_free(*at) && division(self.lines[*at].text).is_some();
        let named: Vec<usize> = (0..self.lines.len()).filter(named).collect();
        let lines: BTreeSet<usize> = named.iter().copied().collect();
        let mut found = Vec::new();
        for at in named {
            let block =
                (at..self.lines.len()).take_while(|at| self.is_free(*at)).take(NAMED_LINES + 1);
            let end = block.last().map_or(at, |last| last + 1);
            let short = self.lines[at..end].iter().all(|line| line.words <= HEADING_WORDS);
            if end - at > NAMED_LINES || !short || !self.is_alone(at, end) {
                continue;
            }
            // A line with a title or a date may stand between. A list of contents has none.
            let next = self.next(end);
            let second = self.next(next + 1);
            let leads = |at: usize| prose.get(at).is_some_and(|prose| *prose);
            let heads = !lines.contains(&next)
                && (leads(next) || !lines.contains(&second) && leads(second));
            let over = lines.contains(&next)
                && division(self.lines[next].text) > division(self.lines[at].text);
            // The chapter's title may stand under its number.
            let titled = heads
                && !leads(next)
                && end == at + 1
                && self.is_alone(next, next + 1)
                && self.may_head(next)
                && is_titled(self.lines[next].text);
            if let Some(level) = division(self.lines[at].text).filter(|_| heads || over) {
                found.push((level, at, if titled { next + 1 } else { end }));
            }
        }
        for (level, at, end) in found {
            let shown = self.lines[at..end].iter().filter(|line| !line.is_blank());
            let lines = shown.copied().collect();
            self.claim(at, end, Shape::Heading(level, Text { lines }));
        }
    }

    /// Numbered lines over running text whose numbers count on, with their levels.
    fn numbered(&self, prose: &[bool]) -> BTreeMap<usize, u8> {
        let lines = (0..self.lines.len()).filter(|at| self.may_head(*at));
        let candidates: Vec<(usize, Path)> =
            lines.filter_map(|at| Some((at, number(&self.lines[at])?))).collect();
        let over = |index: &usize| {
            let (at, path) = &candidates[*index];
            let next = self.next(at + 1);
            // A section may begin with its first part.
            let deeper = candidates.get(index + 1).is_some_and(|(other, deeper)| {
                *other == next && deeper.len() == path.len() + 1 && deeper.starts_with(path)
            });
            self.stands_over(*at, prose) || deeper && self.stands_over(next, prose)
        };
        let chosen: Vec<&(usize, Path)> =
            (0..candidates.len()).filter(over).map(|index| &candidates[index]).collect();
        let mut counted = BTreeMap::new();
        let mut last = BTreeMap::<Path, usize>::new();
        for (index, (at, path)) in chosen.iter().enumerate() {
            let Some((number, parent)) = path.split_last() else { continue };
            let before = number.checked_sub(1).and_then(|number| {
                let mut before = parent.to_vec();
                before.push(number);
                last.get(&before)
            });
            let level = u8::try_from(path.len() + 1).unwrap_or(6);
            let child = *number == 1 && !parent.is_empty() && last.contains_key(parent);
            if let Some(before) = before {
                counted.insert(chosen[*before].0, level);
                counted.insert(*at, level);
            } else if child {
                counted.insert(*at, level);
            }
            last.insert(path.clone(), index);
        }
        counted
    }

    /// Short lines that stand alone between running text, if the text does so several times.
    fn find_short(&mut self, prose: &[bool]) {
        if self.depth > 0 {
            return;
        }
        let begins = prose.iter().position(|prose| *prose).unwrap_or(prose.len());
        let fits = |at: &usize| {
            let line = &self.lines[*at];
            let short = line.words <= SHORT_WORDS && line.chars <= SHORT_CHARS;
            let above = at.checked_sub(2).is_some_and(|at| !self.lines[at].is_blank());
            let said = above && (self.lines[at - 2].ends_sentence || self.taken[at - 2]);
            *at > begins
                && self.may_head(*at)
                && short
                && self.is_alone(*at, at + 1)
                && self.stands_over(*at, prose)
                && is_titled(line.text)
                && said
        };
        let found: Vec<usize> = (0..self.lines.len()).filter(fits).collect();
        let texts: BTreeSet<String> =
            found.iter().map(|at| self.lines[*at].text.to_lowercase()).collect();
        let prose = prose.iter().filter(|prose| **prose).count();
        if texts.len() == found.len() && found.len() >= OFTEN && found.len() * 2 <= prose {
            found.into_iter().for_each(|at| self.head(3, at, 0));
        }
    }
}

/// The level and the title of `== A ==`.
fn between_signs(text: &str) -> Option<(u8, std::ops::Range<usize>)> {
    let open = text.bytes().take_while(|byte| *byte == b'=').count();
    let close = text.bytes().rev().take_while(|byte| *byte == b'=').count();
    let title = text.get(open..text.len().checked_sub(close)?)?.trim();
    let fits = (2..=6).contains(&open) && open == close && title.contains(char::is_alphabetic);
    let words = title.split_whitespace().count() <= HEADING_WORDS;
    (fits && words && !title.contains('=')).then(|| ((open - 1) as u8, open..text.len() - close))
}

/// The level of a line that names a part or a chapter and its number.
fn division(text: &str) -> Option<u8> {
    #[rustfmt::skip]
    const NAMES: [(u8, &[&str]); 3] = [
        (1, &["part", "book", "volume", "teil", "buch", "partie", "livre", "tome", "parte", "libro", "livro", "deel",
            "boek", "del", "bok", "osa", "część", "księga", "část", "kniha", "часть", "книга", "том", "частина"]),
        (2, &["chapter", "kapitel", "chapitre", "capítulo", "capitulo", "capitolo", "hoofdstuk", "luku", "rozdział",
            "kapitola", "fejezet", "capitolul", "bab", "bölüm", "глава", "розділ", "бүлек", "κεφάλαιο", "canto", "letter"]),
        (3, &["section", "§", "abschnitt", "sección", "seção", "sezione", "appendix", "anhang", "annexe"]),
    ];
    if let Some(rest) = text.strip_prefix('第') {
        let end = rest.find(['章', '回', '部', '节', '節', '編', '编'])?;
        let number =
            rest[..end].chars().all(|c| c.is_numeric() || "一二三四五六七八九十百零〇".contains(c));
        return (number && end > 0 && rest[..end].chars().count() <= 5).then_some(2);
    }
    let mut words = text.split([' ', '\u{A0}']).filter(|word| !word.is_empty());
    let name = words.next()?.to_lowercase();
    let begins = text.starts_with(|c: char| c.is_uppercase() || c == '§');
    let level =
        NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(level, _)| *level)?;
    let counter = words.next()?;
    let bare = counter.trim_end_matches(['.', ':', ',', '—', '-', '–']);
    let digits =
        !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|byte| byte.is_ascii_digit());
    let capital = bare.bytes().all(|byte| byte.is_ascii_uppercase()) && roman(bare).is_some();
    const SPELLED: [&str; 14] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "the",
        "first", "second", "third",
    ];
    // “Part two of the plan” is no heading, “PART TWO” is.
    let spelled =
        SPELLED.contains(&bare.to_lowercase().as_str()) && is_capitals(&text[..name.len()]);
    let sentence = text.ends_with(['.', ';', ','])
        && words.clone().next().is_some_and(|word| word.starts_with(char::is_lowercase));
    (begins && (digits || capital || spelled) && !sentence).then_some(level)
}

/// The number before a heading's words, with nothing but its parts.
fn number(line: &Line<'_>) -> Option<Path> {
    const PARTS: usize = 5;
    let (first, rest) = line.text.split_once([' ', '\t', '\u{A0}'])?;
    let counter = first.trim_end_matches(['.', ')']).trim_start_matches('§');
    let rest = rest.trim_start();
    let closed = counter.len() < first.len();
    let titled = rest.starts_with(|c: char| {
        c.is_uppercase()
            || c.is_alphabetic() && !c.is_lowercase()
            || matches!(c, '"' | '“' | '«' | '„')
    });
    let path: Option<Path> =
        counter.split('.').map(|part| part.parse().ok().filter(|_| part.len() <= 3)).collect();
    let path = path.filter(|path| closed || path.len() > 1);
    let path = path.or_else(|| {
        let upper = counter.bytes().all(|byte| byte.is_ascii_uppercase());
        roman(counter).filter(|_| closed && upper).map(|number| vec![number])
    })?;
    let small = path.len() == 1 && list::marker(line).is_some_and(|mark| mark.sign == '.');
    let small = small && rest.starts_with(char::is_alphabetic);
    ((titled || small) && path.len() <= PARTS).then_some(path)
}

/// Whether a line begins as titles do, and nothing in it is of another kind.
fn is_titled(text: &str) -> bool {
    let first = text.trim_start_matches(['“', '"', '«', '„', '¿', '¡', '‘']).chars().next();
    let begins = first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let odd = text.contains(['|', '@', '©', '/', '[', '•', '*', '>', '→', '»', ':'])
        || text.contains("://")
        || text.ends_with([',', ';', ':', '-', '–', '—', '”', '"', '’', ')']);
    begins && !odd
}

/// Whether a text is written in capitals, more than a mere abbreviation.
fn is_capitals(text: &str) -> bool {
    const FEWEST: usize = 4;
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    upper >= FEWEST && !text.chars().any(char::is_lowercase) && !text.ends_with([',', ';', ':'])
}
