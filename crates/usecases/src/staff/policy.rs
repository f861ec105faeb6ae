//! The rules for passwords: long, and not one that attackers try first. Digits and special characters are not required:
//! such rules make passwords that are hard to remember and easy to guess.

use crate::kernel::error::{FieldProblem, UseCaseError};

/// The fewest characters of a password.
pub const MIN_PASSWORD_CHARS: usize = 10;
/// The most bytes: a limit for hashing, far above what anybody types.
pub const LONGEST_PASSWORD_BYTES: usize = 1_024;
/// The fewest different characters: `aaaaaaaaaaaa` is long but weak.
const MIN_DIFFERENT: usize = 5;
/// The long passwords that attackers try first.
const GUESSED_FIRST: &[&str] = &[
    "0123456789",
    "1234567890",
    "12345678910",
    "1q2w3e4r5t",
    "abcdefghij",
    "administrator",
    "password123",
    "password1234",
    "passwordpassword",
    "qwertyuiop",
    "qwerty12345",
    "qwerty123456",
];

/// Whether a person with this e-mail address may have this password.
///
/// # Errors
/// [`UseCaseError::Invalid`], which says what to do.
pub fn check_password(password: &str, email: &str) -> Result<(), UseCaseError> {
    let refuse = |rule: &str, message: String| {
        Err(UseCaseError::Invalid(vec![FieldProblem {
            place: "/password".into(),
            rule: rule.into(),
            message,
        }]))
    };
    let length = password.chars().count();
    if length < MIN_PASSWORD_CHARS {
        return refuse(
            "password_too_short",
            format!(
                "the password has {length} characters; {MIN_PASSWORD_CHARS} are the least: three or four \
                 words that do not belong together are easy to remember and hard to guess"
            ),
        );
    }
    if password.len() > LONGEST_PASSWORD_BYTES {
        return refuse(
            "password_too_long",
            format!("the password is longer than {LONGEST_PASSWORD_BYTES} bytes; choose a shorter one"),
        );
    }
    let lower = password.to_lowercase();
    let mut different: Vec<char> = lower.chars().collect();
    different.sort_unstable();
    different.dedup();
    let local = email.split('@').next().unwrap_or_default();
    let own = [email, local].iter().any(|own| !own.is_empty() && lower == own.to_lowercase());
    if different.len() < MIN_DIFFERENT || own || GUESSED_FIRST.contains(&lower.as_str()) {
        return refuse(
            "password_too_easy",
            "the password is one of those that are tried first; take three or four words that do not belong \
             together"
                .into(),
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn rule(password: &str) -> Option<String> {
        match check_password(password, "amira.haddad@example.com") {
            Ok(()) => None,
            Err(UseCaseError::Invalid(problems)) => Some(problems[0].rule.clone()),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn words_that_do_not_belong_together_are_a_password() {
        for password in ["lamp fjord biscuit", "ååååäääö-öüé", "correct-horse-battery"] {
            assert_eq!(rule(password), None, "{password}");
        }
    }

    #[test]
    fn what_is_tried_first_is_refused_and_says_why() {
        for (password, expected) in [
            ("", "password_too_short"),
            ("short one", "password_too_short"),
            ("aaaaaaaaaaaaaaaa", "password_too_easy"),
            ("abababababab", "password_too_easy"),
            ("Password123", "password_too_easy"),
            ("amira.haddad", "password_too_easy"),
            ("Amira.Haddad@example.com", "password_too_easy"),
            (&"long words ".repeat(100), "password_too_long"),
        ] {
            assert_eq!(rule(password).as_deref(), Some(expected), "{password}");
        }
        let Err(UseCaseError::Invalid(problems)) = check_password("short", "") else { panic!("accepted") };
        assert!(problems[0].message.contains("10 are the least"), "{}", problems[0].message);
    }
}
