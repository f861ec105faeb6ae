//! What every use case stands on, whatever it is about: who may, the way through one transaction, the ports to the
//! database, errors, jobs and the audit log.

pub(crate) mod access;
pub(crate) mod audit;
pub(crate) mod caller;
pub(crate) mod canonical;
pub(crate) mod declarations;
pub(crate) mod error;
pub(crate) mod execute;
pub(crate) mod jobs;
pub(crate) mod node;
pub mod personal_data;
pub(crate) mod ports;
pub(crate) mod preview;
mod unit_of_work;
