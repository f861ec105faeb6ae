//! Queries about a biller itself: its settings, its accounts and sellers.

use async_trait::async_trait;

use super::{BillerIdentity, IdentityKind, Policy};
use crate::kernel::access::{Caller, Scope, Who};
use crate::kernel::biller::Biller;
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::query::Query;

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

/// The biller's policy and payment details.
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
