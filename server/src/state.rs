//! What every handler can use.

use std::sync::Arc;

use files::BlobStore;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio_util::sync::CancellationToken;
use usecases::{Caller, Query, Services, UseCaseError};

use crate::auth::Passwords;
use crate::config::Settings;
use crate::limits::Limits;
use crate::live::{Hub, Inboxes};
use crate::providers::Providers;

/// The running node: services, hub, limits and settings, shared by all handlers.
#[derive(Clone)]
pub struct App(Arc<Parts>);

pub struct Parts {
    /// Database, clock, ids and keys.
    pub services: Services,
    /// The bytes of attachments.
    pub files: BlobStore,
    /// Who has which invoice open on this node.
    pub hub: Hub,
    /// Who listens to the inbox of which biller on this node.
    pub inboxes: Inboxes,
    pub limits: Limits,
    pub passwords: Passwords,
    /// The connections to payment providers.
    pub providers: Providers,
    pub settings: Settings,
    pub metrics: PrometheusHandle,
    /// Cancelled when the node has to stop: see [`crate::node::serve`].
    pub stop: CancellationToken,
}

impl App {
    #[must_use]
    pub fn new(services: Services, settings: Settings, files: BlobStore, metrics: PrometheusHandle) -> Self {
        let limits = Limits::new(settings.trusted_proxies.clone(), settings.sockets_per_address);
        let providers = Providers::new(services.clone(), &settings);
        let (hub, stop) = (Hub::default(), CancellationToken::new());
        Self(Arc::new(Parts {
            services,
            files,
            hub,
            inboxes: Inboxes::default(),
            limits,
            passwords: Passwords::default(),
            providers,
            settings,
            metrics,
            stop,
        }))
    }

    /// Runs a query for a caller.
    ///
    /// # Errors
    /// The errors of [`usecases::ask`].
    pub async fn ask<Q: Query>(&self, caller: &Caller, query: Q) -> Result<Q::Output, UseCaseError> {
        usecases::ask(&self.services, caller, query).await
    }
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
