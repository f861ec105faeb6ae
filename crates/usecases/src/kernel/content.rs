//! What people wrote and who they are: rows beside the log that can be erased.

use async_trait::async_trait;
use domain::ids::{BillerId, ContentId, PayerId};
use serde::{Deserialize, Serialize};

use crate::kernel::error::{StoreError, UseCaseError};
use crate::kernel::personal_data::Erasure;
use crate::kernel::unit_of_work::UnitOfWork;

/// What a transaction reads and writes of erasable content.
#[async_trait]
pub trait ContentTransaction: Send {
    /// Writes a content row; an empty one where the payer was forgotten and the kind does not outlive that.
    async fn put_content(&mut self, content: &Content) -> Result<(), StoreError>;

    /// Writes many content rows.
    async fn put_contents(&mut self, contents: &[Content]) -> Result<(), StoreError>;

    /// What a person wrote, unless erased.
    async fn content_text(
        &mut self,
        biller: BillerId,
        content: ContentId,
    ) -> Result<Option<String>, StoreError>;

    /// Erases what every area keeps about the payer and declares as [`Erasure::Forgotten`]. Answers how many content rows
    /// were emptied.
    async fn erase_content(&mut self, biller: BillerId, payer: PayerId) -> Result<u64, StoreError>;
}

/// A kind of erasable content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContentKind {
    /// Name, address and contact points of a payer (JSON of `domain::invoices::document::Party`).
    Payer,
    /// The buyer as a document names it (JSON of `domain::invoices::document::Party`).
    Buyer,
    Message,
    /// Why staff did something.
    Reason,
    /// The name of a file that somebody attached.
    FileName,
    /// What somebody agreed to, when and from where (JSON of [`crate::Consent`]); kept as long as bookkeeping
    /// asks for it.
    Consent,
    /// What a bank says about a transfer (JSON of `domain::payments::Remittance`).
    Remittance,
    /// The original bytes of a document; kept as long as bookkeeping asks for it.
    Original,
}

impl ContentKind {
    pub const ALL: [Self; 8] = [
        Self::Payer,
        Self::Buyer,
        Self::Message,
        Self::Reason,
        Self::FileName,
        Self::Consent,
        Self::Remittance,
        Self::Original,
    ];

    /// How it goes. What is written for somebody who was forgotten before is not kept either, unless its kind is.
    #[must_use]
    pub const fn goes(self) -> Erasure {
        match self {
            Self::Payer | Self::Buyer | Self::Message | Self::Reason | Self::FileName | Self::Remittance => {
                Erasure::Forgotten
            }
            Self::Consent => Erasure::Kept {
                until: "bookkeeping no longer needs the invoice",
                why: "it proves why the invoice changed: the exact text that was agreed to, with the words of the \
                      proposal, and keyed codes of address and browser",
            },
            Self::Original => Erasure::Kept {
                until: "bookkeeping no longer needs the document",
                why: "an invoice that came in as a file is a voucher, which the law has kept byte for byte; nobody \
                      but the biller is shown it",
            },
        }
    }

    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Payer => "payer",
            Self::Buyer => "buyer",
            Self::Message => "message",
            Self::Reason => "reason",
            Self::FileName => "file_name",
            Self::Consent => "consent",
            Self::Remittance => "remittance",
            Self::Original => "original",
        }
    }
}

/// A row of erasable content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub id: ContentId,
    pub biller: BillerId,
    pub payer: PayerId,
    pub kind: ContentKind,
    /// The bytes; text is UTF-8.
    pub data: Vec<u8>,
}

impl UnitOfWork<'_> {
    /// Writes a content row and answers its id.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn write_content(
        &mut self,
        payer: PayerId,
        kind: ContentKind,
        data: Vec<u8>,
    ) -> Result<ContentId, UseCaseError> {
        let id = ContentId(self.next_id());
        self.tx.put_content(&Content { id, biller: self.biller.id, payer, kind, data }).await?;
        Ok(id)
    }

    /// Writes a reason, where one is given.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn write_reason(
        &mut self,
        payer: PayerId,
        reason: Option<&str>,
    ) -> Result<Option<ContentId>, UseCaseError> {
        match reason.map(str::trim).filter(|reason| !reason.is_empty()) {
            Some(reason) => {
                let data = reason.as_bytes().to_vec();
                Ok(Some(self.write_content(payer, ContentKind::Reason, data).await?))
            }
            None => Ok(None),
        }
    }
}
