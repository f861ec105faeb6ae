//! One type for each kind of id, so that a payer's id cannot be used as an invoice's.
//!
//! Ids are UUIDs made outside the domain (version 7, so that they sort by age) and shown as
//! lowercase hyphenated text.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

id! {
    /// A biller: the tenant that every row belongs to.
    BillerId,
    /// An invoice, and the stream of its events.
    InvoiceId,
    /// A payer, and the stream of its events.
    PayerId,
    /// Money that arrived or is on its way; `payment_id` in the API.
    PaymentId,
    /// A credit note, and the stream of its events.
    CreditNoteId,
    /// A message in an invoice's conversation.
    MessageId,
    /// A row of erasable content: names, addresses, messages, the original document.
    ContentId,
    /// A link to an invoice's page.
    LinkId,
    StaffId,
    /// A job: a side effect that waits for its time.
    JobId,
    /// A proposal in an invoice's conversation.
    ProposalId,
    /// A fee on top of an invoice.
    FeeId,
    /// A file that came with a message.
    AttachmentId,
    /// A dispute about an invoice.
    DisputeId,
    /// An attempt to pay at a payment provider.
    CheckoutId,
    RefundId,
}

impl PayerId {
    /// The owner of content about money whose payer is not yet known.
    pub const UNASSIGNED: Self = Self(Uuid::nil());
}
