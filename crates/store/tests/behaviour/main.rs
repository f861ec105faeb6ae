//! What the store promises, on both engines: each behaviour runs on SQLite in a folder of its own and on a
//! database of its own of a PostgreSQL server that the tests start themselves.
#![allow(clippy::unwrap_used)]

mod beside;

mod appending;
mod attachments;
mod backup;
mod bank_imports;
mod bank_imports_undone;
mod biller_identities;
mod checkouts;
mod contention;
mod conversations;
mod dump;
mod erasure;
mod feed;
mod fingerprints;
mod frames;
mod jobs;
mod links;
mod list;
mod lists;
mod made_references;
mod matching;
mod payment_content;
mod payment_identity;
mod payments;
mod preview;
mod proposals;
mod reactions;
mod same_payment;
mod schema;
mod staff;
mod status;
mod tenancy;
mod unidentified_payments;
mod upgrade;
mod verify;
mod versions;
mod writing;
