//! Records a payment that arrived or is pending.

use async_trait::async_trait;
use domain::ids::{InvoiceId, PaymentId};
use domain::payments::reference::is_placeholder;
use domain::payments::{
    Method, Payment, PaymentCommand, PaymentSource, PaymentState, Recorded, Share, one_share_each,
};
use domain::{Currency, Date, Money, StreamId};
use serde::{Deserialize, Serialize};

use crate::kernel::access::{Scope, Who};
use crate::kernel::error::{FieldProblem, UseCaseError};
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;
use crate::matching::again;

/// Records a payment of one or several invoices of one payer.
#[derive(Debug, Clone, Serialize)]
pub struct RecordPayment {
    /// The shares; the first invoice's payer is the payer. The part without a share, and what an invoice does not need,
    /// is the payer's credit.
    pub shares: Vec<Share>,
    /// Minor units.
    pub amount_minor: i64,
    pub currency: Currency,
    pub method: Method,
    /// The day the payer paid; `None` for today.
    pub paid_on: Option<Date>,
    /// The source of the report; `None` for a manual entry.
    pub source: Option<PaymentSource>,
    /// Whether it has arrived; otherwise it is pending.
    pub settled: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRecorded {
    pub payment_id: PaymentId,
    /// The number of the first invoice's last event.
    pub seq: i64,
    /// The unapplied part, minor units.
    pub credit_minor: i64,
    /// Whether the same payment had been recorded before.
    #[serde(default)]
    pub known: bool,
}

/// The system name of manual entries.
const MANUAL: &str = "manual";

#[async_trait]
impl UseCase for RecordPayment {
    type Output = PaymentRecorded;
    const NAME: &'static str = "record_payment";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<PaymentRecorded, UseCaseError> {
        let Some(first) = self.shares.first() else {
            return Err(UseCaseError::Invalid(vec![FieldProblem {
                place: "/allocations".into(),
                rule: "required".into(),
                message: "a payment names at least one invoice".into(),
            }]));
        };
        // A placeholder id does not distinguish payments.
        let named = self.source.as_ref().filter(|source| !is_placeholder(&source.id));
        if let Some(source) = named
            && let Some(known) = unit.tx.payment_by_source(unit.biller_id(), source, self.currency).await?
        {
            return self.answer_known(unit, known, first.invoice).await;
        }
        let streams = self.shares.iter().map(|share| StreamId::Invoice(share.invoice)).collect();
        unit.load(streams).await?;
        let payer = unit.books.invoices.get(&first.invoice).ok_or(UseCaseError::NotFound("invoice"))?.payer;
        let payment = PaymentId(unit.next_id());
        let source = match (named, &self.source) {
            (Some(named), _) => named.clone(),
            (None, Some(nameless)) => PaymentSource { id: payment.to_string(), ..nameless.clone() },
            (None, None) => {
                let (system, account) = (MANUAL.to_owned(), String::new());
                PaymentSource { system, account, id: payment.to_string() }
            }
        };
        let recorded = Recorded {
            payer: Some(payer),
            source,
            amount: Money::new(self.amount_minor, self.currency),
            method: self.method,
            paid_on: self.paid_on.unwrap_or(unit.context.today),
            shares: self.shares.clone(),
            remittance: None,
            matching: None,
        };
        unit.carry_out(PaymentCommand::Record {
            payment,
            recorded: Box::new(recorded),
            settled: self.settled,
        })
        .await?;
        if self.settled && self.source.is_none() {
            again::may_be_recorded(unit, payment).await?;
        }
        answer(unit, payment, first.invoice, false)
    }

    fn is_repeat(output: &PaymentRecorded) -> bool {
        output.known
    }
}

impl RecordPayment {
    /// The same payment again: equal content gets the same answer, other content is an error.
    async fn answer_known(
        &self,
        unit: &mut UnitOfWork<'_>,
        id: PaymentId,
        invoice: InvoiceId,
    ) -> Result<PaymentRecorded, UseCaseError> {
        unit.load(vec![StreamId::Payment(id), StreamId::Invoice(invoice)]).await?;
        let payment = unit.books.payments.get(&id).ok_or(UseCaseError::NotFound("payment"))?;
        if self.same_content(payment) {
            answer(unit, id, invoice, true)
        } else {
            Err(UseCaseError::DifferentContent { what: "payment", id: id.to_string() })
        }
    }

    fn same_content(&self, payment: &Payment) -> bool {
        let recorded = &payment.recorded;
        // An announced payment that has arrived since is the same one. A report that it has arrived, while it is still
        // pending here, is not the same: that is a settlement. Nor is a report after the payment was recorded as
        // failed.
        let arrived = matches!(payment.state, PaymentState::Settled | PaymentState::Reversed);
        let same_state = !self.settled || arrived;
        recorded.amount == Money::new(self.amount_minor, self.currency)
            && recorded.method == self.method
            && self.paid_on.is_none_or(|paid_on| paid_on == recorded.paid_on)
            && by_invoice(&recorded.shares) == by_invoice(&self.shares)
            && same_state
    }
}

/// The amount for each invoice, independent of order and split.
fn by_invoice(shares: &[Share]) -> Vec<(InvoiceId, i64)> {
    let merged = one_share_each(shares);
    let mut shares: Vec<_> = merged.into_iter().map(|share| (share.invoice, share.amount_minor)).collect();
    shares.sort_unstable();
    shares
}

fn answer(
    unit: &UnitOfWork<'_>,
    payment_id: PaymentId,
    invoice: InvoiceId,
    known: bool,
) -> Result<PaymentRecorded, UseCaseError> {
    let seq = unit.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))?.seq;
    let credit_minor = unit.books.payments.get(&payment_id).map_or(0, Payment::free_minor);
    Ok(PaymentRecorded { payment_id, seq, credit_minor, known })
}
