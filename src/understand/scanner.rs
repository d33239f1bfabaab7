//! Reads tables of names and numbers.
//!
//! It does so while the program is built as well: the tables of weights stay text that
//! people can compare, and cost no time when the program starts.

/// A place in a table.
pub struct Scanner<'a> {
    rest: &'a [u8],
}

impl<'a> Scanner<'a> {
    /// Begins with the first line.
    pub const fn new(table: &'a str) -> Scanner<'a> {
        Scanner { rest: table.as_bytes() }
    }

    /// The next byte; `None` at the end.
    pub const fn next(&self) -> Option<u8> {
        match self.rest {
            [first, ..] => Some(*first),
            [] => None,
        }
    }

    /// Whether a line, or the table, ends here.
    pub const fn is_line_end(&self) -> bool {
        matches!(self.next(), None | Some(b'\n'))
    }

    /// Takes a byte, if it is the next one.
    pub const fn take(&mut self, byte: u8) -> bool {
        match self.rest {
            [first, rest @ ..] if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Goes to the start of the next line.
    pub const fn skip_line(&mut self) {
        while let [first, rest @ ..] = self.rest {
            self.rest = rest;
            if *first == b'\n' {
                return;
            }
        }
    }

    /// Takes a number; `None` when there is none, or when it is too large.
    pub const fn number(&mut self) -> Option<i16> {
        let negative = self.take(b'-');
        let mut number: i32 = 0;
        let mut any = false;
        while let [digit @ b'0'..=b'9', rest @ ..] = self.rest {
            number = number * 10 + (*digit - b'0') as i32;
            if number > i16::MAX as i32 {
                return None;
            }
            any = true;
            self.rest = rest;
        }
        let number = if negative { -number } else { number };
        if any { Some(number as i16) } else { None }
    }

    /// Takes what stands before the next byte of a kind, or before the end of the line.
    pub const fn until(&mut self, byte: u8) -> &'a [u8] {
        let mut length = 0;
        while length < self.rest.len() && self.rest[length] != byte && self.rest[length] != b'\n' {
            length += 1;
        }
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        word
    }
}

/// Whether two stretches of bytes are the same.
pub const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_read() {
        let mut scanner = Scanner::new("first\t12\t-7\n99999 x\n");
        assert_eq!(scanner.until(b'\t'), b"first");
        assert!(scanner.take(b'\t') && !scanner.take(b'\t'));
        assert_eq!(scanner.number(), Some(12));
        assert!(scanner.take(b'\t'));
        assert_eq!(scanner.number(), Some(-7));
        assert!(scanner.is_line_end());
        scanner.skip_line();
        assert_eq!(scanner.number(), None);
        scanner.skip_line();
        assert_eq!((scanner.next(), scanner.number()), (None, None));
    }

    #[test]
    fn bytes_are_compared() {
        assert!(is_same(b"one", b"one") && is_same(b"", b""));
        assert!(!is_same(b"one", b"on") && !is_same(b"on", b"one") && !is_same(b"one", b"two"));
    }
}
