//! Somebody uploads a file, to post it with the next message or dispute.

use async_trait::async_trait;
use domain::conversations::Side;
use domain::ids::{AttachmentId, InvoiceId};
use domain::links::PayerAction;
use domain::{Refusal, StreamId};
use serde::{Deserialize, Serialize};

use super::ports::NewAttachment;
use crate::kernel::access::{About, Who};
use crate::kernel::content::ContentKind;
use crate::kernel::error::{FieldProblem, UseCaseError};
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// How many files of one side may wait on an invoice to be posted.
pub const MAX_WAITING: i64 = 20;
/// The most bytes of attachments that one invoice may have.
const MAX_INVOICE_BYTES: i64 = 200 * 1024 * 1024;

/// Records a file that has been checked. The caller stores its bytes after this succeeds. If that fails, the row is
/// purged like every other that was never posted.
#[derive(Debug, Clone, Serialize)]
pub struct Attach {
    pub invoice: InvoiceId,
    pub name: String,
    /// Detected from the content.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// SHA-256 of the bytes. It makes a retry under the same key the same content: a posted file is never replaced.
    pub sha256: [u8; 32],
}

/// The file can be posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    pub id: AttachmentId,
    pub media_type: String,
    /// In bytes.
    pub size: i64,
}

#[async_trait]
impl UseCase for Attach {
    type Output = Attached;
    const NAME: &'static str = "attach";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::Write), Who::Agents, Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Attached, UseCaseError> {
        let (biller, invoice) = (unit.biller_id(), self.invoice);
        unit.load(vec![StreamId::Invoice(invoice)]).await?;
        let payer = unit.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))?.payer;
        unit.load(vec![StreamId::Payer(payer)]).await?;
        if unit.books.payers.get(&payer).is_some_and(|account| account.forgotten) {
            return Err(Refusal::PayerForgotten.into());
        }
        let side = Side::of(&unit.context.actor);
        let held = unit.tx.attachments_held(biller, invoice, side).await?;
        if held.waiting >= MAX_WAITING {
            return Err(refuse(
                "file_too_many",
                format!("{MAX_WAITING} files wait to be posted already; post those first"),
            ));
        }
        if held.bytes.saturating_add(self.size) > MAX_INVOICE_BYTES {
            return Err(refuse("file_no_room", "no more files can be kept for this invoice".into()));
        }
        let id = AttachmentId(unit.next_id());
        let name = self.name.as_bytes().to_vec();
        let name = unit.write_content(payer, ContentKind::FileName, name).await?;
        let attachment = NewAttachment {
            id,
            biller,
            invoice,
            payer,
            side,
            media_type: self.media_type.clone(),
            size: self.size,
            name,
            uploaded_at: unit.real_now(),
        };
        unit.tx.put_attachment(&attachment).await?;
        Ok(Attached { id, media_type: self.media_type.clone(), size: self.size })
    }
}

fn refuse(rule: &str, message: String) -> UseCaseError {
    UseCaseError::Invalid(vec![FieldProblem { place: "/file".into(), rule: rule.into(), message }])
}
