//! What articles may not do, made out of what was typed.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::args;
use crate::limits::Limits;

/// The longest time that may be typed, in seconds: three years, which clocks can count.
const LONGEST: f64 = 1e8;

/// How long one input may take.
///
/// # Errors
/// When it is no number of seconds, or no time at all.
pub fn timeout(limits: &args::Limits) -> Result<Option<Duration>> {
    let Some(typed) = &limits.timeout else { return Ok(None) };
    let seconds = typed.parse().ok().filter(|seconds| *seconds > 0.0 && *seconds <= LONGEST);
    let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let duration = duration.filter(|duration| !duration.is_zero());
    match duration {
        Some(duration) => Ok(Some(duration)),
        None => bail!("--timeout: “{typed}” is no number of seconds, such as 30 or 0.5"),
    }
}

/// How large inputs and images may be.
///
/// # Errors
/// When a size is none, or more than is ever allowed.
pub fn sizes(typed: &args::Limits) -> Result<Limits> {
    let most = Limits::MOST;
    let megabytes = |option, typed: &Option<String>, most: u64| {
        number(option, typed, most as f64 / MEGABYTE, "MB")
            .map(|size| size.map_or(most, |size| (size * MEGABYTE) as u64))
    };
    let input = megabytes("--max-input", &typed.max_input, most.input as u64)? as usize;
    let image = megabytes("--max-image", &typed.max_image, most.image)?;
    let pixels =
        number("--max-pixels", &typed.max_pixels, most.pixels as f64 / MILLION, "megapixels")?;
    Ok(Limits {
        input,
        image,
        pixels: pixels.map_or(most.pixels, |pixels| (pixels * MILLION) as u64),
    })
}

/// A megabyte, in bytes.
const MEGABYTE: f64 = (1 << 20) as f64;
/// The pixels of a megapixel.
const MILLION: f64 = 1e6;

/// A number of things up to the most that there may be.
fn number(option: &str, typed: &Option<String>, most: f64, things: &str) -> Result<Option<f64>> {
    let Some(typed) = typed else { return Ok(None) };
    let number = typed.parse().ok().filter(|number: &f64| *number > 0.0 && *number <= most);
    let said =
        || format!("{option}: “{typed}” is no number of {things} up to {most}, such as 10 or 0.5");
    number.with_context(said).map(Some)
}

/// The folder below which images may lie, with all links followed.
///
/// # Errors
/// When there is no such folder.
pub fn resource_root(limits: &args::Limits) -> Result<Option<PathBuf>> {
    let Some(typed) = &limits.resource_root else { return Ok(None) };
    let about = || format!("--resource-root: {} cannot be used", typed.display());
    let root = typed.canonicalize().with_context(about)?;
    if !root.is_dir() {
        bail!("--resource-root: {} is no folder", typed.display());
    }
    Ok(Some(root))
}

#[cfg(test)]
mod tests {
    use super::args::Limits as Typed;
    use super::*;

    #[test]
    fn time_is_counted_in_seconds() {
        let read =
            |typed: &str| timeout(&Typed { timeout: Some(typed.to_owned()), ..Typed::default() });
        assert_eq!(read("30").unwrap(), Some(Duration::from_secs(30)));
        assert_eq!(read("0.5").unwrap(), Some(Duration::from_millis(500)));
        for typed in ["0", "-1", "soon", "", "NaN", "inf", "1e-30", "1e30", "1e19"] {
            let said = read(typed).unwrap_err().to_string();
            assert!(said.contains(typed) && said.contains("such as 30"), "{said}");
        }
        assert_eq!(timeout(&Typed::default()).unwrap(), None);
    }

    #[test]
    fn sizes_are_counted_in_millions() {
        let read = |typed: &str| {
            let typed = Some(typed.to_owned());
            sizes(&Typed { max_input: typed.clone(), max_pixels: typed, ..Typed::default() })
        };
        let limits = read("0.5").unwrap();
        assert_eq!((limits.input, limits.image, limits.pixels), (1 << 19, 64 << 20, 500_000));
        assert_eq!(sizes(&Typed::default()).unwrap(), Limits::default());
        for typed in ["0", "-1", "much", "2000", "NaN"] {
            let said = read(typed).unwrap_err().to_string();
            assert!(said.contains("--max-input") && said.contains("up to 1024"), "{said}");
        }
    }
}
