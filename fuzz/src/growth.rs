//! Whether time grows with the input, and not faster.

use std::time::Duration;

use cpu_time::ThreadTime;
use offprint::host::Memory;
use offprint::{Publication, theme};

use crate::roads::{as_format, read, rendered};

/// The smaller of the two inputs, in bytes; the other one has twice as many.
const SIZE: usize = 64 << 10;

/// The most that twice the input may cost, in times of the simple input.
const MOST: f64 = 2.5;

/// What takes less than this is too short to say anything of.
const SHORTEST: Duration = Duration::from_millis(40);

/// How often a suspicion is looked at again, before it is one no longer.
const LOOKS: usize = 4;

/// Repeats a pattern, between a beginning and an end that stand once, and compares the time of twice as many.
///
/// The first byte chooses the reader and what is made; null bytes set the three parts apart.
pub fn growth(bytes: &[u8]) {
    let Some((&choice, rest)) = bytes.split_first() else { return };
    let mut parts = rest.splitn(3, |byte| *byte == 0);
    let first = parts.next().unwrap_or_default();
    let (start, pattern) = parts.next().map_or((&[][..], first), |second| (first, second));
    let end = parts.next().unwrap_or_default();
    if pattern.is_empty() {
        return;
    }
    let road = Road { choice, start, pattern, end };
    let mut once = road.time(SIZE);
    let mut twice = road.time(2 * SIZE);
    for _ in 0..LOOKS {
        if twice < SHORTEST || ratio(once, twice) <= MOST {
            return;
        }
        once = once.max(road.time(SIZE));
        twice = twice.min(road.time(2 * SIZE));
    }
    panic!("{once:?} for {SIZE} bytes, but {twice:?} for twice as many");
}

fn ratio(once: Duration, twice: Duration) -> f64 {
    twice.as_secs_f64() / once.as_secs_f64().max(1e-9)
}

struct Road<'a> {
    choice: u8,
    start: &'a [u8],
    pattern: &'a [u8],
    end: &'a [u8],
}

impl Road<'_> {
    /// Processor time for about `size` bytes.
    fn time(&self, size: usize) -> Duration {
        let mut input = self.start.to_vec();
        input.extend(self.pattern.iter().cycle().take(size));
        input.extend(self.end);
        let options = as_format(["text", "markdown", "html"][usize::from(self.choice % 3)]);
        let formats: &[&str] = match self.choice / 3 % 6 {
            0 => &["epub"],
            1 => &["docx"],
            2 => &["pdf"],
            _ => &[],
        };
        let host = Memory::default();
        let began = ThreadTime::now();
        if let Some(reading) = read(&input, &options, &host) {
            let publication = Publication::from(reading.article);
            for format in formats {
                rendered(format, &publication, theme::built_in(), &host);
            }
        }
        began.elapsed()
    }
}
