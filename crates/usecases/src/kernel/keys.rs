//! The installation's secret keys. Each area makes its own tokens with them: of links, codes, sandbox logins.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// The keys that make tokens, by version. New links use the newest one. Links of a version that is gone still open, but
/// cannot be shown again.
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

    /// A code that proves a value without revealing it, such as a network address. `purpose` separates codes of
    /// different things.
    pub(crate) fn seal(&self, purpose: &str, what: &str) -> Option<String> {
        Some(URL_SAFE_NO_PAD.encode(self.mac(self.newest, &[purpose.as_bytes(), &[0], what.as_bytes()])?))
    }

    /// The version of the key that makes new tokens and codes.
    pub(crate) const fn newest_version(&self) -> i64 {
        self.newest
    }

    /// A code for `parts`. The first part is the purpose: it separates what is made with one secret.
    pub(crate) fn mac(&self, version: i64, parts: &[&[u8]]) -> Option<[u8; 32]> {
        let (_, key) = self.keys.iter().find(|(known, _)| *known == version)?;
        let mut mac = Hmac::<Sha256>::new_from_slice(key.expose_secret().as_bytes()).ok()?;
        for part in parts {
            mac.update(part);
        }
        Some(mac.finalize().into_bytes().into())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn keys(setting: &str) -> Result<LinkKeys, SecretKeyError> {
        LinkKeys::parse(&SecretString::from(setting))
    }

    #[test]
    fn weak_and_doubtful_keys_are_refused() {
        assert_eq!(keys("short").err(), Some(SecretKeyError::TooShort));
        assert_eq!(
            keys("1:first-secret-key-0,1:second-secret-key").err(),
            Some(SecretKeyError::VersionTwice(1))
        );
    }
}
