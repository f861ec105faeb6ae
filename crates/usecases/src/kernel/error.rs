//! The errors of use cases.

use domain::Refusal;

/// The errors of a database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another writer was faster; the transaction can run again.
    #[error("another writer was faster")]
    Conflict,
    /// A unique name or number exists already.
    #[error("{0} exists already")]
    Exists(&'static str),
    /// The database is busy, full, gone, or refuses; nothing was written.
    #[error("the database did not do it: {0}")]
    Unavailable(String),
    /// The database was lost during the commit: whether it succeeded is unknown. The same call under the same
    /// idempotency key tells, because it runs once at most.
    #[error(
        "it is unknown whether this was done: the database went away while it committed ({0}); repeat it with \
         the same key, which does it once at most, or look first whether it was done"
    )]
    OutcomeUnknown(String),
    /// What is stored is damaged.
    #[error("what is stored cannot be read: {0}")]
    Unreadable(String),
    /// A newer program version wrote something that must be understood here. Nothing is decided without it; a node of
    /// that version can.
    #[error("this program is too old for what is stored: {0}")]
    NodeTooOld(String),
    /// It is only allowed in a sandbox.
    #[error("only a sandbox biller allows this")]
    NotSandbox,
}

/// A wrong field of the input.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldProblem {
    /// A JSON pointer or an XPath.
    #[serde(rename = "where")]
    pub place: String,
    /// The rule or code.
    pub rule: String,
    /// What is wrong and how to fix it, in English.
    pub message: String,
}

/// The error for an input with one wrong field.
pub(crate) fn refuse(place: &str, rule: &str, message: String) -> UseCaseError {
    UseCaseError::Invalid(vec![FieldProblem { place: place.into(), rule: rule.into(), message }])
}

/// Why a use case failed. Nothing has changed, except after [`StoreError::OutcomeUnknown`], where that is unknown.
#[derive(Debug, thiserror::Error)]
pub enum UseCaseError {
    /// The rules do not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The caller is not allowed to do it.
    #[error("this is not for you to do")]
    Forbidden,
    /// It needs a stronger proof than the payer has given.
    #[error("this takes more than the link: ask for a code")]
    ProofNeeded,
    /// It does not exist for this biller.
    #[error("there is no {0} with this id")]
    NotFound(&'static str),
    /// The same key came with another input.
    #[error("this idempotency key was used with another input before")]
    KeyReused,
    /// The call moves money, so it needs an idempotency key.
    #[error("a call that moves money needs an Idempotency-Key")]
    KeyMissing,
    /// The thing exists with other content.
    #[error("{what} {id} exists with other content")]
    DifferentContent {
        /// `invoice`, `payment` …
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
    /// The code that has a translation: that of the wrong field, else the error's own.
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
