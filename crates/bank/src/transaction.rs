//! The transaction: the common form of all formats.

use std::fmt;
use std::str::FromStr;

use domain::{Date, Money};

use crate::lowered::Lowered;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// ISO 20022 statement of an account.
    Camt053,
    /// ISO 20022 notification of single debits and credits.
    Camt054,
    /// Bankgirot's incoming payments.
    BgMax,
    /// SWIFT's customer statement.
    Mt940,
}

impl Format {
    /// `camt.053`, `camt.054`, `bgmax`, `mt940`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Camt053 => "camt.053",
            Self::Camt054 => "camt.054",
            Self::BgMax => "bgmax",
            Self::Mt940 => "mt940",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Format {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Camt053, Self::Camt054, Self::BgMax, Self::Mt940]
            .into_iter()
            .find(|format| format.as_str() == text)
            .ok_or(())
    }
}

/// The direction of the money, seen from the account's owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    Credit,
    Debit,
}

/// Whether the money has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It is on the account, or has left it.
    Booked,
    /// The bank expects it; it comes again once it is booked.
    Pending,
    /// The bank only reports it.
    Information,
}

/// Whether the bank checked the reference by the rules agreed with the biller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferenceCheck {
    /// The bank did not look, or its file does not say.
    NotMade,
    /// The check digits are right.
    Passed,
    /// The check digits are wrong.
    Failed,
}

/// The other side, as far as the bank names it. Personal data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// As the bank writes it.
    pub name: Option<String>,
    /// IBAN, or the number of the account in its bank's own form.
    pub account: Option<String>,
    /// Number of an organisation or of a person.
    pub identifier: Option<String>,
    /// Street, town, country: one line each.
    pub address: Vec<String>,
}

/// An earlier transaction is reversed: by the bank, or as a returned debit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReturnReason {
    /// The bank's code: ISO 20022 (`MD06`, `AC04`), or of its own.
    pub code: Option<String>,
    pub text: Option<String>,
}

/// One movement of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// Position among the file's transactions, from 1.
    pub number: u64,
    /// `Stmt[1]/Ntry[3]/TxDtls[2]`, `line 12`.
    pub place: String,
    pub format: Format,
    /// The biller's account, in the file's own form.
    pub account: String,
    /// Other numbers of the same account that the file states: a bankgiro's bank account.
    pub other_accounts: Vec<String>,
    pub direction: Direction,
    /// Whether the money has moved.
    pub state: State,
    /// Never negative. For incoming money it is what arrived: after deductions and charges.
    pub money: Money,
    /// Other amounts that the bank states for it, in its currency: the instructed amount, or the amount before charges.
    /// A returned debit states here the amount that it had brought.
    pub stated_amounts: Vec<Money>,
    /// The booking date.
    pub booked_on: Option<Date>,
    /// The value date.
    pub valued_on: Option<Date>,
    /// The bank's references for this transaction, unique on the account. There may be several.
    pub bank_references: Vec<String>,
    /// The initiator's reference, carried through unchanged; never a placeholder such as `NOTPROVIDED`.
    pub end_to_end: Option<String>,
    /// Every other id by which a later return may refer to this transaction, or this return to the earlier one:
    /// instruction, transaction, clearing.
    pub other_ids: Vec<String>,
    pub party: Party,
    /// References in fields made for them, as written, the first one first.
    pub references: Vec<String>,
    /// Whether the bank checked them.
    pub reference_check: ReferenceCheck,
    /// What the payer wrote, and what the bank added.
    pub text: Vec<String>,
    /// Further fields that may contain a reference, as written: ids of the payer or the payer's program, and fields for
    /// the bank. They repeat neither of the two before.
    pub further: Vec<String>,
    /// Charges that banks deducted: the payer paid them, and they are not part of `money`.
    pub charges: Option<Money>,
    /// How reported deductions have changed it.
    pub lowered: Lowered,
    /// The amount that they subtracted.
    pub deducted: Option<Money>,
    /// Set where an earlier transaction is taken back.
    pub undoing: Option<ReturnReason>,
    /// Collected by direct debit, not sent by the payer.
    pub direct_debit: bool,
    /// Several payments that the bank reports as one sum: how many, where it says so.
    pub lump_of: Option<u64>,
    /// How it lies in what the bank books as one.
    pub part: BatchPart,
}

/// The place of a transaction in the bank's own entry. Some banks report an entry in one file and its payments in
/// another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchPart {
    /// It is told of by itself, or the bank has no name for the entry.
    Single,
    /// One of several payments in the entry of this name.
    Detail(String),
    /// The entry of this name, without a word on what is in it.
    BatchTotal(String),
}

/// Accounts, each in all forms that a file states.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Accounts(std::collections::BTreeSet<Vec<String>>);

/// No biller has more accounts than these at one bank.
const MOST_ACCOUNTS: usize = 1_000;

impl Accounts {
    /// Adds an account, unless it is there with the same forms.
    pub(crate) fn add(
        &mut self,
        account: &str,
        others: &[String],
        place: &str,
    ) -> Result<(), crate::Problem> {
        let is_it = |forms: &Vec<String>| {
            forms.split_first().is_some_and(|(first, rest)| first == account && rest == others)
        };
        if self.0.iter().any(is_it) {
            return Ok(());
        }
        if self.0.len() == MOST_ACCOUNTS {
            let message = format!("the file is of more than {MOST_ACCOUNTS} accounts");
            return Err(crate::Problem::new("LIMIT", place, message));
        }
        self.0.insert(std::iter::once(account.to_owned()).chain(others.iter().cloned()).collect());
        Ok(())
    }

    /// Each account's forms.
    pub fn iter(&self) -> impl Iterator<Item = &[String]> {
        self.0.iter().map(Vec::as_slice)
    }
}
