//! The token of a link: 128 bits of HMAC-SHA-256 over the link's id and generation, under a versioned key. It can be
//! shown again without being stored; only its hash is, to find the link.

use domain::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::LinkId;
use sha2::{Digest, Sha256};

use super::ports::Link;
use crate::kernel::keys::LinkKeys;

/// The secret part of a link's address. `Debug` does not print it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The text in the address: 22 URL-safe characters.
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

/// The stored value that finds a link by its token.
#[must_use]
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

impl LinkKeys {
    /// The token of a link; `None` if its key's version is gone or its stored hash differs.
    #[must_use]
    pub fn token(&self, link: &Link) -> Option<Token> {
        let token = self.compute(link.id, link.generation, link.key_version)?;
        (token_hash(&token.0) == link.token_hash).then_some(token)
    }

    fn compute(&self, id: LinkId, generation: i64, version: i64) -> Option<Token> {
        let bytes = self.mac(version, &[b"billow link 1", id.0.as_bytes(), &generation.to_be_bytes()])?;
        Some(Token(URL_SAFE_NO_PAD.encode(&bytes[..16])))
    }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use secrecy::SecretString;
    use uuid::Uuid;

    use super::*;
    use crate::kernel::keys::SecretKeyError;

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
        assert_eq!(one.newest_version(), 2);
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
    fn a_token_is_never_printed() {
        let token = made(1, 1).token(&keys("a-secret-of-some-length").unwrap()).unwrap();
        assert!(!format!("{token:?}").contains(token.reveal()));
    }
}
