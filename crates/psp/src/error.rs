//! What can go wrong at a provider, sorted by what may be done next.

/// Why a provider did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum PspError {
    /// It may or may not have happened: no answer came in time, or the provider failed while answering. Ask it what
    /// there is before anything is tried again.
    #[error("the provider's answer is not known: {0}")]
    Unknown(String),
    /// The provider was not reached, so nothing has happened.
    #[error("the provider was not reached: {0}")]
    Unreachable(String),
    /// Too much was asked for, or the same thing is under way; nothing has happened.
    #[error("the provider is busy")]
    Busy,
    /// The provider will not do it, however often it is asked.
    #[error("the provider refused: {code}: {message}")]
    Refused {
        code: String,
        /// The provider's words, for staff.
        message: String,
    },
    /// The biller's key is wrong or may not do this.
    #[error("the provider does not accept the key of this connection: {0}")]
    Key(String),
    /// The provider has no such thing.
    #[error("the provider knows no such thing")]
    NotFound,
    /// The answer cannot be read. What was asked for may have happened.
    #[error("the provider's answer cannot be read: {0}")]
    Unreadable(String),
    /// The amount cannot be written as this provider takes it.
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

    /// Whether it may have happened all the same.
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_) | Self::Unreadable(_))
    }
}
