//! Where a conversation stands.

use domain::command::{NewDispute, NewMessage};
use domain::conversations::{Conversation, ConversationState, Topic};
use domain::ids::{DisputeId, InvoiceId, MessageId};
use domain::invoices::wire::PayerEvent;
use domain::{Actor, Command, Timestamp};

use crate::desk::{Desk, SECRET, STAFF};

const STAFF_ACTOR: Actor = Actor::Staff { id: STAFF };
const HOUR_MS: i64 = 3_600_000;

fn an_invoice() -> (Desk, InvoiceId) {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    (desk, invoice)
}

fn say(desk: &mut Desk, actor: Actor, invoice: InvoiceId, automatic: Option<Topic>) {
    desk.actor = actor;
    let respond_by = Some(Timestamp(desk.now.0 + 4 * HOUR_MS));
    let Command::Say(saying) = desk.saying(invoice, "Hej") else { unreachable!() };
    desk.run(Command::Say(NewMessage { automatic, respond_by, ..saying }));
}

fn conversation(desk: &Desk, invoice: InvoiceId) -> &Conversation {
    &desk.books.invoices[&invoice].conversation
}

#[test]
fn a_question_opens_it_and_an_answer_makes_it_wait() {
    let (mut desk, invoice) = an_invoice();
    assert!(!conversation(&desk, invoice).has_begun());
    let asked_at = desk.now;
    say(&mut desk, Actor::Payer, invoice, None);
    desk.now.0 += HOUR_MS;
    say(&mut desk, Actor::Payer, invoice, None);
    let open = conversation(&desk, invoice);
    assert_eq!(open.state, ConversationState::Open);
    assert_eq!((open.unanswered_since, open.unread), (Some(asked_at), 2));
    assert_eq!(open.respond_by, Some(Timestamp(asked_at.0 + 4 * HOUR_MS)), "the first message counts");
    say(&mut desk, STAFF_ACTOR, invoice, None);
    let waiting = conversation(&desk, invoice);
    assert_eq!(waiting.state, ConversationState::Waiting);
    assert_eq!((waiting.unanswered_since, waiting.respond_by), (None, None));
}

#[test]
fn whatever_the_payer_writes_opens_a_solved_or_snoozed_one_again() {
    let (mut desk, invoice) = an_invoice();
    say(&mut desk, Actor::Payer, invoice, None);
    let until = Timestamp(desk.now.0 + HOUR_MS);
    for state in [ConversationState::Solved, ConversationState::Snoozed { until }] {
        desk.actor = STAFF_ACTOR;
        desk.run(Command::MoveConversation { invoice, state });
        assert_eq!(conversation(&desk, invoice).state, state);
        say(&mut desk, Actor::Payer, invoice, None);
        assert_eq!(conversation(&desk, invoice).state, ConversationState::Open);
    }
}

#[test]
fn a_snooze_ends_by_itself_and_not_in_the_past() {
    let (mut desk, invoice) = an_invoice();
    say(&mut desk, Actor::Payer, invoice, None);
    desk.actor = STAFF_ACTOR;
    let past = Command::MoveConversation { invoice, state: ConversationState::Snoozed { until: desk.now } };
    assert_eq!(desk.refused(past), "day_passed");
    let until = Timestamp(desk.now.0 + 1);
    let snoozed = ConversationState::Snoozed { until };
    assert_eq!(snoozed.at(desk.now), snoozed);
    assert_eq!(snoozed.at(until), ConversationState::Open);
}

#[test]
fn an_automatic_answer_solves_it_and_a_person_can_be_asked_for() {
    let (mut desk, invoice) = an_invoice();
    assert!(conversation(&desk, invoice).takes_automatic_answers());
    say(&mut desk, Actor::Payer, invoice, None);
    say(&mut desk, Actor::System, invoice, Some(Topic::HowMuch));
    assert_eq!(conversation(&desk, invoice).state, ConversationState::Solved);
    assert_eq!(conversation(&desk, invoice).respond_by, None);
    desk.actor = Actor::Payer;
    let respond_by = Some(Timestamp(desk.now.0 + 1));
    desk.run(Command::AskPerson { invoice, respond_by });
    let open = conversation(&desk, invoice);
    assert_eq!((open.state, open.respond_by), (ConversationState::Open, respond_by));
    assert!(!open.takes_automatic_answers(), "a person is in the conversation");
    assert!(desk.run(Command::AskPerson { invoice, respond_by: None }).is_empty(), "asked for already");
}

