//! Imports a bank file: reads and checks the whole file first, then books its entries in batches.
//!
//! The command line, the API and the console all use this. The file has to be on a disk, because it is read twice. A
//! thread of its own reads, and one transaction after another books. Each step is reported to the receiver, and an
//! import continues when nobody receives any more.

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

/// How many entries are booked in one transaction: enough that a commit costs little, few enough that other writers do
/// not wait long.
const AT_ONCE: usize = 256;

/// How many are previewed in one transaction, which is rolled back.
const LOOKED_AT_ONCE: usize = 1_024;

#[derive(Clone)]
pub struct FileImport {
    pub services: Services,
    pub caller: Caller,
    pub name: String,
    /// Whether the file's accounts are added to the biller's if they are missing.
    pub allow_account: bool,
    /// The file that was previewed before: another one is refused.
    pub only: Option<FileId>,
}

/// The steps of an import that are reported.
pub enum ImportEvent {
    /// The file is in order; so many entries will be booked.
    Begun {
        entries: u64,
        /// What does not agree in the file, but is no reason to refuse it.
        notes: Vec<Problem>,
    },
    /// The outcomes of the next entries.
    Entries(Vec<EntryOutcome>),
    /// All entries are booked.
    Ended(Totals),
    /// All entries were previewed, and nothing is booked.
    LookedAt(Box<Preview>),
    /// Nothing of the file was booked, and why.
    Refused(Problem),
    /// It was interrupted: the entries reported before are booked, the others are not. Importing the file again books
    /// them.
    Failed(UseCaseError),
}

#[derive(Debug, Clone)]
pub struct Preview {
    /// The hash of the file: the import that follows has to be of the same one.
    pub file: FileId,
    /// The usual name of the format: `camt.053`, `BgMax`, `MT940`.
    pub format: &'static str,
    /// The outcomes that its entries would have.
    pub totals: Totals,
    /// Its accounts that are not among the biller's: the file is refused unless they are allowed.
    pub other_accounts: Vec<String>,
    /// Its accounts, if the biller has none yet and they would be the first.
    pub first_accounts: Vec<String>,
    /// What does not agree in the file, but is no reason to refuse it.
    pub notes: Vec<String>,
    /// Whether it was previewed in one piece. The parts of a long file are previewed separately: two payments of the
    /// same invoice then do not see each other.
    pub in_one_piece: bool,
}

impl FileImport {
    /// Starts to import `file`. Dropping the receiver does not stop it.
    #[must_use]
    pub fn start(self, file: File) -> mpsc::Receiver<ImportEvent> {
        let (tell, told) = mpsc::channel(4);
        tokio::spawn(async move {
            let last = self.run(file, &tell).await;
            end(last, &tell).await;
        });
        told
    }

    /// Starts to preview the import of `file`: nothing is stored.
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
            // The file itself is fine.
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

    /// Reads the whole file. A test file is refused, unless the biller is a sandbox biller.
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

/// The reason that the list of files shows for a file that was refused at its beginning. It names no account.
const WHY_NOT: &str = "The file is of an account that is not among the biller's bank accounts, or its import is being \
                       undone";

/// Why an import was interrupted, for people; `None` if the server failed.
pub fn why_broken_off(error: &UseCaseError) -> Option<String> {
    refusal(error).map(|problem| problem.message)
}

/// Books the next entries of a file. Its first step has added the accounts that are allowed; nothing else is added
/// here.
fn book(file: FileId, entries: Vec<BankEntry>) -> BookBankEntries {
    BookBankEntries { file, entries, allow_account: false }
}

/// Happens only if the file changed while we read it, or its disk failed.
fn changed(problem: Problem) -> UseCaseError {
    StoreError::Unreadable(problem.to_string()).into()
}

/// Why a use case refused a file, as a problem of the file.
fn refusal(error: &UseCaseError) -> Option<Problem> {
    let UseCaseError::Invalid(problems) = error else { return None };
    let first = problems.first()?;
    let code = if first.rule == OTHER_ACCOUNT { OTHER_ACCOUNT } else { "REFUSED" };
    let messages: Vec<&str> = problems.iter().map(|one| one.message.as_str()).collect();
    Some(Problem { code, place: first.place.clone(), message: messages.join("; ") })
}

/// The code for a file that is not the previewed one.
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

struct Looked {
    file: File,
    id: FileId,
    survey: Result<Survey, Problem>,
}

/// The id of a file, from its bytes.
///
/// # Errors
/// It cannot be read.
pub fn file_id(file: File) -> io::Result<FileId> {
    let mut hashed = Hashed { input: file, hash: Sha256::new() };
    io::copy(&mut hashed, &mut io::sink())?;
    Ok(FileId::from_hash(&hashed.hash.finalize().into()))
}

/// Reads a whole file: its format, whether it is consistent, and its id.
fn look(mut file: File) -> Result<Looked, UseCaseError> {
    // It may have been read before.
    file.rewind().map_err(unreadable)?;
    let mut hashed = Hashed { input: BufReader::with_capacity(256 * 1024, file), hash: Sha256::new() };
    let survey = bank::survey(&mut hashed);
    // A refused file is read to its end too, because its id is the hash of all of it.
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

/// Reads the transactions of a file on a thread of its own, a little ahead of the booking.
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

/// Hashes what is read.
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
