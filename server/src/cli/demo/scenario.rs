//! An invoice and what happened to it, written in one transaction: whole, or not at all.

use async_trait::async_trait;
use domain::ids::InvoiceId;
use domain::invoices::document::{Document, DocumentKind};
use domain::payments::{Method, PaymentSource, Share};
use domain::proposals::ProposedChange;
use domain::time::start_of;
use domain::{Actor, Date, StreamId, Timestamp};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use usecases::{
    AskMoreTime, AskPerson, ChangeDueDate, ChangePayment, CloseInvoice, Closing, CreditInvoice,
    DisputeInvoice, ImportDocument, Made, MakeLink, MakeProposal, PaymentChange, PostMessage, RecordPayment,
    UnitOfWork, UseCase, UseCaseError, Who, WriteNote,
};

/// The channel of the links that the demo prints.
const CHANNEL: &str = "email";

/// What happened to an invoice.
#[derive(Debug, Clone, Serialize)]
pub struct ScenarioPlayer {
    pub document: Document,
    /// The language that its payer reads.
    pub language: String,
    /// What happened after it was issued, in order.
    pub steps: Vec<ScenarioStep>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ScenarioStep {
    pub at: Moment,
    pub actor: Actor,
    pub action: ScenarioAction,
}

/// A moment in the past, relative to now, so that the demo looks right whenever it is created.
#[derive(Debug, Clone, Copy, Serialize)]
pub enum Moment {
    /// So many days before today, at this hour and minute of the biller's zone.
    DaysAgo(i64, i64, i64),
    /// Today, so many minutes before now.
    MinutesAgo(i64),
}

#[derive(Debug, Clone, Serialize)]
pub enum ScenarioAction {
    /// A payment arrived, or was announced.
    Pay { amount_minor: i64, method: Method, settled: bool },
    /// The previous payment was reversed.
    Reverse { reason: String },
    /// The due date moved.
    MoveDueDate { to: Date, reason: String },
    /// A part, or all of it, was credited.
    Credit { amount_minor: Option<i64>, reason: String },
    /// It was voided, or its rest written off.
    Close { closing: Closing, reason: String },
    /// Somebody wrote.
    Say { text: String },
    /// Staff noted something for each other.
    Note { text: String },
    /// One side proposed something.
    Propose { change: ProposedChange, text: Option<String> },
    /// The payer asked for more time.
    MoreTime { until: Date, text: Option<String> },
    /// The payer disputed a line, or the whole.
    Dispute { line: Option<u32>, text: String },
    /// The payer asked for a person.
    AskPerson,
}

/// An invoice of the demo.
#[derive(Debug, Serialize, Deserialize)]
pub struct ScenarioRun {
    pub invoice: InvoiceId,
    /// The link to its page.
    pub link: Made,
    /// Whether it existed before, and was left as it is.
    pub known: bool,
}

#[async_trait]
impl UseCase for ScenarioPlayer {
    type Output = ScenarioRun;
    const NAME: &'static str = "demo_story";
    // Each payment has an id of its own, and an invoice that exists is not written again.
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<ScenarioRun, UseCaseError> {
        let number = &self.document.number;
        let known = unit.tx.document_by_number(unit.biller_id(), DocumentKind::Invoice, number).await?;
        if let Some(known) = known
            && let StreamId::Invoice(invoice) = known.stream
        {
            return told(unit, invoice, true).await;
        }
        let today = unit.context;
        self.travel(
            unit,
            today.now,
            Moment::DaysAgo(days_between(self.document.issue_date, today.today), 7, 30),
        );
        let import = ImportDocument {
            document: self.document.clone(),
            original: None,
            language: Some(self.language.clone()),
            channel: CHANNEL.into(),
            allow_seller: false,
        };
        let imported = import.perform(unit).await?;
        let invoice = imported.invoice_id.ok_or(UseCaseError::NotFound("invoice"))?;
        let mut payment = None;
        for (step, ordinal) in self.steps.iter().zip(1..) {
            unit.context.actor = step.actor;
            self.travel(unit, today.now, step.at);
            match step.action.clone() {
                ScenarioAction::Pay { amount_minor, method, settled } => {
                    let pay = self.payment(invoice, ordinal, amount_minor, method, settled);
                    payment = Some(pay.perform(unit).await?.payment_id);
                }
                ScenarioAction::Reverse { reason } => {
                    let payment = payment.ok_or(UseCaseError::NotFound("payment"))?;
                    let change = PaymentChange::Reverse;
                    ChangePayment { payment, change, reason: Some(reason) }.perform(unit).await?;
                }
                ScenarioAction::MoveDueDate { to, reason } => {
                    ChangeDueDate { invoice, due_date: to, reason: Some(reason) }.perform(unit).await?;
                }
                ScenarioAction::Credit { amount_minor, reason } => {
                    CreditInvoice { invoice, amount_minor, reason: Some(reason) }.perform(unit).await?;
                }
                ScenarioAction::Close { closing, reason } => {
                    CloseInvoice { invoice, closing, reason: Some(reason) }.perform(unit).await?;
                }
                ScenarioAction::Say { text } => {
                    PostMessage::plain(invoice, text).perform(unit).await?;
                }
                ScenarioAction::Note { text } => {
                    WriteNote { invoice, text }.perform(unit).await?;
                }
                ScenarioAction::Propose { change, text } => {
                    MakeProposal { invoice, change, text }.perform(unit).await?;
                }
                ScenarioAction::MoreTime { until, text } => {
                    AskMoreTime { invoice, until, text }.perform(unit).await?;
                }
                ScenarioAction::Dispute { line, text } => {
                    DisputeInvoice { invoice, line, text, attachments: Vec::new() }.perform(unit).await?;
                }
                ScenarioAction::AskPerson => {
                    AskPerson { invoice }.perform(unit).await?;
                }
            }
        }
        unit.context = today;
        told(unit, invoice, false).await
    }

