//! What every handler can reach.

use std::sync::Arc;

use metrics_exporter_prometheus::PrometheusHandle;
use tokio_util::sync::CancellationToken;
use usecases::Services;

use crate::config::Settings;
use crate::limits::Limits;
use crate::live::Hub;

/// The running node: services, hub, limits and settings, shared by all handlers.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What is inside.
pub struct Parts {
    /// Database, clock, ids and keys.
    pub services: Services,
    /// Who has which invoice open on this node.
    pub hub: Hub,
    /// How much anybody may ask for.
    pub limits: Limits,
    /// What the operator set.
    pub settings: Settings,
    /// What the node counts.
    pub metrics: PrometheusHandle,
    /// Cancelled when the node shall stop: see [`crate::node::serve`].
    pub stop: CancellationToken,
}

impl App {
    /// Puts a node together.
    #[must_use]
    pub fn new(services: Services, settings: Settings, metrics: PrometheusHandle) -> Self {
        let limits = Limits::new(settings.trusted_proxies.clone(), settings.sockets_per_address);
        let (hub, stop) = (Hub::default(), CancellationToken::new());
        Self(Arc::new(Parts { services, hub, limits, settings, metrics, stop }))
    }
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
