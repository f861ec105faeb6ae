//! What a node looks up of checkouts when a webhook or a sandbox page asks.

use domain::ids::{BillerId, CheckoutId};

use crate::checkouts::ports::{CheckoutRow, ConnectionId, ProviderConnection, SandboxRow};
use crate::kernel::error::StoreError;
use crate::kernel::node::NodeStore;

impl NodeStore {
    /// The connection that a webhook names; its biller is found with it.
    ///
    /// # Errors
    /// The database's error.
    pub async fn provider_connection(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<ProviderConnection>, StoreError> {
        self.0.provider_connection(connection).await
    }

    /// The checkout that a provider knows by its own id.
    ///
    /// # Errors
    /// The database's error.
    pub async fn checkout_at(
        &self,
        biller: BillerId,
        connection: ConnectionId,
        provider_id: &str,
    ) -> Result<Option<CheckoutRow>, StoreError> {
        self.0.checkout_at(biller, connection, provider_id).await
    }

    /// A checkout, to be asked about at its provider.
    ///
    /// # Errors
    /// The database's error.
    pub async fn checkout_row(
        &self,
        biller: BillerId,
        checkout: CheckoutId,
    ) -> Result<Option<CheckoutRow>, StoreError> {
        self.0.checkout_row(biller, checkout).await
    }

    /// A payment of the sandbox provider.
    ///
    /// # Errors
    /// The database's error.
    pub async fn sandbox_row(&self, id: &str) -> Result<Option<SandboxRow>, StoreError> {
        self.0.sandbox_row(id).await
    }

    /// The payment that this connection made at the sandbox provider under this reference.
    ///
    /// # Errors
    /// The database's error.
    pub async fn sandbox_row_for(
        &self,
        connection: ConnectionId,
        reference: &str,
    ) -> Result<Option<SandboxRow>, StoreError> {
        self.0.sandbox_row_for(connection, reference).await
    }
}