    fn is_repeat(told: &ScenarioRun) -> bool {
        told.known
    }
}

impl ScenarioPlayer {
    /// Sets the clock to a moment.
    fn travel(&self, unit: &mut UnitOfWork<'_>, now: Timestamp, moment: Moment) {
        let zone = unit.biller.time_zone();
        let at = match moment {
            Moment::DaysAgo(days, hours, minutes) => {
                let day = now.date_in(&zone).saturating_sub(days.days());
                Timestamp(start_of(day, &zone).0 + (hours * 60 + minutes) * 60_000)
            }
            Moment::MinutesAgo(minutes) => Timestamp(now.0 - minutes * 60_000),
        };
        // Early in the morning, “today at half past seven” has not happened yet.
        unit.context.now = at.min(now);
        unit.context.today = unit.context.now.date_in(&zone);
    }

    fn payment(
        &self,
        invoice: InvoiceId,
        ordinal: u32,
        amount_minor: i64,
        method: Method,
        settled: bool,
    ) -> RecordPayment {
        RecordPayment {
            shares: vec![Share { invoice, amount_minor }],
            amount_minor,
            currency: self.document.currency,
            method,
            paid_on: None,
            source: Some(PaymentSource {
                system: "demo".into(),
                account: String::new(),
                id: format!("{}-{ordinal}", self.document.number),
            }),
            settled,
        }
    }
}

async fn told(
    unit: &mut UnitOfWork<'_>,
    invoice: InvoiceId,
    known: bool,
) -> Result<ScenarioRun, UseCaseError> {
    let link = MakeLink { invoice, channel: CHANNEL.into(), copy: 1, expires_at: None, rotate: false };
    Ok(ScenarioRun { invoice, link: link.perform(unit).await?, known })
}

fn days_between(first: Date, last: Date) -> i64 {
    last.since(first).map_or(0, |span| i64::from(span.get_days()))
}
