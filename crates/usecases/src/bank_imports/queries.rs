//! Queries about bank files and returns.

use async_trait::async_trait;
use domain::Timestamp;

use crate::bank_imports::{BankFiles, ListedReturn};
use crate::kernel::access::{Caller, Scope, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::query::Query;

/// The imported bank files, newest first.
#[derive(Debug, Clone)]
pub struct ListBankFiles {
    pub before: Option<Timestamp>,
    pub limit: usize,
}

#[async_trait]
impl Query for ListBankFiles {
    type Output = BankFiles;
    const NAME: &'static str = "list_bank_files";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<BankFiles, UseCaseError> {
        Ok(store.bank_files(caller.biller, self.before, self.limit).await?)
    }
}

/// Returns that wait for their payment or for a person.
#[derive(Debug, Clone)]
pub struct ListReturns;

#[async_trait]
impl Query for ListReturns {
    type Output = Vec<ListedReturn>;
    const NAME: &'static str = "list_returns";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<ListedReturn>, UseCaseError> {
        Ok(store.list_returns(caller.biller).await?)
    }
}

/// How many returns wait.
#[derive(Debug, Clone)]
pub struct CountReturns;

#[async_trait]
impl Query for CountReturns {
    type Output = i64;
    const NAME: &'static str = "count_returns";
    const ALLOWED: &'static [Who] = &[Who::Agents];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<i64, UseCaseError> {
        Ok(store.count_returns(caller.biller).await?)
    }
}
