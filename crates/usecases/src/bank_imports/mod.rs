//! Entries of bank files: each is booked once, whichever file tells of it, and whichever format.
//!
//! [`BookBankEntries`] takes many entries in one transaction. For each it asks whether it is known (`identity`),
//! has its invoices found ([`crate::matching`]), and records the money: on its invoices where that is certain, else as
//! money of which nobody knows whose it is. Money that leaves is ignored, unless it takes back what had arrived
//! ([`ReturnKeys`]); a return that finds no payment waits, and is tried again when one arrives.
//!
//! What was recorded by hand before the bank told of it, and what a bank may have told of twice, is kept and waits for a
//! person ([`domain::matching::PerhapsSame`]).
//!
//! An import needs no key: an entry is its own. One that was cut off is finished by importing the file again.

mod book;
mod entry;
mod file;
mod identity;
mod ports;
mod queries;
mod recorded;
mod returns;
mod reverse;
mod undo_file;

pub use crate::matching::EntryKey;
pub use book::BookBankEntries;
pub use entry::{BankEntry, EntryOutcome, EntryStatus, Lowered, BatchPart, Totals, ReturnReason, Way};
pub use file::{BankFileNoted, Imported, NoteBankFile};
pub use identity::{Digest, Facts, FileId};
pub use ports::{
    BankFile, BankFileUndoing, BankFiles, BankStore, BankTransaction, EntryOfFile, KnownEntry, ListedReturn,
    NewBankEntry, NewReturn, Occurrence, RecordedPayment, ReturnKeys, ReturnNotice, ReversedPayment, ReversalKind,
    WaitingReturn,
};
pub use queries::{CountReturns, ListBankFiles, ListReturns};
pub use returns::{DismissReturn, ResolveReturn, ReturnEnded};
pub use undo_file::{BeginUndo, CheckUndo, EntriesUndone, UndoBankFileJob, UndoBegun, UndoEntries};
