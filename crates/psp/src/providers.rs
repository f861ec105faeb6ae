//! The facts about each provider, and the way from a connection to its provider.

use std::sync::Arc;

use domain::Money;

use crate::connection::{Connection, Kind};
use crate::http::Http;
use crate::provider::Provider;
use crate::{mollie, sandbox, stripe};

impl Kind {
    /// Whether this amount can be paid there: methods that must fail are not shown.
    #[must_use]
    pub fn takes(self, amount: Money) -> bool {
        match self {
            Self::Sandbox => true,
            Self::Stripe => stripe::takes(amount),
            Self::Mollie => mollie::takes(amount),
        }
    }

    /// The provider's address; the sandbox is part of this program.
    #[must_use]
    pub const fn base_url(self) -> Option<&'static str> {
        match self {
            Self::Sandbox => None,
            Self::Stripe => Some(stripe::BASE_URL),
            Self::Mollie => Some(mollie::BASE_URL),
        }
    }
}

/// The provider that a connection leads to.
#[must_use]
pub fn connect(connection: Connection, http: Arc<dyn Http>) -> Box<dyn Provider> {
    match connection.kind {
        Kind::Sandbox => Box::new(sandbox::Sandbox::new(connection, http)),
        Kind::Stripe => Box::new(stripe::Stripe::new(connection, http)),
        Kind::Mollie => Box::new(mollie::Mollie::new(connection, http)),
    }
}
