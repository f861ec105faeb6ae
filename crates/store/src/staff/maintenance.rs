//! What is written about sessions outside of use cases.

use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use domain::Timestamp;
use usecases::{UseCaseError, UseCaseResult};

use super::sessions;
use crate::maintenance::nothing;
use crate::transaction::SqlTransaction;
use crate::writer::WriteTask;

/// Writes that a session is in use.
pub(super) struct TouchSession {
    token_hash: Vec<u8>,
    now: Timestamp,
}

impl TouchSession {
    pub(super) fn new(token_hash: &[u8], now: Timestamp) -> Self {
        Self { token_hash: token_hash.to_vec(), now }
    }
}

#[async_trait]
impl WriteTask for TouchSession {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        let touched = sessions::touch(tx.conn().await?, &self.token_hash, self.now).await;
        tx.check(touched)?;
        Ok(nothing())
    }
}

pub(super) struct PurgeSessions {
    now: Timestamp,
    purged: AtomicU64,
}

impl PurgeSessions {
    pub(super) fn new(now: Timestamp) -> Self {
        Self { now, purged: AtomicU64::new(0) }
    }

    pub(super) fn purged(&self) -> u64 {
        self.purged.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl WriteTask for PurgeSessions {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        let purged = sessions::purge(tx.conn().await?, self.now).await;
        let purged = tx.check(purged)?;
        tx.erased |= purged > 0;
        self.purged.store(purged, Ordering::Relaxed);
        Ok(nothing())
    }
}
