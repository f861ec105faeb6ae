//! Sessions of staff: a random token in a cookie; only its hash is stored.

use std::fmt;

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Timestamp;
use domain::ids::{BillerId, StaffId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::StaffMember;
use super::manage::{end_all, find};
use crate::kernel::access::{About, Who};
use crate::kernel::audit::{Audited, Subject};
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// A session ends after this time, even if it is in use: a working day. Milliseconds of real time.
pub const SESSION_LASTS_MS: i64 = 12 * 60 * 60 * 1000;
/// An unused session ends after this time. Milliseconds of real time.
pub const SESSION_IDLE_MS: i64 = 2 * 60 * 60 * 1000;
/// The use of a session is recorded at most this often, so that page views rarely write. Milliseconds of real time.
pub const SESSION_NOTED_EVERY_MS: i64 = 60 * 1000;
/// The most sessions of a person: a further one ends the oldest.
pub const SESSIONS_EACH: i64 = 20;

/// The secret in the cookie. `Debug` does not print it.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    /// A new token of 256 random bits.
    #[must_use]
    pub fn random() -> Self {
        // Three random ids hold 366 random bits; the hash turns them into 256 evenly spread ones.
        let mut hash = Sha256::new();
        for _ in 0..3 {
            hash.update(Uuid::new_v4().as_bytes());
        }
        Self(URL_SAFE_NO_PAD.encode(hash.finalize()))
    }

    /// The text in the cookie: 43 URL-safe characters.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        session_token_hash(&self.0)
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// The stored value that finds a session by the token of a cookie. The token is random and long, so a fast hash is
/// enough.
#[must_use]
pub fn session_token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// A session. Times are real time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    pub biller: BillerId,
    pub staff: StaffId,
    /// The person's generation when it was opened.
    pub generation: i64,
    pub created_at: Timestamp,
    /// When its use was last recorded.
    pub seen_at: Timestamp,
    /// When it ends, even if it is in use.
    pub expires_at: Timestamp,
}

/// A valid session with its person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownSession {
    pub session: Session,
    /// The person in its current state.
    pub member: StaffMember,
}

/// Opens a session for a person whose password was right.
#[derive(Debug, Clone, Serialize)]
pub struct LogIn {
    pub staff: StaffId,
    /// The generation whose password was compared: a concurrent change of the password makes this log-in fail.
    pub generation: i64,
    /// [`SessionToken::hash`] of a new token.
    pub token_hash: Vec<u8>,
    /// The browser's previous session: it ends.
    pub instead_of: Option<Vec<u8>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedIn {
    /// When it ends, real time.
    pub expires_at: Timestamp,
}

#[async_trait]
impl UseCase for LogIn {
    type Output = LoggedIn;
    const NAME: &'static str = "log_in";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Oneself];
    const AUDITED: Audited = Audited::Always;

    fn about(&self) -> About {
        About::Staff(self.staff)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<LoggedIn, UseCaseError> {
        let member = find(unit, self.staff).await?;
        if member.disabled_at.is_some() || member.generation != self.generation {
            return Err(UseCaseError::NotFound("staff member"));
        }
        if let Some(before) = &self.instead_of {
            unit.tx.end_session(member.biller, before).await?;
        }
        let now = unit.real_now();
        let expires_at = Timestamp(now.0.saturating_add(SESSION_LASTS_MS));
        unit.tx
            .open_session(&Session {
                token_hash: self.token_hash.clone(),
                biller: member.biller,
                staff: member.id,
                generation: member.generation,
                created_at: now,
                seen_at: now,
                expires_at,
            })
            .await?;
        Ok(LoggedIn { expires_at })
    }
}

/// Somebody tried a wrong password, or a disabled person tried to log in.
#[derive(Debug, Clone, Serialize)]
pub struct LogInFailed {
    /// The person whose address was given.
    pub staff: StaffId,
}

#[async_trait]
impl UseCase for LogInFailed {
    type Output = ();
    const NAME: &'static str = "log_in_failed";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::System];
    const AUDITED: Audited = Audited::Always;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<(), UseCaseError> {
        unit.note(Subject::staff(self.staff), None);
        Ok(())
    }
}

/// Ends one session.
#[derive(Debug, Clone, Serialize)]
pub struct LogOut {
    pub token_hash: Vec<u8>,
}

#[async_trait]
impl UseCase for LogOut {
    type Output = ();
    const NAME: &'static str = "log_out";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Staff];
    const AUDITED: Audited = Audited::Always;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<(), UseCaseError> {
        let biller = unit.biller_id();
        unit.tx.end_session(biller, &self.token_hash).await?;
        Ok(())
    }
}

/// Ends every session of a person.
#[derive(Debug, Clone, Serialize)]
pub struct LogOutEverywhere {
    pub staff: StaffId,
}

#[async_trait]
impl UseCase for LogOutEverywhere {
    type Output = ();
    const NAME: &'static str = "log_out_everywhere";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Oneself, Who::Admins, Who::Operator];
    const AUDITED: Audited = Audited::Always;

    fn about(&self) -> About {
        About::Staff(self.staff)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<(), UseCaseError> {
        let mut member = find(unit, self.staff).await?;
        end_all(unit, &mut member).await?;
        unit.tx.put_staff(&member).await?;
        unit.note(Subject::staff(member.id), None);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_token_has_256_bits_and_is_never_the_same() {
        let (one, other) = (SessionToken::random(), SessionToken::random());
        assert_eq!(URL_SAFE_NO_PAD.decode(one.reveal()).unwrap().len(), 32);
        assert_ne!(one, other);
        assert_eq!(one.hash(), session_token_hash(one.reveal()));
    }

    #[test]
    fn a_token_is_never_printed() {
        let token = SessionToken::random();
        assert!(!format!("{token:?}").contains(token.reveal()));
    }
}
