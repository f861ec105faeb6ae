//! `billow import FILE…` imports e-invoice files and prints a line of JSON for each, in the order of the files.
//!
//! Files are read and checked in parallel and written many at a time. A document that depends on an earlier one waits
//! for it: a second document with the same number, or a credit note for an invoice. So the output depends on the files
//! alone, not on which thread was faster.

mod file;
mod progress;

use std::collections::VecDeque;
use std::path::PathBuf;

use clap::Args;
use domain::ids::BillerId;
use domain::invoices::document::Document;
use futures_util::{StreamExt, stream};
use serde::Serialize;
use tokio::task::JoinHandle;
use usecases::{
    FieldProblem, ImportDocument, ImportStatus, Imported, Input, Services, StoreError, UseCaseError, execute,
};

use super::Common;
use super::context::CliContext;
use super::failure::{Failure, Outcome};
use super::link::Channel;
use super::out;
use super::sandbox::biller_or_sandbox;
use file::Parsed;
use progress::Progress;

/// How many documents may wait for the database.
const MOST_IN_FLIGHT: usize = 128;
/// How many bytes of original files may wait for the database.
const MOST_BYTES_IN_FLIGHT: usize = 64 * 1024 * 1024;
/// How many files are read and checked at once.
const READ_AT_ONCE: usize = 8;

#[derive(Args)]
pub struct ImportCommand {
    /// E-invoice files: UBL invoices and credit notes
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The language that the payers read: en, de, sv or nl [default: the biller's]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    language: Option<String>,
    /// How the links reach their readers
    #[arg(long, value_enum, default_value = "email")]
    channel: Channel,
    /// Take documents of sellers who are not among the biller's, and add these
    #[arg(long)]
    allow_seller: bool,
}

impl ImportCommand {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let context = CliContext::open(common).await?;
        let biller = biller_or_sandbox(&context).await?;
        let Self { files, language, channel, allow_seller } = self;
        let mut counter = Counter {
            progress: Progress::new(files.len()),
            context: &context,
            rejected: false,
            in_flight: VecDeque::new(),
        };
        let mut parsed = stream::iter(files).map(file::parse).buffered(READ_AT_ONCE);
        while let Some(parsed) = parsed.next().await {
            counter.make_room(&parsed).await?;
            let taking = Taking::start(parsed, |document, original| ImportDocument {
                document,
                original: Some(original),
                language: language.clone(),
                channel: channel.as_str().into(),
                allow_seller,
            });
            counter.in_flight.push_back(taking.on(context.services.clone(), biller.id));
            counter.print_ready().await?;
        }
        while counter.print_next().await? {}
        counter.progress.end();
        Ok(if counter.rejected { Outcome::Rejected } else { Outcome::Good })
    }
}

/// The line of a file.
#[derive(Serialize)]
struct DocumentLine {
    file: String,
    id: Option<String>,
    number: Option<String>,
    link: Option<String>,
    status: &'static str,
    errors: Vec<FieldProblem>,
}

/// What was submitted and is not printed yet, oldest first.
struct Counter<'a> {
    progress: Progress,
    context: &'a CliContext,
    rejected: bool,
    in_flight: VecDeque<InFlight>,
}

struct InFlight {
    file: String,
    number: Option<String>,
    /// The numbers that the document has or names.
    numbers: Vec<String>,
    bytes: usize,
    taken: JoinHandle<Result<Imported, Vec<FieldProblem>>>,
}

/// A file that is being imported.
struct Taking {
    file: String,
    number: Option<String>,
    numbers: Vec<String>,
    bytes: usize,
    what: Result<ImportDocument, Vec<FieldProblem>>,
}

impl Taking {
    fn start(parsed: Parsed, import: impl FnOnce(Document, Vec<u8>) -> ImportDocument) -> Self {
        let numbers = parsed.numbers();
        let Parsed { file, content } = parsed;
        match content {
            Ok((document, original)) => Self {
                file,
                number: Some(document.number.clone()),
                numbers,
                bytes: original.len(),
                what: Ok(import(document, original)),
            },
            Err(problems) => Self { file, number: None, numbers, bytes: 0, what: Err(problems) },
        }
    }

