//! The bytes of a file, in pieces: images of a hundred megabytes need not be
//! there a second time for the file that holds them.

use std::ops::Range;
use std::sync::Arc;

/// What is shorter than this, in bytes, is copied to what stands before it.
const LEAST_PIECE: usize = 32 << 10;

/// The bytes of a file.
#[derive(Debug, Clone, Default)]
pub struct Bytes {
    pieces: Vec<Piece>,
    len: usize,
}

#[derive(Debug, Clone)]
enum Piece {
    Own(Vec<u8>),
    /// A part of what others hold too.
    Shared(Arc<[u8]>, Range<usize>),
}

impl Bytes {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All of them, piece by piece.
    pub fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        self.pieces.iter().map(|piece| match piece {
            Piece::Own(bytes) => &bytes[..],
            Piece::Shared(bytes, range) => &bytes[range.clone()],
        })
    }

    /// All of them in one piece.
    pub fn into_vec(mut self) -> Vec<u8> {
        match (self.pieces.pop(), self.pieces.is_empty()) {
            (Some(Piece::Own(bytes)), true) => bytes,
            (last, _) => {
                self.pieces.extend(last);
                self.pieces().collect::<Vec<_>>().concat()
            }
        }
    }

    /// Adds a copy of some bytes.
    pub(super) fn extend(&mut self, bytes: &[u8]) {
        self.len += bytes.len();
        match self.pieces.last_mut() {
            Some(Piece::Own(last)) => last.extend(bytes),
            _ => self.pieces.push(Piece::Own(bytes.to_vec())),
        }
    }

    /// Adds some bytes, as they are when they are many.
    pub(super) fn push(&mut self, bytes: Vec<u8>) {
        if bytes.len() < LEAST_PIECE {
            return self.extend(&bytes);
        }
        self.len += bytes.len();
        self.pieces.push(Piece::Own(bytes));
        // What follows shall not make it grow, which may move it.
        self.pieces.push(Piece::Own(Vec::new()));
    }

    /// Adds a part of some bytes that others hold too.
    pub(super) fn share(&mut self, bytes: &Arc<[u8]>, range: Range<usize>) {
        if range.len() < LEAST_PIECE {
            return self.extend(&bytes[range]);
        }
        self.len += range.len();
        self.pieces.push(Piece::Shared(Arc::clone(bytes), range));
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Bytes) -> bool {
        self.len == other.len && self.pieces().flatten().eq(other.pieces().flatten())
    }
}

impl Eq for Bytes {}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Bytes {
        Bytes { len: bytes.len(), pieces: vec![Piece::Own(bytes)] }
    }
}

impl From<String> for Bytes {
    fn from(text: String) -> Bytes {
        text.into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_those_of_all_pieces_in_their_order() {
        let photo: Arc<[u8]> = vec![2; 2 * LEAST_PIECE].into();
        let mut bytes = Bytes::default();
        assert!(bytes.is_empty());
        bytes.extend(b"%PDF");
        bytes.push(vec![1; LEAST_PIECE]);
        bytes.extend(b"obj");
        bytes.share(&photo, 1..photo.len());
        bytes.share(&photo, 0..2);
        bytes.push(vec![3]);
        let wanted =
            [&b"%PDF"[..], &[1; LEAST_PIECE], b"obj", &[2; 2 * LEAST_PIECE - 1], &[2, 2, 3]];
        assert_eq!(bytes.len(), wanted.concat().len());
        assert_eq!(bytes.pieces().filter(|piece| !piece.is_empty()).count(), wanted.len());
        assert_eq!(bytes.into_vec(), wanted.concat());
    }

    #[test]
    fn one_piece_is_given_as_it_is() {
        let own = vec![1; 2 * LEAST_PIECE];
        let place = own.as_ptr();
        let given = Bytes::from(own).into_vec();
        assert_eq!(given.as_ptr(), place);
    }
}
