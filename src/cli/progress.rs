//! How far a batch is, on the last line of a screen.

#![allow(clippy::disallowed_methods, reason = "people want to know how long it takes")]

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How often the line is drawn anew.
const EVERY: Duration = Duration::from_millis(100);
/// How long a run must last before it has such a line at all.
const AFTER: Duration = Duration::from_millis(500);
/// How many characters the bar has.
const BAR: usize = 20;

/// A line that tells how much is done, how fast, and what is left.
#[derive(Debug)]
pub struct Progress {
    began: Instant,
    drawn: Option<Instant>,
    done: usize,
    failed: usize,
    /// How many there are; 0 until they have been counted.
    total: Arc<AtomicUsize>,
}

impl Progress {
    /// Of a run that begins now; `total` may be told later.
    pub fn new(total: Arc<AtomicUsize>) -> Progress {
        Progress { began: Instant::now(), drawn: None, done: 0, failed: 0, total }
    }

    /// Counts one more input.
    pub fn count(&mut self, failed: bool) {
        self.done += 1;
        self.failed += usize::from(failed);
    }

    /// Takes the line away, so that another may be written in its place.
    pub fn clear(&mut self, out: &mut dyn Write) {
        if self.drawn.take().is_some() {
            // ECMA-48, 8.3.41: erase to the end of the line.
            let _ = write!(out, "\r\x1b[K");
        }
    }

    /// Draws the line, unless it was drawn a moment ago.
    pub fn draw(&mut self, out: &mut dyn Write) {
        let elapsed = self.began.elapsed();
        if elapsed < AFTER || self.drawn.is_some_and(|drawn| drawn.elapsed() < EVERY) {
            return;
        }
        let total = self.total.load(Ordering::Relaxed);
        let line = line(self.done, self.failed, total, elapsed);
        let _ = write!(out, "\r\x1b[K{line}");
        let _ = out.flush();
        self.drawn = Some(Instant::now());
    }
}

/// `[######              ] 300 of 1,000, 152/s, 5 s left, 1 failed`
fn line(done: usize, failed: usize, total: usize, elapsed: Duration) -> String {
    let rate = done as f64 / elapsed.as_secs_f64().max(1e-3);
    let mut line = String::new();
    if total >= done && total > 0 {
        let full = BAR * done / total;
        line += &format!("[{}{}] ", "#".repeat(full), " ".repeat(BAR - full));
        line += &format!("{} of {}", thousands(done), thousands(total));
    } else {
        line += &format!("{} done", thousands(done));
    }
    line += &match rate {
        rate if rate >= 10.0 => format!(", {}/s", thousands(rate.round() as usize)),
        rate => format!(", {rate:.1}/s"),
    };
    if total >= done && total > 0 && rate > 0.0 {
        let left = ((total - done) as f64 / rate).ceil() as u64;
        line += &match left {
            0..120 => format!(", {left} s left"),
            120..7200 => format!(", {} min left", left.div_ceil(60)),
            _ => format!(", {} h left", left.div_ceil(3600)),
        };
    }
    if failed > 0 {
        line += &format!(", {} failed", thousands(failed));
    }
    line
}

/// A number with commas between its thousands.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_rate_and_rest() {
        let second = Duration::from_secs(2);
        assert_eq!(
            line(300, 0, 1_000, second),
            "[######              ] 300 of 1,000, 150/s, 5 s left"
        );
        assert_eq!(line(1_234_567, 2, 0, second), "1,234,567 done, 617,284/s, 2 failed");
        assert_eq!(
            line(3, 0, 9_000, second),
            "[                    ] 3 of 9,000, 1.5/s, 100 min left"
        );
        // More came than had been counted.
        assert_eq!(line(5, 0, 4, second), "5 done, 2.5/s");
    }
}
