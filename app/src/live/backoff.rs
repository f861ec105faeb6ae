//! How long to wait before the next try.

const SHORTEST_MS: u32 = 500;
const LONGEST_MS: u32 = 30_000;

/// The wait in milliseconds before try number `attempt` (the first is 0): a random time between half a second and a
/// limit that doubles with every try. So pages do not all return at once when a server comes back. `random` is any
/// number, evenly distributed.
#[must_use]
pub fn delay_ms(attempt: u32, random: u32) -> u32 {
    let limit = SHORTEST_MS.saturating_mul(2_u32.saturating_pow(attempt.saturating_add(1))).min(LONGEST_MS);
    SHORTEST_MS + random % (limit - SHORTEST_MS + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_half_a_minute() {
        let longest = |attempt| (0..100_000).map(|random| delay_ms(attempt, random)).max();
        assert_eq!(longest(0), Some(1_000));
        assert_eq!(longest(1), Some(2_000));
        assert_eq!(longest(5), Some(30_000));
        assert_eq!(longest(u32::MAX), Some(30_000));
    }

    #[test]
    fn waits_are_spread_over_the_whole_range() {
        for attempt in [0, 3, 40] {
            assert_eq!(delay_ms(attempt, 0), 500);
            assert_ne!(delay_ms(attempt, 7), delay_ms(attempt, 11));
        }
    }
}
