//! Proposals: accepted once, with what they change and the record of who agreed, or not at all.

use domain::ids::{InvoiceId, LinkId, ProposalId};
use domain::invoices::Invoice;
use domain::invoices::document::Document;
use domain::proposals::{ProposalState, ProposedChange};
use domain::{Actor, Date, Decimal, StreamId};
use sqlx::Row as _;
use testkit::databases::{Database, on_both_engines};
use testkit::documents::invoice as document;
use testkit::world::World;
use usecases::{
    AcceptProposal, AskMoreTime, ChargeFee, Consent, ConsentText, CreditInvoice, DeclineProposal, Evidence,
    ForgetPayer, Input, InvoiceStore as _, MakeProposal, Policy, ProposalStore as _, SetPolicy, UseCaseError,
    WithdrawProposal, execute,
};
use uuid::Uuid;

use crate::beside::Beside as _;

on_both_engines!(
    an_accepted_date_moves_at_once_and_leaves_the_record_of_the_agreement,
    two_windows_accept_one_proposal_once,
    a_proposal_is_refused_once_the_amount_has_moved,
    a_proposal_expires_to_the_millisecond,
    a_proposal_ends_at_the_midnight_of_the_day_it_names,
    taking_back_and_accepting_at_once_leaves_one_of_them,
    a_credit_makes_a_real_credit_note_in_every_currency,
    a_fee_is_waived_by_proposal_and_what_was_paid_of_it_is_credit,
    a_part_now_and_the_rest_later,
    more_time_is_granted_once_and_then_a_person_decides,
    each_side_answers_the_others_proposals_and_takes_back_its_own,
    five_proposals_wait_at_most,
    the_record_of_an_agreement_outlives_the_payers_name,
);

const DAY: i64 = 24 * 3_600_000;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn shown(terms: &str) -> ConsentText {
    ConsentText { title: "A title".into(), terms: terms.into(), words: None, language: "sv".into() }
}

fn evidence() -> Evidence {
    Evidence { address: "198.51.100.7".into(), browser: "Example/1.0".into() }
}

fn accept(invoice: InvoiceId, proposal: ProposalId) -> AcceptProposal {
    AcceptProposal { invoice, proposal, shown: shown("These are the terms."), evidence: Some(evidence()) }
}

async fn propose(world: &World, invoice: InvoiceId, change: ProposedChange) -> ProposalId {
    world
        .ask(MakeProposal { invoice, change, text: Some("For you".into()) })
        .await
        .unwrap()
        .output
        .proposal_id
}

async fn state(world: &World, invoice: InvoiceId) -> Invoice {
    world.books(&[StreamId::Invoice(invoice)]).await.invoices.remove(&invoice).unwrap()
}

async fn consents(database: &Database) -> Vec<Consent> {
    let mut conn = database.connect().await;
    let rows =
        sqlx::query("SELECT data FROM content WHERE kind = 'consent' ORDER BY id").fetch_all(&mut conn).await;
    let read = |row: &sqlx::any::AnyRow| serde_json::from_slice(&row.get::<Vec<u8>, _>(0)).unwrap();
    rows.unwrap().iter().map(read).collect()
}

