//! Queries about payers.

use super::ports::{ListedPayers, PayerEntry, PayerList, PayerRow};
use crate::kernel::access::{Caller, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::query::Query;
use async_trait::async_trait;
use domain::ids::PayerId;

/// A page of the payers that are searched for, the newest first.
#[derive(Debug, Clone)]
pub struct ListPayers {
    pub list: PayerList,
}

#[async_trait]
impl Query for ListPayers {
    type Output = ListedPayers;
    const NAME: &'static str = "list_payers";
    const ALLOWED: &'static [Who] = &[Who::Agents];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<ListedPayers, UseCaseError> {
        Ok(store.list_payers(caller.biller, &self.list).await?)
    }
}

/// A payer with name, contact points and balances.
#[derive(Debug, Clone)]
pub struct FindPayer {
    pub payer: PayerId,
}

#[async_trait]
impl Query for FindPayer {
    type Output = Option<PayerRow>;
    const NAME: &'static str = "find_payer";
    const ALLOWED: &'static [Who] = &[Who::Agents];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Option<PayerRow>, UseCaseError> {
        Ok(store.payer(caller.biller, self.payer).await?)
    }
}

/// The payer's events, oldest first.
#[derive(Debug, Clone)]
pub struct ReadPayerHistory {
    pub payer: PayerId,
}

#[async_trait]
impl Query for ReadPayerHistory {
    type Output = Vec<PayerEntry>;
    const NAME: &'static str = "read_payer_history";
    const ALLOWED: &'static [Who] = &[Who::Agents];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<PayerEntry>, UseCaseError> {
        Ok(store.payer_history(caller.biller, self.payer).await?)
    }
}

/// Whether the biller has this payer.
#[derive(Debug, Clone)]
pub struct PayerExists {
    pub payer: PayerId,
}

#[async_trait]
impl Query for PayerExists {
    type Output = bool;
    const NAME: &'static str = "payer_exists";
    const ALLOWED: &'static [Who] = &[Who::Agents];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<bool, UseCaseError> {
        Ok(store.payer_exists(caller.biller, self.payer).await?)
    }
}
