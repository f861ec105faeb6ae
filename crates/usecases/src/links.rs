//! Links are capabilities: whoever holds the token may see the invoice.
//!
//! A token is 128 bits of HMAC-SHA-256 over the link's id and generation, under a versioned key. It can
//! be shown again without being stored; only its hash is, to find the link.

use std::fmt;

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::{BillerId, InvoiceId, LinkId};
use domain::{StreamId, Timestamp};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::access::{Scope, Who};
use crate::audit::Subject;
use crate::error::UseCaseError;
use crate::execute::{UnitOfWork, UseCase};
use crate::ports::{Link, LinkPlace};

/// The secret part of a link's address. Not printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The text that stands in the address: 22 URL-safe characters.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// What is stored to find a link by its token.
#[must_use]
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The keys that make tokens, by version. New links use the newest one; links made under a version that
/// is no longer here still open, but cannot be shown again.
pub struct LinkKeys {
    newest: i64,
    keys: Vec<(i64, SecretString)>,
}

/// The setting with the secret key is not usable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretKeyError {
    /// A key is too short to be a secret.
    #[error("a secret key has at least 16 characters; make one with: openssl rand -hex 32")]
    TooShort,
    /// A version stands twice.
    #[error("version {0} of the secret key stands twice")]
    VersionTwice(i64),
}

impl LinkKeys {
    /// Reads `KEY` or `VERSION:KEY,VERSION:KEY…`; the highest version makes new links.
    ///
    /// # Errors
    /// [`SecretKeyError`].
    pub fn parse(setting: &SecretString) -> Result<Self, SecretKeyError> {
        let mut keys: Vec<(i64, SecretString)> = Vec::new();
        for part in setting.expose_secret().split(',') {
            let versioned =
                part.split_once(':').and_then(|(version, key)| Some((version.trim().parse().ok()?, key)));
            let (version, key) = versioned.unwrap_or((1, part));
            let key = key.trim();
            if key.len() < 16 {
                return Err(SecretKeyError::TooShort);
            }
            if keys.iter().any(|(known, _)| *known == version) {
                return Err(SecretKeyError::VersionTwice(version));
            }
            keys.push((version, key.to_owned().into()));
        }
        let newest = keys.iter().map(|(version, _)| *version).max().unwrap_or_default();
        Ok(Self { newest, keys })
    }

    /// The token of a link; none when its key's version is gone or it was made for another one.
    #[must_use]
    pub fn token(&self, link: &Link) -> Option<Token> {
        let token = self.compute(link.id, link.generation, link.key_version)?;
        (token_hash(&token.0) == link.token_hash).then_some(token)
    }

    fn compute(&self, id: LinkId, generation: i64, version: i64) -> Option<Token> {
        let bytes = self.mac(version, &[b"billow link 1", id.0.as_bytes(), &generation.to_be_bytes()])?;
        Some(Token(URL_SAFE_NO_PAD.encode(&bytes[..16])))
    }

