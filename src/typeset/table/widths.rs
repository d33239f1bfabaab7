//! What cells need, and the widths that columns get.

use std::ops::Range;

use crate::backends::RenderError;
use crate::compose::flow::{CodeBlock, Group, Node, Picture, Table};
use crate::length::Length;
use crate::media;
use crate::theme::Role;
use crate::typeset::breaks::{Breaking, Division};
use crate::typeset::margins::Edges;
use crate::typeset::opportunities::opportunities;
use crate::typeset::shape::Shaped;
use crate::typeset::springs::Springs;
use crate::typeset::text::{Text, image_size};
use crate::typeset::typesetter::Typesetter;

/// The least and the most width that text can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Need {
    /// The width of the widest part of its words, where they may be divided;
    /// otherwise that of the widest word.
    pub part: Length,
    /// The width of its widest word.
    pub least: Length,
    /// The width of its longest line when none is broken.
    pub most: Length,
}

impl Need {
    fn new(least: Length, most: Length) -> Need {
        Need { part: least, least, most: most.max(least) }
    }

    /// Both, one under the other.
    fn or(self, other: Need) -> Need {
        Need {
            part: self.part.max(other.part),
            least: self.least.max(other.least),
            most: self.most.max(other.most),
        }
    }

    /// Both, side by side.
    fn and(self, other: Need) -> Need {
        Need {
            part: self.part + other.part,
            least: self.least + other.least,
            most: self.most + other.most,
        }
    }

    /// The need in type of another size, in thousandths, and a hair more:
    /// advances are rounded one by one.
    pub fn scaled(self, per_mille: i64) -> Need {
        const HAIR: Length = Length(512);
        match per_mille {
            super::fit::WHOLE => self,
            _ => Need {
                part: self.part.per_mille(per_mille) + HAIR,
                least: self.least.per_mille(per_mille) + HAIR,
                most: self.most.per_mille(per_mille) + HAIR,
            },
        }
    }
}

/// Whether words may be divided to make a column narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// They stay whole.
    Whole,
    /// They may be divided, and tokens that have no parts broken anywhere.
    Divided,
}

/// A column: where it begins and how wide it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub left: Length,
    pub width: Length,
}

/// What is longer is an address or a code rather than a word, and may be broken
/// without need. In sizes of its type; German words of 25 letters are shorter.
const LONGEST_WORD: i64 = 14;
/// How much of a token that has no parts stays together, in sizes of its type.
const LEAST_TOKEN: i64 = 8;

