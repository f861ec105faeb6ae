//! The passwords of the people of a sandbox biller.

use domain::ids::BillerId;

use crate::kernel::keys::LinkKeys;

impl LinkKeys {
    /// The password of a person of a sandbox biller: always the same, so that it can be shown again. Staff of other
    /// billers choose theirs.
    #[must_use]
    pub fn sandbox_password(&self, biller: BillerId, email: &str) -> Option<String> {
        // Without characters that are easily confused.
        const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let purpose = b"billow sandbox password 1";
        let bytes = self.mac(self.newest_version(), &[purpose, biller.0.as_bytes(), email.as_bytes()])?;
        let signs: Vec<char> =
            bytes[..16].iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect();
        Some(signs.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-"))
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
}
