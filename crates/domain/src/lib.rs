//! The rules of Billow, without I/O: no clock, no random numbers, no network, no database.
//!
//! An invoice is a numbered log of events. [`decide()`] turns a command into events or a
//! [`Refusal`]; [`Books::apply`] folds an event into the state; [`wire`] maps a stored event once
//! into what a payer or a staff member may see; [`view`] folds those wire events, on the server
//! for the page and in the browser for what arrives later, with the same code.
//!
//! Amounts are `i64` minor units of an ISO 4217 currency; time is UTC milliseconds; due dates are
//! civil dates in the biller's zone.

pub mod actor;
pub mod books;
pub mod checkout;
pub mod checkout_method;
pub mod command;
pub mod conversation;
pub mod credit_note;
mod decide;
pub mod document;
pub mod hours;
pub mod iban;
pub mod ids;
pub mod invoice;
pub mod ledger;
pub mod matching;
pub mod money;
pub mod payer;
pub mod payment;
pub mod proof;
pub mod proposal;
pub mod reference;
pub mod refusal;
pub mod status;
pub mod time;
pub mod vat;
pub mod view;
pub mod wire;

pub use actor::{Actor, Stamp};
pub use books::{Books, Event, StreamId};
pub use command::Command;
pub use decide::{Context, decide};
pub use jiff::civil::Date;
pub use money::{Currency, Money};
pub use refusal::Refusal;
pub use rust_decimal::Decimal;
pub use status::Status;
pub use time::Timestamp;
