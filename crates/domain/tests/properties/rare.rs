//! Random steps that hardly come about by chance, so that every event and every refusal is reached.

use domain::checkouts::CheckoutCommand;
use domain::conversations::{ConversationCommand, NewMessage};
use domain::disputes::{DisputeCommand, NewDispute};
use domain::ids::{CheckoutId, FeeId, PayerId, ProposalId};
use domain::invoices::InvoiceCommand;
use domain::matching::{MatchCandidate, MatchOutcome, MatchReason, Matching};
use domain::money::MAX_MINOR;
use domain::payers::PayerCommand;
use domain::payments::{Method, PaymentCommand};
use domain::proposals::{NewProposal, ProposalCommand, ProposedChange};
use domain::{Actor, Timestamp};
use proptest::prelude::*;

use super::steps::{Drawn, Pick, a_payment, an_invoice, nth};
use crate::scenario::{STAFF, Scenario};

const DAY_MS: i64 = 86_400_000;

/// An enum, and one of its values picked at random.
macro_rules! picked {
    ($(#[$about:meta])* $name:ident by $picks:ident { $($(#[$says:meta])* $value:ident,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy)]
        pub enum $name {
            $($(#[$says])* $value,)*
        }

        pub fn $picks() -> impl Strategy<Value = $name> {
            prop::sample::select(vec![$($name::$value),*])
        }
    };
}

picked! {
    /// A step that random histories seldom take by themselves: each leads to a refusal or an event of its own.
    Rare by rare {
        ChangeDetails,
        /// Money that nobody is known for is looked at again.
        Rematch,
        /// A payer is asked whether money is theirs, and says no.
        Disclaim,
        /// What exists is made once more: an invoice, a payer, a fee.
        Again,
        /// A fee that no amount can be.
        Huge,
        /// A message about a line that the document lacks.
        WrongLine,
        /// As many payments are begun as may be, and one more.
        ManyCheckouts,
        /// As many proposals are proposed as may wait, and one more.
        ManyProposals,
        /// The due date moves to where it is.
        SameDay,
        /// A proposal is answered by its own side, then withdrawn, then answered.
        AnswerOneself,
        /// A proposal is answered when its time is over.
        AnswerLate,
        /// A proposal is answered when the invoice has changed in what it is about.
        AnswerOutdated,
        /// A part as large as the whole is proposed, and more credit than there can be.
        OfferTooMuch,
        /// A fee is waived twice.
        WaiveTwice,
        /// A second dispute while one is open.
        DisputeTwice,
    }
}

/// The commands of a rare step.
pub fn commands(scenario: &mut Scenario, what: Rare, pick: Pick) -> Vec<Drawn> {
    let invoice = an_invoice(scenario, pick);
    match what {
        Rare::ChangeDetails => {
            let payer = nth(&scenario.books.payers, pick, PayerId);
            return vec![
                PayerCommand::ChangeDetails { payer, details: scenario.content(payer, "Ada Example, moved") }
                    .into(),
            ];
        }
        Rare::Rematch => return rematch(scenario, pick),
        Rare::Disclaim => return disclaim(scenario, pick),
        _ => {}
    }
    let Some(state) = scenario.books.invoices.get(&invoice).cloned() else { return vec![] };
    scenario.actor = Actor::Staff { id: STAFF };
    let reason = Some(scenario.reason(state.payer));
    let propose = |scenario: &mut Scenario, change, hours: i64| {
        let id = ProposalId(scenario.fresh());
        let expires_at = Timestamp(scenario.now.0 + hours * DAY_MS / 24);
        let new = NewProposal { invoice, id, change, text: None, expires_at, respond_by: None };
        (id, Drawn::from(ProposalCommand::Propose(new)))
    };
    let later = scenario.in_days(40 + (pick % 20) as i64);
    let accept = |proposal| Drawn::from(ProposalCommand::Accept { invoice, proposal, proof: None });
    match what {
        Rare::ChangeDetails | Rare::Rematch | Rare::Disclaim => vec![],
        Rare::Again => {
            let (payer, due) = (state.payer, scenario.in_days(30));
            let InvoiceCommand::Issue { document, buyer, original, .. } =
                scenario.issuing(payer, state.currency.code(), 100, 0, due)
            else {
                unreachable!()
            };
            let details = scenario.content(payer, "Ada Example");
            vec![
                InvoiceCommand::Issue { invoice, payer, due_date: due, document, buyer, original }.into(),
                PayerCommand::Open { payer, language: None, details }.into(),
            ]
        }
        Rare::Huge => {
            let fee = FeeId(scenario.fresh());
            vec![InvoiceCommand::ChargeFee { invoice, fee, amount_minor: MAX_MINOR + 1, reason }.into()]
        }
        Rare::WrongLine => {
            let ConversationCommand::Say(saying) = scenario.saying(invoice, "What is this line?") else {
                unreachable!()
            };
            vec![ConversationCommand::Say(NewMessage { line: Some([0, 99][pick % 2]), ..saying }).into()]
        }
        Rare::ManyCheckouts => (0..=10)
            .map(|_| {
                CheckoutCommand::Open {
                    invoice,
                    checkout: CheckoutId(scenario.fresh()),
                    amount_minor: state.open_minor.min(10),
                    method: Method::Card,
                    expires_at: Timestamp(scenario.now.0 + DAY_MS),
                    minimum_minor: 10,
                }
                .into()
            })
            .collect(),
        Rare::ManyProposals => {
            (0..=5).map(|_| propose(scenario, ProposedChange::DueDate { to: later }, 200).1).collect()
        }
        Rare::SameDay => {
            vec![InvoiceCommand::ChangeDueDate { invoice, due_date: state.due_date, reason }.into()]
        }
        Rare::AnswerOneself => {
            let (proposal, make) = propose(scenario, ProposedChange::DueDate { to: later }, 200);
            vec![
                make,
                accept(proposal),
                ProposalCommand::Withdraw { invoice, proposal }.into(),
                accept(proposal),
            ]
        }
        Rare::AnswerLate => {
            // The clock goes on below, between the commands of two steps: the proposal ends at once for the payer.
            let (proposal, make) = propose(scenario, ProposedChange::DueDate { to: later }, 1);
            if scenario.try_to(make).is_err() {
                return vec![];
            }
            scenario.now.0 += 2 * DAY_MS / 24;
            scenario.actor = Actor::Payer;
            vec![accept(proposal)]
        }
        Rare::AnswerOutdated => {
            let (proposal, make) = propose(scenario, ProposedChange::DueDate { to: later }, 200);
            if scenario.try_to(make).is_err() {
                return vec![];
            }
            let due_date = scenario.in_days(33);
            let moved = scenario.try_to(InvoiceCommand::ChangeDueDate { invoice, due_date, reason });
            scenario.actor = Actor::Payer;
            if moved.is_ok() { vec![accept(proposal)] } else { vec![] }
        }
        Rare::OfferTooMuch => {
            let part = ProposedChange::PartPayment {
                now_minor: state.open_minor,
                now_by: scenario.today(),
                rest_due: later,
            };
            let credit = ProposedChange::Credit { amount_minor: state.split.total_minor() + 1 };
            vec![propose(scenario, part, 200).1, propose(scenario, credit, 200).1]
        }
        Rare::WaiveTwice => {
            let fee = FeeId(scenario.fresh());
            vec![
                InvoiceCommand::ChargeFee { invoice, fee, amount_minor: 60, reason }.into(),
                InvoiceCommand::WaiveFee { invoice, fee }.into(),
                InvoiceCommand::WaiveFee { invoice, fee }.into(),
            ]
        }
        Rare::DisputeTwice => {
            let dispute = |scenario: &mut Scenario| -> Drawn {
                let content = scenario.content(state.payer, "I never had this, Ada Example");
                DisputeCommand::Open(NewDispute {
                    invoice,
                    dispute: domain::ids::DisputeId(scenario.fresh()),
                    line: None,
                    content,
                    attachments: vec![],
                    respond_by: None,
                })
                .into()
            };
            scenario.actor = Actor::Payer;
            vec![dispute(scenario), dispute(scenario)]
        }
    }
}

fn disclaim(scenario: &mut Scenario, pick: Pick) -> Vec<Drawn> {
    let Some(asking) = super::payments::ask(scenario, pick, pick) else { return vec![] };
    let NewProposal { invoice, id: proposal, .. } = asking;
    if scenario.try_to(ProposalCommand::Propose(asking)).is_err() {
        return vec![];
    }
    scenario.actor = Actor::Payer;
    vec![ProposalCommand::Decline { invoice, proposal, reason: None }.into()]
}

/// Money that waits for its payer, or, some of the time, any other.
fn rematch(scenario: &Scenario, pick: Pick) -> Vec<Drawn> {
    let waiting: Vec<_> = scenario.books.payments.iter().filter(|(_, one)| one.is_unidentified()).collect();
    let payment = match waiting.get(pick % waiting.len().max(1)) {
        Some((id, _)) if !pick.is_multiple_of(9) => **id,
        _ => a_payment(scenario, pick),
    };
    let candidate = |invoice| MatchCandidate {
        invoice,
        score: (pick % 1_000) as u16,
        reasons: vec![MatchReason::AmountExact],
    };
    let candidates = scenario.books.invoices.keys().copied().take(pick % 3).map(candidate).collect();
    let outcome = if pick.is_multiple_of(2) { MatchOutcome::Asked } else { MatchOutcome::NotFound };
    vec![
        PaymentCommand::Rematch {
            payment,
            matching: Box::new(Matching { outcome, given: None, candidates, same_as: Vec::new() }),
        }
        .into(),
    ]
}
