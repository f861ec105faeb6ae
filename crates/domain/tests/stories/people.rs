//! People write, and people are forgotten.

use domain::ids::PayerId;
use domain::invoices::wire::{By, PayerEvent};
use domain::{Actor, Command, Refusal, Status};

use super::stand;
use crate::desk::Desk;

/// The texts on a payer's page, with who wrote them.
fn conversation(desk: &Desk, invoice: domain::ids::InvoiceId) -> Vec<(By, Option<String>)> {
    let log = &desk.payers_pages[&invoice].log;
    log.iter()
        .filter_map(|frame| match &frame.event {
            PayerEvent::MessagePosted { by, text, .. } => Some((by.clone(), text.clone())),
            _ => None,
        })
        .collect()
}

#[test]
fn what_is_said_is_read_in_order_by_both() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    for (actor, text) in [(Actor::Payer, "May I pay in May?"), (Actor::Biller, "You may.")] {
        desk.actor = actor;
        let message = desk.saying(invoice, text);
        desk.run(message);
    }
    assert_eq!(
        conversation(&desk, invoice),
        [(By::Payer, Some("May I pay in May?".into())), (By::Biller { name: None }, Some("You may.".into())),]
    );
    assert_eq!(desk.books.invoices[&invoice].messages, 2);
}

#[test]
fn a_forgotten_payers_words_are_gone_from_open_pages_and_the_amounts_stay() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    desk.pay(invoice, 400_00);
    let message = desk.saying(invoice, "My name is Ada Example.");
    desk.run(message);
    desk.move_due_date(invoice, desk.in_days(45));
    let reasons = |desk: &Desk| {
        let log = serde_json::to_string(&desk.staff_pages[&invoice].log).unwrap();
        log.matches(crate::desk::SECRET).count()
    };
    assert_eq!(reasons(&desk), 1);

    let forget = desk.forgetting(ada);
    desk.run(forget);
    assert!(conversation(&desk, invoice).iter().all(|(_, text)| text.is_none()));
    let staff = serde_json::to_string(&desk.staff_pages[&invoice].log).unwrap();
    assert!(!staff.contains("Ada Example"), "{staff}");
    assert_eq!(reasons(&desk), 0, "reasons can name people as well");
    assert_eq!(desk.stand(invoice), stand(Status::PartlyPaid, 600_00, 400_00));
}

#[test]
fn a_forgotten_payer_gets_no_new_invoice_and_no_message_but_may_pay() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    let forget = desk.forgetting(ada);
    desk.run(forget.clone());
    let message = desk.saying(invoice, "Hello?");
    let another = desk.issuing(ada, "SEK", 100, 0, desk.in_days(30));
    let credit_note = desk.receiving_credit_note(ada, "SEK", 100);
    for command in [message, another, credit_note, forget] {
        assert_eq!(desk.refused(command), "payer_forgotten");
    }
    desk.pay(invoice, 1000_00);
    assert_eq!(desk.stand(invoice), stand(Status::Paid, 0, 1000_00));
}

#[test]
fn forgetting_one_payer_leaves_the_others_words() {
    let mut desk = Desk::new();
    let (ada, ben) = (desk.payer(), desk.payer());
    let (hers, his) = (desk.invoice(ada, "SEK", 100), desk.invoice(ben, "SEK", 100));
    let message = desk.saying(his, "Hello from Ben.");
    desk.run(message);
    let wrong = Command::Forget { payer: ada, invoices: vec![hers, his] };
    assert_eq!(desk.refused(wrong), "other_payer");
    let forget = desk.forgetting(ada);
    desk.run(forget);
    assert_eq!(conversation(&desk, his)[0].1.as_deref(), Some("Hello from Ben."));
}

#[test]
fn new_details_are_the_ones_that_count_until_the_payer_is_forgotten() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let old = desk.books.payers[&ada].details;
    let details = desk.content(ada, "Ada Example-Newname");
    desk.run(Command::ChangeDetails { payer: ada, details });
    assert_eq!(desk.books.payers[&ada].details, Some(details));
    assert_ne!(old, Some(details));

    let forget = desk.forgetting(ada);
    desk.run(forget);
    let refusal = desk.try_to(Command::ChangeDetails { payer: ada, details });
    assert_eq!(refusal, Err(Refusal::PayerForgotten));
    let stranger = PayerId(desk.fresh());
    let refusal = desk.try_to(Command::ChangeDetails { payer: stranger, details });
    assert_eq!(refusal, Err(Refusal::NotFound("payer")));
}
