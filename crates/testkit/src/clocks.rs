//! Clocks that a test moves.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::Timestamp;
use usecases::{Clock, SystemClock};

/// 2026-11-21T12:00:00Z.
pub const NOON: Timestamp = Timestamp(1_795_262_400_000);

/// Stands until it is moved.
pub struct StillClock(AtomicI64);

impl StillClock {
    pub const fn at(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.0))
    }

    pub fn advance_ms(&self, by_ms: i64) {
        self.0.fetch_add(by_ms, Ordering::SeqCst);
    }
}

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// The real time plus what a test has added.
#[derive(Default)]
pub struct ShiftedClock(AtomicI64);

impl ShiftedClock {
    pub fn advance_ms(&self, by_ms: i64) {
        self.0.fetch_add(by_ms, Ordering::Relaxed);
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        Timestamp(SystemClock.now().0 + self.0.load(Ordering::Relaxed))
    }
}
