//! Imports a bank statement of many entries with the program itself: matched and booked, with time and memory; then the
//! same file again, whose entries are all known; and a statement of hundreds of megabytes.

mod program;
mod statement;

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use domain::Date;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde_json::Value;
use usecases::{ImportDocument, Input, execute};

use crate::list::people;
use crate::store::books::Books;
use program::Imported;

#[derive(Args)]
pub struct Bank {
    /// How many entries the statement has, each for an open invoice of its own
    #[arg(long, default_value_t = 100_000)]
    entries: usize,
    /// How many payers there are
    #[arg(long, default_value_t = 20_000)]
    payers: usize,
    /// How large the large statement is, in megabytes; 0 leaves it out
    #[arg(long, default_value_t = 500)]
    megabytes: u64,
    /// A database to measure on: it has to be empty [default: a temporary one of SQLite]
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// A folder on the disk to measure [default: the system's temporary folder]
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// How many documents wait for the database at once.
const MOST_IN_FLIGHT: usize = 256;
/// The date of every invoice and entry.
const TODAY: &str = "2026-12-01";

impl Bank {
    pub async fn run(self) -> Result<()> {
        ensure!(self.entries > 0 && self.payers > 0, "every number has to be above zero");
        let program = env::var_os("BILLOW_BIN").map(PathBuf::from);
        let program = program.context("BILLOW_BIN does not name the program; `cargo xtask bench` sets it")?;
        let parent = self.folder.clone().unwrap_or_else(env::temp_dir);
        let folder = tempfile::Builder::new()
            .prefix("billow-bench-")
            .tempdir_in(&parent)
            .with_context(|| format!("cannot make a folder in {}", parent.display()))?;
        let url = self.database.clone();
        let url = url.unwrap_or_else(|| format!("sqlite:{}", folder.path().join("bank.db").display()));
        let today: Date = TODAY.parse()?;
        self.fill(&url, today).await?;

        let file = folder.path().join("statement.xml");
        statement::write(&file, self.entries, self.payers, today)?;
        let first = import(&program, &url, &file)?;
        print("imported, matched and booked", self.entries, &first);
        let booked = count(&first.totals, "booked");
        println!("booked {booked} of {}, in all: {}", self.entries, first.totals);
        let again = import(&program, &url, &file)?;
        print("the same file again", self.entries, &again);
        ensure!(
            count(&again.totals, "duplicate") == self.entries as u64,
            "something was booked twice: {}",
            again.totals
        );
        ensure!(booked * 100 >= self.entries as u64 * 99, "too little was booked");

        if self.megabytes > 0 {
            let large = folder.path().join("large.xml");
            let entries = statement::write_large(&large, self.megabytes * 1_000_000, today)?;
            let read = import(&program, &url, &large)?;
            print(&format!("a file of {} MB, all of it outgoing", self.megabytes), entries, &read);
        }
        Ok(())
    }

    /// An open invoice for each entry.
    async fn fill(&self, url: &str, today: Date) -> Result<()> {
        eprintln!("importing {} invoices of {} payers", self.entries, self.payers);
        let books = Books::open(url, store::Options::default().writers).await?;
        let template = people::template()?;
        let numbers = stream::iter(0..self.entries).map(anyhow::Ok);
        numbers
            .map_ok(|at| {
                let document = people::document(&template, at, self.payers, today);
                let (services, caller) = (books.services(), books.caller());
                async move {
                    let use_case = ImportDocument {
                        document,
                        original: None,
                        language: None,
                        channel: "email".into(),
                        allow_seller: true,
                    };
                    execute(services, caller, Input { use_case, key: None }).await?;
                    Ok(())
                }
            })
            .try_buffer_unordered(MOST_IN_FLIGHT)
            .try_for_each(|()| async { Ok(()) })
            .await?;
        books.close().await;
        Ok(())
    }
}

fn import(program: &Path, url: &str, file: &Path) -> Result<Imported> {
    program::import(program, url, file)
}

fn count(totals: &Value, status: &str) -> u64 {
    totals[status].as_u64().unwrap_or_default()
}

fn print(what: &str, entries: usize, imported: &Imported) {
    let Imported { took, peak_kb, .. } = imported;
    let rate = entries as u128 * 1_000 / took.as_millis().max(1);
    println!("{what}: {}, {rate} entries a second, at most {} MB", seconds(*took), peak_kb / 1_000);
}

/// Seconds with one decimal.
fn seconds(took: Duration) -> String {
    let tenths = took.as_millis() / 100;
    format!("{}.{} s", tenths / 10, tenths % 10)
}
