//! What the store promises, on both engines: each behaviour runs on SQLite in a folder of its own and on a
//! database of its own of a PostgreSQL server that the tests start themselves.
#![allow(clippy::unwrap_used)]

mod beside;

mod appending;
mod attachments;
mod backup;
mod bank;
mod bank_undo;
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
mod money_identity;
mod money_in;
mod money_kept;
mod payments;
mod preview;
mod proposals;
mod same_payment;
mod schema;
mod staff;
mod status;
mod tenancy;
mod upgrade;
mod verify;
mod versions;
mod writing;
