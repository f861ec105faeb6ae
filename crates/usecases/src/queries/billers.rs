//! A biller's own settings.

use super::Query;
use crate::access::{About, Caller, Scope, Who};
use crate::billers::Policy;
use crate::billers::{BillerIdentity, IdentityKind};
use crate::error::UseCaseError;
use crate::money_in::checkout::ProviderConnection;
use crate::ports::{Biller, Store};
use async_trait::async_trait;
use domain::ids::InvoiceId;
use domain::proof::PayerAction;

/// The biller with its settings: its name, zone and brand stand on every page.
#[derive(Debug, Clone)]
pub struct FindBiller;

#[async_trait]
impl Query for FindBiller {
    type Output = Biller;
    const NAME: &'static str = "find_biller";
    const ALLOWED: &'static [Who] = &[Who::Everyone];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Biller, UseCaseError> {
        store.biller(caller.biller).await?.ok_or(UseCaseError::NotFound("biller"))
    }
}

/// What the biller lets Billow decide, and where payers pay to.
#[derive(Debug, Clone)]
pub struct ReadPolicy;

#[async_trait]
impl Query for ReadPolicy {
    type Output = Policy;
    const NAME: &'static str = "read_policy";
    const ALLOWED: &'static [Who] = &[Who::Everyone];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Policy, UseCaseError> {
        Ok(store.biller_policy(caller.biller).await?)
    }
}

/// The biller's connections to payment providers, their keys sealed, oldest first: how an invoice can be paid.
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

/// The biller's bank accounts, oldest first.
#[derive(Debug, Clone)]
pub struct ListBankAccounts;

#[async_trait]
impl Query for ListBankAccounts {
    type Output = Vec<BillerIdentity>;
    const NAME: &'static str = "list_bank_accounts";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<BillerIdentity>, UseCaseError> {
        Ok(store.list_identities(caller.biller, IdentityKind::Account).await?)
    }
}

/// The sellers that the biller's documents may name, oldest first.
#[derive(Debug, Clone)]
pub struct ListSellers;

#[async_trait]
impl Query for ListSellers {
    type Output = Vec<BillerIdentity>;
    const NAME: &'static str = "list_sellers";
    const ALLOWED: &'static [Who] = &[Who::Api(Scope::Invoices), Who::Operator];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<BillerIdentity>, UseCaseError> {
        Ok(store.list_identities(caller.biller, IdentityKind::Seller).await?)
    }
}
