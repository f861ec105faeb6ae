//! ISO 20022 statements (camt.053) and notifications (camt.054) in every version from 001.02 on.
//!
//! [`Reader`] gives a file part by part as the bank states it ([`model`]); [`Transactions`] turns the parts into
//! transactions. An entry with several details becomes several transactions if each states its amount in the account's
//! currency and their sum is the entry's; otherwise it becomes one, with everything that they state. The sum of its
//! transactions is always what arrived: charges that the bank kept are subtracted from their details, and debits among
//! credits are subtracted from payments of the same entry ([`crate::lowered`]), unless they reverse an earlier payment.

mod counters;
pub mod model;
mod parse;
mod reader;
mod shape;
mod transactions;
mod xml;

use std::io::Read;

use encoding_rs::Encoding;

pub use reader::{Part, Reader};
pub(crate) use shape::Entries;
pub(crate) use transactions::Transactions;

use crate::{Accounts, Later, Problem, Survey};

pub(crate) fn survey(input: impl Read, encoding: &'static Encoding) -> Result<Survey, Problem> {
    let mut reader = Reader::new(input, encoding);
    let mut entries = Entries::default();
    let mut transactions = 0;
    let mut open: Option<shape::Shape> = None;
    let mut accounts = Accounts::default();
    let mut account = String::new();
    while let Some(part) = reader.read()? {
        match part {
            Part::Record(record) => account = record.account.number().unwrap_or_default().to_owned(),
            Part::Entry(entry) => {
                accounts.add(&account, &[], &entry.place)?;
                open = Some(shape::Shape::new(&entry));
            }
            Part::Batch(batch) => {
                if let Some(shape) = &mut open {
                    shape.batch(batch)?;
                }
            }
            Part::Detail(detail) => {
                if let Some(shape) = &mut open {
                    shape.detail(&detail);
                }
            }
            Part::EntryEnd(said) => {
                if let Some(shape) = open.take() {
                    let number = shape.number;
                    transactions += entries.add(number, shape.finish()?, said);
                }
            }
            Part::Header(_) | Part::RecordEnd(_) => {}
        }
    }
    let later = Later::Entries(entries);
    Ok(Survey { format: reader.format(), transactions, test: false, accounts, notes: vec![], later })
}
