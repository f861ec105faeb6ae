//! The state of a payment, in a word.

use crate::pages::Tone;

/// The state of a payment for staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has arrived, and its payer is not known.
    Unidentified,
    /// It is announced and has not arrived.
    Pending,
    /// It has arrived, and its payer is known.
    Settled,
    /// It will not arrive.
    Failed,
    Reversed,
    /// It is the same money as another payment.
    Joined,
}

impl State {
    /// Every state, in the order of lists.
    pub const ALL: [Self; 6] =
        [Self::Unidentified, Self::Pending, Self::Settled, Self::Failed, Self::Reversed, Self::Joined];

    /// Its name in addresses and attributes.
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

    /// Its name and tone.
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
