//! The status by facts and today is the status by the instant, wherever the day turns.

use domain::invoices::status::{Facts, Lifecycle, status};
use domain::invoices::view::PayerView;
use domain::invoices::wire::{PayerEvent, PayerFrame};
use domain::time::overdue_from;
use domain::{Date, Status, Timestamp};
use jiff::tz::TimeZone;

use super::for_all;

/// Zones on both sides of the date line and of Greenwich; the last one changes its clocks at midnight.
const ZONES: [&str; 4] = ["Europe/Stockholm", "America/Los_Angeles", "Pacific/Auckland", "Africa/Cairo"];
const HOUR: i64 = 3_600_000;

fn page(zone: &TimeZone, due_date: Date) -> PayerView {
    let event = PayerEvent::Issued {
        number: "F-1".into(),
        currency: "SEK".parse().unwrap(),
        total_minor: 1000,
        prepaid_minor: 0,
        credit_minor: 0,
        issue_date: due_date,
        due_date,
        overdue_from: overdue_from(due_date, zone),
    };
    PayerView::open(PayerFrame { seq: 1, prev: 0, at: Timestamp(0), event }).unwrap()
}

fn agrees(zone: &TimeZone, due_date: Date, now: Timestamp) -> Status {
    let page = page(zone, due_date);
    let facts = Facts {
        lifecycle: Lifecycle::Live,
        total_minor: 1000,
        credited_minor: 0,
        open_minor: 1000,
        due_date,
    };
    let today = now.date_in(zone);
    let by_facts = status(&facts, today);
    assert_eq!(page.status(now), by_facts, "due {due_date}, {now:?} is {today}");
    by_facts
}

#[test]
fn around_every_midnight_of_the_clock_changes() {
    for name in ZONES {
        let zone = TimeZone::get(name).unwrap();
        let year = Timestamp(1_767_225_600_000); // 2026 begins in UTC
        let instant = jiff::Timestamp::from_millisecond(year.0).unwrap();
        let changes: Vec<_> = zone.following(instant).take(2).collect();
        assert_eq!(changes.len(), 2, "{name} changes its clocks twice a year");
        for change in changes {
            let day = Timestamp(change.timestamp().as_millisecond()).date_in(&zone);
            for due in [day.yesterday().unwrap().yesterday().unwrap(), day.yesterday().unwrap(), day] {
                let turn = overdue_from(due, &zone).0;
                assert_eq!(agrees(&zone, due, Timestamp(turn - 1)), Status::Open, "{name} {due}");
                assert_eq!(agrees(&zone, due, Timestamp(turn)), Status::Overdue, "{name} {due}");
                for offset in -50..50 {
                    agrees(&zone, due, Timestamp(turn + offset * HOUR / 2));
                }
            }
        }
    }
}

#[test]
fn at_any_instant_of_any_year() {
    let zones = ZONES.map(|name| TimeZone::get(name).unwrap());
    // From 2020 to 2040, and up to two days off the turn of the day.
    let cases = (0..zones.len(), 0..7300_i64, -2 * 24 * HOUR..2 * 24 * HOUR);
    for_all(2000, &cases, |(zone, day, offset)| {
        let zone = &zones[zone];
        let due = Date::constant(2020, 1, 1).saturating_add(jiff::Span::new().days(day));
        agrees(zone, due, Timestamp(overdue_from(due, zone).0 + offset));
    });
}
