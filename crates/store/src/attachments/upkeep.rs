//! How attachments end: marked for deletion first, removed once their bytes are deleted.

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{AttachmentId, BillerId};
use usecases::{UseCaseError, UseCaseResult};

use super::rows;
use crate::maintenance::nothing;
use crate::transaction::SqlTransaction;
use crate::writer::WriteTask;

/// Marks files for deletion that were uploaded before this instant and never posted.
pub(super) struct GiveUp(pub(super) Timestamp);

#[async_trait]
impl WriteTask for GiveUp {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        let given_up = rows::give_up_waiting(tx.conn().await?, self.0).await;
        tx.check(given_up)?;
        Ok(nothing())
    }
}

/// Removes the row of an attachment whose bytes are deleted, and its name.
pub(super) struct Forget(pub(super) BillerId, pub(super) AttachmentId);

#[async_trait]
impl WriteTask for Forget {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        let forgotten = rows::forget(tx.conn().await?, self.0, self.1).await;
        tx.check(forgotten)?;
        tx.erased = true;
        Ok(nothing())
    }
}
