//! Conversations: the inbox's rows are what the log says, at every time.

use std::collections::BTreeMap;

use domain::conversations::{ConversationState, Side, Topic};
use domain::ids::{BillerId, InvoiceId, StaffId};
use domain::invoices::wire::PayerEvent;
use domain::{Actor, Timestamp};
use testkit::clocks::NOON;
use testkit::databases::{Database, on_both_engines};
use testkit::world::World;
use usecases::{
    AddStaff, AskMoreTime, AskPerson, Assign, Assignment, BillerStore as _, CloseDispute, ConversationRow,
    ConversationStore, DisputeInvoice, ForgetPayer, InboxCounts, InboxQuery, Input, InvoiceStore as _,
    MoveConversation, PasswordHash, Policy, PostMessage, PutReply, RemoveReply, ReplyKind, ReplyText, Role,
    SeeMessages, SetPolicy, Tab, UseCaseError, WriteNote, execute,
};

use crate::beside::Beside as _;

on_both_engines!(
    a_message_of_a_payer_opens_a_conversation_and_an_answer_hands_it_over,
    a_snooze_passes_by_itself_and_what_a_payer_writes_opens_again,
    pages_walk_through_a_tab_once,
    rows_are_rebuilt_as_they_were_and_verify_finds_what_was_bent,
    what_is_for_staff_is_in_no_byte_of_the_payers,
    a_simple_question_is_answered_at_once_and_one_click_brings_a_person,
    the_billers_own_questions_are_answered_too,
    nothing_is_written_that_nothing_does,
    what_is_said_twice_under_one_key_is_said_once,
    a_dispute_pauses_reminders_until_it_is_closed,
    another_billers_conversations_are_not_found,
    what_was_said_is_forgotten_with_the_payer,
    only_staff_do_what_staff_do,
);

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

pub async fn person(world: &World, email: &str) -> StaffId {
    let password = PasswordHash::of_phc("$argon2id$nothing".into());
    let add = AddStaff { email: email.into(), name: "Amira Haddad".into(), role: Role::Agent, password };
    world.ask(add).await.unwrap().output.staff
}

fn query(tab: Tab, now: Timestamp) -> InboxQuery {
    InboxQuery { tab, assignment: Assignment::Anybody, now, after: None, limit: 50 }
}

async fn listed(world: &World, tab: Tab, now: Timestamp) -> Vec<InvoiceId> {
    let page = world.store.inbox(world.biller(), &query(tab, now)).await.unwrap();
    page.conversations.iter().map(|row| row.invoice).collect()
}

async fn row(world: &World, invoice: InvoiceId) -> ConversationRow {
    world.store.conversation(world.biller(), invoice).await.unwrap().unwrap()
}

fn later(ms: i64) -> Timestamp {
    Timestamp(NOON.0 + ms)
}

