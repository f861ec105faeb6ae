//! Staff of the biller: who they are, their roles, and how they are added and changed.

mod manage;
mod node;
mod policy;
mod ports;
mod queries;
mod sandbox_password;
mod sessions;

use std::fmt;

use domain::Timestamp;
use domain::ids::{BillerId, StaffId};
use serde::Serialize;

use crate::kernel::role::Role;

pub use manage::{AddStaff, ChangeStaff, SetPassword, StaffAdded, StaffChange};
pub use policy::{LONGEST_PASSWORD_BYTES, MIN_PASSWORD_CHARS, check_password};
pub use ports::{Credentials, StaffStore, StaffTransaction};
pub use queries::{FindStaffMember, ListStaff};
pub use sessions::{
    KnownSession, LogIn, LogInFailed, LogOut, LogOutEverywhere, LoggedIn, SESSION_IDLE_MS, SESSION_LASTS_MS,
    SESSION_NOTED_EVERY_MS, SESSIONS_EACH, Session, SessionToken, session_token_hash,
};

/// A person at the biller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    pub id: StaffId,
    pub biller: BillerId,
    /// The address to log in with, as [`normal_email`] makes it; unique among all billers.
    pub email: String,
    /// The name that colleagues, and payers in the conversation, see.
    pub name: String,
    pub role: Role,
    /// Increased when every session of the person ends.
    pub generation: i64,
    /// When the person was added, real time.
    pub created_at: Timestamp,
    /// When the person was disabled, real time.
    pub disabled_at: Option<Timestamp>,
}

/// A password in its stored form: Argon2id in PHC form. `Debug` does not print it.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Wraps a result of the hash function or a value from the database.
    #[must_use]
    pub const fn of_phc(phc: String) -> Self {
        Self(phc)
    }

    #[must_use]
    pub fn as_phc(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// The longest e-mail address, in bytes (RFC 5321).
const LONGEST_EMAIL: usize = 254;
/// The longest name of a person, in characters.
const LONGEST_NAME: usize = 100;

/// An e-mail address in the form in which it is stored and looked up: trimmed and in lower case. `None` if it cannot be
/// one.
#[must_use]
pub fn normal_email(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (local, host) = text.split_once('@')?;
    let plain = |part: &str| {
        !part.is_empty()
            && part.chars().all(|sign| !sign.is_whitespace() && !sign.is_control() && sign != '@')
    };
    let dots = !host.starts_with('.') && !host.ends_with('.');
    (plain(local) && plain(host) && dots && text.len() <= LONGEST_EMAIL).then_some(text)
}

/// A person's name as it is stored: trimmed, one line. `None` if it is empty or too long.
fn normal_name(text: &str) -> Option<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    fits.then_some(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_address_is_one_persons_however_it_is_typed() {
        assert_eq!(normal_email(" Amira@Example.COM "), Some("amira@example.com".into()));
        for text in ["", "amira", "@example.com", "amira@", "a b@example.com", "a@b@c", "a@.b", "a\u{0}@b.c"]
        {
            assert_eq!(normal_email(text), None, "{text}");
        }
        assert_eq!(normal_email(&format!("{}@example.com", "a".repeat(250))), None);
    }

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(normal_name("  Amira \n  Haddad "), Some("Amira Haddad".into()));
        assert_eq!(normal_name(" \t"), None);
        assert_eq!(normal_name(&"å".repeat(101)), None);
        assert_eq!(normal_name("bell\u{7}"), None);
    }

    #[test]
    fn a_stored_password_is_never_printed() {
        let hash = PasswordHash::of_phc("$argon2id$secret".into());
        assert!(!format!("{hash:?}").contains("secret"));
    }
}
