//! The rules of Billow, without I/O: no clock, no random numbers, no network, no database.
//!
//! An invoice is a numbered log of events. [`decide()`] turns a command into events or a [`Refusal`]. [`Books::apply`]
//! folds an event into the state. [`invoices::wire`] maps a stored event to what a payer or a staff member may see.
//! [`invoices::view`] folds those wire events; the server uses it for the page, and the browser for the events that
//! arrive later.
//!
//! Amounts are `i64` minor units of an ISO 4217 currency; time is UTC milliseconds; due dates are
//! civil dates in the biller's zone.

pub mod checkouts;
pub mod conversations;
pub mod credit_notes;
pub mod disputes;
pub mod invoices;
pub mod kernel;
pub mod links;
pub mod matching;
pub mod payers;
pub mod payments;
pub mod proposals;

pub use kernel::{actor, books, command, ids, ledger, money, refusal, stream, time};

pub use actor::{Actor, Stamp};
pub use books::Books;
pub use command::Command;
pub use invoices::status::Status;
pub use jiff::civil::Date;
pub use kernel::decide::{Context, decide};
pub use money::{Currency, Money};
pub use refusal::Refusal;
pub use rust_decimal::Decimal;
pub use stream::{Event, EventVisitor, Stream, StreamId};
pub use time::Timestamp;
