//! The figures, for people and for programs.

use std::fmt;

use serde_json::json;

use super::rate::{Rate, Ratio};

/// The expected ratios of whole commands to the peer: a synchronous loop on SQLite's API, and pgbench.
const EXPECTED: [Ratio; 2] = [Ratio(35), Ratio(75)];
/// The expected number of invoices imported in a second on SQLite.
const EXPECTED_IMPORTS: u64 = 300;

/// What was measured on a database.
#[derive(Default)]
pub struct Measured {
    pub import: Rate,
    pub store: Rate,
    pub peer: Rate,
}

/// Everything that was measured.
#[derive(Default)]
pub struct StoreReport {
    /// The rate of the disk before each round.
    pub fdatasync: Vec<Rate>,
    pub sqlite: Option<Measured>,
    pub postgres: Option<Measured>,
    pub postgres_version: Option<String>,
}

impl StoreReport {
    /// Slowest, mean and fastest round.
    fn disk(&self) -> (u64, u64, u64) {
        let each = || self.fdatasync.iter().map(|rate| rate.per_second());
        let mut all = Rate::default();
        for rate in &self.fdatasync {
            all += *rate;
        }
        (each().min().unwrap_or(0), all.per_second(), each().max().unwrap_or(0))
    }

    pub fn json(&self) -> serde_json::Value {
        let (slowest, mean, fastest) = self.disk();
        let measured = |measured: &Option<Measured>| {
            measured.as_ref().map(|one| {
                json!({
                    "imported_per_second": one.import.per_second(),
                    "payments_per_second": one.store.per_second(),
                    "peer_per_second": one.peer.per_second(),
                    "ratio": one.store.over(one.peer).to_string(),
                })
            })
        };
        json!({
            "fdatasync_per_second": { "mean": mean, "slowest": slowest, "fastest": fastest },
            "sqlite": measured(&self.sqlite),
            "postgres": measured(&self.postgres),
            "postgres_version": self.postgres_version,
        })
    }
}

impl fmt::Display for StoreReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (slowest, mean, fastest) = self.disk();
        let line = |f: &mut fmt::Formatter<'_>, what: &str, per_second: u64, note: &str| {
            writeln!(f, "{what:<52} {per_second:>8}/s  {note}")
        };
        line(f, "appending 4 KiB with fdatasync", mean, &format!("({slowest} to {fastest})"))?;
        let version = self.postgres_version.as_deref().unwrap_or("PostgreSQL");
        let both = [("SQLite", &self.sqlite, "bare statements"), (version, &self.postgres, "pgbench")];
        for ((name, measured, peer), least) in both.into_iter().zip(EXPECTED) {
            let Some(measured) = measured else { continue };
            let imported = measured.import.per_second();
            let expected =
                if name == "SQLite" { verdict(imported >= EXPECTED_IMPORTS, "300/s") } else { String::new() };
            line(f, &format!("{name}: e-invoices imported"), imported, &expected)?;
            let ratio = measured.store.over(measured.peer);
            let note = format!("{ratio} of the peer, {}", verdict(ratio >= least, &least.to_string()));
            line(f, &format!("{name}: payments, whole commands"), measured.store.per_second(), &note)?;
            line(f, &format!("{name}: peer, {peer}"), measured.peer.per_second(), "")?;
        }
        Ok(())
    }
}

fn verdict(met: bool, expected: &str) -> String {
    let met = if met { "met" } else { "missed" };
    format!("expected {expected}: {met}")
}