impl<'a> Typesetter<'a> {
    /// What each column needs: what its own cells do, and of what cells over
    /// several columns need beyond these, a share by how much each can use.
    pub(super) fn needs(
        &mut self,
        table: &Table<'a>,
        words: Words,
        gap: Length,
    ) -> Result<Vec<Need>, RenderError> {
        let mut needs = vec![Need::default(); table.columns.len()];
        let mut over: Vec<(Range<usize>, Need)> = Vec::new();
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            let need = self.need(&cell.children, words)?;
            match cell.colspan {
                1 => needs[cell.column] = needs[cell.column].or(need),
                count => over.push((cell.column..cell.column + count, need)),
            }
        }
        // Narrow cells first: what they add, wider ones need not.
        over.sort_by_key(|(columns, _)| columns.len());
        for (columns, need) in over {
            share(&mut needs[columns], need, gap);
        }
        Ok(needs)
    }

    fn need(&mut self, nodes: &[Node<'a>], words: Words) -> Result<Need, RenderError> {
        let mut need = Need::default();
        for node in nodes {
            need = need.or(match node {
                Node::Paragraph(paragraph) => {
                    let text = self.text(paragraph, None, self.body_width())?;
                    self.text_need(&text, words)
                }
                Node::Group(group) => self.group_need(group, words)?,
                Node::Code(code) => self.code_need(code)?,
                Node::Table(table) => self.table_need(table, words)?,
                Node::Picture(picture) => self.picture_need(picture),
                Node::PageBreak | Node::Contents(_) => Need::default(),
            });
        }
        Ok(need)
    }

    fn group_need(&mut self, group: &Group<'a>, words: Words) -> Result<Need, RenderError> {
        let marks = self.widest_marker(&group.children)?;
        let around = std::mem::replace(&mut self.marker_room, marks);
        let inner = self.need(&group.children, words);
        self.marker_room = around;
        let start = match group.marker {
            Some(_) => group.indent_start.max(self.marker_room),
            None => group.indent_start,
        };
        let indents = start + group.indent_end + self.lacking_width(group)?;
        Ok(inner?.and(Need::new(indents, indents)))
    }

    /// A nested table needs what its columns do.
    fn table_need(&mut self, table: &Table<'a>, words: Words) -> Result<Need, RenderError> {
        let gap = self.column_gap();
        let needs = self.needs(table, words, gap)?;
        let gaps = gap * (needs.len() as i64 - 1).max(0);
        Ok(needs.into_iter().fold(Need::new(gaps, gaps), Need::and))
    }

    /// Lines of code may be broken, but half of a line should stay together.
    fn code_need(&mut self, code: &CodeBlock<'a>) -> Result<Need, RenderError> {
        let style = self.style(Role::Code);
        let face = self.face(&style.face, false, false)?;
        let face = self.faces.get(face);
        let advance = face.glyph('0').map_or(0, |glyph| face.advance(glyph));
        let advance = face.scale(advance, style.size.absolute());
        let longest = code.text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        // A scaled point for each character, and one line more for tabs.
        let tabs = code.text.lines().map(|line| line.matches('\t').count()).max().unwrap_or(0);
        let most = (advance + Length(1)) * (longest + tabs * 3) as i64;
        Ok(Need::new(most.min(advance * LEAST_CODE), most))
    }

    /// An image may be shown smaller, but not as small as a letter.
    fn picture_need(&self, picture: &Picture<'a>) -> Need {
        let most = (self.body_width() / 2, self.body_height());
        let (width, _) = image_size(media::natural_size(picture.asset), most);
        Need::new(width.min(self.body_width() / 8), width)
    }

    fn text_need(&mut self, text: &Text<'a>, words: Words) -> Need {
        let shaped = self.shape(text);
        let size = text.style.size.absolute();
        // A scaled point of rounding must not break a line that just fits.
        let hair = Length(1);
        let least = widest_word(text, &shaped).min(size * LONGEST_WORD) + hair;
        let part = match words {
            Words::Whole => least,
            Words::Divided => self.widest_part(text, &shaped).min(size * LEAST_TOKEN) + hair,
        };
        let most = shaped.advances[text.text.len()] + hair;
        Need { part: part.min(least), least, most: most.max(least) }
    }

    /// The widest piece between two places where a line may end at a need.
    fn widest_part(&mut self, text: &Text<'a>, shaped: &Shaped) -> Length {
        let springs = Springs::new(text, shaped, self.theme.lines.punctuation_squeeze);
        let edges = Edges { text: &text.text, shaped, springs: &springs, optical: false };
        let division = match self.theme.lines.hyphenation {
            true => Division::All,
            false => Division::None,
        };
        let breaking = Breaking { text, edges, narrowest: Length::ZERO, division, anywhere: false };
        let hyphen = text.style.size.absolute() / 3;
        let mut widest = Length::ZERO;
        let mut start = Length::ZERO;
        for candidate in breaking.candidates(&mut self.hyphenator, |_| hyphen) {
            widest = widest.max(candidate.before.width - start + candidate.added);
            start = candidate.after.width;
        }
        widest
    }
}

/// How many characters of a line of code should stay together.
const LEAST_CODE: i64 = 16;

fn widest_word(text: &Text<'_>, shaped: &Shaped) -> Length {
    let mut widest = Length::ZERO;
    let mut start = 0;
    for at in opportunities(&text.text) {
        let end = start + text.text[start..at].trim_end().len();
        widest = widest.max(shaped.advances[end] - shaped.advances[start]);
        start = at;
    }
    widest
}

