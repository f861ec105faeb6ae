//! A bank file on its way into the books: read whole and checked first, then booked some entries at a time.
//!
//! The command line, the API and the console all come here. The file is a real one on a disk, because it is read
//! twice. Reading happens on a thread of its own, booking in one transaction after the other; whoever watches is told
//! of each step, and an import goes on when nobody watches any more.

mod entry;
mod line;
mod receive;
mod undo;

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use bank::{Problem, Survey};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use usecases::bank_imports::{
    BankEntry, BookBankEntries, EntryOutcome, FileId, Imported, NoteBankFile, Totals,
};
use usecases::billers::OTHER_ACCOUNT;
use usecases::{
    Caller, FindBiller, Input, ListBankAccounts, Services, StoreError, UseCase, UseCaseError, ask, execute,
    preview,
};

use entry::bank_entry;
pub use line::{EntryLine, FileLine, TotalsLine};
pub use receive::{MAX_BYTES, NotReceived, receive};
pub use undo::{UndoEnded, go_on, undo};

/// How many entries are booked in one transaction: enough that a commit costs little, few enough that nobody else who
/// writes waits long.
const AT_ONCE: usize = 256;

/// How many are looked at in one transaction that is taken back.
const LOOKED_AT_ONCE: usize = 1_024;

/// A file to be imported.
#[derive(Clone)]
pub struct FileImport {
    /// The database and the rest.
    pub services: Services,
    pub caller: Caller,
    /// The name that the file came under.
    pub name: String,
    /// Whether the file's accounts are entered among the biller's, where they are not there.
    pub allow_account: bool,
    /// The file that was looked at before: another one is refused.
    pub only: Option<FileId>,
}

/// What whoever watches is told.
pub enum ImportEvent {
    /// The file is in order; so many entries are going to be booked.
    Begun {
        entries: u64,
        /// What does not agree in the file and is no reason to refuse it.
        notes: Vec<Problem>,
    },
    /// This became of the next ones.
    Entries(Vec<EntryOutcome>),
    /// All are booked.
    Ended(Totals),
    /// All were looked at, and nothing is booked.
    LookedAt(Box<Preview>),
    /// Nothing of the file was booked, and why.
    Refused(Problem),
    /// It broke off: what was told before is booked, the rest is not. Importing the file again does the rest.
    Failed(UseCaseError),
}

/// What an import would do.
#[derive(Debug, Clone)]
pub struct Preview {
    /// By the hash of its bytes: what the import that follows has to be of.
    pub file: FileId,
    /// As people call it: `camt.053`, `BgMax`, `MT940`.
    pub format: &'static str,
    /// What would become of its entries.
    pub totals: Totals,
    /// Its accounts that are not among the biller's: it is refused unless they are allowed.
    pub other_accounts: Vec<String>,
    /// Its accounts that would be the biller's first.
    pub first_accounts: Vec<String>,
    /// What does not agree in the file and is no reason to refuse it.
    pub notes: Vec<String>,
    /// Whether it was looked at in one piece. Of a long file each part is looked at by itself: what would be booked on the
    /// same invoice twice then shows twice.
    pub in_one_piece: bool,
}

impl FileImport {
    /// Begins to import `file`. Dropping the receiver stops nothing.
    #[must_use]
    pub fn start(self, file: File) -> mpsc::Receiver<ImportEvent> {
        let (tell, told) = mpsc::channel(4);
        tokio::spawn(async move {
            let last = self.run(file, &tell).await;
            end(last, &tell).await;
        });
        told
    }

    /// Begins to look at what importing `file` would do: nothing is kept.
    #[must_use]
    pub fn look(self, file: File) -> mpsc::Receiver<ImportEvent> {
        let (tell, told) = mpsc::channel(4);
        tokio::spawn(async move {
            let last = self.run_look(file, &tell).await;
            end(last, &tell).await;
        });
        told
    }

