//! The base of every use case: access, the transaction, the log, errors, jobs and the audit log. It names areas only in
//! lists, one line each: `declarations`, `jobs`, `ports`, `reactions`, `services`.

pub(crate) mod access;
pub(crate) mod audit;
pub(crate) mod biller;
pub(crate) mod caller;
pub(crate) mod canonical;
pub(crate) mod content;
pub(crate) mod declarations;
pub(crate) mod error;
pub(crate) mod execute;
pub(crate) mod idempotency;
pub(crate) mod jobs;
pub(crate) mod keys;
pub(crate) mod log;
pub(crate) mod node;
pub mod personal_data;
pub(crate) mod ports;
pub(crate) mod query;
pub(crate) mod reactions;
pub(crate) mod role;
pub(crate) mod services;
pub(crate) mod unit_of_work;
pub(crate) mod zone;
