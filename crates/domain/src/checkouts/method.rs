//! Ways to pay at a payment provider, as payers choose them.

use serde::{Deserialize, Serialize};

use crate::money::Currency;
use crate::payments::Method;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckoutMethod {
    Card,
    /// iDEAL, from Dutch bank accounts.
    Ideal,
    Paypal,
    Swish,
}

impl CheckoutMethod {
    /// All methods, in the order in which payers see them.
    pub const ALL: [Self; 4] = [Self::Card, Self::Ideal, Self::Paypal, Self::Swish];

    /// The name in forms, settings and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Ideal => "ideal",
            Self::Paypal => "paypal",
            Self::Swish => "swish",
        }
    }

    /// The payment method under which such a payment is recorded.
    #[must_use]
    pub const fn payment_method(self) -> Method {
        match self {
            Self::Card => Method::Card,
            Self::Ideal | Self::Paypal | Self::Swish => Method::Wallet,
        }
    }

    /// Whether an amount of this currency can be paid this way: some methods belong to one country.
    #[must_use]
    pub fn takes(self, currency: Currency) -> bool {
        match self {
            Self::Card | Self::Paypal => true,
            Self::Ideal => currency.code() == "EUR",
            Self::Swish => currency.code() == "SEK",
        }
    }
}

impl std::str::FromStr for CheckoutMethod {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|method| method.as_str() == text).ok_or(())
    }
}
