//! Queries about checkouts and the connections to providers.

use async_trait::async_trait;
use domain::ids::{CheckoutId, InvoiceId};
use domain::links::PayerAction;

use crate::checkouts::ports::{CheckoutRow, ProviderConnection};
use crate::kernel::access::{About, Caller, Scope, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::query::Query;

/// The biller's connections to payment providers, with sealed secrets, oldest first.
#[derive(Debug, Clone)]
pub struct ListProviderConnections {
    pub invoice: InvoiceId,
}

#[async_trait]
impl Query for ListProviderConnections {
    type Output = Vec<ProviderConnection>;
    const NAME: &'static str = "list_provider_connections";
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::See), Who::Agents, Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(
        &self,
        store: &dyn Store,
        caller: &Caller,
    ) -> Result<Vec<ProviderConnection>, UseCaseError> {
        Ok(store.provider_connections(caller.biller).await?)
    }
}

/// An attempt to pay on an invoice.
#[derive(Debug, Clone)]
pub struct FindCheckout {
    pub invoice: InvoiceId,
    pub checkout: CheckoutId,
}

#[async_trait]
impl Query for FindCheckout {
    type Output = Option<CheckoutRow>;
    const NAME: &'static str = "find_checkout";
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::Pay), Who::Api(Scope::Payments), Who::System];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Option<CheckoutRow>, UseCaseError> {
        let found = store.checkout_row(caller.biller, self.checkout).await?;
        Ok(found.filter(|row| row.invoice == self.invoice))
    }
}
