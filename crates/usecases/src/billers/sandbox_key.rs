//! The API key of a sandbox biller.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::BillerId;

use crate::kernel::keys::LinkKeys;

impl LinkKeys {
    /// The API key of a sandbox biller: the same each time, so that it can be shown again. Other billers'
    /// keys are random and shown once.
    #[must_use]
    pub fn sandbox_api_key(&self, biller: BillerId) -> Option<String> {
        let bytes = self.mac(self.newest_version(), &[b"billow sandbox api key 1", biller.0.as_bytes()])?;
        Some(format!("blw_{}", URL_SAFE_NO_PAD.encode(bytes)))
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

    #[test]
    fn a_sandbox_api_key_is_its_billers_own_and_ends_with_the_secret() {
        let key = |secret, biller| keys(secret).unwrap().sandbox_api_key(BillerId(Uuid::from_u128(biller)));
        let own = key("a-secret-of-some-length", 1);
        assert!(own.as_deref().is_some_and(|own| own.starts_with("blw_") && own.len() == 47));
        assert_eq!(own, key("a-secret-of-some-length", 1));
        assert_ne!(own, key("a-secret-of-some-length", 2));
        assert_ne!(own, key("other-secret-of-length", 1));
    }
}
