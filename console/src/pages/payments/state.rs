//! Where money that came in stands, in a word.

use crate::pages::Tone;

/// Where a payment stands for those who look after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is here and nobody knows whose it is.
    Unidentified,
    /// It is announced and has not arrived.
    Pending,
    /// It is here, and somebody's.
    Settled,
    /// It will not come.
    Failed,
    /// The bank took it back.
    Reversed,
    /// It is the same money as another payment.
    Joined,
}

impl State {
    /// Every state, in the order in which they are listed.
    pub const ALL: [Self; 6] =
        [Self::Unidentified, Self::Pending, Self::Settled, Self::Failed, Self::Reversed, Self::Joined];

    /// Its name in addresses and marks.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Unidentified => "unidentified",
            Self::Pending => "pending",
            Self::Settled => "settled",
            Self::Failed => "failed",
            Self::Reversed => "reversed",
            Self::Joined => "joined",
        }
    }

    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.path() == path)
    }

    /// What it is called, and how it is meant.
    #[must_use]
    pub const fn said(self) -> (Tone, &'static str) {
        match self {
            Self::Unidentified => (Tone::Warn, "Waits for a match"),
            Self::Pending => (Tone::Calm, "On its way"),
            Self::Settled => (Tone::Good, "Received"),
            Self::Failed => (Tone::Bad, "Failed"),
            Self::Reversed => (Tone::Bad, "Taken back"),
            Self::Joined => (Tone::Calm, "Same as another"),
        }
    }
}
