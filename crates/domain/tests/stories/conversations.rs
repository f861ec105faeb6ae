//! Where a conversation stands.

use domain::conversations::{Conversation, ConversationCommand, ConversationState, NewMessage, Topic};
use domain::disputes::{DisputeCommand, NewDispute};
use domain::ids::{DisputeId, InvoiceId, MessageId};
use domain::invoices::wire::PayerEvent;
use domain::{Actor, Timestamp};

use crate::scenario::{SECRET, STAFF, Scenario};

const STAFF_ACTOR: Actor = Actor::Staff { id: STAFF };
const HOUR_MS: i64 = 3_600_000;

fn an_invoice() -> (Scenario, InvoiceId) {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    (scenario, invoice)
}

fn say(scenario: &mut Scenario, actor: Actor, invoice: InvoiceId, automatic: Option<Topic>) {
    scenario.actor = actor;
    let respond_by = Some(Timestamp(scenario.now.0 + 4 * HOUR_MS));
    let ConversationCommand::Say(saying) = scenario.saying(invoice, "Hej") else { unreachable!() };
    scenario.run(ConversationCommand::Say(NewMessage { automatic, respond_by, ..saying }));
}

fn conversation(scenario: &Scenario, invoice: InvoiceId) -> &Conversation {
    &scenario.books.invoices[&invoice].conversation
}

#[test]
fn a_question_opens_it_and_an_answer_makes_it_wait() {
    let (mut scenario, invoice) = an_invoice();
    assert!(!conversation(&scenario, invoice).has_begun());
    let asked_at = scenario.now;
    say(&mut scenario, Actor::Payer, invoice, None);
    scenario.now.0 += HOUR_MS;
    say(&mut scenario, Actor::Payer, invoice, None);
    let open = conversation(&scenario, invoice);
    assert_eq!(open.state, ConversationState::Open);
    assert_eq!((open.unanswered_since, open.unread), (Some(asked_at), 2));
    assert_eq!(open.respond_by, Some(Timestamp(asked_at.0 + 4 * HOUR_MS)), "the first message counts");
    say(&mut scenario, STAFF_ACTOR, invoice, None);
    let waiting = conversation(&scenario, invoice);
    assert_eq!(waiting.state, ConversationState::Waiting);
    assert_eq!((waiting.unanswered_since, waiting.respond_by), (None, None));
}

#[test]
fn whatever_the_payer_writes_opens_a_solved_or_snoozed_one_again() {
    let (mut scenario, invoice) = an_invoice();
    say(&mut scenario, Actor::Payer, invoice, None);
    let until = Timestamp(scenario.now.0 + HOUR_MS);
    for state in [ConversationState::Solved, ConversationState::Snoozed { until }] {
        scenario.actor = STAFF_ACTOR;
        scenario.run(ConversationCommand::Move { invoice, state });
        assert_eq!(conversation(&scenario, invoice).state, state);
        say(&mut scenario, Actor::Payer, invoice, None);
        assert_eq!(conversation(&scenario, invoice).state, ConversationState::Open);
    }
}

#[test]
fn a_snooze_ends_by_itself_and_not_in_the_past() {
    let (mut scenario, invoice) = an_invoice();
    say(&mut scenario, Actor::Payer, invoice, None);
    scenario.actor = STAFF_ACTOR;
    let past =
        ConversationCommand::Move { invoice, state: ConversationState::Snoozed { until: scenario.now } };
    assert_eq!(scenario.refused(past), "day_passed");
    let until = Timestamp(scenario.now.0 + 1);
    let snoozed = ConversationState::Snoozed { until };
    assert_eq!(snoozed.at(scenario.now), snoozed);
    assert_eq!(snoozed.at(until), ConversationState::Open);
}

#[test]
fn an_automatic_answer_solves_it_and_a_person_can_be_asked_for() {
    let (mut scenario, invoice) = an_invoice();
    assert!(conversation(&scenario, invoice).takes_automatic_answers());
    say(&mut scenario, Actor::Payer, invoice, None);
    say(&mut scenario, Actor::System, invoice, Some(Topic::HowMuch));
    assert_eq!(conversation(&scenario, invoice).state, ConversationState::Solved);
    assert_eq!(conversation(&scenario, invoice).respond_by, None);
    scenario.actor = Actor::Payer;
    let respond_by = Some(Timestamp(scenario.now.0 + 1));
    scenario.run(ConversationCommand::AskPerson { invoice, respond_by });
    let open = conversation(&scenario, invoice);
    assert_eq!((open.state, open.respond_by), (ConversationState::Open, respond_by));
    assert!(!open.takes_automatic_answers(), "a person is in the conversation");
    assert!(
        scenario.run(ConversationCommand::AskPerson { invoice, respond_by: None }).is_empty(),
        "asked for already"
    );
}

