//! Erasable content: texts that people wrote and their personal details, in rows beside the log.

use async_trait::async_trait;
use domain::ids::{BillerId, ContentId, PayerId};
use serde::{Deserialize, Serialize};

use crate::kernel::error::{StoreError, UseCaseError};
use crate::kernel::personal_data::Erasure;
use crate::kernel::unit_of_work::UnitOfWork;

/// Reads and writes of erasable content within a transaction.
#[async_trait]
pub trait ContentTransaction: Send {
    /// Writes a content row; an empty one if the payer was forgotten and the kind is not kept after that.
    async fn put_content(&mut self, content: &Content) -> Result<(), StoreError>;

    /// Writes many content rows.
    async fn put_contents(&mut self, contents: &[Content]) -> Result<(), StoreError>;

    /// A content row's text, unless erased.
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
    /// What somebody agreed to, when and from where (JSON of [`crate::Consent`]); kept as long as bookkeeping requires.
    Consent,
    /// What a bank says about a transfer (JSON of `domain::payments::Remittance`).
    Remittance,
    /// The original bytes of a document; kept as long as bookkeeping requires.
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

    /// How it ends. Content for a payer who was already forgotten is stored only if its kind outlives that.
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
    /// Writes a content row and returns its id.
    ///
    /// # Errors
    /// The database's error.
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
    /// The database's error.
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
