//! The words on the wire, which other people's programs read: they stay as they are.

use domain::invoices::CreditSource;
use serde_json::{Value, json};

use crate::desk::{Desk, SECRET, STAFF, STAFF_NAME};

/// The events on a payer's page as the socket carries them.
fn sent(desk: &Desk, invoice: domain::ids::InvoiceId) -> Vec<Value> {
    let log = &desk.payers_pages[&invoice].log;
    log.iter().map(|frame| serde_json::to_value(frame).unwrap()["event"].clone()).collect()
}

#[test]
fn a_payer_reads_each_event_by_its_name() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.prepaid_invoice(ada, "SEK", 1000_00, 100_00);
    let number = desk.books.invoices[&invoice].number.clone();
    let pending = desk.announce(invoice, 50_00);
    desk.fail(pending);
    let paid = desk.pay(invoice, 300_00);
    desk.reverse(paid);
    desk.move_due_date(invoice, desk.in_days(40));
    let message = desk.saying(invoice, "Thank you!");
    let domain::Command::Say(domain::command::NewMessage { message: message_id, .. }) = message else {
        unreachable!()
    };
    desk.run(message);
    let again = desk.pay(invoice, 200_00);
    desk.void(invoice);
    let other = desk.invoice(ada, "SEK", 500_00);
    desk.allocate(CreditSource::Payment(again), other, 150_00);
    desk.allocate(CreditSource::Invoice(invoice), other, 100_00);
    let forget = desk.forgetting(ada);
    desk.run(forget);

    let by = json!({"kind": "biller", "name": STAFF_NAME});
    let money = json!({"method": "bank_transfer", "paid_on": "2026-11-21"});
    let paying = |mut event: Value| {
        event.as_object_mut().unwrap().extend(money.as_object().unwrap().clone());
        event
    };
    assert_eq!(
        sent(&desk, invoice),
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
        sent(&desk, other)[1..],
        [
            json!({"type": "credit_applied", "payment_id": again, "amount_minor": 150_00}),
            json!({"type": "credit_applied", "amount_minor": 100_00}),
            json!({"type": "payer_forgotten"}),
        ]
    );
}

#[test]
fn credit_notes_and_what_is_given_up_have_names_too() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let credited = desk.invoice(ada, "SEK", 1000_00);
    let payment = desk.pay(credited, 900_00);
    desk.credit(credited, 1000_00);
    let number = desk.books.credit_notes.values().next().unwrap().received.document.number.clone();
    desk.reverse(payment);
    let events = sent(&desk, credited);
    assert_eq!(
        events[2],
        json!({"type": "credited", "number": number, "amount_minor": 1000_00, "applied_minor": 100_00})
    );
    assert_eq!(events[4], json!({"type": "credit_reapplied", "amount_minor": 900_00}));

    let given_up = desk.invoice(ada, "SEK", 10_00);
    desk.write_off(given_up);
    assert_eq!(sent(&desk, given_up)[1], json!({"type": "written_off", "amount_minor": 10_00}));
}

#[test]
fn staff_read_the_same_events_with_who_and_why_and_their_own() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    desk.void(invoice);
    let payment = desk.pay(invoice, 10_00);
    let log = serde_json::to_value(&desk.staff_pages[&invoice].log).unwrap();
    let actor = json!({"kind": "staff", "id": STAFF});
    let voided = &log[1]["event"];
    assert_eq!(
        (&voided["type"], &voided["released_minor"], &voided["actor"]),
        (&json!("voided"), &json!(0), &actor)
    );
    assert!(voided["reason"].as_str().unwrap().starts_with(SECRET));
    assert_eq!(
        log[3],
        json!({"seq": 4, "prev": 3, "at": desk.now, "event":
            {"type": "flagged", "flag": "payment_after_void", "payment_id": payment, "actor": actor,
             "staff": STAFF_NAME}})
    );
}
