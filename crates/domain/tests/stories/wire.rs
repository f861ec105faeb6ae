//! The words on the wire, which other people's programs read: they stay as they are.

use domain::conversations::{ConversationCommand, NewMessage};
use domain::invoices::CreditSource;
use serde_json::{Value, json};

use crate::scenario::{SECRET, STAFF, STAFF_NAME, Scenario};

/// The events on a payer's page as the socket carries them.
fn sent(scenario: &Scenario, invoice: domain::ids::InvoiceId) -> Vec<Value> {
    let log = &scenario.payers_pages[&invoice].log;
    log.iter().map(|frame| serde_json::to_value(frame).unwrap()["event"].clone()).collect()
}

#[test]
fn a_payer_reads_each_event_by_its_name() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.prepaid_invoice(ada, "SEK", 1000_00, 100_00);
    let number = scenario.books.invoices[&invoice].number.clone();
    let pending = scenario.announce(invoice, 50_00);
    scenario.fail(pending);
    let paid = scenario.pay(invoice, 300_00);
    scenario.reverse(paid);
    scenario.move_due_date(invoice, scenario.in_days(40));
    let message = scenario.saying(invoice, "Thank you!");
    let ConversationCommand::Say(NewMessage { message: message_id, .. }) = message else { unreachable!() };
    scenario.run(message);
    let again = scenario.pay(invoice, 200_00);
    scenario.void(invoice);
    let other = scenario.invoice(ada, "SEK", 500_00);
    scenario.allocate(CreditSource::Payment(again), other, 150_00);
    scenario.allocate(CreditSource::Invoice(invoice), other, 100_00);
    let forget = scenario.forgetting(ada);
    scenario.run(forget);

    let by = json!({"kind": "biller", "name": STAFF_NAME});
    let money = json!({"method": "bank_transfer", "paid_on": "2026-11-21"});
    let paying = |mut event: Value| {
        event.as_object_mut().unwrap().extend(money.as_object().unwrap().clone());
        event
    };
    assert_eq!(
        sent(&scenario, invoice),
        [
            json!({"type": "issued", "number": number, "currency": "SEK", "total_minor": 1000_00,
                "prepaid_minor": 100_00, "credit_minor": 0, "issue_date": "2026-11-21",
                "due_date": "2026-12-21", "overdue_from": 1_797_894_000_000_i64}),
            paying(json!({"type": "payment_pending", "payment_id": pending, "amount_minor": 50_00})),
            json!({"type": "payment_failed", "payment_id": pending, "amount_minor": 50_00}),
            paying(json!({"type": "payment_settled", "payment_id": paid, "amount_minor": 300_00,
                "allocated_minor": 300_00})),
            json!({"type": "payment_reversed", "payment_id": paid, "amount_minor": 300_00,
                "reopened_minor": 300_00}),
            json!({"type": "due_date_changed", "from": "2026-12-21", "to": "2026-12-31",
                "overdue_from": 1_798_758_000_000_i64, "by": by}),
            json!({"type": "message_posted", "message_id": message_id, "by": by, "text": null}),
            paying(json!({"type": "payment_settled", "payment_id": again, "amount_minor": 200_00,
                "allocated_minor": 200_00})),
            json!({"type": "voided", "released_minor": 200_00}),
            json!({"type": "credit_moved", "payment_id": again, "amount_minor": 150_00}),
            json!({"type": "credit_moved", "amount_minor": 100_00}),
            json!({"type": "payer_forgotten"}),
        ]
    );
    assert_eq!(
        sent(&scenario, other)[1..],
        [
            json!({"type": "credit_applied", "payment_id": again, "amount_minor": 150_00}),
            json!({"type": "credit_applied", "amount_minor": 100_00}),
            json!({"type": "payer_forgotten"}),
        ]
    );
}

#[test]
fn credit_notes_and_what_is_given_up_have_names_too() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let credited = scenario.invoice(ada, "SEK", 1000_00);
    let payment = scenario.pay(credited, 900_00);
    scenario.credit(credited, 1000_00);
    let number = scenario.books.credit_notes.values().next().unwrap().received.document.number.clone();
    scenario.reverse(payment);
    let events = sent(&scenario, credited);
    assert_eq!(
        events[2],
        json!({"type": "credited", "number": number, "amount_minor": 1000_00, "applied_minor": 100_00})
    );
    assert_eq!(events[4], json!({"type": "credit_reapplied", "amount_minor": 900_00}));

    let given_up = scenario.invoice(ada, "SEK", 10_00);
    scenario.write_off(given_up);
    assert_eq!(sent(&scenario, given_up)[1], json!({"type": "written_off", "amount_minor": 10_00}));
}

#[test]
fn staff_read_the_same_events_with_who_and_why_and_their_own() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.void(invoice);
    let payment = scenario.pay(invoice, 10_00);
    let log = serde_json::to_value(&scenario.staff_pages[&invoice].log).unwrap();
    let actor = json!({"kind": "staff", "id": STAFF});
    let voided = &log[1]["event"];
    assert_eq!(
        (&voided["type"], &voided["released_minor"], &voided["actor"]),
        (&json!("voided"), &json!(0), &actor)
    );
    assert!(voided["reason"].as_str().unwrap().starts_with(SECRET));
    assert_eq!(
        log[3],
        json!({"seq": 4, "prev": 3, "at": scenario.now, "event":
            {"type": "flagged", "review_reason": "payment_after_void", "payment_id": payment, "actor": actor,
             "staff": STAFF_NAME}})
    );
}
