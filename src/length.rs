//! Lengths, in whole numbers.
//!
//! All layout arithmetic is done in scaled points, so that every machine comes
//! to the same result. A leaf that every module may use.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in scaled points: 65,536 to the point, 72 points to the inch
/// (TeX's unit, on PDF's point).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Length(pub i64);

impl Length {
    /// No length.
    pub const ZERO: Length = Length(0);

    /// Scaled points in a point.
    pub const POINT: i64 = 65_536;

    /// A whole number of points.
    pub const fn points(points: i64) -> Length {
        Length(points * Length::POINT)
    }

    /// Thousandths of a point.
    pub const fn millipoints(thousandths: i64) -> Length {
        Length(thousandths * Length::POINT / 1000)
    }

    /// Micrometres: 25,400 to the inch.
    pub const fn micrometres(micrometres: i64) -> Length {
        Length(micrometres * 72 * Length::POINT / 25_400)
    }

    /// The length in points, for output.
    pub fn to_points(self) -> f64 {
        self.0 as f64 / Length::POINT as f64
    }

    /// The length times a fraction, rounded to the nearest scaled point.
    pub const fn scale(self, numerator: i64, denominator: i64) -> Length {
        let half = denominator / 2;
        match self.0.checked_mul(numerator) {
            // Nearly always: dividing 128 bits takes ten times as long.
            Some(product) if product.unsigned_abs() < i64::MAX as u64 / 2 => {
                Length((product + if product < 0 { -half } else { half }) / denominator)
            }
            _ => {
                let product = self.0 as i128 * numerator as i128;
                let half = half as i128;
                Length(
                    ((product + if product < 0 { -half } else { half }) / denominator as i128)
                        as i64,
                )
            }
        }
    }

    /// The length times a factor in thousandths.
    pub const fn per_mille(self, thousandths: i64) -> Length {
        self.scale(thousandths, 1000)
    }
}

impl Add for Length {
    type Output = Length;

    fn add(self, other: Length) -> Length {
        Length(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Length;

    fn sub(self, other: Length) -> Length {
        Length(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Length;

    fn neg(self) -> Length {
        Length(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Length;

    fn mul(self, factor: i64) -> Length {
        Length(self.0 * factor)
    }
}

impl Div<i64> for Length {
    type Output = Length;

    fn div(self, divisor: i64) -> Length {
        Length(self.0 / divisor)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        self.0 += other.0;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Length) {
        self.0 -= other.0;
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}

/// A length below 32,768 points in half the room, for what there are millions of: glyphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Short(i32);

impl Short {
    /// No length.
    pub const ZERO: Short = Short(0);
}

impl From<Length> for Short {
    /// What is longer, longer than any sheet, is cut to the longest.
    fn from(length: Length) -> Short {
        Short(length.0.clamp(i32::MIN.into(), i32::MAX.into()) as i32)
    }
}

impl From<Short> for Length {
    fn from(short: Short) -> Length {
        Length(short.0.into())
    }
}

impl Add<Short> for Length {
    type Output = Length;

    fn add(self, other: Short) -> Length {
        self + Length::from(other)
    }
}

impl Sub<Short> for Length {
    type Output = Length;

    fn sub(self, other: Short) -> Length {
        self - Length::from(other)
    }
}

impl AddAssign<Short> for Length {
    fn add_assign(&mut self, other: Short) {
        *self += Length::from(other);
    }
}

impl Sum<Short> for Length {
    fn sum<I: Iterator<Item = Short>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}

impl fmt::Display for Length {
    /// Writes points with at most two decimals: `10.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = self.scale(100, Length::POINT).0;
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        match rest {
            0 => write!(f, "{sign}{whole}"),
            rest if rest % 10 == 0 => write!(f, "{sign}{whole}.{}", rest / 10),
            rest => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}
