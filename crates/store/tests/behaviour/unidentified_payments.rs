//! Money of which nobody knows whose it is: it waits, a person decides, and that can be undone.

use async_trait::async_trait;
use domain::ids::{InvoiceId, PayerId, PaymentId, ProposalId, StaffId};
use domain::matching::{MatchCandidate, MatchOutcome, MatchReason, Matching};
use domain::payments::{Method, PaymentCommand, Recorded, Remittance, Share};
use domain::{Actor, Money, StreamId};
use serde::Serialize;
use testkit::databases::{Database, on_both_engines};
use testkit::documents::invoice;
use testkit::inputs::source;
use testkit::world::World;
use usecases::{
    AcceptProposal, AskPayer, ConfirmMatch, ConsentText, ContentKind, DeclineProposal, KeepAsCredit,
    MatchChanged, PaymentDetails, PaymentStanding, PaymentStore, StartRefund, UndoMatch, UnitOfWork, UseCase,
    UseCaseError, Who, WithdrawProposal,
};
use uuid::Uuid;

on_both_engines!(
    money_waits_until_a_person_confirms_whose_it_is,
    a_confirmed_payment_is_split_and_the_rest_is_credit,
    two_who_confirm_at_once_book_it_once,
    an_undone_match_opens_the_invoice_and_waits_again,
    what_was_booked_without_a_person_is_a_persons_once_undone,
    money_is_kept_as_credit_of_a_payer,
    reminders_are_held_back_while_money_may_be_for_the_invoice,
    a_payer_who_is_asked_accepts_or_disclaims,
    another_billers_money_is_not_there,
);

/// Records settled money of which nobody knows whose it is, as a bank file does.
#[derive(Debug, Clone, Serialize)]
pub struct Unknown {
    pub amount_minor: i64,
    pub currency: &'static str,
    pub paid_on: &'static str,
    pub system: &'static str,
    pub id: String,
    pub debtor: &'static str,
    pub candidates: Vec<InvoiceId>,
    /// Certain enough: booked on the first candidate without a person.
    pub booked: bool,
}

impl Unknown {
    pub fn of(amount_minor: i64, candidates: &[InvoiceId]) -> Self {
        Self {
            amount_minor,
            currency: "SEK",
            paid_on: "2026-11-20",
            system: "camt",
            id: Uuid::now_v7().to_string(),
            debtor: "ANNA EXEMPEL",
            candidates: candidates.to_vec(),
            booked: false,
        }
    }
}

#[async_trait]
impl UseCase for Unknown {
    type Output = PaymentId;
    const NAME: &'static str = "test_unknown";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<PaymentId, UseCaseError> {
        let payment = PaymentId(unit.next_id());
        let remittance = Remittance {
            debtor_name: Some(self.debtor.into()),
            debtor_account: Some("SE4550000000058398257466".into()),
            text: vec!["for the repair".into()],
            ..Remittance::default()
        };
        let json = serde_json::to_vec(&remittance).unwrap();
        let remittance = unit.write_content(PayerId::UNASSIGNED, ContentKind::Remittance, json).await?;
        let outcome = match self.candidates.is_empty() {
            _ if self.booked => MatchOutcome::Booked,
            true => MatchOutcome::NotFound,
            false => MatchOutcome::Asked,
        };
        let (mut payer, mut shares) = (None, Vec::new());
        if self.booked {
            unit.load(vec![StreamId::Invoice(self.candidates[0])]).await?;
            payer = Some(unit.books.invoices[&self.candidates[0]].payer);
            shares.push(share(self.candidates[0], self.amount_minor));
        }
        let candidates = (0..)
            .zip(&self.candidates)
            .map(|(at, invoice)| MatchCandidate {
                invoice: *invoice,
                score: 700 - at,
                reasons: vec![MatchReason::AmountExact, MatchReason::NameSimilar],
            })
            .collect();
        let recorded = Recorded {
            payer,
            source: domain::payments::PaymentSource { system: self.system.into(), ..source(&self.id) },
            amount: Money::new(self.amount_minor, self.currency.parse().unwrap()),
            method: Method::BankTransfer,
            paid_on: self.paid_on.parse().unwrap(),
            shares,
            remittance: Some(remittance),
            matching: Some(Box::new(Matching {
                outcome,
                given: Some("4711".into()),
                candidates,
                same_as: Vec::new(),
            })),
        };
        unit.carry_out(PaymentCommand::Record { payment, recorded: Box::new(recorded), settled: true })
            .await?;
        Ok(payment)
    }
}