/// Shares among columns what a cell over them needs beyond them: by what each
/// can use, or alike where none can use anything.
fn share(columns: &mut [Need], need: Need, gap: Length) {
    let gaps = gap * (columns.len() as i64 - 1);
    let sum = |of: fn(&Need) -> Length| columns.iter().map(of).sum::<Length>() + gaps;
    let lacks = |need: Length, have: Length| (need - have).max(Length::ZERO);
    let mut rest = Need {
        part: lacks(need.part, sum(|need| need.part)),
        least: lacks(need.least, sum(|need| need.least)),
        most: lacks(need.most, sum(|need| need.most)),
    };
    let mut weight: i64 = columns.iter().map(|need| need.most.0.max(1)).sum();
    for column in columns {
        let own = column.most.0.max(1);
        let part = |length: Length| length.scale(own, weight);
        let given = Need { part: part(rest.part), least: part(rest.least), most: part(rest.most) };
        let sum = column.and(given);
        *column = Need { most: sum.most.max(sum.least), least: sum.least.max(sum.part), ..sum };
        rest.part -= given.part;
        rest.least -= given.least;
        rest.most -= given.most;
        weight -= own;
    }
}

/// The width that columns need at least in type of a size, without gaps.
pub(super) fn least_sum(needs: &[Need], per_mille: i64) -> Length {
    needs.iter().map(|need| need.scaled(per_mille).part).sum()
}

/// Columns of some widths beside each other.
pub(super) fn columns(needs: &[Need], width: Length, gap: Length) -> Vec<Column> {
    let gaps = (needs.len() as i64 - 1).max(0);
    let available = (width - gap * gaps).max(Length::ZERO);
    let mut left = Length::ZERO;
    let place = |width: Length| {
        let column = Column { left, width };
        left += width + gap;
        column
    };
    widths(needs, available).into_iter().map(place).collect()
}

/// Widths of columns: what they can use where there is room. Otherwise what
/// their words need. Where these have no room, parts of words, and the wider
/// words are divided for the sake of columns with much text; and where not even
/// parts have room, an even share.
fn widths(needs: &[Need], available: Length) -> Vec<Length> {
    let sum = |of: fn(&Need) -> Length| needs.iter().map(of).sum::<Length>();
    if sum(|need| need.most) <= available {
        needs.iter().map(|need| need.most).collect()
    } else if sum(|need| need.least) <= available {
        raised(available, needs.iter().map(|need| (need.least, need.most)).collect())
    } else if sum(|need| need.part) <= available {
        divided(needs, available)
    } else {
        let widest = widest_share(needs, available);
        needs.iter().map(|need| need.part.min(widest)).collect()
    }
}

/// Widths between what columns must have and what they wish: modest wishes are
/// granted whole, so that short columns are not broken for the sake of long
/// ones; the others get the same share of theirs.
fn raised(available: Length, columns: Vec<(Length, Length)>) -> Vec<Length> {
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|index| columns[*index].1);
    let mut widths: Vec<Length> = columns.iter().map(|(must, _)| *must).collect();
    let mut rest = available - widths.iter().copied().sum::<Length>();
    let mut room = available;
    let mut open = order.as_slice();
    while let Some((index, others)) = open.split_first() {
        let (must, wish) = columns[*index];
        if wish * open.len() as i64 > room || wish - must > rest {
            break;
        }
        widths[*index] = wish;
        rest -= wish - must;
        room -= wish;
        open = others;
    }
    let mut wishes: i64 = open.iter().map(|index| (columns[*index].1 - columns[*index].0).0).sum();
    for index in open {
        let wish = columns[*index].1 - columns[*index].0;
        let given = rest.scale(wish.0, wishes.max(1));
        widths[*index] += given;
        rest -= given;
        wishes -= wish.0;
    }
    widths
}

/// Widths of columns whose words have no room. A word claims a little less than
/// an even share; the rest goes by how much text there is, so that one long word
/// does not make a narrow column of many.
fn divided(needs: &[Need], available: Length) -> Vec<Length> {
    let claim = claim(needs, available);
    let claimed: Vec<Length> =
        needs.iter().map(|need| need.least.min(claim).max(need.part)).collect();
    if claimed.iter().copied().sum::<Length>() > available {
        return raised(available, needs.iter().map(|n| n.part).zip(claimed).collect());
    }
    let mut widths = claimed;
    let mut open: Vec<usize> = (0..needs.len()).collect();
    loop {
        let closed: Length =
            (0..needs.len()).filter(|i| !open.contains(i)).map(|i| widths[i]).sum();
        let (rest, text) = (available - closed, open.iter().map(|i| needs[*i].most.0).sum::<i64>());
        let share = |index: usize| rest.scale(needs[index].most.0, text.max(1));
        let before = open.len();
        open.retain(|index| share(*index) >= widths[*index]);
        if open.len() == before {
            open.iter().for_each(|index| widths[*index] = share(*index));
            return widths;
        }
    }
}