async fn a_message_of_a_payer_opens_a_conversation_and_an_answer_hands_it_over(database: Database) {
    let world = World::open(&database).await;
    let amira = person(&world, "amira@example.com").await;
    let (payer, staff) = (world.acting(Actor::Payer), world.acting(Actor::Staff { id: amira }));
    let invoice = world.issue("10482", 10_000).await;
    assert_eq!(world.store.conversation(world.biller(), invoice).await.unwrap(), None);

    let said =
        payer.ask(PostMessage::plain(invoice, "The meter\nreading looks odd to me")).await.unwrap().output;
    let open = row(&world, invoice).await;
    let last = open.last.clone().unwrap();
    assert_eq!((last.seq, last.side, last.kind.as_str()), (said.seq, Side::Payer, "message_posted"));
    assert_eq!(last.preview.as_deref(), Some("The meter reading looks odd to me"));
    assert_eq!((open.number.as_str(), open.payer_name.as_deref()), ("10482", Some("Anna Exempel")));
    assert_eq!((open.state, open.unread, open.unanswered_since), (ConversationState::Open, 1, Some(NOON)));
    // Saturday noon: four business hours have passed on Monday at noon in Stockholm.
    let monday_noon = later(2 * DAY - HOUR);
    assert_eq!(open.respond_by, Some(monday_noon));
    assert_eq!(listed(&world, Tab::Open, NOON).await, [invoice]);
    let counts = world.store.inbox_counts(world.biller(), Some(amira), later(3 * DAY)).await.unwrap();
    assert_eq!(counts, InboxCounts { open: 1, unassigned: 1, unread: 1, late: 1, ..InboxCounts::default() });

    staff.ask(Assign { invoice, to: Some(amira) }).await.unwrap();
    staff.ask(SeeMessages { invoice, through: said.seq }).await.unwrap();
    let taken = row(&world, invoice).await;
    assert_eq!((taken.assignee, taken.unread), (Some(amira), 0));
    assert_eq!(listed(&world, Tab::Mine(amira), NOON).await, [invoice]);

    staff.ask(PostMessage::plain(invoice, "We look into it.")).await.unwrap();
    let answered = row(&world, invoice).await;
    assert_eq!((answered.state, answered.respond_by), (ConversationState::Waiting, None));
    assert!(answered.unread_by_payer);
    assert_eq!(listed(&world, Tab::Open, NOON).await, []);
    assert_eq!(listed(&world, Tab::Waiting, NOON).await, [invoice]);
    let counts = world.store.inbox_counts(world.biller(), Some(amira), NOON).await.unwrap();
    assert_eq!(counts, InboxCounts { waiting: 1, mine: 1, ..InboxCounts::default() });
    payer.ask(SeeMessages { invoice, through: i64::MAX }).await.unwrap();
    assert!(!row(&world, invoice).await.unread_by_payer);

    staff.ask(MoveConversation { invoice, state: ConversationState::Solved }).await.unwrap();
    assert_eq!(listed(&world, Tab::Solved, NOON).await, [invoice]);
    assert_eq!(listed(&world, Tab::Mine(amira), NOON).await, []);
}

async fn a_snooze_passes_by_itself_and_what_a_payer_writes_opens_again(database: Database) {
    let world = World::open(&database).await;
    let (payer, staff) = (world.acting(Actor::Payer), world.acting(Actor::Biller));
    let invoice = world.issue("1", 10_000).await;
    payer.ask(PostMessage::plain(invoice, "A long story")).await.unwrap();
    let until = later(DAY);
    staff.ask(MoveConversation { invoice, state: ConversationState::Snoozed { until } }).await.unwrap();
    assert_eq!(listed(&world, Tab::Snoozed, NOON).await, [invoice]);
    assert_eq!(listed(&world, Tab::Open, later(DAY - 1)).await, []);
    assert_eq!(listed(&world, Tab::Open, until).await, [invoice], "nothing had to run for it");
    assert_eq!(listed(&world, Tab::Snoozed, until).await, []);
    let counts = world.store.inbox_counts(world.biller(), None, until).await.unwrap();
    assert_eq!((counts.open, counts.snoozed), (1, 0));

    let past = ConversationState::Snoozed { until: Timestamp(NOON.0 - 1) };
    let refused = staff.ask(MoveConversation { invoice, state: past }).await;
    assert!(matches!(refused, Err(UseCaseError::Refused(domain::Refusal::DayPassed(_)))), "{refused:?}");

    payer.ask(PostMessage::plain(invoice, "And it goes on")).await.unwrap();
    assert_eq!(row(&world, invoice).await.state, ConversationState::Open);
    staff.ask(MoveConversation { invoice, state: ConversationState::Solved }).await.unwrap();
    payer.ask(PostMessage::plain(invoice, "One thing more, about my neighbour")).await.unwrap();
    assert_eq!(listed(&world, Tab::Open, NOON).await, [invoice]);
}

async fn pages_walk_through_a_tab_once(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let mut expected = Vec::new();
    for at in 0..25 {
        let invoice = world.issue(&at.to_string(), 1_000).await;
        payer.ask(PostMessage::plain(invoice, format!("Message {at} about something"))).await.unwrap();
        expected.insert(0, invoice);
        // Some at the same instant: the invoice's id decides then.
        if at % 3 == 0 {
            world.wait(1_000).await;
        }
    }
    let now = later(DAY);
    let mut query = InboxQuery { limit: 10, ..query(Tab::Open, now) };
    let mut walked = Vec::new();
    loop {
        let page = world.store.inbox(world.biller(), &query).await.unwrap();
        walked.extend(page.conversations.iter().map(|row| row.invoice));
        assert!(page.conversations.len() <= 10);
        let Some(next) = page.next else { break };
        query.after = Some(next.to_string().parse().unwrap());
    }
    assert_eq!(walked, expected);
}

