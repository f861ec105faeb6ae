//! Bank accounts in the form in which they are compared.

/// The form in which an account is compared: letters and digits alone, letters as capitals. `None` without any digit:
/// such a text names no account.
#[must_use]
pub fn account_key(account: &str) -> Option<String> {
    let key = domain::payments::reference::plain(account);
    key.contains(|sign: char| sign.is_ascii_digit()).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::account_key;

    #[test]
    fn an_account_is_the_same_however_it_is_grouped() {
        assert_eq!(account_key("SE45 5000 0000 0583 9825 7466"), account_key("se4550000000058398257466"));
        assert_eq!(account_key("5050-1055").as_deref(), Some("50501055"));
        assert_eq!(account_key(" unknown "), None);
    }
}
