//! What goes over the wire: nothing that is for staff alone, and no gap that stays unseen.

use domain::ids::InvoiceId;
use domain::invoices::view::{Applied, PayerView, StaffView, ViewError};
use domain::invoices::wire::{PayerFrame, StaffFrame};

use super::for_all;
use super::steps::{history, play};
use crate::scenario::{SECRET, STAFF, Scenario};

#[test]
fn a_payer_never_receives_what_is_for_staff() {
    for_all(60, &history(), |steps| {
        let mut scenario = Scenario::new();
        play(&mut scenario, steps);
        let sent = serde_json::to_string(&scenario.sent_to_payers).unwrap();
        let staff_id = STAFF.to_string();
        for hidden in
            [SECRET, &staff_id, "review_reason", "after_void", "after_write_off", "reason", "source", "actor"]
        {
            assert!(!sent.contains(hidden), "“{hidden}” went to a payer: {sent}");
        }
        // Staff do receive their reasons, so the marks above are worth looking for.
        let reasons = scenario.sent_to_staff.iter().filter(|frame| {
            serde_json::to_string(frame).unwrap().contains(&format!("\"reason\":\"{SECRET}"))
        });
        let given = scenario.events.iter().filter(|event| match event {
            domain::Event::Invoice(_, event) => has_reason(event),
            _ => false,
        });
        assert_eq!(reasons.count(), given.count());
    });
}

fn has_reason(event: &domain::invoices::InvoiceEvent) -> bool {
    // Why a proposal was declined is told to the other side, as words of their own.
    if matches!(event, domain::invoices::InvoiceEvent::ProposalDeclined { .. }) {
        return false;
    }
    serde_json::to_value(event).unwrap()["data"].get("reason").is_some_and(|reason| !reason.is_null())
}

/// Every invoice's frames as both audiences get them today.
fn logs(scenario: &Scenario) -> Vec<(InvoiceId, Vec<PayerFrame>, Vec<StaffFrame>)> {
    let both = |id: &InvoiceId| scenario.logs[id].iter().map(|logged| scenario.frames(logged)).unzip();
    scenario
        .logs
        .keys()
        .map(|id| {
            let (payer, staff): (Vec<_>, Vec<_>) = both(id);
            (*id, payer.into_iter().flatten().collect(), staff)
        })
        .collect()
}

#[test]
fn a_missed_frame_is_seen_and_the_page_resumes_from_any_number() {
    for_all(40, &history(), |steps| {
        let mut scenario = Scenario::new();
        play(&mut scenario, steps);
        for (id, frames, staff) in logs(&scenario) {
            assert_eq!((frames[0].seq, frames[0].prev), (1, 0));
            for pair in frames.windows(2) {
                assert_eq!(pair[1].prev, pair[0].seq, "frames of {id} hang together");
            }
            for at in 1..frames.len() {
                let mut page = PayerView::try_from(frames[..at].to_vec()).unwrap();
                let stopped = page.clone();
                for later in &frames[at + 1..] {
                    let gap = page.apply(later.clone()).unwrap_err();
                    assert_eq!((gap.seen, gap.prev), (stopped.seq, later.prev));
                }
                assert_eq!(page, stopped, "a gap changes nothing");
                // The server replays what is after the last number; more than that does no harm.
                for (again, frame) in frames.iter().enumerate() {
                    let known = if again < at { Applied::Known } else { Applied::New };
                    assert_eq!(page.apply(frame.clone()), Ok(known));
                }
                assert_eq!(page, scenario.payers_pages[&id]);
            }
            for at in 1..staff.len() {
                let mut page = StaffView::open(staff[0].clone()).unwrap();
                for frame in &staff[1..at] {
                    page.apply(frame.clone()).unwrap();
                }
                let stopped = page.clone();
                for later in &staff[at + 1..] {
                    let gap = page.apply(later.clone()).unwrap_err();
                    assert_eq!((gap.seen, gap.prev), (stopped.seq, later.prev));
                }
                assert_eq!(page, stopped, "a gap changes nothing");
                for frame in &staff {
                    page.apply(frame.clone()).unwrap();
                }
                assert_eq!(page, scenario.staff_pages[&id]);
            }
        }
    });
}

#[test]
fn a_page_does_not_begin_in_the_middle() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.pay(invoice, 1);
    scenario.pay(invoice, 1);
    let (_, frames, staff) = logs(&scenario).remove(0);
    let none = Err(ViewError::NoBeginning);
    assert_eq!(PayerView::try_from(frames[1..].to_vec()), none);
    assert_eq!(PayerView::try_from(vec![]), none);
    let gap = PayerView::try_from(vec![frames[0].clone(), frames[2].clone()]);
    assert!(matches!(gap, Err(ViewError::Gap(_))), "{gap:?}");
    assert_eq!(StaffView::open(staff[1].clone()), Err(ViewError::NoBeginning));
}
