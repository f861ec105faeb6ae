//! Jobs: work for later, written in the transaction that makes it necessary.
//!
//! The type of a payload declares its purpose, in the area it belongs to: its name, the key that makes it one job, when
//! it expires, how long it is kept after it has ended. The list at the end of this file names all purposes; a payload
//! type outside the list cannot be written. The server decides which handler runs it.
//!
//! A job is only a reminder: an event or a row of the area shows whether the work was done, and the handler checks
//! that. An ended job is kept for a while only so that the same reminder is not written again.

mod node;
mod ports;

use domain::Timestamp;
use domain::ids::{BillerId, JobId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::bank_imports::UndoBankFileJob;
use crate::checkouts::{CheckCheckout, CheckRefund, CreateCheckout, EndCheckout, SandboxStep};
use crate::kernel::error::{StoreError, UseCaseError};
use crate::kernel::unit_of_work::UnitOfWork;
use crate::payments::RefundJob;

pub use ports::{Job, JobOutcome, JobStore, JobTransaction, NewJob};

/// A day in milliseconds.
pub const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// How long an idempotency record is kept, milliseconds of real time.
pub const KEYS_KEPT_MS: i64 = 30 * DAY_MS;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purpose {
    /// Its name in the database.
    pub name: &'static str,
    pub expires: Expires,
    /// How long a job is kept after it has ended, milliseconds of real time: as long as its key could be written again,
    /// and at least [`KEYS_KEPT_MS`].
    pub kept_ms: i64,
}

/// When a job that has not run expires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expires {
    /// It runs however late it is.
    Never,
    /// It no longer runs this many milliseconds of business time after it was first due.
    After(i64),
}

/// A payload, which declares its purpose. Only ids: payloads hold no personal data.
pub trait JobPayload: Listed + Serialize + DeserializeOwned + Send + Sync + 'static {
    const PURPOSE: Purpose;

    /// The key that makes it one job within biller and purpose.
    fn unique_key(&self) -> String;
}

/// A payload in the list of this file. Nothing else implements it.
pub trait Listed {}

impl NewJob {
    /// The job of a payload.
    ///
    /// # Errors
    /// A payload that cannot be written as JSON.
    pub fn of<J: JobPayload>(
        id: JobId,
        biller: BillerId,
        payload: &J,
        due_at: Timestamp,
    ) -> Result<Self, StoreError> {
        let expires_at = match J::PURPOSE.expires {
            Expires::Never => None,
            Expires::After(ms) => Some(Timestamp(due_at.0.saturating_add(ms))),
        };
        Ok(Self {
            id,
            biller,
            purpose: J::PURPOSE.name.into(),
            unique: payload.unique_key(),
            payload: serde_json::to_string(payload)
                .map_err(|error| StoreError::Unreadable(error.to_string()))?,
            due_at,
            expires_at,
        })
    }
}

impl UnitOfWork<'_> {
    /// Writes a job, unless one with the same key exists.
    ///
    /// # Errors
    /// The database's error.
    pub(crate) async fn enqueue<J: JobPayload>(
        &mut self,
        payload: &J,
        due_at: Timestamp,
    ) -> Result<(), UseCaseError> {
        let job = NewJob::of(JobId(self.next_id()), self.biller_id(), payload, due_at)?;
        Ok(self.tx.enqueue(&job).await?)
    }
}

/// The list of all purposes.
macro_rules! purposes {
    ($($payload:ty),+ $(,)?) => {
        pub const PURPOSES: &[Purpose] = &[$(<$payload as JobPayload>::PURPOSE),+];

        $(
            impl Listed for $payload {}

            const _: () = assert!(
                <$payload as JobPayload>::PURPOSE.kept_ms >= KEYS_KEPT_MS,
                "a job that has ended stays at least as long as an idempotency key"
            );
        )+
    };
}

purposes![
    // checkouts
    CreateCheckout,
    CheckCheckout,
    EndCheckout,
    SandboxStep,
    // payments
    RefundJob,
    CheckRefund,
    UndoBankFileJob,
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn purposes_have_names_of_their_own_that_statements_can_list() {
        let names: BTreeSet<&str> = PURPOSES.iter().map(|purpose| purpose.name).collect();
        assert_eq!(names.len(), PURPOSES.len());
        assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')));
    }

    /// A job that is written without its payload type could have an undeclared purpose.
    #[test]
    fn no_use_case_writes_a_job_but_through_its_payload() {
        fn look(folder: &Path, found: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    look(&path, found);
                } else if path.extension().is_some_and(|ending| ending == "rs")
                    && !path.ends_with("kernel/jobs/mod.rs")
                {
                    let text = std::fs::read_to_string(&path).unwrap();
                    if text.contains(".enqueue(&job)") || text.contains("tx.enqueue(") {
                        found.push(path.display().to_string());
                    }
                }
            }
        }
        let mut found = Vec::new();
        look(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        assert_eq!(found, <[String; 0]>::default());
    }
}
