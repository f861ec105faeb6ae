//! The biller that a use case works for: every one works for one, at its time and in its zone.

use domain::Timestamp;
use domain::ids::BillerId;
use serde::{Deserialize, Serialize};

use crate::kernel::caller::Clock;
use crate::kernel::zone::Zone;

/// A biller and its settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Biller {
    pub id: BillerId,
    /// Its name in commands.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// The zone of its civil dates.
    pub zone: Zone,
    /// BCP 47 tag of its language.
    pub language: String,
    /// `#rrggbb`, the one brand colour.
    pub colour: String,
    /// Logo as PNG, JPEG or SVG bytes are not kept here: a path under `/assets` or nothing.
    pub logo: Option<String>,
    /// Where payers reach it by mail.
    pub email: Option<String>,
    /// Where payers reach it by telephone.
    pub phone: Option<String>,
    /// Days from issue to due date where a document names none.
    pub default_term_days: i64,
    /// Whether its clock can be moved.
    pub sandbox: bool,
    /// How far its clock is ahead, milliseconds; zero outside a sandbox.
    pub clock_offset_ms: i64,
}

impl Biller {
    /// Business time: real time plus the sandbox clock's offset.
    #[must_use]
    pub fn now(&self, clock: &dyn Clock) -> Timestamp {
        Timestamp(clock.now().0.saturating_add(self.clock_offset_ms))
    }

    /// The zone of its civil dates.
    #[must_use]
    pub fn time_zone(&self) -> jiff::tz::TimeZone {
        self.zone.rules().clone()
    }
}
