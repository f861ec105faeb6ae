//! Moving the clock of a sandbox biller.

use async_trait::async_trait;
use domain::ids::BillerId;
use usecases::{UseCaseError, UseCaseResult};

use super::rows;
use crate::maintenance::{Outcome, nothing};
use crate::transaction::SqlTransaction;
use crate::writer::WriteTask;

/// Moves a sandbox clock.
pub(crate) struct AdvanceClock {
    biller: BillerId,
    by_ms: i64,
    stands_at: Outcome<i64>,
}

impl AdvanceClock {
    pub(crate) fn new(biller: BillerId, by_ms: i64) -> Self {
        Self { biller, by_ms, stands_at: Outcome::default() }
    }

    pub(crate) fn stands_at(&self) -> i64 {
        self.stands_at.take()
    }
}

#[async_trait]
impl WriteTask for AdvanceClock {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        let moved = rows::advance_clock(tx.conn().await?, self.biller, self.by_ms).await;
        self.stands_at.put(tx.check(moved)?);
        Ok(nothing())
    }
}
