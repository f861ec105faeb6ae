//! Random histories: steps that a random scenario may try, many of which are refused.

use std::collections::BTreeMap;

use domain::conversations::{ConversationCommand, ConversationState};
use domain::credit_notes::CreditNoteCommand;
use domain::disputes::{DisputeCommand, NewDispute};
use domain::ids::{CreditNoteId, DisputeId, FeeId, InvoiceId, MessageId, PayerId, PaymentId, ProposalId};
use domain::invoices::document::DocumentKind;
use domain::invoices::{CreditSource, InvoiceCommand};
use domain::payers::PayerCommand;
use domain::payments::PaymentCommand;
use domain::payments::credit::free_credit;
use domain::proposals::{MoreTime, NewProposal, ProposalCommand, ProposedChange};
use domain::{Actor, Command, Timestamp};
use proptest::prelude::*;
use proptest::strategy::Strategy;

use super::payments;
use super::rare::{self, Rare, rare};
use crate::scenario::documents::document;
use crate::scenario::{STAFF, Scenario};

/// A command that was drawn, with its name: `InvoiceCommand::Issue`.
pub struct Drawn {
    pub name: String,
    command: Box<dyn Command>,
}

impl<C: Command + 'static> From<C> for Drawn {
    fn from(command: C) -> Self {
        let (area, shown) = (std::any::type_name::<C>(), format!("{command:?}"));
        let area = area.rsplit("::").next().unwrap();
        let name = shown.split(|next: char| !next.is_ascii_alphanumeric()).next().unwrap();
        Self { name: format!("{area}::{name}"), command: command.into() }
    }
}

impl From<Drawn> for Box<dyn Command> {
    fn from(drawn: Drawn) -> Self {
        drawn.command
    }
}

/// An amount, relative to what is there so that exact hits happen.
#[derive(Debug, Clone, Copy)]
pub enum Amount {
    Exactly(i64),
    All,
    Half,
    More(i64),
}

impl Amount {
    pub fn of(self, whole: i64) -> i64 {
        match self {
            Self::Exactly(minor) => minor,
            Self::All => whole,
            Self::Half => whole / 2,
            Self::More(minor) => whole + minor,
        }
    }
}

/// Picks one of what there is; a small part of the picks is astray and fits nothing.
pub type Pick = usize;

#[derive(Debug, Clone)]
pub enum Step {
    Payer,
    Issue { payer: Pick, currency: Pick, total: i64, prepaid: Option<Amount>, days: i64 },
    Receive { payer: Pick, currency: Pick, amount: i64 },
    ApplyNote { note: Pick, invoice: Pick },
    Credit { invoice: Pick, amount: Amount },
    Record { payer: Option<Pick>, invoices: Vec<(Pick, Amount)>, rest: i64, settled: bool },
    Settle(Pick),
    Fail(Pick),
    Reverse(Pick),
    Find { currency: Pick, amount: i64 },
    Match { payment: Pick, invoices: Vec<(Pick, Amount)>, rest: i64 },
    Unmatch(Pick),
    Join { payment: Pick, to: Pick },
    Separate(Pick),
    Ask { payment: Pick, invoice: Pick },
    Refund { payment: Pick, amount: Amount },
    EndRefund { payment: Pick, well: bool },
    OpenCheckout { invoice: Pick, amount: Amount },
    CloseCheckout { invoice: Pick, why: Pick },
    Allocate { source: Pick, invoice: Pick, amount: Amount },
    AllocateAstray { source: Pick, invoice: Pick, amount: Amount },
    MoveDueDate { invoice: Pick, days: i64 },
    Void(Pick),
    WriteOff(Pick),
    Say(Pick),
    Conversation { invoice: Pick, what: ConversationStep, pick: Pick, amount: Amount, days: i64 },
    Forget(Pick),
    Wait { hours: i64 },
    Become(Pick),
    Rare(Rare, Pick),
}