async fn an_accepted_date_moves_at_once_and_leaves_the_record_of_the_agreement(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let invoice = world.issue("1", 10_000).await;
    let proposal = propose(&world, invoice, ProposedChange::DueDate { to: date("2027-01-15") }).await;
    let caller = payer.caller_of(&accept(invoice, proposal));
    let input = Input { use_case: accept(invoice, proposal), key: Some("window 1".into()) };
    let first = execute(&payer.services, caller.clone(), input).await.unwrap();
    let mut retry = accept(invoice, proposal);
    retry.evidence = Some(Evidence { address: "203.0.113.9".into(), ..evidence() });
    let input = Input { use_case: retry, key: Some("window 1".into()) };
    let again = execute(&payer.services, caller, input).await.unwrap();
    assert!(again.repeated, "a retry from another network is the same acceptance");
    assert_eq!(first.output, again.output);
    let after = state(&world, invoice).await;
    assert_eq!(
        (after.due_date, after.proposals[&proposal].state),
        (date("2027-01-15"), ProposalState::Accepted)
    );
    assert_eq!(after.extensions, 0, "what was agreed is not counted as the payer's own");

    let consents = consents(&database).await;
    let [consent] = &consents[..] else { panic!("{consents:?}") };
    let (biller, stranger) = (world.caller.biller, domain::ids::BillerId(Uuid::from_u128(404)));
    let found = world.store.consent(biller, invoice, proposal).await.unwrap();
    assert_eq!(found.as_ref(), Some(consent), "staff find it by its proposal");
    assert_eq!(world.store.consent(stranger, invoice, proposal).await.unwrap(), None);
    let other = ProposalId(Uuid::from_u128(404));
    assert_eq!(world.store.consent(biller, invoice, other).await.unwrap(), None);
    assert_eq!((consent.proposal, &consent.shown), (proposal, &shown("These are the terms.")));
    assert_eq!((consent.at, consent.proof.as_str()), (testkit::clocks::NOON, "link"));
    assert_eq!((consent.link, consent.key_version), (Some(LinkId(Uuid::from_u128(1))), Some(1)));
    let (address, browser) = (consent.address.as_deref().unwrap(), consent.browser.as_deref().unwrap());
    assert!(address.len() == 43 && browser.len() == 43 && address != browser);
    let raw = serde_json::to_string(consent).unwrap();
    assert!(!raw.contains("198.51.100.7") && !raw.contains("Example/1.0"), "{raw}");
    assert_eq!(world.store.verify().await.unwrap(), []);
}

async fn two_windows_accept_one_proposal_once(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let proposal = propose(&world, invoice, ProposedChange::Credit { amount_minor: 2_500 }).await;
    let mut windows = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let payer = world.acting(Actor::Payer);
        windows.spawn(async move { payer.ask(accept(invoice, proposal)).await });
    }
    let answers = windows.join_all().await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    for refused in answers.into_iter().filter_map(Result::err) {
        assert_eq!(refused.code(), "proposal_closed");
    }
    let after = state(&world, invoice).await;
    assert_eq!((after.credited_minor, after.open_minor), (2_500, 7_500));
    assert_eq!(consents(&database).await.len(), 1);
    assert_eq!(world.store.verify().await.unwrap(), []);
}

async fn a_proposal_is_refused_once_the_amount_has_moved(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let part = ProposedChange::PartPayment {
        now_minor: 4_000,
        now_by: date("2026-12-01"),
        rest_due: date("2027-01-31"),
    };
    for (at, change) in [part, ProposedChange::Credit { amount_minor: 3_000 }].into_iter().enumerate() {
        let invoice = world.issue(&at.to_string(), 10_000).await;
        let proposal = propose(&world, invoice, change).await;
        world.pay(invoice, 100).await;
        let before = state(&world, invoice).await;
        assert_eq!(payer.ask(accept(invoice, proposal)).await.unwrap_err().code(), "proposal_outdated");
        assert_eq!(state(&world, invoice).await, before, "nothing has happened");
        let fresh = propose(&world, invoice, change).await;
        payer.ask(accept(invoice, fresh)).await.unwrap();
    }
    let paid = world.issue("paid", 10_000).await;
    let proposal = propose(&world, paid, ProposedChange::DueDate { to: date("2027-01-15") }).await;
    world.pay(paid, 10_000).await;
    assert_eq!(payer.ask(accept(paid, proposal)).await.unwrap_err().code(), "proposal_outdated");
    assert_eq!(consents(&database).await.len(), 2, "what was refused left no record");
}

async fn a_proposal_expires_to_the_millisecond(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    world.ask(SetPolicy { policy: Policy { proposal_days: 2, ..Policy::default() } }).await.unwrap();
    let (in_time, late) = (world.issue("1", 10_000).await, world.issue("2", 10_000).await);
    let change = ProposedChange::DueDate { to: date("2027-01-15") };
    let (first, second) = (propose(&world, in_time, change).await, propose(&world, late, change).await);
    world.wait(2 * DAY - 1).await;
    payer.ask(accept(in_time, first)).await.unwrap();
    world.wait(1).await;
    for refused in [
        payer.ask(accept(late, second)).await.map(drop),
        payer.ask(DeclineProposal { invoice: late, proposal: second, reason: None }).await.map(drop),
    ] {
        assert_eq!(refused.unwrap_err().code(), "proposal_expired");
    }
    assert_eq!(state(&world, late).await.due_date, date("2026-12-21"));
}

