//! A provider reports the state of a checkout.

use async_trait::async_trait;
use domain::StreamId;
use domain::checkouts::{CheckoutCommand, CheckoutEnd};
use domain::ids::{CheckoutId, InvoiceId, PaymentId};
use domain::payments::{PaymentCommand, PaymentSource, PaymentState, Recorded, Share};
use serde::{Deserialize, Serialize};

use crate::checkouts::ports::{CheckoutRow, PROVIDER_SANDBOX, ProviderState};
use crate::kernel::access::Who;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Books what a provider reports about a checkout. In any order and however often, it makes one payment. The caller has
/// fetched the report from the provider and has compared id, amount and currency with the checkout's own.
#[derive(Debug, Clone, Serialize)]
pub struct RecordProviderState {
    pub checkout: CheckoutId,
    /// The state at the provider.
    pub state: ProviderState,
    /// The provider's error code, if it failed.
    pub code: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutReported {
    pub invoice_id: InvoiceId,
    /// The payment, where there is one.
    pub payment_id: Option<PaymentId>,
    /// Where the checkout stands now.
    pub state: ProviderState,
}

#[async_trait]
impl UseCase for RecordProviderState {
    type Output = CheckoutReported;
    const NAME: &'static str = "record_provider_state";
    // The payment's source is the key: the same checkout makes one payment.
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::System];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<CheckoutReported, UseCaseError> {
        let mut row = unit.checkout(self.checkout).await?;
        let (invoice, biller) = (row.invoice, unit.biller_id());
        unit.open_invoice(invoice).await?;
        let connections = unit.tx.connections(biller).await?;
        let connection = connections.iter().find(|one| one.id == row.connection);
        let provider = connection.ok_or(UseCaseError::NotFound("connection"))?.provider.clone();
        if provider == PROVIDER_SANDBOX && !unit.biller.sandbox {
            // The biller has become a real one since: sandbox money pays nothing.
            return Err(UseCaseError::NotFound("sandbox"));
        }
        let source = PaymentSource {
            system: provider,
            account: row.connection.to_string(),
            id: row.provider_id.clone().unwrap_or_else(|| row.id.to_string()),
        };
        let known = unit.tx.payment_by_source(biller, &source, row.amount().currency).await?;
        let payment_id = self.book(unit, &row, source, known).await?;
        if let Some(why) = end_of(self.state) {
            unit.carry_out(CheckoutCommand::Close { invoice, checkout: row.id, why }).await?;
        }
        // A final state stays, whatever arrives late. But money that arrives is recorded.
        let newer = !row.state.is_final() || self.state == ProviderState::Paid;
        if newer && row.state != self.state && self.state != ProviderState::Creating {
            row.state = self.state;
            if row.state.is_final() {
                // Nobody is sent to the provider's page any more, and what the payer entered there is not needed.
                row.url = None;
            }
            unit.tx.put_checkout(&row).await?;
        }
        Ok(CheckoutReported { invoice_id: invoice, payment_id, state: row.state })
    }
}

impl RecordProviderState {
    async fn book(
        &self,
        unit: &mut UnitOfWork<'_>,
        row: &CheckoutRow,
        source: PaymentSource,
        known: Option<PaymentId>,
    ) -> Result<Option<PaymentId>, UseCaseError> {
        let state = match known {
            None => None,
            Some(payment) => {
                unit.load(vec![StreamId::Payment(payment)]).await?;
                unit.books.payments.get(&payment).map(|found| found.state)
            }
        };
        match (self.state, known, state) {
            (ProviderState::Paid, Some(payment), Some(PaymentState::Pending)) => {
                unit.carry_out(PaymentCommand::Settle { payment }).await?;
                Ok(known)
            }
            (ProviderState::Failed, Some(payment), Some(PaymentState::Pending)) => {
                let payer = unit.invoice_now(row.invoice)?.payer;
                let reason = unit.write_reason(payer, self.code.as_deref()).await?;
                unit.carry_out(PaymentCommand::Fail { payment, reason }).await?;
                Ok(known)
            }
            (ProviderState::Paid, Some(_), Some(PaymentState::Failed)) => {
                // It had failed, but the money arrived all the same: it is recorded.
                let source = PaymentSource { id: format!("{}:late", source.id), ..source };
                match unit.tx.payment_by_source(unit.biller.id, &source, row.amount().currency).await? {
                    Some(booked) => Ok(Some(booked)),
                    None => self.record(unit, row, source, true).await.map(Some),
                }
            }
            (ProviderState::Paid, None, _) => self.record(unit, row, source, true).await.map(Some),
            (ProviderState::Pending, None, _) => self.record(unit, row, source, false).await.map(Some),
            _ => Ok(known),
        }
    }

    async fn record(
        &self,
        unit: &mut UnitOfWork<'_>,
        row: &CheckoutRow,
        source: PaymentSource,
        settled: bool,
    ) -> Result<PaymentId, UseCaseError> {
        let payer = unit.invoice_now(row.invoice)?.payer;
        let payment = PaymentId(unit.next_id());
        let recorded = Recorded {
            payer: Some(payer),
            source,
            amount: row.amount(),
            method: row.method.payment_method(),
            paid_on: unit.context.today,
            shares: vec![Share { invoice: row.invoice, amount_minor: row.amount_minor }],
            remittance: None,
            matching: None,
        };
        // This checkout is over because it was paid, not because less is open now.
        let closed =
            CheckoutCommand::Close { invoice: row.invoice, checkout: row.id, why: CheckoutEnd::Paid };
        unit.carry_out(closed).await?;
        unit.carry_out(PaymentCommand::Record { payment, recorded: Box::new(recorded), settled }).await?;
        Ok(payment)
    }
}

const fn end_of(state: ProviderState) -> Option<CheckoutEnd> {
    match state {
        ProviderState::Creating | ProviderState::Open => None,
        ProviderState::Pending | ProviderState::Paid => Some(CheckoutEnd::Paid),
        ProviderState::Failed => Some(CheckoutEnd::Failed),
        ProviderState::Cancelled => Some(CheckoutEnd::Cancelled),
        ProviderState::Expired => Some(CheckoutEnd::Expired),
    }
}