    /// The API key of a sandbox biller: the same each time, so that it can be shown again. Other billers'
    /// keys are random and shown once.
    #[must_use]
    pub fn sandbox_api_key(&self, biller: BillerId) -> Option<String> {
        let bytes = self.mac(self.newest, &[b"billow sandbox api key 1", biller.0.as_bytes()])?;
        Some(format!("blw_{}", URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The password of a person of a sandbox biller: the same each time, so that it can be shown again.
    /// Other billers' people choose theirs.
    #[must_use]
    pub fn sandbox_password(&self, biller: BillerId, email: &str) -> Option<String> {
        // Without signs that are easily taken for others.
        const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let purpose = b"billow sandbox password 1";
        let bytes = self.mac(self.newest, &[purpose, biller.0.as_bytes(), email.as_bytes()])?;
        let signs: Vec<char> =
            bytes[..16].iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect();
        Some(signs.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-"))
    }

    /// A code for what must be provable and not readable, such as a network address. `purpose` keeps codes of
    /// different things apart.
    pub(crate) fn seal(&self, purpose: &str, what: &str) -> Option<String> {
        Some(URL_SAFE_NO_PAD.encode(self.mac(self.newest, &[purpose.as_bytes(), &[0], what.as_bytes()])?))
    }

    /// The version of the key that makes new tokens and codes.
    pub(crate) const fn newest_version(&self) -> i64 {
        self.newest
    }

    /// A code for `parts`, the first of which is the purpose: it keeps apart what is made with one secret.
    pub(crate) fn mac(&self, version: i64, parts: &[&[u8]]) -> Option<[u8; 32]> {
        let (_, key) = self.keys.iter().find(|(known, _)| *known == version)?;
        let mut mac = Hmac::<Sha256>::new_from_slice(key.expose_secret().as_bytes()).ok()?;
        for part in parts {
            mac.update(part);
        }
        Some(mac.finalize().into_bytes().into())
    }
}

/// Makes the link of a place, or shows the one that is there. A revoked or expired one is made anew
/// under another token.
#[derive(Debug, Clone, Serialize)]
pub struct MakeLink {
    pub invoice: InvoiceId,
    /// `email`, `sms`, `print` or `api`.
    pub channel: String,
    /// Which copy, from 1.
    pub copy: i64,
    /// When it ends, real time; never where there is none.
    pub expires_at: Option<Timestamp>,
    /// Replace the token of a link that still works, so that the old address ends.
    pub rotate: bool,
}

/// A link, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    pub link_id: LinkId,
    /// How many times it was made anew.
    pub generation: i64,
    pub key_version: i64,
    pub expires_at: Option<Timestamp>,
}

impl Made {
    /// The token, computed again: it is never stored, not even in an idempotency record.
    #[must_use]
    pub fn token(&self, keys: &LinkKeys) -> Option<Token> {
        keys.compute(self.link_id, self.generation, self.key_version)
    }
}

#[async_trait]
impl UseCase for MakeLink {
    type Output = Made;
    const NAME: &'static str = "make_link";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Invoices), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Made, UseCaseError> {
        unit.load(vec![StreamId::Invoice(self.invoice)]).await?;
        let recipient =
            unit.books.invoices.get(&self.invoice).ok_or(UseCaseError::NotFound("invoice"))?.payer;
        let place = LinkPlace {
            biller: unit.biller_id(),
            invoice: self.invoice,
            recipient,
            channel: self.channel.clone(),
            copy: self.copy,
        };
        make(unit, place, self.expires_at, self.rotate).await
    }
}

/// Makes the link of a place, or answers the one that is there and still works.
pub(crate) async fn make(
    unit: &mut UnitOfWork<'_>,
    place: LinkPlace,
    expires_at: Option<Timestamp>,
    rotate: bool,
) -> Result<Made, UseCaseError> {
    let now = unit.real_now();
    let known = unit.tx.link_at(&place).await?;
    let (id, generation, created_at) = match known {
        Some(link) if link.is_valid(now) && !rotate => {
            return Ok(Made {
                link_id: link.id,
                generation: link.generation,
                key_version: link.key_version,
                expires_at: link.expires_at,
            });
        }
        Some(link) => (link.id, link.generation + 1, link.created_at),
        None => (LinkId(unit.next_id()), 1, now),
    };
    let key_version = unit.link_keys().newest;
    let made = Made { link_id: id, generation, key_version, expires_at };
    let token = made.token(unit.link_keys()).ok_or(UseCaseError::NotFound("secret key"))?;
    let token_hash = token_hash(token.reveal());
    unit.tx
        .put_link(&Link {
            id,
            place,
            generation,
            key_version,
            token_hash,
            created_at,
            expires_at,
            revoked_at: None,
        })
        .await?;
    Ok(made)
}

/// Ends a link at once. Ending it again changes nothing.
#[derive(Debug, Clone, Serialize)]
pub struct RevokeLink {
    pub link: LinkId,
}

#[async_trait]
impl UseCase for RevokeLink {
    type Output = ();
    const NAME: &'static str = "revoke_link";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Invoices), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<(), UseCaseError> {
        let mut link =
            unit.tx.link(unit.biller_id(), self.link).await?.ok_or(UseCaseError::NotFound("link"))?;
        if link.revoked_at.is_none() {
            link.revoked_at = Some(unit.real_now());
            unit.note(Subject::invoice(link.place.invoice), Some(link.place.channel.clone()));
            unit.tx.put_link(&link).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;

    fn keys(setting: &str) -> Result<LinkKeys, SecretKeyError> {
        LinkKeys::parse(&SecretString::from(setting))
    }

    fn made(key_version: i64, generation: i64) -> Made {
        Made { link_id: LinkId(Uuid::from_u128(7)), generation, key_version, expires_at: None }
    }

    #[test]
    fn a_token_has_128_bits_and_comes_out_the_same_again() {
        let keys = keys("a-secret-of-some-length").unwrap();
        let token = made(1, 1).token(&keys).unwrap();
        assert_eq!(URL_SAFE_NO_PAD.decode(token.reveal()).unwrap().len(), 16);
        assert_eq!(made(1, 1).token(&keys), Some(token));
    }

    #[test]
    fn another_generation_version_or_key_is_another_token() {
        let one = keys("1:first-secret-key-0,2:second-secret-key").unwrap();
        let other = keys("1:other-secret-key-0").unwrap();
        assert_eq!(one.newest, 2);
        let tokens = [
            made(1, 1).token(&one),
            made(1, 2).token(&one),
            made(2, 1).token(&one),
            made(1, 1).token(&other),
        ];
        for (at, token) in tokens.iter().enumerate() {
            assert!(token.is_some());
            assert!(!tokens[..at].contains(token));
        }
        assert_eq!(made(2, 1).token(&other), None, "a version that is gone makes no token");
    }

    #[test]
    fn weak_and_doubtful_keys_are_refused() {
        assert_eq!(keys("short").err(), Some(SecretKeyError::TooShort));
        assert_eq!(
            keys("1:first-secret-key-0,1:second-secret-key").err(),
            Some(SecretKeyError::VersionTwice(1))
        );
    }

    #[test]
    fn a_sandbox_api_key_is_its_billers_own_and_ends_with_the_secret() {
        let key = |secret, biller| keys(secret).unwrap().sandbox_api_key(BillerId(Uuid::from_u128(biller)));
        let own = key("a-secret-of-some-length", 1);
        assert!(own.as_deref().is_some_and(|own| own.starts_with("blw_") && own.len() == 47));
        assert_eq!(own, key("a-secret-of-some-length", 1));
        assert_ne!(own, key("a-secret-of-some-length", 2));
        assert_ne!(own, key("other-secret-of-length", 1));
    }

    #[test]
    fn a_sandbox_password_is_one_persons_own_and_good_enough() {
        let biller = BillerId(Uuid::from_u128(1));
        let password = |secret, email| keys(secret).unwrap().sandbox_password(biller, email).unwrap();
        let own = password("a-secret-of-some-length", "amira@example.com");
        assert_eq!(own, password("a-secret-of-some-length", "amira@example.com"));
        assert_ne!(own, password("a-secret-of-some-length", "astrid@example.com"));
        assert_ne!(own, password("other-secret-of-length", "amira@example.com"));
        assert_eq!(own.len(), 19);
        crate::check_password(&own, "amira@example.com").unwrap();
    }

    #[test]
    fn a_token_is_never_printed() {
        let token = made(1, 1).token(&keys("a-secret-of-some-length").unwrap()).unwrap();
        assert!(!format!("{token:?}").contains(token.reveal()));
    }
}