/// How much of a width a word may claim that can be divided.
fn claim(needs: &[Need], available: Length) -> Length {
    available / (needs.len() as i64 + 1)
}

/// The needs of columns whose words claim no more than that.
pub(super) fn yielding(mut needs: Vec<Need>, available: Length) -> Vec<Need> {
    let claim = claim(&needs, available);
    needs.iter_mut().for_each(|need| need.least = need.least.min(claim).max(need.part));
    needs
}

/// About how many lines the highest cell has in columns of a width without gaps.
pub(super) fn most_lines(needs: &[Need], available: Length) -> i64 {
    let widths = widths(needs, available);
    let lines = needs.iter().zip(widths).map(|(need, width)| need.most.0 / width.0.max(1));
    lines.max().unwrap_or(0)
}

/// The width that no column exceeds where not all get what they need: narrow
/// columns keep theirs, and the others share the rest alike.
fn widest_share(needs: &[Need], available: Length) -> Length {
    let mut least: Vec<Length> = needs.iter().map(|need| need.part).collect();
    least.sort_unstable();
    let (mut rest, mut columns) = (available, least.len() as i64);
    for need in least {
        if need * columns >= rest {
            return rest / columns;
        }
        rest -= need;
        columns -= 1;
    }
    available
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(least: i64, most: i64) -> Need {
        Need::new(Length::points(least), Length::points(most))
    }

    fn points(needs: &[Need], available: i64) -> Vec<i64> {
        let widths = widths(needs, Length::points(available));
        widths.iter().map(|width| width.0 / Length::POINT).collect()
    }

    #[test]
    fn short_columns_get_what_they_wish() {
        let needs = [need(10, 30), need(100, 300), need(60, 160)];
        assert_eq!(points(&needs, 500), [30, 300, 160]);
        assert_eq!(points(&needs, 230), [30, 126, 73]);
        assert_eq!(points(&needs, 170), [10, 100, 60]);
        // Where nothing fits, narrow columns keep what they need.
        assert_eq!(points(&needs, 110), [10, 50, 50]);
        assert_eq!(points(&needs, 12), [4, 4, 4]);
        assert_eq!(points(&[], 12), [0_i64; 0]);
    }

    #[test]
    fn few_columns_have_divided_words() {
        let parts =
            |part: i64, least: i64| Need { part: Length::points(part), ..need(least, least * 2) };
        let needs = [parts(10, 30), parts(40, 90), parts(20, 20)];
        assert_eq!(points(&needs, 120), [30, 70, 20]);
        assert_eq!(points(&needs, 70), [10, 40, 20]);
    }

    #[test]
    fn a_long_word_leaves_room_for_much_text() {
        let long_word = Need { part: Length::points(60), ..need(170, 170) };
        let much_text = Need { part: Length::points(50), ..need(120, 1400) };
        let name = Need { part: Length::points(70), ..need(140, 140) };
        let needs = [long_word, much_text, name];
        assert_eq!(points(&needs, 320), [80, 160, 80]);
        // Words have room here, but what is left for the text is a narrow column.
        let available = Length::points(440);
        assert_eq!(most_lines(&needs, available), 10);
        let yielding = yielding(needs.to_vec(), available);
        assert_eq!(most_lines(&yielding, available), 7);
    }

    #[test]
    fn columns_share_what_a_cell_over_them_lacks() {
        let mut columns = [need(10, 30), need(20, 90)];
        share(&mut columns, need(30, 100), Length::points(5));
        assert_eq!(columns, [need(10, 30), need(20, 90)]);
        share(&mut columns, need(75, 205), Length::points(5));
        assert_eq!(columns, [need(20, 50), need(50, 150)]);
        let mut empty = [Need::default(); 2];
        share(&mut empty, need(10, 10), Length::ZERO);
        assert_eq!(empty, [need(5, 5); 2]);
    }
}