    fn on(self, services: Services, biller: BillerId) -> InFlight {
        let Self { file, number, numbers, bytes, what } = self;
        let taken = tokio::spawn(async move {
            let input = Input { use_case: what?, key: None };
            let done = execute(&services, CliContext::caller(biller), input).await;
            done.map(|done| done.output).map_err(problems)
        });
        InFlight { file, number, numbers, bytes, taken }
    }
}

impl Counter<'_> {
    /// Waits until the next file may go in: until there is room, and until what it depends on is done.
    async fn make_room(&mut self, next: &Parsed) -> Result<(), Failure> {
        let numbers = next.numbers();
        let depends = |one: &InFlight| one.numbers.iter().any(|number| numbers.contains(number));
        while self.in_flight.len() >= MOST_IN_FLIGHT
            || self.in_flight.iter().map(|one| one.bytes).sum::<usize>() > MOST_BYTES_IN_FLIGHT
            || self.in_flight.iter().any(depends)
        {
            self.print_next().await?;
        }
        Ok(())
    }

    /// Prints what is done, up to the first file that is not.
    async fn print_ready(&mut self) -> Result<(), Failure> {
        while self.in_flight.front().is_some_and(|first| first.taken.is_finished()) {
            self.print_next().await?;
        }
        Ok(())
    }

    /// Prints the oldest file's line. Returns false if there is none.
    async fn print_next(&mut self) -> Result<bool, Failure> {
        let Some(InFlight { file, number, taken, .. }) = self.in_flight.pop_front() else {
            return Ok(false);
        };
        let taken = taken.await.map_err(|error| Failure::failed(format!("{file}: {error}")))?;
        let line = match taken {
            Ok(imported) => DocumentLine {
                file,
                id: Some(imported.id.to_string()),
                link: imported.link.and_then(|link| self.context.address(&link)),
                number: Some(imported.number),
                status: status(imported.status),
                errors: Vec::new(),
            },
            Err(errors) => {
                self.rejected = true;
                DocumentLine { file, id: None, number, link: None, status: "rejected", errors }
            }
        };
        out::json(&line)?;
        self.progress.count(line.status == "rejected");
        Ok(true)
    }
}

const fn status(status: ImportStatus) -> &'static str {
    match status {
        ImportStatus::Created => "created",
        ImportStatus::Unchanged => "unchanged",
        ImportStatus::Credited => "credited",
        ImportStatus::Waiting => "waiting",
    }
}

/// The problems that the use case found, as problems of the file.
fn problems(error: UseCaseError) -> Vec<FieldProblem> {
    let problem = |rule: &str, place: &str, message: String| {
        vec![FieldProblem { place: place.into(), rule: rule.into(), message }]
    };
    match error {
        UseCaseError::Invalid(problems) => problems,
        UseCaseError::DifferentContent { what, ref id } => problem(
            error.code(),
            "cbc:ID",
            format!(
                "{} {id} is in the books with other content; give this one a number of its own, or send a \
                 credit note for that one",
                what.replace('_', " "),
            ),
        ),
        UseCaseError::Store(StoreError::OutcomeUnknown(_)) => problem(
            error.code(),
            "the database",
            "it is unknown whether this file was stored: the database went away while it committed; import it \
             again, what is there already is answered as unchanged"
                .into(),
        ),
        UseCaseError::Store(_) => problem(
            error.code(),
            "the database",
            format!("{error}; nothing of this file was stored, import it again"),
        ),
        _ => problem(error.code(), "the document", error.to_string()),
    }
}

fn language(tag: &str) -> Result<String, String> {
    match locale::Language::from_tag(tag) {
        Some(language) => Ok(language.tag().to_owned()),
        None => {
            let all: Vec<_> = locale::Language::ALL.into_iter().map(locale::Language::tag).collect();
            Err(format!("use one of {}", all.join(", ")))
        }
    }
}