/// What can be said and agreed.
#[derive(Debug, Clone, Copy)]
pub enum ConversationStep {
    Note,
    See,
    AskPerson,
    Assign,
    Move,
    OfferDate,
    OfferWaiver,
    OfferCredit,
    OfferPart,
    Accept,
    Decline,
    Withdraw,
    MoreTime,
    Charge,
    Waive,
    Pause,
    Resume,
    Dispute,
    CloseDispute,
}

fn conversation() -> impl Strategy<Value = ConversationStep> {
    use ConversationStep::*;
    prop_oneof![
        9 => prop::sample::select(vec![Note, See, AskPerson, Assign, Move, Withdraw, Decline, Decline, Resume]),
        7 => prop::sample::select(vec![OfferDate, OfferWaiver, OfferCredit, OfferPart]),
        6 => Just(Accept),
        6 => prop::sample::select(vec![Charge, Waive, MoreTime, Pause, Dispute, CloseDispute]),
    ]
}

/// The command of what somebody says or answers on an invoice that exists.
fn talking(
    scenario: &mut Scenario,
    invoice: InvoiceId,
    what: ConversationStep,
    (pick, amount, days): (Pick, Amount, i64),
) -> Drawn {
    let state = scenario.books.invoices[&invoice].clone();
    let a_fee = |state: &domain::invoices::Invoice| nth(&state.fees, pick, FeeId);
    // The newest proposal that waits, most of the time; and both sides talk.
    let waiting = state.waiting_proposals(scenario.now).last().map(|record| record.proposal.id);
    let a_proposal =
        waiting.filter(|_| pick % 5 > 0).unwrap_or_else(|| nth(&state.proposals, pick, ProposalId));
    scenario.actor = [Actor::Staff { id: STAFF }, Actor::Payer][pick / 5 % 2];
    let reason = reason_on(scenario, invoice);
    let proposal = |scenario: &mut Scenario, change| {
        let text = (pick % 2 == 0).then(|| scenario.content(state.payer, "A few words, Ada Example"));
        let (id, expires_at) = (ProposalId(scenario.fresh()), Timestamp(scenario.now.0 + 9 * 86_400_000));
        NewProposal { invoice, id, change, text, expires_at, respond_by: Some(Timestamp(scenario.now.0 + 1)) }
    };
    let day = scenario.in_days(days);
    match what {
        ConversationStep::Note => {
            let content = scenario.reason(state.payer);
            ConversationCommand::Note { invoice, note: MessageId(scenario.fresh()), content }.into()
        }
        ConversationStep::See => {
            ConversationCommand::SeeMessages { invoice, through: state.seq - (pick % 3) as i64 }.into()
        }
        ConversationStep::AskPerson => {
            ConversationCommand::AskPerson { invoice, respond_by: Some(scenario.now) }.into()
        }
        ConversationStep::Assign => {
            ConversationCommand::Assign { invoice, to: (pick % 2 == 0).then_some(STAFF) }.into()
        }
        ConversationStep::Move => {
            let until = Timestamp(scenario.now.0 + days * 86_400_000);
            let states = [
                ConversationState::Open,
                ConversationState::Waiting,
                ConversationState::Solved,
                ConversationState::Snoozed { until },
            ];
            ConversationCommand::Move { invoice, state: states[pick % 4] }.into()
        }
        ConversationStep::OfferDate => {
            ProposalCommand::Propose(proposal(scenario, ProposedChange::DueDate { to: day })).into()
        }
        ConversationStep::OfferWaiver => {
            let fee = a_fee(&state);
            let amount_minor = state.fees.get(&fee).map_or(1, |fee| fee.amount_minor);
            ProposalCommand::Propose(proposal(scenario, ProposedChange::WaiveFee { fee, amount_minor }))
                .into()
        }
        ConversationStep::OfferCredit => {
            let amount_minor = amount.of(state.open_minor);
            ProposalCommand::Propose(proposal(scenario, ProposedChange::Credit { amount_minor })).into()
        }
        ConversationStep::OfferPart => {
            let now_minor = amount.of(state.open_minor);
            let rest_due = scenario.in_days(days + 20);
            ProposalCommand::Propose(proposal(
                scenario,
                ProposedChange::PartPayment { now_minor, now_by: day, rest_due },
            ))
            .into()
        }
        ConversationStep::Accept => {
            ProposalCommand::Accept { invoice, proposal: a_proposal, proof: None }.into()
        }
        ConversationStep::Decline => {
            let words = scenario.content(state.payer, "No thank you, Ada Example");
            ProposalCommand::Decline { invoice, proposal: a_proposal, reason: Some(words) }.into()
        }
        ConversationStep::Withdraw => ProposalCommand::Withdraw { invoice, proposal: a_proposal }.into(),
        ConversationStep::MoreTime => {
            let proposal = proposal(scenario, ProposedChange::DueDate { to: day });
            ProposalCommand::AskMoreTime {
                proposal,
                until: scenario.in_days(days + 15),
                allowed: MoreTime::default(),
            }
            .into()
        }
        ConversationStep::Charge => {
            let (fee, amount_minor) = (FeeId(scenario.fresh()), amount.of(60));
            InvoiceCommand::ChargeFee { invoice, fee, amount_minor, reason }.into()
        }
        ConversationStep::Waive => InvoiceCommand::WaiveFee { invoice, fee: a_fee(&state) }.into(),
        ConversationStep::Pause => {
            InvoiceCommand::PauseReminders { invoice, until: (pick % 2 == 0).then_some(day), reason }.into()
        }
        ConversationStep::Resume => InvoiceCommand::ResumeReminders { invoice }.into(),
        ConversationStep::Dispute => {
            let content = scenario.content(state.payer, "I never had this, Ada Example");
            let attachments = vec![scenario.file(state.payer, "payment of Ada Example.png")];
            let (dispute, line) = (DisputeId(scenario.fresh()), (pick % 2 == 0).then_some(1));
            let respond_by = Some(scenario.now);
            DisputeCommand::Open(NewDispute { invoice, dispute, line, content, attachments, respond_by })
                .into()
        }
        ConversationStep::CloseDispute => {
            let dispute = state.disputes.first().copied().unwrap_or(DisputeId(scenario.fresh()));
            DisputeCommand::Close { invoice, dispute, upheld: pick % 2 == 0, reason }.into()
        }
    }
}

