//! Output for the person at the terminal: one line when a step starts, one with its time when it ends.

use anyhow::Result;
use std::time::{Duration, Instant};

/// Runs one step, with its name before and its time after.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("==> {name}");
    let started = Instant::now();
    let done = work()?;
    eprintln!("    {name}: {}", seconds(started.elapsed()));
    Ok(done)
}

/// Prints something that is worth knowing and stops nothing.
pub fn warning(text: &str) {
    eprintln!("warning: {text}");
}

/// A duration in seconds with one decimal place.
pub fn seconds(elapsed: Duration) -> String {
    let tenths = elapsed.as_millis() / 100;
    format!("{}.{} s", tenths / 10, tenths % 10)
}
