//! Reads bank files: camt.053, camt.054, BgMax and MT940, from bytes to values. No database, no clock, no network.
//!
//! A file is read twice. [`survey`] reads all of it, detects its format from the content, and compares the bank's
//! control sums with the entries: an inconsistent file is refused before anything of it is booked. [`transactions`]
//! then gives one [`Transaction`] after the other. Neither holds more than one of them, so a statement of any size
//! needs little memory.
//!
//! The input is untrusted: every reader has limits, expands nothing and never panics.

pub mod bgmax;
pub mod camt;
mod day;
mod input;
mod lowered;
mod mt940;
mod problem;
mod transaction;

use std::io::Read;

pub use lowered::Lowered;
pub use problem::Problem;
pub use transaction::{
    Accounts, BatchPart, Direction, Format, Party, ReferenceCheck, ReturnReason, State, Transaction,
};

/// The result of the first pass over a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    pub format: Format,
    /// How many transactions [`transactions`] will give.
    pub transactions: u64,
    /// The bank marks the file as a test: nothing in it is money.
    pub test: bool,
    /// The accounts of its transactions, each in all its forms, [`Transaction::account`] first.
    pub accounts: Accounts,
    /// Inconsistencies that are no reason to refuse the file.
    pub notes: Vec<Problem>,
    /// Facts that the file states after the transactions that need them.
    later: Later,
}

/// Facts that a format states only after the transactions that need them. The first pass stores them for the second
/// one, so that no transaction has to wait in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Later {
    /// camt: how entries become transactions.
    Entries(camt::Entries),
    /// BgMax: the deposits in order, and the deductions from their payments.
    Deposits(Vec<bgmax::Deposit>, lowered::Offs),
    Nothing,
}

/// Detects the kind of a file from its first bytes.
fn detect(head: &[u8]) -> Result<Kind, Problem> {
    if head.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(Problem::new("EMPTY", "the file", "the file is empty"));
    }
    let encoding = input::encoding_of(head)?;
    let (text, ..) = encoding.decode(head);
    let text =
        text.trim_start_matches(|character: char| character.is_whitespace() || character == '\u{FEFF}');
    if text.starts_with("01BGMAX") {
        return Ok(Kind::BgMax);
    }
    if text.starts_with('<') {
        return Ok(Kind::Xml);
    }
    // Some banks leave the first field out.
    let begins = |line: &str| line.starts_with(":20:") || line.starts_with(":25:");
    if text.starts_with("{1:") || text.split(['\n', '\r']).take(24).any(begins) {
        return Ok(Kind::Mt940);
    }
    Err(Problem::new(
        "FORMAT",
        "the file",
        "this is no bank file that is read here: camt.053, camt.054, BgMax and MT940 are; ask the bank for one \
         of them",
    ))
}

enum Kind {
    Xml,
    BgMax,
    Mt940,
}

/// Reads a whole file: detects its format and checks that it is consistent.
///
/// # Errors
/// What is wrong, with its place; nothing of the file may be booked then.
pub fn survey(input: impl Read) -> Result<Survey, Problem> {
    let (head, input) = input::peek(input)?;
    match detect(&head)? {
        Kind::Xml => camt::survey(input, input::encoding_of(&head)?),
        Kind::BgMax => bgmax::survey(input::of_lines(input, &head)?),
        Kind::Mt940 => mt940::survey(input::of_lines(input, &head)?),
    }
}

/// The transactions of a file that [`survey`] has accepted, one at a time.
///
/// # Errors
/// The file cannot be read at all. Every item can be an error as well: the file may have changed since.
pub fn transactions<'a>(input: impl Read + 'a, survey: &'a Survey) -> Result<Transactions<'a>, Problem> {
    let (head, input) = input::peek(input)?;
    Ok(match &survey.later {
        Later::Entries(entries) => {
            Box::new(camt::Transactions::new(input, input::encoding_of(&head)?, entries))
        }
        Later::Deposits(deposits, offs) => {
            Box::new(bgmax::Transactions::new(input::of_lines(input, &head)?, deposits, offs))
        }
        Later::Nothing => Box::new(mt940::Transactions::new(input::of_lines(input, &head)?)),
    })
}

/// What [`transactions`] gives.
pub type Transactions<'a> = Box<dyn Iterator<Item = Result<Transaction, Problem>> + 'a>;
