//! The biller that a use case runs for, with its time and zone.

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
    /// A path under `/assets`, if there is a logo. The bytes are not stored here.
    pub logo: Option<String>,
    /// Where payers reach it by mail.
    pub email: Option<String>,
    /// Where payers reach it by telephone.
    pub phone: Option<String>,
    /// Days from issue to due date if a document states none.
    pub default_term_days: i64,
    /// Whether its clock can be moved.
    pub sandbox: bool,
    /// By how much its clock is ahead, milliseconds; zero outside a sandbox.
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
