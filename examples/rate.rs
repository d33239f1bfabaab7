//! How long the library takes for an article, on one thread: `python/benches/scale` compares it
//! with the package for Python.
//!
//! ```console
//! $ cargo run --release --example rate -- articles.jsonl
//! ```
//!
//! Each line has `markdown` and what is known of the article. They become EPUBs in memory; seconds for an article are
//! printed, without those for reading the lines.

#![expect(clippy::disallowed_methods, reason = "it measures time")]

use std::fs;
use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, ensure};
use offprint::cli::desk::{Work, desk};
use offprint::diagnostics::Diagnostics;
use offprint::jobs::{Draft, records};
use serde_json::{Map, Value};

fn main() -> Result<()> {
    let path = std::env::args().nth(1).context("name a file of JSON Lines")?;
    let lines = fs::read_to_string(&path).with_context(|| path.clone())?;
    // Workers are threads of their own, whose memory the system's allocator keeps apart.
    let mean = thread::scope(|scope| scope.spawn(|| mean(&lines)).join());
    println!("{:.9}", mean.map_err(|_| anyhow!("a fault of the program"))??);
    Ok(())
}

/// Seconds for an article.
fn mean(lines: &str) -> Result<f64> {
    let desk = desk(&[], &["epub".to_owned()], Work::Converting, 1)?;
    let (mut taken, mut articles) = (Duration::ZERO, 0u32);
    for line in lines.lines() {
        let mut fields: Map<String, Value> = serde_json::from_str(line)?;
        let text = fields.remove("markdown").unwrap_or_default();
        let start = Instant::now();
        let known = records::known(&fields, &mut Diagnostics::new());
        let bytes = text.as_str().unwrap_or_default().as_bytes();
        let (outcome, outputs) =
            desk.convert(&Draft { name: "article.md", bytes, known, ..Draft::default() });
        taken += start.elapsed();
        ensure!(outcome.failures.is_empty(), "{line}");
        black_box(outputs);
        articles += 1;
    }
    Ok(taken.as_secs_f64() / f64::from(articles.max(1)))
}
