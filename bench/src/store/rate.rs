//! Rates without floating point.

use std::fmt;
use std::ops::AddAssign;
use std::time::Duration;

/// How many in which time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    count: u64,
    took: Duration,
}

impl Rate {
    pub fn new(count: usize, took: Duration) -> Self {
        Self { count: u64::try_from(count).unwrap_or(u64::MAX), took }
    }

    pub fn per_second(self) -> u64 {
        let per_second = u128::from(self.count) * 1_000_000_000 / self.took.as_nanos().max(1);
        u64::try_from(per_second).unwrap_or(u64::MAX)
    }

    /// This rate as a part of another.
    pub fn over(self, peer: Self) -> Ratio {
        let own = u128::from(self.count) * peer.took.as_nanos();
        let of_peer = u128::from(peer.count) * self.took.as_nanos();
        Ratio(u64::try_from(own * 100 / of_peer.max(1)).unwrap_or(u64::MAX))
    }
}

impl AddAssign for Rate {
    fn add_assign(&mut self, other: Self) {
        self.count += other.count;
        self.took += other.took;
    }
}

/// A part of something, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ratio(pub u64);

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_add_up_by_their_times() {
        let mut rate = Rate::new(100, Duration::from_secs(1));
        rate += Rate::new(500, Duration::from_secs(2));
        assert_eq!(rate.per_second(), 200);
    }

    #[test]
    fn a_ratio_is_rounded_down_to_hundredths() {
        let own = Rate::new(1_999, Duration::from_secs(1));
        let peer = Rate::new(4_000, Duration::from_secs(1));
        assert_eq!(own.over(peer).to_string(), "0.49");
    }
}