const CURRENCIES: [&str; 3] = ["SEK", "JPY", "KWD"];

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        4 => (-2..1500_i64).prop_map(Amount::Exactly),
        3 => Just(Amount::All),
        2 => Just(Amount::Half),
        2 => (1..400_i64).prop_map(Amount::More),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let pick = || 0..1000_usize;
    let invoices = prop::collection::vec((pick(), amount()), 0..4);
    prop_oneof![
        1 => Just(Step::Payer),
        5 => (pick(), pick(), -10..1000_i64, prop::option::weighted(0.3, amount()), -3..60_i64).prop_map(
            |(payer, currency, total, prepaid, days)| Step::Issue { payer, currency, total, prepaid, days }
        ),
        1 => (pick(), pick(), -10..800_i64)
            .prop_map(|(payer, currency, amount)| Step::Receive { payer, currency, amount }),
        2 => (pick(), pick()).prop_map(|(note, invoice)| Step::ApplyNote { note, invoice }),
        4 => (pick(), amount()).prop_map(|(invoice, amount)| Step::Credit { invoice, amount }),
        10 => (prop::option::weighted(0.05, pick()), invoices, -20..200_i64, prop::bool::weighted(0.7))
            .prop_map(|(payer, invoices, rest, settled)| Step::Record { payer, invoices, rest, settled }),
        3 => pick().prop_map(Step::Settle),
        2 => pick().prop_map(Step::Fail),
        4 => pick().prop_map(Step::Reverse),
        4 => (pick(), -10..900_i64).prop_map(|(currency, amount)| Step::Find { currency, amount }),
        4 => (pick(), prop::collection::vec((pick(), amount()), 0..3), -20..200_i64)
            .prop_map(|(payment, invoices, rest)| Step::Match { payment, invoices, rest }),
        3 => pick().prop_map(Step::Unmatch),
        3 => (pick(), pick()).prop_map(|(payment, to)| Step::Join { payment, to }),
        2 => pick().prop_map(Step::Separate),
        6 => (pick(), pick()).prop_map(|(payment, invoice)| Step::Ask { payment, invoice }),
        3 => (pick(), amount()).prop_map(|(payment, amount)| Step::Refund { payment, amount }),
        3 => (pick(), any::<bool>()).prop_map(|(payment, well)| Step::EndRefund { payment, well }),
        4 => (pick(), amount()).prop_map(|(invoice, amount)| Step::OpenCheckout { invoice, amount }),
        2 => (pick(), pick()).prop_map(|(invoice, why)| Step::CloseCheckout { invoice, why }),
        6 => (pick(), pick(), amount())
            .prop_map(|(source, invoice, amount)| Step::Allocate { source, invoice, amount }),
        1 => (pick(), pick(), amount())
            .prop_map(|(source, invoice, amount)| Step::AllocateAstray { source, invoice, amount }),
        2 => (pick(), -50..5000_i64).prop_map(|(invoice, days)| Step::MoveDueDate { invoice, days }),
        2 => pick().prop_map(Step::Void),
        2 => pick().prop_map(Step::WriteOff),
        2 => pick().prop_map(Step::Say),
        12 => (pick(), conversation(), pick(), amount(), -5..40_i64).prop_map(
            |(invoice, what, pick, amount, days)| Step::Conversation { invoice, what, pick, amount, days }
        ),
        1 => pick().prop_map(Step::Forget),
        2 => (1..900_i64).prop_map(|hours| Step::Wait { hours }),
        1 => pick().prop_map(Step::Become),
        5 => (rare(), pick()).prop_map(|(what, pick)| Step::Rare(what, pick)),
    ]
}