async fn a_proposal_ends_at_the_midnight_of_the_day_it_names(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let (in_time, late) = (world.issue("1", 10_000).await, world.issue("2", 10_000).await);
    // Noon in London is one o'clock in Stockholm: eleven hours until midnight there.
    let today = ProposedChange::DueDate { to: date("2026-11-21") };
    let part = ProposedChange::PartPayment {
        now_minor: 4_000,
        now_by: date("2026-11-21"),
        rest_due: date("2027-01-31"),
    };
    let (first, second) = (propose(&world, in_time, part).await, propose(&world, late, today).await);
    let third = propose(&world, late, part).await;
    world.wait(11 * 3_600_000 - 1).await;
    payer.ask(accept(in_time, first)).await.unwrap();
    world.wait(1).await;
    for proposal in [second, third] {
        assert_eq!(payer.ask(accept(late, proposal)).await.unwrap_err().code(), "proposal_expired");
    }
    assert_eq!(state(&world, late).await.due_date, date("2026-12-21"));
}

async fn taking_back_and_accepting_at_once_leaves_one_of_them(database: Database) {
    let world = World::open(&database).await;
    for at in 0..10 {
        let invoice = world.issue(&at.to_string(), 10_000).await;
        let proposal = propose(&world, invoice, ProposedChange::DueDate { to: date("2027-01-15") }).await;
        let (payer, staff) = (world.acting(Actor::Payer), world.clone());
        let (accepted, withdrawn) = tokio::join!(
            tokio::spawn(async move { payer.ask(accept(invoice, proposal)).await.map(drop) }),
            tokio::spawn(async move { staff.ask(WithdrawProposal { invoice, proposal }).await.map(drop) }),
        );
        let (accepted, withdrawn) = (accepted.unwrap(), withdrawn.unwrap());
        let after = state(&world, invoice).await;
        match (accepted, withdrawn) {
            (Ok(()), Err(refused)) => {
                assert_eq!(refused.code(), "proposal_closed");
                assert_eq!(
                    (after.proposals[&proposal].state, after.due_date),
                    (ProposalState::Accepted, date("2027-01-15"))
                );
            }
            (Err(refused), Ok(())) => {
                assert_eq!(refused.code(), "proposal_closed");
                assert_eq!(
                    (after.proposals[&proposal].state, after.due_date),
                    (ProposalState::Withdrawn, date("2026-12-21"))
                );
            }
            both => panic!("{both:?}"),
        }
    }
    assert_eq!(world.store.verify().await.unwrap(), []);
}

/// The invoice of the tests in another currency.
fn in_currency(number: &str, code: &str, total_minor: i64, decimals: u32) -> Document {
    let mut document = document(number, total_minor);
    document.currency = code.parse().unwrap();
    document.lines[0].unit_price = Decimal::new(document.lines[0].net_minor, decimals);
    document
}

