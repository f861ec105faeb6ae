//! Charges and waives fees.

use async_trait::async_trait;
use domain::ids::{FeeId, InvoiceId};
use domain::invoices::InvoiceCommand;
use serde::{Deserialize, Serialize};

use crate::kernel::access::Who;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Charges a fee on an invoice.
#[derive(Debug, Clone, Serialize)]
pub struct ChargeFee {
    pub invoice: InvoiceId,
    /// Minor units; fees are without VAT.
    pub amount_minor: i64,
    /// What the fee is for, in words for staff.
    pub reason: Option<String>,
}

/// The result of charging or waiving a fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeChanged {
    pub fee_id: FeeId,
    /// What remains to be paid on the invoice, minor units.
    pub open_minor: i64,
    /// The number of the invoice's last event.
    pub seq: i64,
}

impl FeeChanged {
    fn of(unit: &UnitOfWork<'_>, invoice: InvoiceId, fee_id: FeeId) -> Result<Self, UseCaseError> {
        let state = unit.invoice_now(invoice)?;
        Ok(Self { fee_id, open_minor: state.open_minor, seq: state.seq })
    }
}

#[async_trait]
impl UseCase for ChargeFee {
    type Output = FeeChanged;
    const NAME: &'static str = "charge_fee";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<FeeChanged, UseCaseError> {
        let Self { invoice, amount_minor, .. } = *self;
        let payer = unit.open_invoice(invoice).await?.payer;
        let reason = unit.write_reason(payer, self.reason.as_deref()).await?;
        let fee = FeeId(unit.next_id());
        unit.carry_out(InvoiceCommand::ChargeFee { invoice, fee, amount_minor, reason }).await?;
        FeeChanged::of(unit, invoice, fee)
    }
}

/// Waives a fee; the part that was paid becomes the payer's credit.
#[derive(Debug, Clone, Serialize)]
pub struct WaiveFee {
    pub invoice: InvoiceId,
    pub fee: FeeId,
}

#[async_trait]
impl UseCase for WaiveFee {
    type Output = FeeChanged;
    const NAME: &'static str = "waive_fee";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<FeeChanged, UseCaseError> {
        let Self { invoice, fee } = *self;
        unit.carry_out(InvoiceCommand::WaiveFee { invoice, fee }).await?;
        FeeChanged::of(unit, invoice, fee)
    }
}