#[test]
fn nobody_but_the_system_answers_automatically() {
    let (mut scenario, invoice) = an_invoice();
    say(&mut scenario, Actor::Payer, invoice, Some(Topic::HowMuch));
    let PayerEvent::MessagePosted { automatic, .. } = &scenario.sent_to_payers.last().unwrap().event else {
        panic!("a message")
    };
    assert_eq!((*automatic, conversation(&scenario, invoice).state), (None, ConversationState::Open));
}

#[test]
fn read_marks_move_forward_and_only_for_something_new() {
    let (mut scenario, invoice) = an_invoice();
    say(&mut scenario, Actor::Payer, invoice, None);
    scenario.actor = STAFF_ACTOR;
    let see = ConversationCommand::SeeMessages { invoice, through: 99 };
    assert_eq!(scenario.run(see.clone()).len(), 1);
    assert_eq!(
        (conversation(&scenario, invoice).biller_seen, conversation(&scenario, invoice).unread),
        (2, 0)
    );
    assert!(scenario.run(see.clone()).is_empty());
    scenario.actor = Actor::Payer;
    assert!(scenario.run(see).is_empty(), "one's own words need no mark");
    say(&mut scenario, STAFF_ACTOR, invoice, None);
    assert!(conversation(&scenario, invoice).unread_by_payer());
    scenario.actor = Actor::Payer;
    scenario.run(ConversationCommand::SeeMessages { invoice, through: 4 });
    assert!(!conversation(&scenario, invoice).unread_by_payer());
    assert_eq!(scenario.payers_pages[&invoice].payer_seen, 4);
}

#[test]
fn what_staff_do_among_themselves_no_payer_receives() {
    let (mut scenario, invoice) = an_invoice();
    let sent = scenario.sent_to_payers.len();
    let content = scenario.reason(scenario.payer_of(invoice));
    let note = MessageId(scenario.fresh());
    scenario.run(ConversationCommand::Note { invoice, note, content });
    scenario.run(ConversationCommand::Assign { invoice, to: Some(STAFF) });
    scenario.run(ConversationCommand::Move { invoice, state: ConversationState::Waiting });
    assert_eq!(scenario.sent_to_payers.len(), sent);
    let staff = serde_json::to_string(&scenario.staff_pages[&invoice].log).unwrap();
    assert!(staff.contains(SECRET) && staff.contains("\"state\":\"waiting\""), "{staff}");
}

#[test]
fn a_message_is_about_a_line_that_there_is() {
    let (mut scenario, invoice) = an_invoice();
    let ConversationCommand::Say(saying) = scenario.saying(invoice, "Why?") else { unreachable!() };
    for line in [0, 2, u32::MAX] {
        let command = ConversationCommand::Say(NewMessage { line: Some(line), ..saying.clone() });
        assert_eq!(scenario.refused(command), "no_such_line");
    }
    scenario.run(ConversationCommand::Say(NewMessage { line: Some(1), ..saying }));
}

#[test]
fn one_dispute_at_a_time_pauses_reminders_until_staff_decide() {
    let (mut scenario, invoice) = an_invoice();
    scenario.actor = Actor::Payer;
    let dispute = DisputeId(scenario.fresh());
    let content = scenario.content(scenario.payer_of(invoice), "I never had this");
    let grievance = NewDispute {
        invoice,
        dispute,
        line: Some(1),
        content,
        attachments: vec![],
        respond_by: Some(scenario.now),
    };
    scenario.run(DisputeCommand::Open(grievance.clone()));
    assert!(scenario.books.invoices[&invoice].reminders_paused(scenario.today()));
    assert_eq!(conversation(&scenario, invoice).state, ConversationState::Open);
    let second = NewDispute { dispute: DisputeId(scenario.fresh()), ..grievance };
    assert_eq!(scenario.refused(DisputeCommand::Open(second)), "disputed");
    scenario.actor = STAFF_ACTOR;
    let close = DisputeCommand::Close { invoice, dispute, upheld: false, reason: None };
    scenario.run(close.clone());
    assert!(!scenario.books.invoices[&invoice].reminders_paused(scenario.today()));
    assert_eq!(scenario.refused(close), "not_found");
}
