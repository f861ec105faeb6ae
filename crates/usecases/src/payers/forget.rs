//! Forgets a payer; the bookkeeping stays.

use async_trait::async_trait;
use domain::ids::PayerId;
use domain::payers::PayerCommand;
use serde::{Deserialize, Serialize};

use crate::kernel::access::{Scope, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Erases a payer's name, addresses, contact points and messages. Events, amounts and dates stay. A document's original
/// file stays as long as bookkeeping requires.
#[derive(Debug, Clone, Serialize)]
pub struct ForgetPayer {
    pub payer: PayerId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {
    pub payer_id: PayerId,
    /// How many content rows were emptied.
    pub erased: u64,
    /// How many invoices got an event.
    pub invoices: usize,
}

#[async_trait]
impl UseCase for ForgetPayer {
    type Output = Forgotten;
    const NAME: &'static str = "forget_payer";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Admins, Who::Api(Scope::Payers), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Forgotten, UseCaseError> {
        let payer = self.payer;
        let biller = unit.biller_id();
        let invoices = unit.tx.invoices_of(biller, payer).await?;
        let count = invoices.len();
        unit.carry_out(PayerCommand::Forget { payer, invoices }).await?;
        let erased = unit.tx.erase_content(biller, payer).await?;
        Ok(Forgotten { payer_id: payer, erased, invoices: count })
    }
}
