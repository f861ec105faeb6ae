//! `billow bank import FILE…` imports bank files and prints a line of JSON for each transaction, and the totals at the
//! end; `billow bank list`; and `billow bank undo FILE`, which undoes an import.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;
use usecases::bank_imports::{EntryStatus, FileId, Totals};
use usecases::{ListBankFiles, UseCaseError, ask};

use super::Common;
use super::context::CliContext;
use super::failure::{Failure, Outcome};
use super::out;
use crate::bank_imports::{
    EntryLine, FileImport, FileLine, ImportEvent, TotalsLine, UndoEnded, file_id, undo, why_broken_off,
};

#[derive(Subcommand)]
pub enum BankCommand {
    /// Take in bank files (camt.053, camt.054, BgMax, MT940), and print a line of JSON for each transaction
    Import(ImportFiles),
    /// Print a line of JSON for each bank file that came in, the newest first
    List,
    /// Undo the import of a bank file as a whole, while nothing of it was moved on by hand
    Undo(UndoFile),
}

#[derive(Args)]
pub struct ImportFiles {
    /// Bank files, told apart by what is in them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Take files of accounts that are not among the biller's, and add these
    #[arg(long)]
    allow_account: bool,
}

#[derive(Args)]
pub struct UndoFile {
    /// The file itself, or its id as `billow bank list` prints it
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl BankCommand {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        match self {
            Self::Import(import) => import.run(common).await,
            Self::List => list(common).await,
            Self::Undo(UndoFile { file }) => undo_file(common, &file).await,
        }
    }
}

impl ImportFiles {
    async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let Self { files, allow_account } = self;
        let context = CliContext::open(common).await?;
        let biller = context.biller().await?;
        let mut totals = Totals::default();
        let mut notes = Vec::new();
        let mut outcome = Outcome::Good;
        for path in files {
            let file = path.display().to_string();
            let import = FileImport {
                services: context.services.clone(),
                caller: CliContext::caller(biller.id),
                name: file.clone(),
                allow_account,
                only: None,
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

/// How many files are read at once.
const PAGE: usize = 100;

async fn list(common: &Common) -> Result<Outcome, Failure> {
    let context = CliContext::open(common).await?;
    let caller = CliContext::caller(context.biller().await?.id);
    let mut before = None;
    loop {
        let page = ask(&context.services, &caller, ListBankFiles { before, limit: PAGE }).await?;
        for file in page.files {
            out::json(&FileLine::from(file))?;
        }
        before = page.next;
        if before.is_none() {
            return Ok(Outcome::Good);
        }
    }
}

/// Undoes an import, and prints the progress.
async fn undo_file(common: &Common, path: &Path) -> Result<Outcome, Failure> {
    let context = CliContext::open(common).await?;
    let biller = context.biller().await?;
    let shown = path.display();
    let id = match path.to_str().and_then(|text| text.parse::<FileId>().ok()) {
        Some(id) => id,
        None => std::fs::File::open(path)
            .and_then(file_id)
            .map_err(|error| Failure::failed(format!("{shown}: the file cannot be read: {error}")))?,
    };
    let caller = CliContext::caller(biller.id);
    let ended = match undo(&context.services, &caller, id, |so_far, of| print(id, so_far, of)).await {
        Ok(ended) => ended,
        Err(UseCaseError::NotFound(_)) => {
            return Err(Failure::failed(format!(
                "{} has imported no such file; `billow bank list` prints those that came in",
                biller.name
            )));
        }
        Err(error) => return Err(error.into()),
    };
    Ok(if ended.left > 0 { Outcome::Rejected } else { Outcome::Good })
}

/// The progress of an undo: one line for each step, the last one for the end.
#[derive(Serialize)]
struct UndoneLine {
    file_id: String,
    undone: u64,
    left: u64,
    of: u64,
}

fn print(file: FileId, UndoEnded { undone, left }: UndoEnded, of: u64) {
    // A closed output does not stop the undo.
    drop(out::json(&UndoneLine { file_id: file.to_string(), undone, left, of }));
}

/// Imports one file. Returns `None` if it was refused.
async fn take_in(
    import: FileImport,
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
            ImportEvent::Begun { notes, .. } => {
                said.extend(notes.iter().map(|note| format!("{file}: {note}")))
            }
            ImportEvent::Entries(outcomes) => {
                for outcome in outcomes {
                    out::json(&BankLine { file, line: outcome.into() })?;
                }
            }
            ImportEvent::Ended(totals) => return Ok(Some(totals)),
            ImportEvent::LookedAt(_) => {}
            ImportEvent::Refused(problem) => {
                out::json(&refused(file, problem.to_string()))?;
                return Ok(None);
            }
            ImportEvent::Failed(error) => {
                let error = why_broken_off(&error).unwrap_or_else(|| error.to_string());
                return Err(Failure::failed(format!(
                    "{file}: {error}; what is printed above is booked, importing the file again books the rest"
                )));
            }
        }
    }
    Err(Failure::failed(format!("{file}: the import ended before it was done; import the file again")))
}

/// The line of a transaction, or of a file that was refused.
#[derive(Serialize)]
struct BankLine<'a> {
    file: &'a str,
    #[serde(flatten)]
    line: EntryLine,
}

fn refused(file: &str, why: String) -> BankLine<'_> {
    BankLine { file, line: EntryLine::refused(why) }
}
