//! Secrets at rest: sealed under the operator's secret key, with an authenticated cipher.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::kernel::caller::IdGenerator;
use crate::kernel::keys::LinkKeys;

/// Bytes that only the operator's secret key can open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    pub key_version: i64,
    /// Nonce and ciphertext.
    pub bytes: Vec<u8>,
}

/// The length of a nonce of XChaCha20-Poly1305: long enough that nonces from new ids never repeat.
const NONCE: usize = 24;

impl LinkKeys {
    /// Seals `plain` for `owner`, so that it cannot be opened for another one; `None` if the newest key is gone.
    #[must_use]
    pub fn lock(&self, purpose: &str, owner: &str, plain: &[u8], ids: &dyn IdGenerator) -> Option<Sealed> {
        let key_version = self.newest_version();
        let fresh = Sha256::new().chain_update(ids.next_id()).chain_update(ids.next_id()).finalize();
        let nonce: [u8; NONCE] = fresh.get(..NONCE)?.try_into().ok()?;
        let payload = Payload { msg: plain, aad: owner.as_bytes() };
        let cipher = self.cipher(key_version, purpose)?.encrypt(&XNonce::from(nonce), payload).ok()?;
        Some(Sealed { key_version, bytes: [&nonce[..], &cipher].concat() })
    }

    /// Opens what was sealed for `owner`; `None` if the key's version is gone, or anything was changed.
    #[must_use]
    pub fn unlock(&self, purpose: &str, owner: &str, sealed: &Sealed) -> Option<Vec<u8>> {
        let (nonce, cipher) = sealed.bytes.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        let payload = Payload { msg: cipher, aad: owner.as_bytes() };
        self.cipher(sealed.key_version, purpose)?.decrypt(&XNonce::from(nonce), payload).ok()
    }

    fn cipher(&self, key_version: i64, purpose: &str) -> Option<XChaCha20Poly1305> {
        let key = self.mac(key_version, &[b"billow seal 1", &[0], purpose.as_bytes()])?;
        Some(XChaCha20Poly1305::new(&key.into()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::UuidV7;

    fn keys(setting: &str) -> LinkKeys {
        LinkKeys::parse(&setting.to_owned().into()).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_for_its_owner_and_purpose_alone() {
        let keys = keys("1:first-secret-key-0,2:second-secret-key");
        let sealed = keys.lock("keys", "anna", b"sk_test_1", &UuidV7).unwrap();
        assert_eq!(sealed.key_version, 2);
        assert!(!sealed.bytes.windows(9).any(|part| part == b"sk_test_1"));
        assert_eq!(keys.unlock("keys", "anna", &sealed).unwrap(), b"sk_test_1");
        assert_eq!(keys.unlock("keys", "bert", &sealed), None);
        assert_eq!(keys.unlock("other", "anna", &sealed), None);
        let again = keys.lock("keys", "anna", b"sk_test_1", &UuidV7).unwrap();
        assert_ne!(again.bytes, sealed.bytes, "the same secret looks different each time");
    }

    #[test]
    fn what_was_changed_or_sealed_under_a_key_that_is_gone_does_not_open() {
        let sealed = keys("1:first-secret-key-0").lock("keys", "anna", b"sk_test_1", &UuidV7).unwrap();
        assert_eq!(keys("2:second-secret-key").unlock("keys", "anna", &sealed), None);
        for at in 0..sealed.bytes.len() {
            let mut changed = sealed.clone();
            changed.bytes[at] ^= 1;
            assert_eq!(keys("1:first-secret-key-0").unlock("keys", "anna", &changed), None, "byte {at}");
        }
        let short = Sealed { key_version: 1, bytes: vec![0; 10] };
        assert_eq!(keys("1:first-secret-key-0").unlock("keys", "anna", &short), None);
    }
}
