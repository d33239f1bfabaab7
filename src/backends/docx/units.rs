//! Word's units: twentieths of a point for distances, half points for sizes of
//! type, eighths of a point for lines, and 12,700 EMU to the point for drawings.

use crate::length::Length;

/// English Metric Units in a pixel at 96 pixels to the inch.
pub(super) const EMU_PER_PIXEL: u64 = 9_525;

/// English Metric Units in a twentieth of a point.
pub(super) const EMU_PER_TWIP: u64 = 635;

/// Twentieths of a point.
pub(super) fn twips(length: Length) -> i32 {
    length.scale(20, Length::POINT).0 as i32
}

/// Half points, never less than one.
pub(super) fn half_points(length: Length) -> i32 {
    (length.scale(2, Length::POINT).0 as i32).max(1)
}

/// Eighths of a point, as the thickness of a line: at least a quarter of a point.
pub(super) fn eighths(length: Length) -> i32 {
    (length.scale(8, Length::POINT).0 as i32).max(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_to_words_units() {
        assert_eq!(twips(Length::points(14)), 280);
        assert_eq!(half_points(Length::millipoints(10_500)), 21);
        assert_eq!(half_points(Length::millipoints(8_200)), 16);
        assert_eq!(eighths(Length::millipoints(500)), 4);
    }
}
