//! What articles may not do, made out of what was typed.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::args::Limits;

/// The longest time that may be typed, in seconds: three years, which clocks can count.
const LONGEST: f64 = 1e8;

/// How long one input may take.
///
/// # Errors
/// When it is no number of seconds, or no time at all.
pub fn timeout(limits: &Limits) -> Result<Option<Duration>> {
    let Some(typed) = &limits.timeout else { return Ok(None) };
    let seconds = typed.parse().ok().filter(|seconds| *seconds > 0.0 && *seconds <= LONGEST);
    let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let duration = duration.filter(|duration| !duration.is_zero());
    match duration {
        Some(duration) => Ok(Some(duration)),
        None => bail!("--timeout: “{typed}” is no number of seconds, such as 30 or 0.5"),
    }
}

/// The folder below which images may lie, with all links followed.
///
/// # Errors
/// When there is no such folder.
pub fn resource_root(limits: &Limits) -> Result<Option<PathBuf>> {
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
    use super::*;

    #[test]
    fn time_is_counted_in_seconds() {
        let read =
            |typed: &str| timeout(&Limits { timeout: Some(typed.to_owned()), ..Limits::default() });
        assert_eq!(read("30").unwrap(), Some(Duration::from_secs(30)));
        assert_eq!(read("0.5").unwrap(), Some(Duration::from_millis(500)));
        for typed in ["0", "-1", "soon", "", "NaN", "inf", "1e-30", "1e30", "1e19"] {
            let said = read(typed).unwrap_err().to_string();
            assert!(said.contains(typed) && said.contains("such as 30"), "{said}");
        }
        assert_eq!(timeout(&Limits::default()).unwrap(), None);
    }
}