#[test]
fn nobody_but_the_system_answers_automatically() {
    let (mut desk, invoice) = an_invoice();
    say(&mut desk, Actor::Payer, invoice, Some(Topic::HowMuch));
    let PayerEvent::MessagePosted { automatic, .. } = &desk.sent_to_payers.last().unwrap().event else {
        panic!("a message")
    };
    assert_eq!((*automatic, conversation(&desk, invoice).state), (None, ConversationState::Open));
}

#[test]
fn read_marks_move_forward_and_only_for_something_new() {
    let (mut desk, invoice) = an_invoice();
    say(&mut desk, Actor::Payer, invoice, None);
    desk.actor = STAFF_ACTOR;
    let see = Command::SeeMessages { invoice, through: 99 };
    assert_eq!(desk.run(see.clone()).len(), 1);
    assert_eq!((conversation(&desk, invoice).biller_seen, conversation(&desk, invoice).unread), (2, 0));
    assert!(desk.run(see.clone()).is_empty());
    desk.actor = Actor::Payer;
    assert!(desk.run(see).is_empty(), "one's own words need no mark");
    say(&mut desk, STAFF_ACTOR, invoice, None);
    assert!(conversation(&desk, invoice).unread_by_payer());
    desk.actor = Actor::Payer;
    desk.run(Command::SeeMessages { invoice, through: 4 });
    assert!(!conversation(&desk, invoice).unread_by_payer());
    assert_eq!(desk.payers_pages[&invoice].payer_seen, 4);
}

#[test]
fn what_staff_do_among_themselves_no_payer_receives() {
    let (mut desk, invoice) = an_invoice();
    let sent = desk.sent_to_payers.len();
    let content = desk.reason(desk.payer_of(invoice));
    let note = MessageId(desk.fresh());
    desk.run(Command::Note { invoice, note, content });
    desk.run(Command::Assign { invoice, to: Some(STAFF) });
    desk.run(Command::MoveConversation { invoice, state: ConversationState::Waiting });
    assert_eq!(desk.sent_to_payers.len(), sent);
    let staff = serde_json::to_string(&desk.staff_pages[&invoice].log).unwrap();
    assert!(staff.contains(SECRET) && staff.contains("\"state\":\"waiting\""), "{staff}");
}

#[test]
fn a_message_is_about_a_line_that_there_is() {
    let (mut desk, invoice) = an_invoice();
    let Command::Say(saying) = desk.saying(invoice, "Why?") else { unreachable!() };
    for line in [0, 2, u32::MAX] {
        let command = Command::Say(NewMessage { line: Some(line), ..saying.clone() });
        assert_eq!(desk.refused(command), "no_such_line");
    }
    desk.run(Command::Say(NewMessage { line: Some(1), ..saying }));
}

#[test]
fn one_dispute_at_a_time_pauses_reminders_until_staff_decide() {
    let (mut desk, invoice) = an_invoice();
    desk.actor = Actor::Payer;
    let dispute = DisputeId(desk.fresh());
    let content = desk.content(desk.payer_of(invoice), "I never had this");
    let grievance = NewDispute {
        invoice,
        dispute,
        line: Some(1),
        content,
        attachments: vec![],
        respond_by: Some(desk.now),
    };
    desk.run(Command::Dispute(grievance.clone()));
    assert!(desk.books.invoices[&invoice].reminders_paused(desk.today()));
    assert_eq!(conversation(&desk, invoice).state, ConversationState::Open);
    let second = NewDispute { dispute: DisputeId(desk.fresh()), ..grievance };
    assert_eq!(desk.refused(Command::Dispute(second)), "disputed");
    desk.actor = STAFF_ACTOR;
    let close = Command::CloseDispute { invoice, dispute, upheld: false, reason: None };
    desk.run(close.clone());
    assert!(!desk.books.invoices[&invoice].reminders_paused(desk.today()));
    assert_eq!(desk.refused(close), "not_found");
}
