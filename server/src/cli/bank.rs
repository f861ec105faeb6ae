//! `billow bank import FILE…`: bank files in, a line of JSON out for each transaction, the totals at the end.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;
use usecases::money_in::bank::{EntryStatus, Totals};

use super::Common;
use super::failure::{Failure, Outcome};
use super::office::Office;
use super::out;
use crate::bank::{EntryLine, Import, Told, TotalsLine};

#[derive(Subcommand)]
pub enum BankCommand {
    /// Take in bank files (camt.053, camt.054, BgMax, MT940), and print a line of JSON for each transaction
    Import(ImportFiles),
}

#[derive(Args)]
pub struct ImportFiles {
    /// Bank files, told apart by what is in them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl BankCommand {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let Self::Import(ImportFiles { files }) = self;
        let office = Office::open(common).await?;
        let biller = office.biller().await?;
        let mut totals = Totals::default();
        let mut notes = Vec::new();
        let mut outcome = Outcome::Good;
        for path in files {
            let file = path.display().to_string();
            let import = Import {
                services: office.services.clone(),
                caller: Office::caller(biller.id),
                name: file.clone(),
            };
            let ended = take_in(import, &path, &file, &mut notes).await?;
            if ended.as_ref().is_none_or(|totals| totals.count(EntryStatus::Rejected) > 0) {
                outcome = Outcome::Rejected;
            }
            totals.merge(&ended.unwrap_or_default());
        }
        out::json(&TotalsLine { totals, notes })?;
        Ok(outcome)
    }
}

/// Takes one file in. Nothing where it was refused.
async fn take_in(
    import: Import,
    path: &Path,
    file: &str,
    said: &mut Vec<String>,
) -> Result<Option<Totals>, Failure> {
    let opened = match std::fs::File::open(path) {
        Ok(opened) => opened,
        Err(error) => {
            out::json(&refused(file, format!("the file cannot be opened: {error}")))?;
            return Ok(None);
        }
    };
    let mut told = import.start(opened);
    while let Some(step) = told.recv().await {
        match step {
            Told::Begun { notes, .. } => said.extend(notes.iter().map(|note| format!("{file}: {note}"))),
            Told::Entries(outcomes) => {
                for outcome in outcomes {
                    out::json(&Line { file, line: outcome.into() })?;
                }
            }
            Told::Ended(totals) => return Ok(Some(totals)),
            Told::Refused(problem) => {
                out::json(&refused(file, problem.to_string()))?;
                return Ok(None);
            }
            Told::Failed(error) => {
                return Err(Failure::failed(format!(
                    "{file}: {error}; what is printed above is booked, importing the file again books the rest"
                )));
            }
        }
    }
    Err(Failure::failed(format!("{file}: the import ended before it was done; import the file again")))
}

/// What is printed for a transaction, or for a file of which nothing was taken.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    #[serde(flatten)]
    line: EntryLine,
}

fn refused(file: &str, why: String) -> Line<'_> {
    Line { file, line: EntryLine::refused(why) }
}