async fn a_credit_makes_a_real_credit_note_in_every_currency(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    for (at, (code, total, decimals, amount)) in
        [("SEK", 12_500, 2, 3_333), ("JPY", 45_000, 0, 1_001), ("KWD", 450_125, 3, 125)]
            .into_iter()
            .enumerate()
    {
        let invoice =
            world.import(in_currency(&at.to_string(), code, total, decimals)).await.invoice_id.unwrap();
        let proposal = propose(&world, invoice, ProposedChange::Credit { amount_minor: amount }).await;
        let answered = payer.ask(accept(invoice, proposal)).await.unwrap().output;
        assert_eq!(answered.credit_note, Some(format!("C{}", at + 1)), "{code}: numbers have no gaps");
        let after = state(&world, invoice).await;
        assert_eq!((after.credited_minor, after.open_minor), (amount, total - amount), "{code}");
        assert_eq!(answered.seq, after.seq);
        let bytes =
            serde_json::to_string(&world.store.payer_frames(world.biller(), invoice, 0).await.unwrap());
        assert!(bytes.unwrap().contains(r#""type":"credited""#));
    }
    // A refused acceptance takes no number.
    let invoice = world.issue("9", 10_000).await;
    let proposal = propose(&world, invoice, ProposedChange::Credit { amount_minor: 100 }).await;
    world.pay(invoice, 1).await;
    assert_eq!(payer.ask(accept(invoice, proposal)).await.unwrap_err().code(), "proposal_outdated");
    let proposal = propose(&world, invoice, ProposedChange::Credit { amount_minor: 100 }).await;
    let answered = payer.ask(accept(invoice, proposal)).await.unwrap().output;
    assert_eq!(answered.credit_note.as_deref(), Some("C4"));
    let too_much =
        MakeProposal { invoice, change: ProposedChange::Credit { amount_minor: 10_000 }, text: None };
    assert_eq!(world.ask(too_much).await.unwrap_err().code(), "exceeds_invoice");
    assert_eq!(world.store.verify().await.unwrap(), []);
}

async fn a_fee_is_waived_by_proposal_and_what_was_paid_of_it_is_credit(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let invoice = world.issue("1", 10_000).await;
    let charged = world.ask(ChargeFee { invoice, amount_minor: 600, reason: None }).await.unwrap().output;
    assert_eq!(charged.open_minor, 10_600);
    let change = ProposedChange::WaiveFee { fee: charged.fee_id, amount_minor: 600 };
    let proposal = propose(&world, invoice, change).await;
    world.pay(invoice, 10_400).await;
    payer.ask(accept(invoice, proposal)).await.unwrap();
    let after = state(&world, invoice).await;
    assert_eq!((after.open_minor, after.credit_minor(), after.fees_minor()), (0, 400, 0));
    let again = world.ask(MakeProposal { invoice, change, text: None }).await.unwrap_err();
    assert_eq!(again.code(), "fee_waived");
    assert_eq!(world.store.verify().await.unwrap(), []);

    // A credit note is about the document: a fee is on none.
    let other = world.issue("2", 10_000).await;
    world.ask(ChargeFee { invoice: other, amount_minor: 600, reason: None }).await.unwrap();
    let all = CreditInvoice { invoice: other, amount_minor: None, reason: None };
    let credited = world.ask(all).await.unwrap().output;
    assert_eq!((credited.amount_minor, credited.open_minor), (10_000, 600));
    let row = world.store.invoice(world.biller(), other).await.unwrap().unwrap();
    assert_eq!((row.total_minor, row.payable_minor), (10_600, 10_600), "what is asked for in all");
    assert_eq!(world.store.verify().await.unwrap(), []);
}

async fn a_part_now_and_the_rest_later(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let invoice = world.issue("1", 10_000).await;
    let part = |now_minor, now_by: &str, rest_due: &str| ProposedChange::PartPayment {
        now_minor,
        now_by: date(now_by),
        rest_due: date(rest_due),
    };
    for (change, code) in [
        (part(10_000, "2026-12-01", "2027-01-31"), "part_not_less"),
        (part(0, "2026-12-01", "2027-01-31"), "amount_not_positive"),
        (part(4_000, "2026-11-20", "2027-01-31"), "day_passed"),
        (part(4_000, "2026-12-01", "2026-12-01"), "day_passed"),
    ] {
        let refused = world.ask(MakeProposal { invoice, change, text: None }).await.unwrap_err();
        assert_eq!(refused.code(), code, "{change:?}");
    }
    let proposal = propose(&world, invoice, part(4_000, "2026-12-01", "2027-01-31")).await;
    payer.ask(accept(invoice, proposal)).await.unwrap();
    assert_eq!(state(&world, invoice).await.due_date, date("2027-01-31"));
}

async fn more_time_is_granted_once_and_then_a_person_decides(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let invoice = world.issue("1", 10_000).await;
    let ask = |until: &str| AskMoreTime { invoice, until: date(until), text: Some("Payday is late".into()) };
    let granted = payer.ask(ask("2027-01-04")).await.unwrap().output;
    assert_eq!((granted.proposal_id, granted.due_date), (None, date("2027-01-04")), "14 days, at once");
    assert_eq!(state(&world, invoice).await.extensions, 1);
    let asked = payer.ask(ask("2027-01-10")).await.unwrap().output;
    let proposal = asked.proposal_id.unwrap();
    assert_eq!(asked.due_date, date("2027-01-04"), "a person decides");
    let refused = payer.ask(ask("2027-01-11")).await.unwrap_err();
    let UseCaseError::Invalid(problems) = refused else { panic!("{refused:?}") };
    assert_eq!(problems[0].rule, "asked_before");
    assert_eq!(payer.ask(accept(invoice, proposal)).await.unwrap_err().code(), "proposal_of_other_side");

    let staff = AcceptProposal { invoice, proposal, shown: shown("Until then."), evidence: None };
    world.ask(staff).await.unwrap();
    assert_eq!(state(&world, invoice).await.due_date, date("2027-01-10"));
    let consents = consents(&database).await;
    assert_eq!((consents[0].proof.as_str(), &consents[0].address), ("staff", &None));

    let far = world.issue("2", 10_000).await;
    let beyond = AskMoreTime { invoice: far, until: date("2027-01-05"), text: None };
    assert!(payer.ask(beyond).await.unwrap().output.proposal_id.is_some(), "a day more than is granted");
    for until in ["2026-12-20", "2026-11-20", "2039-01-01"] {
        let other = world.issue(&format!("u{until}"), 10_000).await;
        let refused = payer.ask(AskMoreTime { invoice: other, until: date(until), text: None }).await;
        assert!(matches!(refused, Err(UseCaseError::Refused(_))), "{until}: {refused:?}");
    }
}

async fn each_side_answers_the_others_proposals_and_takes_back_its_own(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let invoice = world.issue("1", 10_000).await;
    let change = ProposedChange::DueDate { to: date("2027-01-15") };
    let (mine, theirs) = (propose(&world, invoice, change).await, propose(&payer, invoice, change).await);
    for refused in [
        payer.ask(WithdrawProposal { invoice, proposal: mine }).await.map(drop),
        payer.ask(DeclineProposal { invoice, proposal: theirs, reason: None }).await.map(drop),
        world.ask(WithdrawProposal { invoice, proposal: theirs }).await.map(drop),
        world.ask(DeclineProposal { invoice, proposal: mine, reason: None }).await.map(drop),
    ] {
        assert_eq!(refused.unwrap_err().code(), "proposal_of_other_side");
    }
    let reason = Some("I would rather pay now".to_owned());
    payer.ask(DeclineProposal { invoice, proposal: mine, reason }).await.unwrap();
    payer.ask(WithdrawProposal { invoice, proposal: theirs }).await.unwrap();
    let after = state(&world, invoice).await;
    assert_eq!(
        (after.proposals[&mine].state, after.proposals[&theirs].state),
        (ProposalState::Declined, ProposalState::Withdrawn)
    );
    for proposal in [mine, theirs] {
        for side in [&payer, &world] {
            let refused = side.ask(WithdrawProposal { invoice, proposal }).await.unwrap_err().code();
            assert!(["proposal_closed", "proposal_of_other_side"].contains(&refused), "{refused}");
        }
    }
    let unknown = ProposalId(Uuid::now_v7());
    assert_eq!(payer.ask(accept(invoice, unknown)).await.unwrap_err().code(), "not_found");
    let stranger = world.with_biller("stranger").await.acting(Actor::Payer);
    assert_eq!(stranger.ask(accept(invoice, mine)).await.unwrap_err().code(), "not_found");
}

async fn five_proposals_wait_at_most(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let mut proposals = Vec::new();
    for day in 10..15 {
        let change = ProposedChange::DueDate { to: date(&format!("2027-01-{day}")) };
        proposals.push(propose(&world, invoice, change).await);
    }
    let sixth =
        MakeProposal { invoice, change: ProposedChange::DueDate { to: date("2027-01-20") }, text: None };
    assert_eq!(world.ask(sixth.clone()).await.unwrap_err().code(), "too_many_proposals");
    world.ask(WithdrawProposal { invoice, proposal: proposals[0] }).await.unwrap();
    world.ask(sixth).await.unwrap();
}

async fn the_record_of_an_agreement_outlives_the_payers_name(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let invoice = world.issue("1", 10_000).await;
    let proposal = propose(&world, invoice, ProposedChange::DueDate { to: date("2027-01-15") }).await;
    payer.ask(accept(invoice, proposal)).await.unwrap();
    let before = consents(&database).await;
    world.ask(ForgetPayer { payer: world.payer_of(invoice).await }).await.unwrap();
    assert_eq!(consents(&database).await, before);
    let frames = world.store.staff_frames(world.biller(), invoice, 0).await.unwrap();
    assert!(!serde_json::to_string(&frames).unwrap().contains("For you"), "the words are gone");
}
