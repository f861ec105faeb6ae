//! SQLite and PostgreSQL behind one SQL text: the log of events, their postings, the rows that lists read,
//! jobs, links, content that can be erased.
//!
//! [`open`] brings the schema up to date and answers a [`SqlStore`], which implements the ports of
//! `usecases`. Everything is written through lanes: one on SQLite, which groups what waits
//! into one durable commit; many on PostgreSQL. Engine-specific SQL stands in `engine/` alone. Rows other
//! than events, content and what callers bring (keys, claims, links, jobs) can be rebuilt from the log.

mod append;
mod attachments;
mod audit;
mod backup;
mod bank_imports;
mod billers;
mod cache;
mod checkouts;
mod commits;
mod connect;
mod content;
mod conversations;
mod credit_notes;
mod engine;
pub mod events;
mod failure;
mod idempotency;
mod invoices;
mod iterate;
mod jobs;
mod links;
mod log;
mod maintenance;
mod matching;
mod migrate;
mod payers;
mod payments;
mod personal_data;
mod postings;
mod projections;
mod proposals;
mod rebuild;
mod rows;
mod search;
mod select;
mod staff;
pub mod statements;
mod store;
mod tables;
mod transaction;
mod verify;
mod writer;

pub use connect::Options;
pub use personal_data::{areas, personal_data, plain_columns};
pub use rebuild::Progress;
pub use store::{SqlStore, open};
pub use verify::Finding;
