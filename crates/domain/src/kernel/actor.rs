//! Who did something, and when.

use serde::{Deserialize, Serialize};

use crate::ids::StaffId;
use crate::time::Timestamp;

/// Who caused an event. Holds no names: a name is erasable content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    /// Billow itself: a job or a rule.
    System,
    /// The biller's own systems, through the API or an import.
    Biller,
    /// A person at the biller.
    Staff { id: StaffId },
    /// Whoever holds the payer's link.
    Payer,
}

/// When an event happened, in business time, and who caused it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub at: Timestamp,
    pub actor: Actor,
}
