//! SQLite and PostgreSQL behind one SQL text: the log of events, their postings, the rows that lists read, jobs, links,
//! and content that can be erased.
//!
//! [`open`] migrates the schema and returns a [`SqlStore`], which implements the ports of `usecases`. Everything is
//! written by the workers of one queue: SQLite has one worker, which puts waiting tasks into one durable commit;
//! PostgreSQL has many. SQL that differs between the engines is in `engine/` alone. The log, content, and what callers
//! bring (keys, number claims, links, jobs) cannot be derived; all other rows can be rebuilt from the log.

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
mod feed;
mod frames;
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
mod statement;
pub mod statements;
mod store;
mod streams;
mod tables;
mod transaction;
mod verify;
mod writer;

pub use connect::Options;
pub use personal_data::{areas, personal_data, plain_columns};
pub use rebuild::Progress;
pub use store::{SqlStore, open};
pub use verify::Finding;
