//! Billers and their API keys.

use async_trait::async_trait;
use domain::ids::BillerId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::ports::NewApiKey;
use crate::kernel::biller::Biller;
use crate::kernel::error::{FieldProblem, UseCaseError};
use crate::kernel::ports::{Transaction, Transactional, UseCaseResult};
use domain::Timestamp;

/// Creates a biller or changes its settings.
#[derive(Debug, Clone)]
pub struct BillerSetUp(pub Biller);

#[async_trait]
impl Transactional for BillerSetUp {
    async fn run(&self, tx: &mut dyn Transaction) -> Result<UseCaseResult, UseCaseError> {
        let problem = |place: &str, message: String| FieldProblem {
            place: place.into(),
            rule: "invalid".into(),
            message,
        };
        let mut problems = Vec::new();
        let colour = self.0.colour.strip_prefix('#').unwrap_or_default();
        if colour.len() != 6 || !colour.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            problems.push(problem("/colour", format!("“{}” is not a colour like #0b6e63", self.0.colour)));
        }
        if self.0.clock_offset_ms != 0 && !self.0.sandbox {
            problems.push(problem("/clock_offset_ms", "only a sandbox biller's clock moves".into()));
        }
        if !problems.is_empty() {
            return Err(UseCaseError::Invalid(problems));
        }
        tx.put_biller(&self.0).await?;
        Ok(UseCaseResult { body: "null".into(), repeated: false })
    }
}

/// Adds an API key.
#[derive(Debug, Clone)]
pub struct ApiKey {
    pub biller: BillerId,
    pub name: String,
    /// [`hash_api_key`] of the key.
    pub hash: Vec<u8>,
    pub at: Timestamp,
}

#[async_trait]
impl Transactional for ApiKey {
    async fn run(&self, tx: &mut dyn Transaction) -> Result<UseCaseResult, UseCaseError> {
        let Self { biller, name, hash, at } = self.clone();
        tx.put_api_key(&NewApiKey { biller, name, hash, at }).await?;
        Ok(UseCaseResult { body: "null".into(), repeated: false })
    }
}

/// A new API key: `blw_` and 244 random bits. It is shown once and stored only as its hash.
#[must_use]
pub fn make_api_key() -> String {
    format!("blw_{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

/// The stored form of an API key. The key is random and long, so a fast hash is enough.
#[must_use]
pub fn hash_api_key(key: &str) -> Vec<u8> {
    Sha256::digest(key.as_bytes()).to_vec()
}