/// A history: two payers to begin with, then anything.
pub fn history() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 20..90)
}

/// What came about in a history.
#[derive(Default)]
pub struct Played {
    /// The names of the commands.
    pub drawn: Vec<String>,
    /// The codes of what was refused.
    pub refused: Vec<&'static str>,
}

/// Plays a history; everything is checked after every step by the scenario itself.
pub fn play(scenario: &mut Scenario, steps: Vec<Step>) -> Played {
    scenario.payer();
    scenario.payer();
    let mut played = Played::default();
    for step in steps {
        for command in commands(scenario, step) {
            played.drawn.push(command.name.clone());
            if let Err(refusal) = scenario.try_to(command) {
                played.refused.push(refusal.code());
            }
        }
    }
    played
}

fn commands(scenario: &mut Scenario, step: Step) -> Vec<Drawn> {
    vec![match step {
        Step::Payer => {
            let payer = PayerId(scenario.fresh());
            PayerCommand::Open { payer, language: None, details: scenario.content(payer, "Ada Example") }
                .into()
        }
        Step::Issue { payer, currency, total, prepaid, days } => {
            let prepaid = prepaid.map_or(0, |amount| amount.of(total));
            let (payer, due) = (nth(&scenario.books.payers, payer, PayerId), scenario.in_days(days));
            scenario.issuing(payer, CURRENCIES[currency % 3], total, prepaid, due).into()
        }
        Step::Receive { payer, currency, amount } => {
            let payer = nth(&scenario.books.payers, payer, PayerId);
            scenario.receiving_credit_note(payer, CURRENCIES[currency % 3], amount).into()
        }
        Step::ApplyNote { note, invoice } => CreditNoteCommand::Apply {
            credit_note: nth(&scenario.books.credit_notes, note, CreditNoteId),
            invoice: an_invoice(scenario, invoice),
        }
        .into(),
        Step::Credit { invoice, amount } => {
            let id = an_invoice(scenario, invoice);
            let Some(invoice) = scenario.books.invoices.get(&id) else { return vec![] };
            let (payer, currency) = (invoice.payer, invoice.currency);
            let minor = amount.of(invoice.total_minor());
            let credit_note = CreditNoteId(scenario.fresh());
            let number = format!("K-{}", credit_note.0.as_u128());
            let kind = DocumentKind::CreditNote;
            let document = Box::new(document(kind, &number, scenario.today(), currency, minor, 0));
            let buyer = scenario.content(payer, "Ada Example");
            return vec![
                CreditNoteCommand::Receive { credit_note, payer, document, buyer, original: None }.into(),
                CreditNoteCommand::Apply { credit_note, invoice: id }.into(),
            ];
        }
        Step::Record { payer, invoices, rest, settled } => record(scenario, payer, &invoices, rest, settled),
        Step::Settle(payment) => {
            let payment = a_payment(scenario, payment);
            // Banks keep a little of some.
            return vec![
                PaymentCommand::Settle { payment }.into(),
                PaymentCommand::PostCharges { payment, amount_minor: 7 }.into(),
            ];
        }
        Step::Fail(payment) => {
            let payment = a_payment(scenario, payment);
            PaymentCommand::Fail { payment, reason: reason_about(scenario, payment) }.into()
        }
        Step::Reverse(payment) => {
            let payment = a_payment(scenario, payment);
            PaymentCommand::Reverse { payment, reason: reason_about(scenario, payment) }.into()
        }
        Step::Find { currency, amount } => scenario.finding(CURRENCIES[currency % 3], amount).into(),
        Step::Match { .. }
        | Step::Unmatch(_)
        | Step::Join { .. }
        | Step::Separate(_)
        | Step::Ask { .. }
        | Step::Refund { .. }
        | Step::EndRefund { .. }
        | Step::OpenCheckout { .. }
        | Step::CloseCheckout { .. } => return payments::commands(scenario, step),
        Step::Allocate { source, invoice, amount } => return allocate(scenario, source, invoice, amount),
        Step::AllocateAstray { source, invoice, amount } => PaymentCommand::Allocate {
            source: if source % 2 == 0 {
                CreditSource::Payment(a_payment(scenario, source / 2))
            } else {
                CreditSource::Invoice(an_invoice(scenario, source / 2))
            },
            invoice: an_invoice(scenario, invoice),
            amount_minor: amount.of(100),
        }
        .into(),
        Step::MoveDueDate { invoice, days } => {
            let (invoice, due_date) = (an_invoice(scenario, invoice), scenario.in_days(days));
            InvoiceCommand::ChangeDueDate { invoice, due_date, reason: reason_on(scenario, invoice) }.into()
        }
        Step::Void(invoice) => {
            let invoice = an_invoice(scenario, invoice);
            InvoiceCommand::Void { invoice, reason: reason_on(scenario, invoice) }.into()
        }
        Step::WriteOff(invoice) => {
            let invoice = an_invoice(scenario, invoice);
            InvoiceCommand::WriteOff { invoice, reason: reason_on(scenario, invoice) }.into()
        }
        Step::Say(invoice) => {
            let invoice = an_invoice(scenario, invoice);
            if !scenario.books.invoices.contains_key(&invoice) {
                return vec![];
            }
            scenario.saying(invoice, "May I pay in May?").into()
        }
        Step::Conversation { invoice, what, pick, amount, days } => {
            let invoice = an_invoice(scenario, invoice);
            if !scenario.books.invoices.contains_key(&invoice) {
                return vec![];
            }
            talking(scenario, invoice, what, (pick, amount, days))
        }
        // Rarely, or there would soon be nobody left.
        Step::Forget(payer) if payer % 3 == 0 => {
            scenario.forgetting(nth(&scenario.books.payers, payer / 3, PayerId)).into()
        }
        Step::Forget(_) => return vec![],
        Step::Wait { hours } => {
            scenario.now.0 += hours * 3_600_000;
            return vec![];
        }
        Step::Rare(what, pick) => return rare::commands(scenario, what, pick),
        Step::Become(who) => {
            let all = [Actor::System, Actor::Biller, Actor::Staff { id: STAFF }, Actor::Payer];
            scenario.actor = all[who % all.len()];
            return vec![];
        }
    }]
}

