//! Connections to payment providers, checkouts there, and the sandbox provider's own data.

mod connections;
mod rows;
mod sandbox;
pub(crate) mod tables;

use async_trait::async_trait;
use domain::ids::{BillerId, CheckoutId};
use usecases::StoreError;
use usecases::checkouts::{
    CheckoutRow, CheckoutStore, CheckoutTransaction, ConnectionId, ProviderConnection, SandboxRow,
};

use crate::store::SqlStore;
use crate::transaction::SqlTransaction;

#[async_trait]
impl CheckoutTransaction for SqlTransaction<'_> {
    async fn connections(&mut self, biller: BillerId) -> Result<Vec<ProviderConnection>, StoreError> {
        let found = connections::all(self.conn().await?, biller).await;
        self.check(found)
    }

    async fn put_connection(&mut self, connection: &ProviderConnection) -> Result<(), StoreError> {
        let put = connections::put(self.conn().await?, connection).await;
        self.check(put)
    }

    async fn checkout(
        &mut self,
        biller: BillerId,
        checkout: CheckoutId,
    ) -> Result<Option<CheckoutRow>, StoreError> {
        let found = rows::get(self.conn().await?, biller, checkout).await;
        self.check(found)
    }

    async fn put_checkout(&mut self, checkout: &CheckoutRow) -> Result<(), StoreError> {
        let put = rows::put(self.conn().await?, checkout).await;
        self.check(put)
    }

    async fn sandbox_payment(&mut self, id: &str) -> Result<Option<SandboxRow>, StoreError> {
        let found = sandbox::get(self.conn().await?, id).await;
        self.check(found)
    }

    async fn sandbox_payment_for(
        &mut self,
        connection: ConnectionId,
        reference: &str,
    ) -> Result<Option<SandboxRow>, StoreError> {
        let found = sandbox::for_reference(self.conn().await?, connection, reference).await;
        self.check(found)
    }

    async fn put_sandbox_payment(&mut self, payment: &SandboxRow) -> Result<bool, StoreError> {
        let put = sandbox::put(self.conn().await?, payment).await;
        self.check(put)
    }
}

#[async_trait]
impl CheckoutStore for SqlStore {
    async fn provider_connections(&self, biller: BillerId) -> Result<Vec<ProviderConnection>, StoreError> {
        Ok(connections::all(&mut *self.reader().await?, biller).await?)
    }

    async fn provider_connection(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<ProviderConnection>, StoreError> {
        Ok(connections::get(&mut *self.reader().await?, connection).await?)
    }

    async fn checkout_row(
        &self,
        biller: BillerId,
        checkout: CheckoutId,
    ) -> Result<Option<CheckoutRow>, StoreError> {
        Ok(rows::get(&mut *self.reader().await?, biller, checkout).await?)
    }

    async fn checkout_at(
        &self,
        biller: BillerId,
        connection: ConnectionId,
        provider_id: &str,
    ) -> Result<Option<CheckoutRow>, StoreError> {
        Ok(rows::at_provider(&mut *self.reader().await?, biller, connection, provider_id).await?)
    }

    async fn sandbox_row(&self, id: &str) -> Result<Option<SandboxRow>, StoreError> {
        Ok(sandbox::get(&mut *self.reader().await?, id).await?)
    }

    async fn sandbox_row_for(
        &self,
        connection: ConnectionId,
        reference: &str,
    ) -> Result<Option<SandboxRow>, StoreError> {
        Ok(sandbox::for_reference(&mut *self.reader().await?, connection, reference).await?)
    }
}
