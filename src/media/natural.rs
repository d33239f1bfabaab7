//! How large an image wants to be.

use super::{jpeg, orientation, png};
use crate::article::Asset;
use crate::length::Length;

/// Pixels to the inch of an image that does not say its own resolution, as in CSS.
const DEFAULT: u32 = 96;

/// Resolutions that are meant. 72 and less is what programs write that know of
/// none, and would make photographs of screens as large as posters; more than
/// these no scanner has.
const MEANT: std::ops::RangeInclusive<u32> = 73..=4_800;

/// Width and height on paper, from the pixels and how many of them the file
/// says to make an inch, once the orientation has been applied.
pub fn natural_size(asset: &Asset) -> (Length, Length) {
    let across = |pixels: u32, density: u32| {
        Length::points(i64::from(pixels.max(1))).scale(72, i64::from(density))
    };
    let density = density(asset);
    let (width, height) = (across(asset.size.0, density.0), across(asset.size.1, density.1));
    if orientation(asset).swaps_sides() { (height, width) } else { (width, height) }
}

/// Pixels to the inch, across and down.
fn density(asset: &Asset) -> (u32, u32) {
    // An inch is 0.0254 metres.
    let inches = |metre: u32| ((u64::from(metre) * 254 + 5_000) / 10_000) as u32;
    let of_png = || png::of(asset)?.density.map(|(x, y)| (inches(x), inches(y)));
    let said = jpeg::frame(asset).and_then(|frame| frame.density).or_else(of_png);
    let meant = said.filter(|(x, y)| MEANT.contains(x) && MEANT.contains(y));
    meant.unwrap_or((DEFAULT, DEFAULT))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::{Effort, asset_of, encoded};

    #[test]
    fn files_say_how_large_they_are() {
        let mut file = encoded((300, 96), &[7; 300 * 96], 1, Effort::Small).unwrap();
        let size = |file: &[u8]| natural_size(&asset_of(file.to_vec()).unwrap());
        assert_eq!(size(&file), (Length::points(225), Length::points(72)));
        let chunk = |metre: u32| {
            let metre = metre.to_be_bytes();
            [&[0, 0, 0, 9], &b"pHYs"[..], &metre, &metre, &[1], &[0; 4]].concat()
        };
        file.splice(33..33, chunk(11_811));
        assert_eq!(size(&file).0, Length::points(72));
        file.splice(33..33 + 21, chunk(2_835));
        assert_eq!(size(&file).0, Length::points(225));
    }
}
