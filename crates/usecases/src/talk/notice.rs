//! The payer is away: a job says that something waits to be read, once for each pause in the conversation.

use domain::Timestamp;
use domain::ids::{InvoiceId, JobId};
use serde::{Deserialize, Serialize};

use crate::error::UseCaseError;
use crate::execute::Desk;
use crate::ports::NewJob;

/// The purpose of the job. The channels that deliver it check again whether it is still unread.
pub const NOTIFY_PAYER: &str = "notify_payer";
/// Whoever has the page open reads it within this time, and nothing has to be sent.
const READ_WITHIN_MS: i64 = 60_000;

/// What the job knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotifyPayer {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Up to which number of its log the payer had read when it was written.
    pub seen: i64,
    /// The first thing said after that.
    pub seq: i64,
}

impl Desk<'_> {
    /// Writes the job that tells the payer of what was just said, unless one was written since the payer read
    /// last: the number up to which they have read is what makes it unique.
    pub(crate) async fn notify_payer(&mut self, invoice: InvoiceId) -> Result<(), UseCaseError> {
        let state = self.invoice_now(invoice)?;
        let (seen, seq) = (state.conversation.payer_seen, state.conversation.biller_said);
        let notice = NotifyPayer { invoice, seen, seq };
        let job = NewJob {
            id: JobId(self.fresh()),
            biller: self.biller_id(),
            purpose: NOTIFY_PAYER.into(),
            unique: format!("{invoice}:{seen}"),
            payload: serde_json::to_string(&notice).unwrap_or_default(),
            due_at: Timestamp(self.context.now.0.saturating_add(READ_WITHIN_MS)),
        };
        self.tx.enqueue(&job).await?;
        Ok(())
    }
}
