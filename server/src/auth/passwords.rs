//! Hashes and compares passwords with Argon2id, on threads of their own, a few at a time.

use std::num::NonZero;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;
use usecases::{LONGEST_PASSWORD_BYTES, PasswordHash};
use uuid::Uuid;

/// OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// How many are computed at a time: each takes a core for tens of milliseconds.
const AT_ONCE: usize = 4;
/// How long a computation may wait for its turn.
const PATIENCE: Duration = Duration::from_secs(5);
/// A hash of no password, for addresses that nobody has, so that the comparison takes as long.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlz$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Why a password was not checked.
#[derive(Debug, thiserror::Error)]
pub enum PasswordRefused {
    #[error("too many passwords are being checked at this moment")]
    Busy,
    /// The computation failed, or what is stored cannot be read.
    #[error("a password could not be checked: {0}")]
    Failed(String),
}

#[derive(Clone)]
pub struct Passwords(Arc<Semaphore>);

impl Default for Passwords {
    fn default() -> Self {
        let cores = available_parallelism().map_or(1, NonZero::get);
        Self(Arc::new(Semaphore::new(cores.min(AT_ONCE))))
    }
}

impl Passwords {
    /// Hashes a new password.
    ///
    /// # Errors
    /// [`PasswordRefused`].
    pub async fn hash(&self, password: SecretString) -> Result<PasswordHash, PasswordRefused> {
        self.compute(move || hash(&password)).await
    }

    /// Whether `password` is the one that `known` was made of. Without `known` it takes as long, and the answer is no.
    ///
    /// # Errors
    /// [`PasswordRefused`].
    pub async fn verify(
        &self,
        password: SecretString,
        known: Option<PasswordHash>,
    ) -> Result<bool, PasswordRefused> {
        self.compute(move || verify(&password, known.as_ref())).await
    }

    async fn compute<T: Send + 'static>(
        &self,
        compute: impl FnOnce() -> Result<T, PasswordRefused> + Send + 'static,
    ) -> Result<T, PasswordRefused> {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.0).acquire_owned()).await;
        let turn = turn.map_err(|_| PasswordRefused::Busy)?.map_err(|_| PasswordRefused::Busy)?;
        let computed = tokio::task::spawn_blocking(move || {
            // Released when the computation has ended, even if the caller has gone.
            let _turn = turn;
            compute()
        });
        computed.await.map_err(|error| PasswordRefused::Failed(error.to_string()))?
    }
}

fn argon2() -> Result<Argon2<'static>, PasswordRefused> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(failed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(password: &SecretString) -> Result<PasswordHash, PasswordRefused> {
    let salt = SaltString::encode_b64(Uuid::new_v4().as_bytes()).map_err(failed)?;
    let phc = argon2()?.hash_password(password.expose_secret().as_bytes(), &salt).map_err(failed)?;
    Ok(PasswordHash::of_phc(phc.to_string()))
}

fn verify(password: &SecretString, known: Option<&PasswordHash>) -> Result<bool, PasswordRefused> {
    use argon2::password_hash::{Error, PasswordHash as Phc};
    let password = password.expose_secret().as_bytes();
    // A text longer than any password matches nothing, and is not hashed in full.
    let known = known.filter(|_| password.len() <= LONGEST_PASSWORD_BYTES);
    let password = password.get(..LONGEST_PASSWORD_BYTES).unwrap_or(password);
    let parsed = Phc::new(known.map_or(NOBODYS, PasswordHash::as_phc)).map_err(failed)?;
    match argon2()?.verify_password(password, &parsed) {
        Ok(()) => Ok(known.is_some()),
        Err(Error::Password) => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

fn failed(error: impl std::fmt::Display) -> PasswordRefused {
    PasswordRefused::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use argon2::password_hash::PasswordHash as Phc;

    use super::*;

    fn secret(text: &str) -> SecretString {
        text.to_owned().into()
    }

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other_one() {
        let passwords = Passwords::default();
        let known = passwords.hash(secret("lamp fjord biscuit")).await.unwrap();
        assert!(known.as_phc().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", known.as_phc());
        assert!(passwords.verify(secret("lamp fjord biscuit"), Some(known.clone())).await.unwrap());
        assert!(!passwords.verify(secret("lamp fjord biscuits"), Some(known.clone())).await.unwrap());
        assert_ne!(known, passwords.hash(secret("lamp fjord biscuit")).await.unwrap(), "salted");
    }

    #[tokio::test]
    async fn where_nobody_has_the_address_the_same_work_is_done_in_vain() {
        let passwords = Passwords::default();
        assert!(!passwords.verify(secret("lamp fjord biscuit"), None).await.unwrap());
        let known = passwords.hash(secret("lamp fjord biscuit")).await.unwrap();
        let (one, other) = (Phc::new(NOBODYS).unwrap(), Phc::new(known.as_phc()).unwrap());
        assert_eq!((one.algorithm, one.version), (other.algorithm, other.version));
        assert_eq!(one.params, other.params);
        let length = |phc: &Phc<'_>| phc.hash.unwrap().len();
        assert_eq!(length(&one), length(&other));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_waits_too_long_for_a_turn_is_told() {
        let passwords = Passwords(Arc::new(Semaphore::new(0)));
        let waited = passwords.verify(secret("lamp fjord biscuit"), None).await;
        assert!(matches!(waited, Err(PasswordRefused::Busy)), "{waited:?}");
    }
}
