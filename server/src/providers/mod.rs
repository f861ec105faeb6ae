//! Payment providers: what is asked of them, when, and which answers are booked.
//!
//! [`Providers`] finds the provider of a connection and gives it the network. Each kind of request has its own file
//! ([`create`], [`check`], [`close`], [`refund`]). The jobs call these, and a handler that has just written such a job
//! may call them at once. Everything may run twice: idempotency keys and the use cases make sure that it happens once.

mod asking;
pub mod check;
pub mod close;
pub mod create;
mod limits;
pub mod network;
pub mod offer;
mod order;
pub mod refund;
pub mod sandbox;
pub mod webhook;

use std::sync::Arc;

use domain::ids::{BillerId, CheckoutId};
use psp::{Connection, Http, Kind, Provider};
use tokio::sync::Notify;
use usecases::checkouts::{CheckoutRow, ConnectionId, ConnectionSecrets, ProviderConnection};
use usecases::{Caller, Input, Principal, Query, Services, UseCase, UseCaseError, ask, execute};

use crate::config::Settings;
pub use limits::Limits;
use network::Network;

/// Why a provider was not asked, or why the result is not known.
#[derive(Debug, thiserror::Error)]
pub enum NotAsked {
    #[error(transparent)]
    Provider(#[from] psp::PspError),
    /// The use case or the database failed.
    #[error(transparent)]
    UseCase(#[from] UseCaseError),
    /// The connection cannot be used.
    #[error("connection {0}: {1}")]
    Connection(ConnectionId, &'static str),
    /// The provider's answer is not about this checkout: nothing may be booked.
    #[error("checkout {0}: {1}; nothing was booked, a person has to look at it")]
    Mismatch(CheckoutId, psp::Mismatch),
}

impl From<usecases::StoreError> for NotAsked {
    fn from(error: usecases::StoreError) -> Self {
        Self::UseCase(error.into())
    }
}

#[derive(Clone)]
pub struct Providers(Arc<Parts>);

struct Parts {
    services: Services,
    base_url: String,
    sandbox_url: String,
    http: Arc<Network>,
    wake: Notify,
}

impl Providers {
    /// Providers over the network, and the sandbox provider, which is in this program.
    #[must_use]
    pub fn new(services: Services, settings: &Settings) -> Self {
        let base_url = settings.base_url.clone();
        let sandbox_url = settings.sandbox_url.clone().unwrap_or_else(|| base_url.clone());
        let http = Arc::new(Network::new(services.clone(), sandbox_url.clone()));
        Self(Arc::new(Parts { services, base_url, sandbox_url, http, wake: Notify::new() }))
    }

    #[must_use]
    pub fn services(&self) -> &Services {
        &self.0.services
    }

    /// The address at which people and providers reach this server.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.0.base_url
    }

    /// Where the sandbox provider's pages are.
    #[must_use]
    pub fn sandbox_url(&self) -> &str {
        &self.0.sandbox_url
    }

    #[must_use]
    pub fn http(&self) -> Arc<dyn Http> {
        Arc::clone(&self.0.http) as Arc<dyn Http>
    }

    /// A job was just written that somebody waits for.
    pub fn wake(&self) {
        self.0.wake.notify_one();
    }

    /// Waits for [`Self::wake`].
    pub async fn woken(&self) {
        self.0.wake.notified().await;
    }

    /// The provider of a connection.
    ///
    /// # Errors
    /// [`NotAsked::Connection`] if its secrets do not open, or if a newer version has created it.
    pub fn provider(&self, connection: &ProviderConnection) -> Result<Box<dyn Provider>, NotAsked> {
        let unusable = |why| NotAsked::Connection(connection.id, why);
        let kind: Kind =
            connection.provider.parse().map_err(|()| unusable("this version does not know the provider"))?;
        let keys = &self.0.services.link_keys;
        let secrets = ConnectionSecrets::open(keys, connection)
            .ok_or_else(|| unusable("its keys do not open under BILLOW_SECRET_KEY; store them again"))?;
        let base_url = match (&connection.base_url, kind.base_url()) {
            (Some(url), _) => url.trim_end_matches('/').to_owned(),
            (None, Some(url)) => url.to_owned(),
            (None, None) => network::sandbox_base(connection.id),
        };
        let connection =
            Connection { kind, base_url, api_key: secrets.api_key, webhook_secret: secrets.webhook_secret };
        Ok(psp::connect(connection, self.http()))
    }

    /// The address of a connection's webhooks.
    #[must_use]
    pub fn webhook_url(&self, connection: &ProviderConnection) -> String {
        format!("{}/hooks/{}/{}", self.0.base_url, connection.provider, connection.id)
    }

    /// A checkout with its connection and provider.
    async fn at(&self, biller: BillerId, checkout: CheckoutId) -> Result<AtProvider, NotAsked> {
        let row = self
            .0
            .services
            .node()
            .checkout_row(biller, checkout)
            .await?
            .ok_or(UseCaseError::NotFound("checkout"))?;
        let connection = self.connection(biller, row.connection).await?;
        let provider = self.provider(&connection)?;
        Ok(AtProvider { row, connection, provider })
    }

    async fn connection(
        &self,
        biller: BillerId,
        connection: ConnectionId,
    ) -> Result<ProviderConnection, NotAsked> {
        let found = self.0.services.node().provider_connection(connection).await?;
        Ok(found.filter(|found| found.biller == biller).ok_or(UseCaseError::NotFound("connection"))?)
    }

    /// Runs a query as Billow itself.
    async fn ask<Q: Query>(&self, biller: BillerId, query: Q) -> Result<Q::Output, UseCaseError> {
        ask(&self.0.services, &caller(biller), query).await
    }

    /// Runs a use case as Billow itself.
    async fn run<U: UseCase>(&self, biller: BillerId, use_case: U) -> Result<U::Output, NotAsked> {
        self.run_once(biller, use_case, None).await
    }

    /// The same, once for a key.
    async fn run_once<U: UseCase>(
        &self,
        biller: BillerId,
        use_case: U,
        key: Option<String>,
    ) -> Result<U::Output, NotAsked> {
        let caller = caller(biller);
        Ok(execute(&self.0.services, caller, Input { use_case, key }).await?.output)
    }
}

/// Billow as a caller.
const fn caller(biller: BillerId) -> Caller {
    Caller { biller, principal: Principal::System { task: "providers" } }
}

/// A checkout with its connection and provider.
struct AtProvider {
    row: CheckoutRow,
    connection: ProviderConnection,
    provider: Box<dyn Provider>,
}