/// Everything that can happen to a conversation.
pub async fn every_kind(world: &World) -> Vec<InvoiceId> {
    let amira = person(world, "kind@example.com").await;
    let (payer, staff) = (world.acting(Actor::Payer), world.acting(Actor::Staff { id: amira }));
    let mut invoices = Vec::new();
    for at in 0..8 {
        invoices.push(world.issue(&format!("conversation {at}"), 10_000).await);
    }
    let [said, answered, noted, asked, disputed, more, taken, let_go] = invoices[..] else { unreachable!() };
    payer.ask(PostMessage::plain(said, "Something about my last move")).await.unwrap();
    payer.ask(PostMessage::plain(answered, "How much is open?")).await.unwrap();
    staff.ask(WriteNote { invoice: noted, text: "Called, nobody there".into() }).await.unwrap();
    payer.ask(AskPerson { invoice: asked }).await.unwrap();
    let text = "Line one is not mine".to_owned();
    let dispute = DisputeInvoice { invoice: disputed, line: Some(1), text, attachments: vec![] };
    payer.ask(dispute).await.unwrap();
    let until = "2027-02-01".parse().unwrap();
    payer.ask(AskMoreTime { invoice: more, until, text: Some("Until payday".into()) }).await.unwrap();
    for to in [Some(amira), None] {
        staff.ask(Assign { invoice: let_go, to }).await.unwrap();
    }
    staff.ask(Assign { invoice: taken, to: Some(amira) }).await.unwrap();
    staff.ask(PostMessage::plain(taken, "We have a question")).await.unwrap();
    world.pay(said, 1_000).await;
    invoices
}

async fn rows_are_rebuilt_as_they_were_and_verify_finds_what_was_bent(database: Database) {
    let world = World::open(&database).await;
    let invoices = every_kind(&world).await;
    assert_eq!(world.store.verify().await.unwrap(), []);
    let all = async || {
        let mut rows = Vec::new();
        for invoice in &invoices {
            rows.push(world.store.conversation(world.biller(), *invoice).await.unwrap());
        }
        rows
    };
    let before = all().await;
    assert_eq!(
        before.iter().filter(|row| row.is_some()).count(),
        6,
        "notes alone, and what was let go, are none"
    );
    assert!(before[5].as_ref().unwrap().payer_proposal_until.is_some());
    assert!(before[4].as_ref().unwrap().disputed);
    world.store.rebuild(std::sync::Arc::new(|_| ())).await.unwrap();
    assert_eq!(all().await, before);

    let mut beside = database.connect().await;
    for bend in [
        "UPDATE conversations SET unread = unread + 1 WHERE state = 'open'",
        "UPDATE conversations SET state = 'solved' WHERE disputed = 1",
        "DELETE FROM conversations WHERE last_seq > 0",
    ] {
        sqlx::raw_sql(sqlx::AssertSqlSafe(bend)).execute(&mut beside).await.unwrap();
        assert_ne!(world.store.verify().await.unwrap(), [], "{bend}");
    }
    world.store.rebuild(std::sync::Arc::new(|_| ())).await.unwrap();
    assert_eq!(world.store.verify().await.unwrap(), []);
    assert_eq!(all().await, before);
}

async fn what_is_for_staff_is_in_no_byte_of_the_payers(database: Database) {
    let world = World::open(&database).await;
    let amira = person(&world, "amira@example.com").await;
    let (payer, staff) = (world.acting(Actor::Payer), world.acting(Actor::Staff { id: amira }));
    let invoice = world.issue("1", 10_000).await;
    payer.ask(PostMessage::plain(invoice, "A question of mine about it")).await.unwrap();
    let note = "Careful, a difficult one: xyzzy";
    staff.ask(WriteNote { invoice, text: note.into() }).await.unwrap();
    staff.ask(Assign { invoice, to: Some(amira) }).await.unwrap();
    let until = later(DAY);
    staff.ask(MoveConversation { invoice, state: ConversationState::Snoozed { until } }).await.unwrap();
    staff.ask(PostMessage::plain(invoice, "Here is the answer")).await.unwrap();
    let frames = world.store.payer_frames(world.biller(), invoice, 0).await.unwrap();
    let bytes = serde_json::to_string(&frames).unwrap();
    for hidden in ["xyzzy", "note_posted", "assigned", "conversation_moved", "snoozed", &amira.to_string()] {
        assert!(!bytes.contains(hidden), "{hidden}: {bytes}");
    }
    assert!(bytes.contains("Here is the answer"));
    let seen: Vec<i64> = frames.iter().map(|frame| frame.seq).collect();
    let prevs: Vec<i64> = frames.iter().map(|frame| frame.prev).collect();
    assert_eq!(prevs[1..], seen[..seen.len() - 1], "what is hidden leaves no gap");
    let staff_frames = world.store.staff_frames(world.biller(), invoice, 0).await.unwrap();
    assert!(serde_json::to_string(&staff_frames).unwrap().contains("xyzzy"));
}

