//! Queries about links.

use async_trait::async_trait;
use domain::ids::InvoiceId;

use super::ports::Link;
use crate::kernel::access::{About, Caller, Scope, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::query::Query;

/// The links of an invoice, oldest first.
#[derive(Debug, Clone)]
pub struct ListLinks {
    pub invoice: InvoiceId,
}

#[async_trait]
impl Query for ListLinks {
    type Output = Vec<Link>;
    const NAME: &'static str = "list_links";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Invoices), Who::Operator, Who::System];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<Link>, UseCaseError> {
        Ok(store.links_of(caller.biller, self.invoice).await?)
    }
}
