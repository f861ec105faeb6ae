//! Entries of bank files: each is booked once, whatever file or format reports it.
//!
//! [`BookBankEntries`] imports many entries in one transaction. For each it checks whether it is known (`identity`),
//! matches its invoices ([`crate::matching`]), and records the payment: allocated if the match is certain, otherwise
//! without a known payer. Outgoing money is ignored, unless it reverses an earlier payment ([`ReturnKeys`]). A return
//! without its payment waits, and is tried again when payments arrive.
//!
//! A payment that was recorded by hand before the bank reported it, or that a bank may have reported twice, is recorded
//! and waits for a person ([`domain::matching::PerhapsSame`]).
//!
//! An import needs no idempotency key: each entry identifies itself. To finish an interrupted import, import the file
//! again.

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
pub use entry::{BankEntry, BatchPart, EntryOutcome, EntryStatus, Lowered, ReturnReason, Totals, Way};
pub use file::{BankFileNoted, Imported, NoteBankFile};
pub use identity::{Digest, Facts, FileId};
pub use ports::{
    BankFile, BankFileUndoing, BankFiles, BankStore, BankTransaction, EntryOfFile, KnownEntry, ListedReturn,
    NewBankEntry, NewReturn, Occurrence, RecordedPayment, ReturnKeys, ReturnNotice, ReversalKind,
    ReversedPayment, WaitingReturn,
};
pub use queries::{CountReturns, ListBankFiles, ListReturns};
pub use returns::{DismissReturn, ResolveReturn, ReturnEnded};
pub use undo_file::{BeginUndo, CheckUndo, EntriesUndone, UndoBankFileJob, UndoBegun, UndoEntries};