async fn a_simple_question_is_answered_at_once_and_one_click_brings_a_person(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let invoice = world.issue("10482", 10_000).await;
    world.pay(invoice, 4_000).await;
    let said =
        payer.ask(PostMessage::plain(invoice, "Hej, hur mycket är kvar att betala?")).await.unwrap().output;
    assert_eq!(said.answered, Some(Topic::HowMuch));
    let frames = world.store.payer_frames(world.biller(), invoice, 0).await.unwrap();
    let PayerEvent::MessagePosted { text: Some(text), automatic, by, .. } = &frames.last().unwrap().event
    else {
        panic!("{frames:?}")
    };
    assert_eq!((*automatic, by), (Some(Topic::HowMuch), &domain::invoices::wire::By::System));
    assert!(text.replace('\u{a0}', " ").contains("60,00 kr kvar att betala på faktura 10482"), "{text}");
    let row_now = row(&world, invoice).await;
    assert_eq!((row_now.state, row_now.unanswered_since), (ConversationState::Solved, None));
    assert_eq!(listed(&world, Tab::Open, NOON).await, []);

    payer.ask(AskPerson { invoice }).await.unwrap();
    assert_eq!(listed(&world, Tab::Open, NOON).await, [invoice], "with all that was said before");
    let said = payer.ask(PostMessage::plain(invoice, "Hur mycket är kvar att betala?")).await.unwrap().output;
    assert_eq!(said.answered, None, "a person is in the conversation now");

    let other = world.issue("2", 10_000).await;
    let tricky =
        payer.ask(PostMessage::plain(other, "Beloppet är fel, hur mycket ska jag betala?")).await.unwrap();
    assert_eq!(tricky.output.answered, None);
    assert_eq!(row(&world, other).await.state, ConversationState::Open);

    let policy = Policy { answers: false, ..Policy::default() };
    world.ask(SetPolicy { policy: policy.clone() }).await.unwrap();
    assert_eq!(world.store.biller_policy(world.biller()).await.unwrap(), policy);
    let silent = world.issue("3", 10_000).await;
    let said = payer.ask(PostMessage::plain(silent, "Hur mycket är kvar att betala?")).await.unwrap().output;
    assert_eq!(said.answered, None);
}

