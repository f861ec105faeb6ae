//! `billow migrate`, `backup`, `restore`, `verify` and `rebuild`: the database as a whole.

use std::io::{IsTerminal, Write, stderr};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;
use store::{Finding, SqlStore};
use usecases::{BillerStore as _, StoreError};

use super::Common;
use super::context::{open_store, settings};
use super::failure::{Failure, Outcome};
use super::out;

/// Migrates the database, as every start does.
pub async fn migrate(common: &Common) -> Result<Outcome, Failure> {
    open(common).await?.close().await;
    out::line("the database is up to date")?;
    Ok(Outcome::Good)
}

#[derive(Args)]
pub struct Backup {
    /// The file to make; it must not exist
    file: PathBuf,
}

impl Backup {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let file = self.file.display();
        let store = open(common).await?;
        store.backup(&self.file).await.map_err(|error| match error {
            StoreError::Exists(_) => Failure::failed(format!(
                "{file} exists already; name a file that does not, nothing is overwritten"
            )),
            error => Failure::failed(format!("the backup to {file} was not made: {error}")),
        })?;
        out::line(&format!("the whole database is in {file}; keep the secret key with it"))?;
        Ok(Outcome::Good)
    }
}

#[derive(Args)]
pub struct Restore {
    /// A file that `billow backup` made
    file: PathBuf,
}

impl Restore {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let file = self.file.display();
        let store = open(common).await?;
        store.restore(&self.file).await.map_err(|error| match error {
            StoreError::Exists(_) => Failure::failed(
                "the database is not empty; a backup goes into an empty one: name it with BILLOW_DATABASE_URL \
                 (database_url)",
            ),
            error => Failure::failed(format!("{file} was not restored: {error}")),
        })?;
        store.close().await;
        out::line(&format!("the database holds what {file} held"))?;
        Ok(Outcome::Good)
    }
}

#[derive(Args)]
pub struct Verify {
    /// Print a line of JSON for each finding
    #[arg(long)]
    json: bool,
}

/// A finding for scripts.
#[derive(Serialize)]
struct Found {
    biller: Option<String>,
    #[serde(rename = "where")]
    place: String,
    problem: String,
}

impl Verify {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let store = open(common).await?;
        let findings = store.verify().await?;
        let billers = store.billers().await?;
        for Finding { biller, place, problem } in &findings {
            let known = billers.iter().find(|one| Some(one.id) == *biller).map(|one| one.slug.clone());
            let biller = known.or_else(|| biller.map(|id| id.to_string()));
            if self.json {
                out::json(&Found { biller, place: place.clone(), problem: problem.clone() })?;
            } else {
                let biller = biller.map(|biller| format!("{biller}: ")).unwrap_or_default();
                out::line(&format!("{biller}{place}: {problem}"))?;
            }
        }
        if findings.is_empty() {
            if !self.json {
                out::line("postings, projections and numbering agree with the log")?;
            }
            return Ok(Outcome::Good);
        }
        eprintln!(
            "billow: {} findings; where the log itself is whole, `billow rebuild` puts the rest right",
            findings.len()
        );
        Ok(Outcome::Rejected)
    }
}

/// Rebuilds everything derived.
pub async fn rebuild(common: &Common) -> Result<Outcome, Failure> {
    let store = open(common).await?;
    let visible = stderr().is_terminal();
    let progress = move |events: u64| {
        if visible {
            // A closed terminal does not stop the rebuild.
            let _ = write!(stderr().lock(), "\r{events} events");
        }
    };
    let rebuilt = store.rebuild(Arc::new(progress)).await;
    if visible {
        eprintln!();
    }
    rebuilt.map_err(|error| match error {
        StoreError::NodeTooOld(_) => error.into(),
        error => {
            Failure::failed(format!("nothing was changed: {error}; restore a backup if the log is damaged"))
        }
    })?;
    store.close().await;
    out::line("postings and projections were made anew from the log")?;
    Ok(Outcome::Good)
}

async fn open(common: &Common) -> Result<Arc<SqlStore>, Failure> {
    open_store(&settings(common)?).await
}