pub fn share(invoice: InvoiceId, amount_minor: i64) -> Share {
    Share { invoice, amount_minor }
}

pub async fn arrive(world: &World, amount_minor: i64, candidates: &[InvoiceId]) -> PaymentId {
    world.ask(Unknown::of(amount_minor, candidates)).await.unwrap().output
}

pub async fn confirm(world: &World, payment: PaymentId, shares: &[Share]) -> MatchChanged {
    world.ask(ConfirmMatch { payment, shares: shares.to_vec() }).await.unwrap().output
}

pub async fn waiting(world: &World) -> Vec<PaymentId> {
    let page = world.store.waiting_matches(world.biller(), None, 100).await.unwrap();
    assert_eq!(world.store.count_waiting(world.biller()).await.unwrap(), page.waiting.len() as i64);
    page.waiting.iter().map(|one| one.row.id).collect()
}

pub async fn payment_details(world: &World, payment: PaymentId) -> PaymentDetails {
    world.store.payment_details(world.biller(), payment).await.unwrap().unwrap()
}

pub async fn holding(world: &World, invoice: InvoiceId) -> Vec<PaymentId> {
    let held = world.store.reminders_held(world.biller(), invoice).await.unwrap();
    held.iter().map(|one| one.payment).collect()
}

pub async fn verify(world: &World) {
    let problems: Vec<_> = world.store.verify().await.unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(problems, [""; 0]);
}

/// An invoice to somebody else than Anna.
pub async fn to_bo(world: &World, number: &str, total_minor: i64) -> InvoiceId {
    let mut document = invoice(number, total_minor);
    document.buyer.name = "Bo Prov".into();
    document.buyer.email = Some("bo@example.com".into());
    world.import(document).await.invoice_id.unwrap()
}

fn staff(world: &World) -> World {
    world.acting(Actor::Staff { id: StaffId(Uuid::from_u128(9)) })
}

async fn money_waits_until_a_person_confirms_whose_it_is(database: Database) {
    let world = World::open(&database).await;
    let (mine, other) = (world.issue("1", 10_000).await, to_bo(&world, "2", 10_000).await);
    let payment = arrive(&world, 10_000, &[mine, other]).await;

    let page = world.store.waiting_matches(world.biller(), None, 10).await.unwrap();
    let one = &page.waiting[0];
    assert_eq!((one.row.id, one.row.payer, one.row.free_minor), (payment, None, 10_000));
    assert_eq!(one.remittance.as_ref().unwrap().debtor_name.as_deref(), Some("ANNA EXEMPEL"));
    assert_eq!(one.given.as_deref(), Some("4711"));
    let found: Vec<_> = one
        .candidates
        .iter()
        .map(|one| (one.invoice.row.number.as_str(), one.invoice.payer_name.as_deref(), one.candidate.score))
        .collect();
    assert_eq!(found, [("1", Some("Anna Exempel"), 700), ("2", Some("Bo Prov"), 699)]);
    assert_eq!(world.open_minor(mine).await, 10_000, "what is not certain pays nothing");
    verify(&world).await;

    let agent = staff(&world);
    let changed = confirm(&agent, payment, &[share(mine, 10_000)]).await;
    assert_eq!(changed.payer_id, Some(world.payer_of(mine).await));
    assert_eq!((changed.credit_minor, changed.invoices.len()), (0, 1));
    assert_eq!((world.open_minor(mine).await, world.open_minor(other).await), (0, 10_000));
    assert!(waiting(&world).await.is_empty());
    let shown = payment_details(&world, payment).await;
    assert_eq!(PaymentStanding::of(&shown.listed.row), PaymentStanding::Settled);
    assert_eq!(shown.listed.payer_name.as_deref(), Some("Anna Exempel"));
    assert_eq!(shown.listed.debtor_name.as_deref(), Some("ANNA EXEMPEL"));
    assert_eq!(shown.listed.allocations[0].number, "1");
    assert_eq!(shown.history.last().unwrap().actor, agent.caller.actor());
    let again = agent.ask(ConfirmMatch { payment, shares: vec![share(other, 10_000)] }).await;
    assert_eq!(again.unwrap_err().code(), "already_matched");
    verify(&world).await;
}

