//! A bank file on its way into the books: read whole and checked first, then booked some entries at a time.
//!
//! The command line, the API and the console all come here. The file is a real one on a disk, because it is read
//! twice. Reading happens on a thread of its own, booking in one transaction after the other; whoever watches is told
//! of each step, and an import goes on when nobody watches any more.

mod entry;
mod line;
mod receive;

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use bank::{Problem, Survey};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use usecases::money_in::bank::{
    BankEntry, BookBankEntries, EntryOutcome, FileId, Imported, NoteBankFile, Totals,
};
use usecases::{Caller, FindBiller, Input, Services, StoreError, UseCase, UseCaseError, ask, execute};

use entry::bank_entry;
pub use line::{EntryLine, TotalsLine};
pub use receive::{MAX_BYTES, NotReceived, receive};

/// How many entries are booked in one transaction: enough that a commit costs little, few enough that nobody else who
/// writes waits long.
const AT_ONCE: usize = 256;

/// A file to be imported.
pub struct Import {
    /// The database and the rest.
    pub services: Services,
    /// For whom.
    pub caller: Caller,
    /// The name that the file came under.
    pub name: String,
}

/// What whoever watches is told.
pub enum Told {
    /// The file is in order; so many entries are going to be booked.
    Begun {
        /// How many.
        entries: u64,
        /// What does not agree in the file and is no reason to refuse it.
        notes: Vec<Problem>,
    },
    /// This became of the next ones.
    Entries(Vec<EntryOutcome>),
    /// All are booked.
    Ended(Totals),
    /// Nothing of the file was booked, and why.
    Refused(Problem),
    /// It broke off: what was told before is booked, the rest is not. Importing the file again does the rest.
    Failed(UseCaseError),
}

impl Import {
    /// Begins to import `file`. Dropping the receiver stops nothing.
    #[must_use]
    pub fn start(self, file: File) -> mpsc::Receiver<Told> {
        let (tell, told) = mpsc::channel(4);
        tokio::spawn(async move {
            let last = match self.run(file, &tell).await {
                Ok(last) => last,
                Err(error) => {
                    tracing::error!(%error, "the import of a bank file broke off");
                    Told::Failed(error)
                }
            };
            drop(tell.send(last).await);
        });
        told
    }

    async fn run(&self, file: File, tell: &mpsc::Sender<Told>) -> Result<Told, UseCaseError> {
        let sandbox = ask(&self.services, &self.caller, FindBiller).await?.sandbox;
        let looked = aside(move || look(file)).await??;
        let Looked { file, id, survey } = looked;
        let survey = match survey {
            Ok(survey) if survey.test && !sandbox => Err(test_file()),
            other => other,
        };
        let survey = match survey {
            Ok(survey) => survey,
            Err(problem) => {
                self.note(id, "", 0, Imported::Refused(problem.without_values().to_string())).await?;
                return Ok(Told::Refused(problem));
            }
        };
        let (format, entries) = (survey.format.as_str(), survey.transactions);
        self.note(id, format, entries, Imported::Begun).await?;
        let notes = survey.notes.clone();
        drop(tell.send(Told::Begun { entries, notes }).await);
        let mut batches = read_on(file, survey);
        let mut totals = Totals::default();
        while let Some(batch) = batches.recv().await {
            let entries = match batch {
                Ok(entries) => entries,
                // Only if the file was changed under our hands, or its disk broke.
                Err(problem) => return Err(StoreError::Unreadable(problem.to_string()).into()),
            };
            let outcomes = self.carry_out(BookBankEntries { file: id, entries }).await?;
            outcomes.iter().for_each(|outcome| totals.add(outcome));
            drop(tell.send(Told::Entries(outcomes)).await);
        }
        self.note(id, format, entries, Imported::Ended(totals.clone())).await?;
        Ok(Told::Ended(totals))
    }

    async fn note(
        &self,
        file: FileId,
        format: &str,
        entries: u64,
        state: Imported,
    ) -> Result<(), UseCaseError> {
        let note = NoteBankFile { file, name: self.name.clone(), format: format.to_owned(), entries, state };
        self.carry_out(note).await.map(drop)
    }

    async fn carry_out<U: UseCase>(&self, use_case: U) -> Result<U::Output, UseCaseError> {
        let input = Input { use_case, key: None };
        Ok(execute(&self.services, self.caller.clone(), input).await?.output)
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

/// Reads a file whole: what it is, whether it agrees with itself, and which one it is.
fn look(file: File) -> Result<Looked, UseCaseError> {
    let mut hashed = Hashed { input: BufReader::with_capacity(256 * 1024, file), hash: Sha256::new() };
    let survey = bank::survey(&mut hashed);
    // A file that is refused is read to its end as well, to be known by all of it.
    let read = io::copy(&mut hashed, &mut io::sink()).and_then(|_| {
        let mut file = hashed.input.into_inner();
        file.rewind().map(|()| file)
    });
    let file = read.map_err(|error| StoreError::Unavailable(format!("the file cannot be read: {error}")))?;
    Ok(Looked { file, id: FileId::from_hash(&hashed.hash.finalize().into()), survey })
}

/// Reads the transactions of a file on a thread of its own, a little ahead of those who book them.
fn read_on(file: File, survey: Survey) -> mpsc::Receiver<Result<Vec<BankEntry>, Problem>> {
    let (send, batches) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        let input = BufReader::with_capacity(256 * 1024, file);
        let transactions = match bank::transactions(input, &survey) {
            Ok(transactions) => transactions,
            Err(problem) => return drop(send.blocking_send(Err(problem))),
        };
        let mut batch = Vec::with_capacity(AT_ONCE);
        for transaction in transactions {
            match transaction {
                Ok(transaction) => batch.push(bank_entry(transaction)),
                Err(problem) => return drop(send.blocking_send(Err(problem))),
            }
            if batch.len() == AT_ONCE
                && send.blocking_send(Ok(std::mem::replace(&mut batch, Vec::with_capacity(AT_ONCE)))).is_err()
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
