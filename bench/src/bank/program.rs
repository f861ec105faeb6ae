//! Runs `billow bank import` and watches it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

/// The result of an import.
pub struct Imported {
    pub took: Duration,
    /// Its peak memory, kilobytes.
    pub peak_kb: u64,
    /// The totals that it printed at the end.
    pub totals: Value,
}

/// How often its memory is read. The system itself keeps the peak.
const EVERY: Duration = Duration::from_millis(20);

/// Imports a file, and reads every line of output.
pub fn import(program: &Path, url: &str, file: &Path) -> Result<Imported> {
    let began = Instant::now();
    let mut child = Command::new(program)
        .args(["bank", "import"])
        .arg(file)
        .env("BILLOW_DATABASE_URL", url)
        .env("BILLOW_SECRET_KEY", "a key that opens nothing anywhere")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("the program does not start")?;
    let status = format!("/proc/{}/status", child.id());
    let out = child.stdout.take().context("the program has no output")?;
    let (peak, ended) = (AtomicU64::new(0), AtomicBool::new(false));
    let last = thread::scope(|scope| {
        scope.spawn(|| {
            while !ended.load(Ordering::Relaxed) {
                peak.fetch_max(highest(&status), Ordering::Relaxed);
                thread::sleep(EVERY);
            }
        });
        let last = BufReader::new(out).lines().last();
        ended.store(true, Ordering::Relaxed);
        last
    });
    ensure!(child.wait()?.success(), "the import did not work");
    let took = began.elapsed();
    let last: Value = serde_json::from_str(&last.context("nothing was printed")??)?;
    Ok(Imported { took, peak_kb: peak.into_inner(), totals: last["totals"].clone() })
}

/// The peak resident memory of a process so far, in kilobytes; zero if the system does not say.
fn highest(status: &str) -> u64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}