/// Money of the first invoice's payer, in its currency; the others may not fit.
fn record(
    scenario: &mut Scenario,
    payer: Option<Pick>,
    invoices: &[(Pick, Amount)],
    rest: i64,
    settled: bool,
) -> Drawn {
    let first = invoices.first().map(|(pick, _)| an_invoice(scenario, *pick));
    let first = first.and_then(|id| scenario.books.invoices.get(&id));
    let currency = first.map_or("SEK", |invoice| invoice.currency.code());
    let theirs = first.map(|invoice| invoice.payer);
    let payer = match (payer, theirs) {
        (None, Some(payer)) => payer,
        (pick, _) => nth(&scenario.books.payers, pick.unwrap_or(0), PayerId),
    };
    let fitting: Vec<InvoiceId> = scenario
        .books
        .invoices
        .iter()
        .filter(|(_, invoice)| invoice.payer == payer && invoice.currency.code() == currency)
        .map(|(id, _)| *id)
        .collect();
    let mut shares = Vec::new();
    for (at, (pick, amount)) in invoices.iter().enumerate() {
        let id = match fitting.as_slice() {
            some @ [_, ..] if at > 0 && pick % 10 > 0 => some[pick % some.len()],
            _ => an_invoice(scenario, *pick),
        };
        let open = scenario.books.invoices.get(&id).map_or(0, |invoice| invoice.open_minor);
        shares.push((id, amount.of(open)));
    }
    scenario.recording(payer, currency, &shares, rest, settled).into()
}

