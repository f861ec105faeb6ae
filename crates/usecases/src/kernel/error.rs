//! What can go wrong in a use case.

use domain::Refusal;

/// What a database can answer instead of a result.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another writer was faster; the work can run again.
    #[error("another writer was faster")]
    Conflict,
    /// A name or number that has to be unique exists.
    #[error("{0} exists already")]
    Exists(&'static str),
    /// The database is busy, full, gone, or refuses; nothing was written.
    #[error("the database did not do it: {0}")]
    Unavailable(String),
    /// The database went away while it committed: nobody knows whether that was done. The same call under the
    /// same idempotency key tells, because it is done once at most.
    #[error(
        "it is unknown whether this was done: the database went away while it committed ({0}); repeat it with \
         the same key, which does it once at most, or look first whether it was done"
    )]
    OutcomeUnknown(String),
    /// What is stored is damaged.
    #[error("what is stored cannot be read: {0}")]
    Unreadable(String),
    /// A newer version of the program wrote something that would have to be known here. Nothing is decided on the
    /// rest of it; whoever runs that version can.
    #[error("this program is too old for what is stored: {0}")]
    NodeTooOld(String),
    /// It is only allowed in a sandbox.
    #[error("only a sandbox biller allows this")]
    NotSandbox,
}

/// A field of the input that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldProblem {
    /// Where: a JSON pointer or an XPath.
    #[serde(rename = "where")]
    pub place: String,
    /// The rule or code.
    pub rule: String,
    /// What is wrong and what to do, in English.
    pub message: String,
}

/// The refusal of an input of which one field is wrong.
pub(crate) fn refuse(place: &str, rule: &str, message: String) -> UseCaseError {
    UseCaseError::Invalid(vec![FieldProblem { place: place.into(), rule: rule.into(), message }])
}

/// Why a use case did not do what was asked. Nothing has changed then, except that nobody knows after
/// [`StoreError::OutcomeUnknown`].
#[derive(Debug, thiserror::Error)]
pub enum UseCaseError {
    /// The rules do not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The caller is not among those who may do it.
    #[error("this is not for you to do")]
    Forbidden,
    /// It takes more proof than the payer has shown.
    #[error("this takes more than the link: ask for a code")]
    ProofNeeded,
    /// There is no such thing for this biller.
    #[error("there is no {0} with this id")]
    NotFound(&'static str),
    /// The same key came with another input.
    #[error("this idempotency key was used with another input before")]
    KeyReused,
    /// Money moves here, so the call needs a key.
    #[error("a call that moves money needs an Idempotency-Key")]
    KeyMissing,
    /// The thing exists with other content.
    #[error("{what} {id} exists with other content")]
    DifferentContent {
        /// What: `invoice`, `payment` …
        what: &'static str,
        /// Its number or id.
        id: String,
    },
    #[error("the input is not acceptable ({} problems)", .0.len())]
    Invalid(Vec<FieldProblem>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl UseCaseError {
    /// The stable code that API, socket and translations use.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Forbidden => "forbidden",
            Self::ProofNeeded => "proof_needed",
            Self::NotFound(_) => "not_found",
            Self::KeyReused => "idempotency_key_reused",
            Self::KeyMissing => "idempotency_key_missing",
            Self::DifferentContent { .. } => "different_content",
            Self::Invalid(_) => "invalid",
            Self::Store(StoreError::NodeTooOld(_)) => "node_too_old",
            Self::Store(StoreError::OutcomeUnknown(_)) => "outcome_unknown",
            Self::Store(_) => "unavailable",
        }
    }
    /// The code that a text exists for: that of the field where the input is wrong, else the error's own.
    #[must_use]
    pub fn reason_code(&self) -> &str {
        match self {
            Self::Invalid(problems) => {
                problems.first().map_or_else(|| self.code(), |problem| problem.rule.as_str())
            }
            _ => self.code(),
        }
    }
}
