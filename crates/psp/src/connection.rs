//! A biller's account at a provider, and which providers there are.

use domain::checkouts::method::CheckoutMethod;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Billow's own, which moves no money.
    Sandbox,
    Stripe,
    Mollie,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Sandbox, Self::Stripe, Self::Mollie];

    /// The name in addresses, settings and payments.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Stripe => "stripe",
            Self::Mollie => "mollie",
        }
    }

    /// The methods that payers can choose there.
    #[must_use]
    pub const fn methods(self) -> &'static [CheckoutMethod] {
        match self {
            Self::Sandbox | Self::Stripe => {
                &[CheckoutMethod::Card, CheckoutMethod::Ideal, CheckoutMethod::Paypal, CheckoutMethod::Swish]
            }
            Self::Mollie => &[CheckoutMethod::Card, CheckoutMethod::Ideal, CheckoutMethod::Paypal],
        }
    }

    /// Whether its webhooks are signed, so that a connection needs a secret to check them with.
    #[must_use]
    pub const fn signs_webhooks(self) -> bool {
        match self {
            Self::Sandbox | Self::Stripe => true,
            Self::Mollie => false,
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(())
    }
}

/// How a biller reaches a provider. Its secrets are not printed.
#[derive(Debug, Clone)]
pub struct Connection {
    pub kind: Kind,
    /// The base address without a trailing slash.
    pub base_url: String,
    /// The biller's key there.
    pub api_key: SecretString,
    /// The secret that signs webhooks.
    pub webhook_secret: Option<SecretString>,
}
