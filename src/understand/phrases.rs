//! Many phrases looked for at once.
//!
//! An automaton would be as fast in a text, but takes longer to build than most texts take
//! to be understood. Phrases begin where words do, so a table by their first letters does.

use super::line::is_unspaced;

/// How many bytes a phrase is found by. Shorter ones are few.
const KEY: usize = 3;

/// So many places the table has; phrases of one place are tried one after the other.
const PLACES: usize = 1 << 11;

/// A phrase, and what it stands for.
struct Phrase<T> {
    text: &'static str,
    /// Its first bytes as a number, and which of its bits count: most phrases of a place are told
    /// from the text by one comparison.
    head: (u64, u64),
    /// What must stand behind it: the end of its word, a colon, or anything.
    tail: &'static str,
    /// Whether it begins where a word does.
    spaced: bool,
    owner: T,
}

/// Phrases by their first letters.
pub struct Phrases<T> {
    phrases: Vec<Phrase<T>>,
    /// Where the phrases of each place begin in `order`; one entry more than places.
    starts: Vec<u16>,
    order: Vec<u16>,
    /// Those that are shorter than what others are found by.
    short: Vec<u16>,
    /// The first bytes of phrases that begin anywhere, as those of scripts without spaces do.
    anywhere: [bool; 256],
}

impl<T: Copy> Phrases<T> {
    /// Phrases in lower case: whole words, unless a `*` leaves the last one open; a colon at
    /// the end may stand apart. Scripts without spaces know no such bounds.
    pub fn of(table: impl Iterator<Item = (&'static str, T)>) -> Phrases<T> {
        let phrases: Vec<Phrase<T>> = table.map(|(text, owner)| phrase(text, owner)).collect();
        let mut anywhere = [false; 256];
        let mut starts = vec![0; PLACES + 1];
        let mut short = Vec::new();
        let places: Vec<Option<usize>> = phrases.iter().map(Phrase::place).collect();
        for (number, phrase) in phrases.iter().enumerate() {
            let first = phrase.text.bytes().next().unwrap_or_default();
            anywhere[usize::from(first)] |= !phrase.spaced;
            match places[number] {
                Some(place) => starts[place + 1] += 1,
                None => short.push(number as u16),
            }
        }
        for place in 0..PLACES {
            starts[place + 1] += starts[place];
        }
        let mut next = starts.clone();
        let mut order = vec![0; phrases.len() - short.len()];
        for (number, place) in places.iter().enumerate() {
            if let Some(place) = place {
                order[usize::from(next[*place])] = number as u16;
                next[*place] += 1;
            }
        }
        Phrases { phrases, starts, order, short, anywhere }
    }

    /// Calls for each phrase that stands in a text with its owner and where it begins and
    /// ends, in bytes. The text is in lower case, a space stands before each word and behind
    /// the last one; these belong to the phrases.
    pub fn look(&self, text: &str, mut call: impl FnMut(T, usize, usize)) {
        let bytes = text.as_bytes();
        let mut at_word = false;
        for (at, byte) in bytes.iter().enumerate() {
            if at_word || self.anywhere[usize::from(*byte)] {
                let rest = &bytes[at..];
                let head = head_of(rest);
                let known = rest.first_chunk::<KEY>().map_or(&[][..], |key| {
                    let place = place_of(*key);
                    &self.order
                        [usize::from(self.starts[place])..usize::from(self.starts[place + 1])]
                });
                for number in known.iter().chain(&self.short) {
                    let phrase = &self.phrases[usize::from(*number)];
                    let alike = head & phrase.head.1 == phrase.head.0;
                    if alike && (at_word || !phrase.spaced) && phrase.begins(rest) {
                        let from = at - usize::from(phrase.spaced);
                        call(phrase.owner, from, at + phrase.text.len() + phrase.tail.len());
                    }
                }
            }
            at_word = *byte == b' ';
        }
    }
}

impl<T> Phrase<T> {
    fn begins(&self, rest: &[u8]) -> bool {
        let behind = rest.strip_prefix(self.text.as_bytes());
        behind.is_some_and(|behind| behind.starts_with(self.tail.as_bytes()))
    }

    /// The place in the table, by what the phrase begins with.
    fn place(&self) -> Option<usize> {
        let mut bytes = self.text.bytes().chain(self.tail.bytes());
        Some(place_of([bytes.next()?, bytes.next()?, bytes.next()?]))
    }
}

fn place_of(key: [u8; KEY]) -> usize {
    let number = u32::from_le_bytes([key[0], key[1], key[2], 0]);
    (number.wrapping_mul(0x9E37_79B1) >> 21) as usize
}

fn phrase<T>(text: &'static str, owner: T) -> Phrase<T> {
    let open = text.strip_suffix('*');
    let bare = open.unwrap_or(text);
    let word = bare.strip_suffix(':');
    let dense = bare.chars().any(is_unspaced);
    let spaced = !dense && !bare.starts_with('©');
    let tail = match (word.is_some(), dense || open.is_some()) {
        (true, true) => " :",
        (true, false) => " : ",
        (false, true) => "",
        (false, false) => " ",
    };
    let text = word.map_or(bare, str::trim_end);
    let unused = 64 - 8 * text.len().min(8) as u32;
    let mask = u64::MAX.checked_shr(unused).unwrap_or(0);
    Phrase { text, head: (head_of(text.as_bytes()), mask), tail, spaced, owner }
}

/// The first eight bytes as a number; fewer are filled up with zeros.
fn head_of(bytes: &[u8]) -> u64 {
    bytes.first_chunk().copied().map_or_else(
        || bytes.iter().rev().fold(0, |head, byte| head << 8 | u64::from(*byte)),
        u64::from_le_bytes,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, usize, usize)> {
        let table =
            ["share", "share this", "vk", "teil*", "photo:", "写真:", "转载", "icp备*", "©*", "a"];
        let table = table.iter().enumerate().map(|(number, phrase)| (*phrase, number));
        let mut all = Vec::new();
        Phrases::of(table).look(text, |owner, from, to| all.push((owner, from, to)));
        all.sort_unstable();
        all
    }

    #[test]
    fn phrases_are_whole_words() {
        assert_eq!(found(" we share this "), [(0, 3, 10), (1, 3, 15)]);
        assert_eq!(found(" shared vks unshare "), []);
        assert_eq!(found(" vk a "), [(2, 0, 4), (9, 3, 6)]);
        assert_eq!(found(" teilen teil "), [(3, 0, 5), (3, 7, 12)]);
    }

    #[test]
    fn marks_and_scripts_without_spaces_have_no_bounds() {
        assert_eq!(found(" photo : jane "), [(4, 0, 9)]);
        assert_eq!(found(" 禁止转载 粤icp备1 "), [(6, 7, 13), (7, 17, 23)]);
        assert_eq!(found(" ©2024 x©y "), [(8, 1, 3), (8, 9, 11)]);
    }
}
