//! How money finds its invoice: references, names and bank accounts, and what is known about the invoices that were
//! found.

mod accounts;
pub(crate) mod candidates;
pub(crate) mod facts;
pub(crate) mod names;
pub(crate) mod references;
pub(crate) mod tables;

use async_trait::async_trait;
use domain::ids::{BillerId, InvoiceId, PayerId};
use domain::{Money, Timestamp};
use matching::Facts;
use usecases::{FoundReference, MatchingTransaction, StoreError};

use crate::transaction::SqlTransaction;

#[async_trait]
impl MatchingTransaction for SqlTransaction<'_> {
    async fn references(
        &mut self,
        biller: BillerId,
        keys: &[&str],
    ) -> Result<Vec<FoundReference>, StoreError> {
        let found = references::find(self.conn().await?, biller, keys).await;
        self.check(found)
    }

    async fn invoice_facts(
        &mut self,
        biller: BillerId,
        invoices: &[InvoiceId],
    ) -> Result<Vec<Facts>, StoreError> {
        let found = facts::of(self.conn().await?, biller, invoices).await;
        self.check(found)
    }

    async fn open_of(
        &mut self,
        biller: BillerId,
        payers: &[PayerId],
        limit: usize,
    ) -> Result<Vec<InvoiceId>, StoreError> {
        let found = facts::open_of(self.conn().await?, biller, payers, limit).await;
        self.check(found)
    }

    async fn owing(
        &mut self,
        biller: BillerId,
        amount: Money,
        limit: usize,
    ) -> Result<Vec<InvoiceId>, StoreError> {
        let found = facts::owing(self.conn().await?, biller, amount, limit).await;
        self.check(found)
    }

    async fn payers_of_accounts(
        &mut self,
        biller: BillerId,
        accounts: &[&str],
    ) -> Result<Vec<(String, PayerId)>, StoreError> {
        let found = accounts::payers(self.conn().await?, biller, accounts).await;
        self.check(found)
    }

    async fn payers_named(
        &mut self,
        biller: BillerId,
        keys: &[&str],
        limit: usize,
    ) -> Result<Vec<PayerId>, StoreError> {
        let found = names::payers(self.conn().await?, biller, keys, limit).await;
        self.check(found)
    }

    async fn learn_account(
        &mut self,
        biller: BillerId,
        account: &str,
        payer: PayerId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let learnt = accounts::learn(self.conn().await?, biller, account, payer, at).await;
        self.check(learnt)
    }

    async fn unlearn_account(
        &mut self,
        biller: BillerId,
        account: &str,
        payer: PayerId,
    ) -> Result<(), StoreError> {
        let forgotten = accounts::unlearn(self.conn().await?, biller, account, payer).await;
        self.check(forgotten)
    }
}
