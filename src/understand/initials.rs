//! Words and beginnings of words, looked up by their first letter.

use std::ops::Range;

/// How many letters are found without searching.
const ASCII: usize = 128;

/// Words with what they stand for.
pub struct Initials<T> {
    /// By first letter; those with the same one stand in the order in which they came.
    words: Vec<(&'static str, T)>,
    /// Where the words with each letter of ASCII begin, and where the last of them end.
    starts: [u16; ASCII + 1],
}

impl<T> Initials<T> {
    /// Arranges words.
    pub fn of(words: impl Iterator<Item = (&'static str, T)>) -> Initials<T> {
        let mut words: Vec<(&'static str, T)> = words.collect();
        words.sort_by_key(|(word, _)| first(word));
        let mut starts = [0; ASCII + 1];
        for (letter, start) in (0_u8..).zip(&mut starts) {
            *start = words.partition_point(|(word, _)| first(word) < char::from(letter)) as u16;
        }
        Initials { words, starts }
    }

    /// The words with a first letter.
    pub fn with(&self, letter: char) -> &[(&'static str, T)] {
        let range = match usize::try_from(u32::from(letter)) {
            Ok(letter @ 0..ASCII) => self.start(letter)..self.start(letter + 1),
            _ => self.searched(letter),
        };
        &self.words[range]
    }

    fn start(&self, letter: usize) -> usize {
        usize::from(self.starts[letter])
    }

    fn searched(&self, letter: char) -> Range<usize> {
        let from = self.words.partition_point(|(word, _)| first(word) < letter);
        from..from + self.words[from..].partition_point(|(word, _)| first(word) == letter)
    }
}

fn first(word: &str) -> char {
    word.chars().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_first_letter() {
        let words = ["juil", "янв", "jul", "~", "aug", "été"];
        let index = Initials::of(words.into_iter().zip(0..));
        assert_eq!(index.with('j'), [("juil", 0), ("jul", 2)]);
        assert_eq!(index.with('я'), [("янв", 1)]);
        assert_eq!(index.with('é'), [("été", 5)]);
        assert_eq!(index.with('~'), [("~", 3)]);
        assert!(index.with('b').is_empty() && index.with('ö').is_empty());
    }
}
