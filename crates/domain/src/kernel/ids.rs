//! One type for each kind of id, so that a payer's id is never taken for an invoice's.
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
    /// A payer, and the stream of the payer.
    PayerId,
    /// Money that arrived or is on its way; `payment_id` in the API.
    PaymentId,
    /// A credit note, and the stream that says whether it has found its invoice.
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
    /// A proposal: a proposal in the conversation.
    ProposalId,
    /// A fee on top of an invoice.
    FeeId,
    /// A file that came with a message.
    AttachmentId,
    /// A dispute about an invoice.
    DisputeId,
    /// An attempt to pay at a payment provider.
    CheckoutId,
    /// Money that is paid back.
    RefundId,
}

impl PayerId {
    /// Content of money of which nobody knows yet whose it is is kept under this id.
    pub const UNASSIGNED: Self = Self(Uuid::nil());
}
