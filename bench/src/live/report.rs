//! The figures, for people and for programs.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

/// The expected limit for a viewer who waits, bytes.
const EXPECTED_BYTES: u64 = 8 * 1_024;

/// Everything that was measured of a server.
pub struct LiveReport {
    pub name: String,
    pub idle: Idle,
    pub one: Sent,
    /// The same messages to a single viewer: the cost of a message before it is delivered to many.
    pub lone: Sent,
    pub many: Sent,
}

/// Viewers who wait.
pub struct Idle {
    pub viewers: u64,
    /// Their memory together, bytes.
    pub bytes: u64,
}

/// Messages on a schedule.
pub struct Sent {
    pub viewers: usize,
    /// The server's processor time.
    pub cpu: Duration,
    /// How late each delivery was, microseconds, shortest first.
    pub late: Vec<u32>,
    /// Bytes of a message.
    pub size: usize,
    /// Deliveries at full speed, and the time they took.
    pub flood: (usize, Duration),
}

impl Idle {
    fn each(&self) -> u64 {
        self.bytes / self.viewers.max(1)
    }
}

impl LiveReport {
    /// Nanoseconds of the server's processor time for one more viewer. The cost of a message without deliveries is
    /// subtracted: a booked and committed payment here, a mere publication there.
    fn cpu_nanos_of_another_viewer(&self) -> u64 {
        let for_a_message = |sent: &Sent| {
            let messages = sent.late.len() / sent.viewers.max(1);
            sent.cpu.as_nanos() / messages.max(1) as u128
        };
        let more = self.one.viewers.saturating_sub(self.lone.viewers).max(1) as u128;
        let nanos = for_a_message(&self.one).saturating_sub(for_a_message(&self.lone)) / more;
        u64::try_from(nanos).unwrap_or(u64::MAX)
    }
}

impl Sent {
    /// Nanoseconds of the server's processor time for a delivery.
    fn cpu_nanos(&self) -> u64 {
        let nanos = self.cpu.as_nanos() / self.late.len().max(1) as u128;
        u64::try_from(nanos).unwrap_or(u64::MAX)
    }

    fn percentile(&self, percent: usize) -> u32 {
        let at = (self.late.len() * percent).div_ceil(100).saturating_sub(1);
        self.late.get(at).copied().unwrap_or_default()
    }

    fn per_second(&self) -> Option<u64> {
        let (deliveries, took) = self.flood;
        let per_second = deliveries as u128 * 1_000_000 / took.as_micros().max(1);
        (deliveries > 0).then(|| u64::try_from(per_second).unwrap_or(u64::MAX))
    }

    fn json(&self) -> Value {
        json!({
            "viewers": self.viewers,
            "message_bytes": self.size,
            "deliveries": self.late.len(),
            "cpu_nanoseconds_per_delivery": self.cpu_nanos(),
            "p50_microseconds": self.percentile(50),
            "p99_microseconds": self.percentile(99),
            "most_deliveries_per_second": self.per_second(),
        })
    }
}

/// A line for each measurement, with the servers beside each other.
pub fn table(reports: &[LiveReport]) -> String {
    let mut lines = String::new();
    let mut line = |what: &str, of: &dyn Fn(&LiveReport) -> String| {
        let _ = write!(lines, "{what:<58}");
        for report in reports {
            let _ = write!(lines, "{:>22}", of(report));
        }
        lines.push('\n');
    };
    line("", &|report| report.name.clone());
    line("memory of a viewer who waits (expected: 8.0 KB)", &|report| {
        let met = if report.idle.each() <= EXPECTED_BYTES { "" } else { " (!)" };
        format!("{} KB{met}", tenths(report.idle.each() * 10 / 1_024))
    });
    line("one invoice: server CPU for one viewer more", &|report| {
        format!("{} µs", tenths(report.cpu_nanos_of_another_viewer() / 100))
    });
    type Part = fn(&LiveReport) -> &Sent;
    let parts: [(&str, Part); 2] =
        [("one invoice", |report| &report.one), ("many invoices", |report| &report.many)];
    for (name, part) in parts {
        line(&format!("{name}: viewers × bytes"), &|report| {
            format!("{} × {}", part(report).viewers, part(report).size)
        });
        line(&format!("{name}: server CPU for a delivery"), &|report| {
            format!("{} µs", tenths(part(report).cpu_nanos() / 100))
        });
        line(&format!("{name}: p50 from the scheduled send"), &|report| {
            format!("{} ms", tenths(u64::from(part(report).percentile(50)) / 100))
        });
        line(&format!("{name}: p99 from the scheduled send"), &|report| {
            format!("{} ms", tenths(u64::from(part(report).percentile(99)) / 100))
        });
        if reports.iter().any(|report| part(report).per_second().is_some()) {
            line(&format!("{name}: deliveries as fast as it goes"), &|report| {
                part(report).per_second().map_or_else(String::new, |rate| format!("{rate}/s"))
            });
        }
    }
    lines
}

/// The same as JSON.
pub fn json(reports: &[LiveReport]) -> Value {
    let of = |report: &LiveReport| {
        json!({
            "name": report.name,
            "idle": { "viewers": report.idle.viewers, "bytes_per_viewer": report.idle.each() },
            "one_invoice": report.one.json(),
            "one_invoice_one_viewer": report.lone.json(),
            "cpu_nanoseconds_for_another_viewer": report.cpu_nanos_of_another_viewer(),
            "many_invoices": report.many.json(),
        })
    };
    reports.iter().map(of).collect()
}

fn tenths(number: u64) -> String {
    format!("{}.{}", number / 10, number % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_occurred() {
        let sent = |late| Sent { viewers: 1, cpu: Duration::ZERO, late, size: 1, flood: (0, Duration::ZERO) };
        let hundred = sent((1..=100).collect());
        assert_eq!((hundred.percentile(50), hundred.percentile(99)), (50, 99));
        let one = sent(vec![7]);
        assert_eq!((one.percentile(50), one.percentile(99)), (7, 7));
    }

    #[test]
    fn what_a_message_costs_by_itself_is_no_cost_of_a_viewer() {
        let sent = |viewers: usize, micros| Sent {
            viewers,
            cpu: Duration::from_micros(micros),
            late: vec![1; viewers * 10],
            size: 1,
            flood: (0, Duration::ZERO),
        };
        let idle = Idle { viewers: 1, bytes: 1 };
        // Ten messages: 2,000 µs each by themselves, 5 µs for each of 101 viewers.
        let (one, lone, many) = (sent(101, 25_050), sent(1, 20_050), sent(1, 1));
        let report = LiveReport { name: String::new(), idle, one, lone, many };
        assert_eq!(report.cpu_nanos_of_another_viewer(), 5_000);
    }
}