    async fn run(&self, file: File, tell: &mpsc::Sender<ImportEvent>) -> Result<ImportEvent, UseCaseError> {
        let Looked { file, id, survey } = self.survey(file).await?;
        let survey = match survey {
            Ok(survey) => survey,
            // Nothing is wrong with the file itself.
            Err(problem) if problem.code == OTHER_FILE => return Ok(ImportEvent::Refused(problem)),
            Err(problem) => {
                self.note(id, "", 0, Imported::Refused(problem.without_values().to_string())).await?;
                return Ok(ImportEvent::Refused(problem));
            }
        };
        let (format, entries) = (survey.format.as_str(), survey.transactions);
        if let Err(error) = self.note(id, format, entries, self.begun(&survey)).await {
            let Some(problem) = refusal(&error) else { return Err(error) };
            self.note(id, format, entries, Imported::Refused(WHY_NOT.to_owned())).await?;
            return Ok(ImportEvent::Refused(problem));
        }
        let notes = survey.notes.clone();
        drop(tell.send(ImportEvent::Begun { entries, notes }).await);
        let mut batches = read_on(file, survey, AT_ONCE);
        let mut totals = Totals::default();
        while let Some(batch) = batches.recv().await {
            let entries = batch.map_err(changed)?;
            let outcomes = self.carry_out(book(id, entries)).await?;
            outcomes.iter().for_each(|outcome| totals.add(outcome));
            drop(tell.send(ImportEvent::Entries(outcomes)).await);
        }
        self.note(id, format, entries, Imported::Ended(totals.clone())).await?;
        Ok(ImportEvent::Ended(totals))
    }

    async fn run_look(
        &self,
        file: File,
        tell: &mpsc::Sender<ImportEvent>,
    ) -> Result<ImportEvent, UseCaseError> {
        let Looked { file, id, survey } = self.survey(file).await?;
        let survey = match survey {
            Ok(survey) => survey,
            Err(problem) => return Ok(ImportEvent::Refused(problem)),
        };
        let (format, entries) = (survey.format.as_str(), survey.transactions);
        let begin = self.note_of(id, format, entries, self.begun(&survey));
        let other_accounts = match preview(&self.services, self.caller.clone(), begin).await {
            Ok(_) => Vec::new(),
            Err(UseCaseError::Invalid(problems)) if problems.iter().all(|one| one.rule == OTHER_ACCOUNT) => {
                problems.into_iter().map(|one| one.place).collect()
            }
            Err(error) => match refusal(&error) {
                Some(problem) => return Ok(ImportEvent::Refused(problem)),
                None => return Err(error),
            },
        };
        let first_accounts = match ask(&self.services, &self.caller, ListBankAccounts).await?.is_empty() {
            true => survey.accounts.iter().filter_map(|forms| forms.first().cloned()).collect(),
            false => Vec::new(),
        };
        let notes = survey.notes.clone();
        let mut looked = Preview {
            file: id,
            format,
            totals: Totals::default(),
            other_accounts,
            first_accounts,
            notes: notes.iter().map(ToString::to_string).collect(),
            in_one_piece: entries <= LOOKED_AT_ONCE as u64,
        };
        drop(tell.send(ImportEvent::Begun { entries, notes }).await);
        let mut batches = read_on(file, survey, LOOKED_AT_ONCE);
        while let Some(batch) = batches.recv().await {
            let entries = batch.map_err(changed)?;
            let would = BookBankEntries { allow_account: true, ..book(id, entries) };
            let outcomes = preview(&self.services, self.caller.clone(), would).await?.output;
            outcomes.iter().for_each(|outcome| looked.totals.add(outcome));
            drop(tell.send(ImportEvent::Entries(outcomes)).await);
        }
        Ok(ImportEvent::LookedAt(Box::new(looked)))
    }

    /// Reads the file whole. A test file is refused, except by a sandbox biller.
    async fn survey(&self, file: File) -> Result<Looked, UseCaseError> {
        let sandbox = ask(&self.services, &self.caller, FindBiller).await?.sandbox;
        let looked = aside(move || look(file)).await??;
        let survey = match looked.survey {
            Ok(survey) if survey.test && !sandbox => Err(test_file()),
            Ok(_) if self.only.is_some_and(|only| only != looked.id) => Err(another_file()),
            other => other,
        };
        Ok(Looked { survey, ..looked })
    }

    fn begun(&self, survey: &Survey) -> Imported {
        let accounts = survey.accounts.iter().map(<[String]>::to_vec).collect();
        Imported::Begun { accounts, allow_account: self.allow_account }
    }

    async fn note(
        &self,
        file: FileId,
        format: &str,
        entries: u64,
        state: Imported,
    ) -> Result<(), UseCaseError> {
        self.carry_out(self.note_of(file, format, entries, state)).await.map(drop)
    }

    fn note_of(&self, file: FileId, format: &str, entries: u64, state: Imported) -> NoteBankFile {
        NoteBankFile { file, name: self.name.clone(), format: format.to_owned(), entries, state }
    }

    async fn carry_out<U: UseCase>(&self, use_case: U) -> Result<U::Output, UseCaseError> {
        let input = Input { use_case, key: None };
        Ok(execute(&self.services, self.caller.clone(), input).await?.output)
    }
}

async fn end(last: Result<ImportEvent, UseCaseError>, tell: &mpsc::Sender<ImportEvent>) {
    let last = last.unwrap_or_else(|error| {
        tracing::error!(%error, "the import of a bank file broke off");
        ImportEvent::Failed(error)
    });
    drop(tell.send(last).await);
}

