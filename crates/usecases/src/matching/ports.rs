//! The database port of matching: a part of [`crate::Transaction`].

use async_trait::async_trait;
use domain::ids::{BillerId, InvoiceId, PayerId};
use domain::{Money, Timestamp};
use matching::Facts;

use crate::kernel::error::StoreError;

/// An invoice with a reference that was searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundReference {
    /// The reference, in normal form.
    pub key: String,
    pub invoice: InvoiceId,
    /// Whether it is the invoice's number.
    pub is_number: bool,
}

/// Look-ups by the content of a transfer. Each takes a list, because one statement for many is what makes them fast.
#[async_trait]
pub trait MatchingTransaction: Send {
    /// The invoices with these references or numbers, in normal form, in any state.
    async fn references(
        &mut self,
        biller: BillerId,
        keys: &[&str],
    ) -> Result<Vec<FoundReference>, StoreError>;

    /// The facts of these invoices, each once.
    async fn invoice_facts(
        &mut self,
        biller: BillerId,
        invoices: &[InvoiceId],
    ) -> Result<Vec<Facts>, StoreError>;

    /// The invoices on which these payers owe something, payer by payer, up to `limit` in all.
    async fn open_of(
        &mut self,
        biller: BillerId,
        payers: &[PayerId],
        limit: usize,
    ) -> Result<Vec<InvoiceId>, StoreError>;

    /// The invoices with exactly this open amount, up to `limit`.
    async fn owing(
        &mut self,
        biller: BillerId,
        amount: Money,
        limit: usize,
    ) -> Result<Vec<InvoiceId>, StoreError>;

    /// The payers for whom these accounts have paid, by [`matching::account_key`].
    async fn payers_of_accounts(
        &mut self,
        biller: BillerId,
        accounts: &[&str],
    ) -> Result<Vec<(String, PayerId)>, StoreError>;

    /// Payers whose names have one of these keys ([`matching::name_keys`]), those of the first key first, up to
    /// `limit`.
    async fn payers_named(
        &mut self,
        biller: BillerId,
        keys: &[&str],
        limit: usize,
    ) -> Result<Vec<PayerId>, StoreError>;

    /// Learns that this account has paid for this payer: somebody confirmed it.
    async fn learn_account(
        &mut self,
        biller: BillerId,
        account: &str,
        payer: PayerId,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Removes one confirmation, and with the last one the account.
    async fn unlearn_account(
        &mut self,
        biller: BillerId,
        account: &str,
        payer: PayerId,
    ) -> Result<(), StoreError>;
}
