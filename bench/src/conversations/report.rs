//! The figures, for people and for programs.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use super::count::Tally;
use super::person::Heard;

/// Everything that was measured.
pub struct ConversationReport {
    /// Microseconds from the planned moment of writing until the other side had it, shortest first.
    arrived: Vec<u32>,
    /// The same until the writer knew that it was read.
    read: Vec<u32>,
    /// How many times typing was seen.
    typing: usize,
    /// The server's processor time for a message with everything around it, microseconds.
    cpu_micros: u128,
    /// Memory of the server at the end, bytes.
    resident: u64,
    /// What was counted.
    pub tally: Tally,
}

impl ConversationReport {
    /// Of what everybody heard.
    pub fn of(heard: Vec<Heard>, tally: Tally, cpu: Duration, messages: usize, resident: u64) -> Self {
        let (mut arrived, mut read, mut typing) = (Vec::new(), Vec::new(), 0);
        for one in heard {
            arrived.extend(one.arrived_late);
            read.extend(one.read_late);
            typing += one.typing;
        }
        arrived.sort_unstable();
        read.sort_unstable();
        let cpu_micros = cpu.as_micros() / messages.max(1) as u128;
        Self { arrived, read, typing, cpu_micros, resident, tally }
    }

    /// For people.
    pub fn table(&self) -> String {
        let mut text = String::new();
        for (what, times) in
            [("written to seen by the other side", &self.arrived), ("written to known as read", &self.read)]
        {
            let _ = writeln!(
                text,
                "{what:<36} p50 {:>8} ms   p99 {:>8} ms   longest {:>8} ms   ({} of them)",
                millis(part(times, 50)),
                millis(part(times, 99)),
                millis(times.last().copied().unwrap_or_default()),
                times.len()
            );
        }
        let _ = writeln!(text, "{:<36} {} µs", "server CPU for a message", self.cpu_micros);
        let _ = writeln!(text, "{:<36} {} MB", "server memory at the end", self.resident / 1_000_000);
        let _ = writeln!(text, "{:<36} {}", "typing seen", self.typing);
        let _ = writeln!(text, "{:?}", self.tally);
        text
    }

    /// For programs.
    pub fn json(&self) -> Value {
        let Tally { written, confirmed, refused, not_in_the_log, doubled, not_heard_once, out_of_order } =
            self.tally;
        json!({
            "written_to_seen_us": { "p50": part(&self.arrived, 50), "p99": part(&self.arrived, 99), "count": self.arrived.len() },
            "written_to_read_us": { "p50": part(&self.read, 50), "p99": part(&self.read, 99), "count": self.read.len() },
            "cpu_us_per_message": u64::try_from(self.cpu_micros).unwrap_or(u64::MAX),
            "resident_bytes": self.resident,
            "written": written, "confirmed": confirmed, "refused": refused, "lost": not_in_the_log,
            "doubled": doubled, "not_heard_once": not_heard_once, "out_of_order": out_of_order,
        })
    }
}

/// The time that so many of a hundred stay below.
fn part(sorted: &[u32], percent: usize) -> u32 {
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}

/// Microseconds as milliseconds with a tenth.
fn millis(micros: u32) -> String {
    format!("{}.{}", micros / 1_000, micros % 1_000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_hundred_is_the_one_at_its_place() {
        let hundred: Vec<u32> = (1..=100).collect();
        assert_eq!((part(&hundred, 50), part(&hundred, 99), part(&hundred, 100)), (50, 99, 100));
        assert_eq!(part(&[], 99), 0);
    }
}
