//! People write, and people are forgotten.

use domain::ids::PayerId;
use domain::invoices::wire::{By, PayerEvent};
use domain::payers::PayerCommand;
use domain::{Actor, Command, Refusal, Status};

use super::stand;
use crate::scenario::Scenario;

/// The texts on a payer's page, with who wrote them.
fn conversation(scenario: &Scenario, invoice: domain::ids::InvoiceId) -> Vec<(By, Option<String>)> {
    let log = &scenario.payers_pages[&invoice].log;
    log.iter()
        .filter_map(|frame| match &frame.event {
            PayerEvent::MessagePosted { by, text, .. } => Some((by.clone(), text.clone())),
            _ => None,
        })
        .collect()
}

#[test]
fn what_is_said_is_read_in_order_by_both() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    for (actor, text) in [(Actor::Payer, "May I pay in May?"), (Actor::Biller, "You may.")] {
        scenario.actor = actor;
        let message = scenario.saying(invoice, text);
        scenario.run(message);
    }
    assert_eq!(
        conversation(&scenario, invoice),
        [(By::Payer, Some("May I pay in May?".into())), (By::Biller { name: None }, Some("You may.".into())),]
    );
    assert_eq!(scenario.books.invoices[&invoice].messages, 2);
}

#[test]
fn a_forgotten_payers_words_are_gone_from_open_pages_and_the_amounts_stay() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.pay(invoice, 400_00);
    let message = scenario.saying(invoice, "My name is Ada Example.");
    scenario.run(message);
    scenario.move_due_date(invoice, scenario.in_days(45));
    let reasons = |scenario: &Scenario| {
        let log = serde_json::to_string(&scenario.staff_pages[&invoice].log).unwrap();
        log.matches(crate::scenario::SECRET).count()
    };
    assert_eq!(reasons(&scenario), 1);

    let forget = scenario.forgetting(ada);
    scenario.run(forget);
    assert!(conversation(&scenario, invoice).iter().all(|(_, text)| text.is_none()));
    let staff = serde_json::to_string(&scenario.staff_pages[&invoice].log).unwrap();
    assert!(!staff.contains("Ada Example"), "{staff}");
    assert_eq!(reasons(&scenario), 0, "reasons can name people as well");
    assert_eq!(scenario.stand(invoice), stand(Status::PartlyPaid, 600_00, 400_00));
}

#[test]
fn a_forgotten_payer_gets_no_new_invoice_and_no_message_but_may_pay() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let forget = scenario.forgetting(ada);
    scenario.run(forget.clone());
    let message = scenario.saying(invoice, "Hello?");
    let another = scenario.issuing(ada, "SEK", 100, 0, scenario.in_days(30));
    let credit_note = scenario.receiving_credit_note(ada, "SEK", 100);
    let commands: [Box<dyn Command>; 4] = [message.into(), another.into(), credit_note.into(), forget.into()];
    for command in commands {
        assert_eq!(scenario.refused(command), "payer_forgotten");
    }
    scenario.pay(invoice, 1000_00);
    assert_eq!(scenario.stand(invoice), stand(Status::Paid, 0, 1000_00));
}

#[test]
fn forgetting_one_payer_leaves_the_others_words() {
    let mut scenario = Scenario::new();
    let (ada, ben) = (scenario.payer(), scenario.payer());
    let (hers, his) = (scenario.invoice(ada, "SEK", 100), scenario.invoice(ben, "SEK", 100));
    let message = scenario.saying(his, "Hello from Ben.");
    scenario.run(message);
    let wrong = PayerCommand::Forget { payer: ada, invoices: vec![hers, his] };
    assert_eq!(scenario.refused(wrong), "other_payer");
    let forget = scenario.forgetting(ada);
    scenario.run(forget);
    assert_eq!(conversation(&scenario, his)[0].1.as_deref(), Some("Hello from Ben."));
}

#[test]
fn new_details_are_the_ones_that_count_until_the_payer_is_forgotten() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let old = scenario.books.payers[&ada].details;
    let details = scenario.content(ada, "Ada Example-Newname");
    scenario.run(PayerCommand::ChangeDetails { payer: ada, details });
    assert_eq!(scenario.books.payers[&ada].details, Some(details));
    assert_ne!(old, Some(details));

    let forget = scenario.forgetting(ada);
    scenario.run(forget);
    let refusal = scenario.try_to(PayerCommand::ChangeDetails { payer: ada, details });
    assert_eq!(refusal, Err(Refusal::PayerForgotten));
    let stranger = PayerId(scenario.fresh());
    let refusal = scenario.try_to(PayerCommand::ChangeDetails { payer: stranger, details });
    assert_eq!(refusal, Err(Refusal::NotFound("payer")));
}
