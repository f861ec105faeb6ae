//! The errors of a provider, sorted by what the caller may do next.

/// Why a request to a provider failed.
#[derive(Debug, thiserror::Error)]
pub enum PspError {
    /// The outcome is unknown: no answer came in time, or the provider failed while answering. Look up the state at the
    /// provider before any retry.
    #[error("the provider's answer is not known: {0}")]
    Unknown(String),
    /// The provider could not be reached, so nothing has happened.
    #[error("the provider was not reached: {0}")]
    Unreachable(String),
    /// Too many requests, or the same one is running; nothing has happened.
    #[error("the provider is busy")]
    Busy,
    /// The provider refuses it; a retry does not help.
    #[error("the provider refused: {code}: {message}")]
    Refused {
        code: String,
        /// The provider's words, for staff.
        message: String,
    },
    /// The biller's key is wrong or lacks the permission.
    #[error("the provider does not accept the key of this connection: {0}")]
    Key(String),
    /// The provider does not know it.
    #[error("the provider knows no such thing")]
    NotFound,
    /// The answer cannot be read. The request may have succeeded.
    #[error("the provider's answer cannot be read: {0}")]
    Unreadable(String),
    /// The provider cannot express this amount.
    #[error("the provider takes no such amount: {0}")]
    Amount(String),
}

impl PspError {
    /// Whether trying again later can help.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        match self {
            Self::Unknown(_) | Self::Unreachable(_) | Self::Busy | Self::Unreadable(_) | Self::Key(_) => true,
            Self::Refused { .. } | Self::NotFound | Self::Amount(_) => false,
        }
    }

    /// Whether it may have happened in spite of the error.
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_) | Self::Unreadable(_))
    }
}