async fn the_billers_own_questions_are_answered_too(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let text = |text: &str, phrases: &[&str]| ReplyText {
        text: text.into(),
        phrases: phrases.iter().map(|phrase| (*phrase).to_owned()).collect(),
    };
    let put = PutReply {
        id: None,
        kind: ReplyKind::Question,
        name: "Opening hours".into(),
        texts: BTreeMap::from([
            (
                "sv".to_owned(),
                text("Vi har öppet 8 till 17. Gäller faktura {number}.", &["öppettider", "när öppet"]),
            ),
            ("en".to_owned(), text("We are here from 8 to 17.", &["opening hours"])),
        ]),
    };
    let id = world.ask(put.clone()).await.unwrap().output.id;
    let invoice = world.issue("7", 10_000).await;
    let said = payer.ask(PostMessage::plain(invoice, "Vad har ni för öppettider?")).await.unwrap().output;
    assert_eq!(said.answered, Some(Topic::Own));
    let frames = world.store.payer_frames(world.biller(), invoice, 0).await.unwrap();
    let bytes = serde_json::to_string(&frames.last()).unwrap();
    assert!(bytes.contains("Gäller faktura 7."), "{bytes}");

    let twin = world.ask(put.clone()).await;
    assert!(matches!(twin, Err(UseCaseError::Invalid(_))), "{twin:?}");
    let odd = PutReply {
        name: "Odd".into(),
        texts: BTreeMap::from([("en".to_owned(), text("Hello {stranger}", &["x"]))]),
        ..put.clone()
    };
    let Err(UseCaseError::Invalid(problems)) = world.ask(odd).await else { panic!("an unknown variable") };
    assert_eq!(problems[0].rule, "variable_unknown");
    let changed = PutReply { id: Some(id), name: "Hours".into(), ..put };
    world.ask(changed).await.unwrap();
    let kept = world.store.saved_replies(world.biller()).await.unwrap();
    assert_eq!(kept.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Hours"]);
    world.ask(RemoveReply { id }).await.unwrap();
    assert!(matches!(world.ask(RemoveReply { id }).await, Err(UseCaseError::NotFound(_))));
}

/// No channel tells anybody yet: a job that nothing does would wait and tell of everything at once some day.
async fn nothing_is_written_that_nothing_does(database: Database) {
    let world = World::open(&database).await;
    let (payer, staff) = (world.acting(Actor::Payer), world.acting(Actor::Biller));
    let invoice = world.issue("1", 10_000).await;
    staff.ask(PostMessage::plain(invoice, "First")).await.unwrap();
    payer.ask(SeeMessages { invoice, through: i64::MAX }).await.unwrap();
    staff.ask(PostMessage::plain(invoice, "Second")).await.unwrap();
    assert_eq!(row(&world, invoice).await.unread, 0);
    payer.ask(PostMessage::plain(invoice, "I am back with a question")).await.unwrap();
    assert_eq!(row(&world, invoice).await.unread, 1);
    staff.ask(PostMessage::plain(invoice, "Third")).await.unwrap();
    assert_eq!(row(&world, invoice).await.unread, 0, "whoever answers has read");
    let dispute = DisputeInvoice { invoice, line: None, text: "Never done".into(), attachments: vec![] };
    let dispute = payer.ask(dispute).await.unwrap().output.dispute_id;
    staff.ask(CloseDispute { invoice, dispute, upheld: true, reason: None }).await.unwrap();
    let mut conn = database.connect().await;
    let jobs = sqlx::query("SELECT purpose FROM jobs").fetch_all(&mut conn).await.unwrap();
    assert_eq!(jobs.len(), 0);
    sqlx::Connection::close(conn).await.unwrap();
}

async fn what_is_said_twice_under_one_key_is_said_once(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let invoice = world.issue("1", 10_000).await;
    let mut answers = Vec::new();
    for language in [Some("sv".to_owned()), None] {
        let use_case = PostMessage { language, ..PostMessage::plain(invoice, "Hello, it is me again") };
        let input = Input { use_case, key: Some("window 1".into()) };
        let caller = payer.caller_of(&input.use_case);
        answers.push(execute(&payer.services, caller, input).await.unwrap());
    }
    assert_eq!(answers[0].output, answers[1].output);
    assert!(answers[1].repeated);
    let frames = world.store.payer_frames(world.biller(), invoice, 0).await.unwrap();
    assert_eq!(frames.iter().filter(|one| matches!(one.event, PayerEvent::MessagePosted { .. })).count(), 1);
}

async fn a_dispute_pauses_reminders_until_it_is_closed(database: Database) {
    let world = World::open(&database).await;
    let (payer, staff) = (world.acting(Actor::Payer), world.acting(Actor::Biller));
    let invoice = world.issue("1", 10_000).await;
    let dispute = |line, text: &str| DisputeInvoice { invoice, line, text: text.into(), attachments: vec![] };
    for (line, text, code) in [(Some(2), "Which?", "no_such_line"), (Some(1), "  ", "invalid")] {
        assert_eq!(payer.ask(dispute(line, text)).await.unwrap_err().code(), code);
    }
    let opened = payer.ask(dispute(Some(1), "The repair was never done")).await.unwrap().output;
    let again = payer.ask(dispute(None, "And all of it")).await.unwrap_err();
    assert_eq!(again.code(), "disputed");
    let paused = async || {
        let books = world.books(&[domain::StreamId::Invoice(invoice)]).await;
        books.invoices[&invoice].reminders_paused("2026-12-30".parse().unwrap())
    };
    assert!(paused().await);
    let listed = row(&world, invoice).await;
    assert!(listed.disputed && listed.state == ConversationState::Open && listed.respond_by.is_some());
    assert_eq!(listed.last.unwrap().preview.as_deref(), Some("The repair was never done"));
    let close = CloseDispute { invoice, dispute: opened.dispute_id, upheld: true, reason: None };
    staff.ask(close.clone()).await.unwrap();
    assert!(!paused().await);
    assert!(!row(&world, invoice).await.disputed);
    assert_eq!(staff.ask(close).await.unwrap_err().code(), "not_found");
}

async fn another_billers_conversations_are_not_found(database: Database) {
    let world = World::open(&database).await;
    let stranger = world.with_biller("stranger").await;
    let invoices = every_kind(&world).await;
    let foreign = stranger.biller();
    for invoice in invoices {
        assert_eq!(world.store.conversation(foreign, invoice).await.unwrap(), None);
        for refused in [
            stranger.ask(PostMessage::plain(invoice, "Hello")).await.map(drop),
            stranger.ask(WriteNote { invoice, text: "Hello".into() }).await.map(drop),
            stranger.acting(Actor::Payer).ask(AskPerson { invoice }).await.map(drop),
            stranger.ask(Assign { invoice, to: None }).await.map(drop),
            stranger.acting(Actor::Payer).ask(SeeMessages { invoice, through: 9 }).await.map(drop),
        ] {
            assert_eq!(refused.unwrap_err().code(), "not_found");
        }
    }
    for tab in [Tab::Open, Tab::Waiting, Tab::Snoozed, Tab::Solved] {
        assert_eq!(world.store.inbox(foreign, &query(tab, NOON)).await.unwrap().conversations, []);
    }
    let counts = world.store.inbox_counts(foreign, None, NOON).await.unwrap();
    assert_eq!(counts, InboxCounts::default());
    assert_eq!(world.store.saved_replies(BillerId(uuid::Uuid::nil())).await.unwrap(), []);
    let own = world.issue("own", 1_000).await;
    let somebody = person(&stranger, "elsewhere@example.com").await;
    let refused = world.ask(Assign { invoice: own, to: Some(somebody) }).await.unwrap_err();
    assert_eq!(refused.code(), "not_found", "somebody else's colleague");
}

async fn what_was_said_is_forgotten_with_the_payer(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let invoice = world.issue("1", 10_000).await;
    payer.ask(PostMessage::plain(invoice, "My secret is plugh")).await.unwrap();
    world.ask(WriteNote { invoice, text: "Knows about plugh".into() }).await.unwrap();
    world.ask(ForgetPayer { payer: world.payer_of(invoice).await }).await.unwrap();
    let row = row(&world, invoice).await;
    assert_eq!((row.payer_name, row.last.unwrap().preview), (None, None));
    let staff_frames = world.store.staff_frames(world.biller(), invoice, 0).await.unwrap();
    assert!(!serde_json::to_string(&staff_frames).unwrap().contains("plugh"));
    assert_eq!(payer.ask(PostMessage::plain(invoice, "Again")).await.unwrap_err().code(), "payer_forgotten");
    assert_eq!(world.store.verify().await.unwrap(), []);
}

async fn only_staff_do_what_staff_do(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let invoice = world.issue("1", 10_000).await;
    let solved = ConversationState::Solved;
    for refused in [
        payer.ask(WriteNote { invoice, text: "x".into() }).await.map(drop),
        payer.ask(Assign { invoice, to: None }).await.map(drop),
        payer.ask(MoveConversation { invoice, state: solved }).await.map(drop),
        payer.ask(SetPolicy { policy: Policy::default() }).await.map(drop),
        payer.ask(usecases::ChargeFee { invoice, amount_minor: 1, reason: None }).await.map(drop),
        payer.ask(usecases::PauseReminders { invoice, until: None, reason: None }).await.map(drop),
        payer.ask(usecases::ResumeReminders { invoice }).await.map(drop),
    ] {
        assert_eq!(refused.unwrap_err().code(), "forbidden");
    }
    let sound = Policy::default();
    let no_day = domain::conversations::hours::BusinessHours { weekdays: 0, ..sound.hours };
    for policy in [
        Policy { hours: no_day, ..sound.clone() },
        Policy { proposal_days: 0, ..sound.clone() },
        Policy { first_response_minutes: 0, ..sound.clone() },
    ] {
        assert_eq!(world.ask(SetPolicy { policy }).await.unwrap_err().code(), "invalid");
    }
}