/// What the list of files says of one that was refused when it began. No account stands there.
const WHY_NOT: &str = "The file is of an account that is not among the biller's bank accounts, or its import is being \
                       undone";

/// Why an import broke off, where somebody may know it: nothing where the server failed.
pub fn why_broken_off(error: &UseCaseError) -> Option<String> {
    refusal(error).map(|problem| problem.message)
}

/// The next entries of a file. Its beginning has entered what is allowed; here nothing else is.
fn book(file: FileId, entries: Vec<BankEntry>) -> BookBankEntries {
    BookBankEntries { file, entries, allow_account: false }
}

/// Only if the file was changed under our hands, or its disk broke.
fn changed(problem: Problem) -> UseCaseError {
    StoreError::Unreadable(problem.to_string()).into()
}

/// Why a use case refused a file, in the terms of a file.
fn refusal(error: &UseCaseError) -> Option<Problem> {
    let UseCaseError::Invalid(problems) = error else { return None };
    let first = problems.first()?;
    let code = if first.rule == OTHER_ACCOUNT { OTHER_ACCOUNT } else { "REFUSED" };
    let messages: Vec<&str> = problems.iter().map(|one| one.message.as_str()).collect();
    Some(Problem { code, place: first.place.clone(), message: messages.join("; ") })
}

/// The code of a file that is not the one that was looked at.
const OTHER_FILE: &str = "OTHER_FILE";

fn another_file() -> Problem {
    Problem {
        code: OTHER_FILE,
        place: "the file".to_owned(),
        message: "this is not the file that was looked at before; look at it first".to_owned(),
    }
}

fn test_file() -> Problem {
    Problem {
        code: "TEST",
        place: "line 1".to_owned(),
        message: "the bank marks this as a test file: nothing in it is money. A sandbox biller takes it"
            .to_owned(),
    }
}

/// A file that was read once.
struct Looked {
    file: File,
    id: FileId,
    survey: Result<Survey, Problem>,
}

/// Which file it is.
///
/// # Errors
/// It cannot be read.
pub fn file_id(file: File) -> io::Result<FileId> {
    let mut hashed = Hashed { input: file, hash: Sha256::new() };
    io::copy(&mut hashed, &mut io::sink())?;
    Ok(FileId::from_hash(&hashed.hash.finalize().into()))
}

/// Reads a file whole: what it is, whether it agrees with itself, and which one it is.
fn look(mut file: File) -> Result<Looked, UseCaseError> {
    // It may have been looked at before.
    file.rewind().map_err(unreadable)?;
    let mut hashed = Hashed { input: BufReader::with_capacity(256 * 1024, file), hash: Sha256::new() };
    let survey = bank::survey(&mut hashed);
    // A file that is refused is read to its end as well, to be known by all of it.
    let read = io::copy(&mut hashed, &mut io::sink()).and_then(|_| {
        let mut file = hashed.input.into_inner();
        file.rewind().map(|()| file)
    });
    let file = read.map_err(unreadable)?;
    Ok(Looked { file, id: FileId::from_hash(&hashed.hash.finalize().into()), survey })
}

fn unreadable(error: io::Error) -> UseCaseError {
    StoreError::Unavailable(format!("the file cannot be read: {error}")).into()
}

/// Reads the transactions of a file on a thread of its own, a little ahead of those who book them.
fn read_on(file: File, survey: Survey, at_once: usize) -> mpsc::Receiver<Result<Vec<BankEntry>, Problem>> {
    let (send, batches) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        let input = BufReader::with_capacity(256 * 1024, file);
        let transactions = match bank::transactions(input, &survey) {
            Ok(transactions) => transactions,
            Err(problem) => return drop(send.blocking_send(Err(problem))),
        };
        let mut batch = Vec::with_capacity(at_once);
        for transaction in transactions {
            match transaction {
                Ok(transaction) => batch.push(bank_entry(transaction)),
                Err(problem) => return drop(send.blocking_send(Err(problem))),
            }
            if batch.len() == at_once
                && send.blocking_send(Ok(std::mem::replace(&mut batch, Vec::with_capacity(at_once)))).is_err()
            {
                return;
            }
        }
        if !batch.is_empty() {
            drop(send.blocking_send(Ok(batch)));
        }
    });
    batches
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, UseCaseError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| StoreError::Unavailable(format!("reading the file ended badly: {error}")).into())
}

/// Takes the hash of what is read.
struct Hashed<R> {
    input: R,
    hash: Sha256,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(into)?;
        self.hash.update(&into[..length]);
        Ok(length)
    }
}