async fn a_confirmed_payment_is_split_and_the_rest_is_credit(database: Database) {
    let world = World::open(&database).await;
    let (first, second) = (world.issue("1", 3_000).await, world.issue("2", 4_000).await);
    let other = to_bo(&world, "3", 4_000).await;
    let payment = arrive(&world, 10_000, &[]).await;
    let mixed = ConfirmMatch { payment, shares: vec![share(first, 3_000), share(other, 4_000)] };
    assert_eq!(world.ask(mixed).await.unwrap_err().code(), "other_payer");
    let more = ConfirmMatch { payment, shares: vec![share(first, 3_000), share(second, 7_001)] };
    assert_eq!(world.ask(more).await.unwrap_err().code(), "shares_exceed_payment");
    let nothing = ConfirmMatch { payment, shares: vec![] };
    assert_eq!(world.ask(nothing).await.unwrap_err().code(), "invalid");

    let changed = confirm(&world, payment, &[share(first, 3_000), share(second, 4_000)]).await;
    assert_eq!((changed.credit_minor, changed.invoices.len()), (3_000, 2));
    assert_eq!((world.open_minor(first).await, world.open_minor(second).await), (0, 0));
    let payer = world
        .store
        .payment_details(world.biller(), payment)
        .await
        .unwrap()
        .unwrap()
        .listed
        .row
        .payer
        .unwrap();
    let credit =
        usecases::PayerStore::payer(&*world.store, world.biller(), payer).await.unwrap().unwrap().credit;
    assert_eq!(credit, [Money::new(3_000, "SEK".parse().unwrap())]);
    verify(&world).await;
}

async fn two_who_confirm_at_once_book_it_once(database: Database) {
    let world = World::open(&database).await;
    let mut invoices = Vec::new();
    for at in 0..8 {
        invoices.push(world.issue(&at.to_string(), 1_000).await);
    }
    let payment = arrive(&world, 1_000, &invoices[..5]).await;
    let asking = invoices.iter().map(|invoice| {
        let world = world.clone();
        let shares = vec![share(*invoice, 1_000)];
        async move { world.ask(ConfirmMatch { payment, shares }).await.is_ok() }
    });
    let done = futures_util::future::join_all(asking).await;
    assert_eq!(done.iter().filter(|ok| **ok).count(), 1);
    let mut paid = 0;
    for invoice in invoices {
        paid += i64::from(world.open_minor(invoice).await == 0);
    }
    assert_eq!(paid, 1);
    verify(&world).await;
}

async fn an_undone_match_opens_the_invoice_and_waits_again(database: Database) {
    let world = World::open(&database).await;
    let (wrong, right) = (world.issue("1", 10_000).await, to_bo(&world, "2", 10_000).await);
    let payment = arrive(&world, 10_000, &[wrong]).await;
    confirm(&world, payment, &[share(wrong, 10_000)]).await;
    let undone = world.ask(UndoMatch { payment, reason: Some("not hers".into()) }).await.unwrap().output;
    assert_eq!((undone.payer_id, undone.credit_minor), (None, 10_000));
    assert_eq!(world.open_minor(wrong).await, 10_000);
    assert_eq!(waiting(&world).await, [payment]);
    let shown = payment_details(&world, payment).await;
    assert_eq!(shown.listed.outcome, Some(MatchOutcome::Asked), "from now on a person decides");
    assert!(shown.history.iter().any(|entry| entry.reason.as_deref() == Some("not hers")));
    let twice = world.ask(UndoMatch { payment, reason: None }).await;
    assert_eq!(twice.unwrap_err().code(), "not_matched");
    confirm(&world, payment, &[share(right, 10_000)]).await;
    assert_eq!((world.open_minor(wrong).await, world.open_minor(right).await), (10_000, 0));
    verify(&world).await;
}

