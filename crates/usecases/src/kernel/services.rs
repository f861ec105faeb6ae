//! The services that are created at start-up, one line for each port that an adapter implements.

use std::sync::Arc;

use crate::checkouts::ProviderLimits;
use crate::kernel::caller::{Clock, IdGenerator};
use crate::kernel::keys::LinkKeys;
use crate::kernel::node::NodeStore;
use crate::kernel::ports::Store;

/// What every use case needs, created at start-up. The database cannot be reached through it: callers go through
/// [`crate::execute()`] or [`crate::ask`], which check access.
#[derive(Clone)]
pub struct Services {
    pub(crate) store: Arc<dyn Store>,
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn IdGenerator>,
    /// Keys that make the tokens of links.
    pub link_keys: Arc<LinkKeys>,
    /// The amounts that payment providers can charge.
    pub provider_limits: Arc<dyn ProviderLimits>,
}

/// Permission to use the whole database, for the command line and tools beside it: whoever runs them has its file and
/// its keys anyway.
#[derive(Debug, Clone, Copy)]
pub struct OperatorAccess;

impl Services {
    /// Puts the services together.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn IdGenerator>,
        link_keys: Arc<LinkKeys>,
        provider_limits: Arc<dyn ProviderLimits>,
    ) -> Self {
        Self { store, clock, ids, link_keys, provider_limits }
    }

    /// What the node itself needs of the database.
    #[must_use]
    pub fn node(&self) -> NodeStore {
        NodeStore(Arc::clone(&self.store))
    }

    #[must_use]
    pub fn store(&self, _: OperatorAccess) -> &Arc<dyn Store> {
        &self.store
    }
}