/// Credit that exists, for an invoice that asks for money; nothing where there is none.
fn allocate(scenario: &Scenario, source: Pick, invoice: Pick, amount: Amount) -> Vec<Drawn> {
    let books = &scenario.books;
    let open: Vec<_> = books.invoices.iter().filter(|(_, invoice)| invoice.open_minor > 0).collect();
    if open.is_empty() {
        return vec![];
    }
    let (id, invoice) = open[invoice % open.len()];
    let payments = books.payments.iter().filter(|(_, payment)| payment.payer == Some(invoice.payer));
    let others = books.invoices.iter().filter(|(_, other)| other.payer == invoice.payer);
    let sources: Vec<(CreditSource, i64)> = payments
        .map(|(id, _)| CreditSource::Payment(*id))
        .chain(others.map(|(id, _)| CreditSource::Invoice(*id)))
        .filter_map(|source| Some((source, free_credit(books, source)?)))
        .filter(|(_, free)| free.minor > 0 && free.currency == invoice.currency)
        .map(|(source, free)| (source, free.minor))
        .collect();
    if sources.is_empty() {
        return vec![];
    }
    let (source, free) = sources[source % sources.len()];
    let amount_minor = amount.of(free.min(invoice.open_minor));
    vec![PaymentCommand::Allocate { source, invoice: *id, amount_minor }.into()]
}

fn reason_on(scenario: &mut Scenario, invoice: InvoiceId) -> Option<domain::ids::ContentId> {
    let payer = scenario.books.invoices.get(&invoice)?.payer;
    Some(scenario.reason(payer))
}

fn reason_about(scenario: &mut Scenario, payment: PaymentId) -> Option<domain::ids::ContentId> {
    let payer = scenario.books.payments.get(&payment)?.payer.unwrap_or(PayerId::UNASSIGNED);
    Some(scenario.reason(payer))
}

pub fn an_invoice(scenario: &Scenario, pick: Pick) -> InvoiceId {
    nth(&scenario.books.invoices, pick, InvoiceId)
}

pub fn a_payment(scenario: &Scenario, pick: Pick) -> PaymentId {
    nth(&scenario.books.payments, pick, PaymentId)
}

/// One of the keys, or, once in fifty times, one that does not exist.
pub fn nth<K: Copy, V>(all: &BTreeMap<K, V>, pick: Pick, astray: fn(uuid::Uuid) -> K) -> K {
    match all.keys().nth(pick % all.len().max(1)) {
        Some(key) if pick % 50 != 49 => *key,
        _ => astray(uuid::Uuid::from_u128(u128::MAX)),
    }
}