async fn what_was_booked_without_a_person_is_a_persons_once_undone(database: Database) {
    let world = World::open(&database).await;
    let (invoice, second) = (world.issue("1", 5_000).await, world.issue("2", 5_000).await);
    let payer = world.payer_of(invoice).await;
    let confirmed = arrive(&world, 5_000, &[]).await;
    confirm(&world, confirmed, &[share(invoice, 5_000)]).await;
    let booked = Unknown { booked: true, ..Unknown::of(5_000, &[second]) };
    let payment = world.ask(booked).await.unwrap().output;
    assert_eq!(world.open_minor(second).await, 0);
    assert_eq!(payment_details(&world, payment).await.listed.outcome, Some(MatchOutcome::Booked));
    world.ask(UndoMatch { payment, reason: None }).await.unwrap();
    let shown = payment_details(&world, payment).await;
    assert_eq!(shown.listed.outcome, Some(MatchOutcome::Asked));
    assert_eq!(holding(&world, second).await, [payment]);
    assert_eq!(account_of(&world).await, [payer], "it had taught nothing, so there is nothing to forget");
    verify(&world).await;
}

async fn money_is_kept_as_credit_of_a_payer(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let payer = world.payer_of(invoice).await;
    let payment = arrive(&world, 2_500, &[]).await;
    let nobody = KeepAsCredit { payment, payer: PayerId(Uuid::from_u128(5)) };
    assert_eq!(world.ask(nobody).await.unwrap_err().code(), "not_found");
    let kept = world.ask(KeepAsCredit { payment, payer }).await.unwrap().output;
    assert_eq!((kept.payer_id, kept.credit_minor), (Some(payer), 2_500));
    assert_eq!(world.open_minor(invoice).await, 10_000);
    assert!(waiting(&world).await.is_empty());
    verify(&world).await;
}

async fn reminders_are_held_back_while_money_may_be_for_the_invoice(database: Database) {
    let world = World::open(&database).await;
    let (first, second) = (world.issue("1", 5_000).await, to_bo(&world, "2", 5_000).await);
    let unrelated = world.issue("3", 5_000).await;
    let payment = arrive(&world, 5_000, &[first, second]).await;
    let held = world.store.reminders_held(world.biller(), first).await.unwrap();
    assert_eq!((held[0].payment, held[0].amount_minor, held[0].score), (payment, 5_000, 700));
    assert_eq!(holding(&world, second).await, [payment]);
    assert!(holding(&world, unrelated).await.is_empty());
    confirm(&world, payment, &[share(first, 5_000)]).await;
    assert!(holding(&world, first).await.is_empty() && holding(&world, second).await.is_empty());
    world.ask(UndoMatch { payment, reason: None }).await.unwrap();
    assert_eq!(holding(&world, second).await, [payment], "it waits again");
    world.ask(StartRefund { payment, amount_minor: None, reason: None }).await.unwrap();
    assert!(holding(&world, second).await.is_empty(), "it is on its way back");
}

pub async fn ask_payer(world: &World, payment: PaymentId, invoice: InvoiceId) -> ProposalId {
    let text = Some("Was this yours?".into());
    world.ask(AskPayer { payment, invoice, text }).await.unwrap().output.proposal_id
}

