//! The sources of time and of new ids.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::Timestamp;
use uuid::Uuid;

pub trait Clock: Send + Sync {
    /// Now, real time. A sandbox biller's business time is this plus its offset.
    fn now(&self) -> Timestamp;
}

/// The source of new ids.
pub trait IdGenerator: Send + Sync {
    /// An id that was never used before.
    fn next_id(&self) -> Uuid;
}

#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "this is where the time that is passed in comes from")]
    fn now(&self) -> Timestamp {
        // A clock before 1970 is broken; the epoch is as good an answer as any.
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// UUIDs of version 7: they sort by age, so that the newest rows lie together.
#[derive(Debug, Clone, Copy, Default)]
pub struct UuidV7;

impl IdGenerator for UuidV7 {
    fn next_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}