async fn a_payer_who_is_asked_accepts_or_disclaims(database: Database) {
    let world = World::open(&database).await;
    let payer = world.acting(Actor::Payer);
    let (first, second) = (world.issue("1", 5_000).await, to_bo(&world, "2", 5_000).await);
    let payment = arrive(&world, 5_000, &[first, second]).await;
    let shown = || ConsentText {
        title: "Was this yours?".into(),
        terms: "50.00 kr".into(),
        words: None,
        language: "en".into(),
    };
    let as_payer = payer.ask(AskPayer { payment, invoice: first, text: None }).await;
    assert_eq!(as_payer.unwrap_err().code(), "forbidden", "payers ask nobody about money");

    let proposal = ask_payer(&world, payment, first).await;
    let other = ask_payer(&world, payment, second).await;
    let twice = world.ask(AskPayer { payment, invoice: first, text: None }).await;
    assert_eq!(twice.unwrap_err().code(), "exists");
    let asked = async || {
        let page = world.store.waiting_matches(world.biller(), None, 10).await.unwrap();
        (page.waiting[0].asked, payment_details(&world, payment).await.asked.len())
    };
    assert_eq!(asked().await, (true, 2));
    for (invoice, proposal) in [(first, proposal), (second, other)] {
        world.ask(WithdrawProposal { invoice, proposal }).await.unwrap();
    }
    assert_eq!(asked().await, (false, 0), "a question that was taken back asks nobody");
    let proposal = ask_payer(&world, payment, first).await;
    let other = ask_payer(&world, payment, second).await;
    let euros = world.ask(Unknown { currency: "EUR", ..Unknown::of(5_000, &[]) }).await.unwrap().output;
    let foreign = world.ask(AskPayer { payment: euros, invoice: first, text: None }).await;
    assert_eq!(foreign.unwrap_err().code(), "currency_mismatch");
    world.ask(StartRefund { payment: euros, amount_minor: None, reason: None }).await.unwrap();
    payer.ask(DeclineProposal { invoice: first, proposal, reason: None }).await.unwrap();
    assert_eq!(payment_details(&world, payment).await.disclaimed, [first]);
    assert!(holding(&world, first).await.is_empty(), "the payer said that it is not theirs");
    assert_eq!(waiting(&world).await, [payment]);

    let accept = AcceptProposal { invoice: second, proposal: other, shown: shown(), evidence: None };
    payer.ask(accept).await.unwrap();
    assert_eq!((world.open_minor(first).await, world.open_minor(second).await), (5_000, 0));
    assert!(waiting(&world).await.is_empty());
    assert_eq!(payment_details(&world, payment).await.listed.payer_name.as_deref(), Some("Bo Prov"));
    verify(&world).await;
}

async fn another_billers_money_is_not_there(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 5_000).await;
    let payment = arrive(&world, 5_000, &[invoice]).await;
    let other = world.with_biller("other").await;
    let theirs = other.issue("1", 5_000).await;
    assert!(waiting(&other).await.is_empty() && holding(&other, invoice).await.is_empty());
    assert_eq!(other.store.payment_details(other.biller(), payment).await.unwrap(), None);
    let shares = vec![share(theirs, 5_000)];
    let payer = other.payer_of(theirs).await;
    let codes = [
        other.ask(ConfirmMatch { payment, shares }).await.map(drop),
        other.ask(KeepAsCredit { payment, payer }).await.map(drop),
        other.ask(UndoMatch { payment, reason: None }).await.map(drop),
        other.ask(StartRefund { payment, amount_minor: None, reason: None }).await.map(drop),
        other.ask(AskPayer { payment, invoice: theirs, text: None }).await.map(drop),
        // One's own money for another biller's invoice.
        world.ask(ConfirmMatch { payment, shares: vec![share(theirs, 5_000)] }).await.map(drop),
    ]
    .map(|refused| refused.unwrap_err().code());
    assert_eq!(codes, ["not_found"; 6]);
    assert_eq!(waiting(&world).await, [payment]);
}

/// For whom the account of the transfers here has paid, as far as somebody confirmed it.
pub async fn account_of(world: &World) -> Vec<PayerId> {
    let biller = world.biller();
    let found = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = std::sync::Arc::clone(&found);
    world
        .write(move |tx| {
            let seen = std::sync::Arc::clone(&seen);
            Box::pin(async move {
                let known = tx.payers_of_accounts(biller, &["SE4550000000058398257466"]).await?;
                *seen.lock().unwrap() = known.into_iter().map(|(_, payer)| payer).collect();
                Ok(testkit::works::done())
            })
        })
        .await
        .unwrap();
    found.lock().unwrap().clone()
}
