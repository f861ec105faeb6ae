//! Ways to pay, in readable form.

use domain::invoices::document::PaymentMeans;
use domain::payments::iban::Iban;

/// The kind of account, which decides its label and grouping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountKind {
    /// An international account number.
    Iban,
    /// A Swedish Bankgiro number.
    Bankgiro,
    /// A Swedish Plusgiro number.
    Plusgiro,
    Swish,
    Other,
}

/// Whether the invoice is collected from the payer's account (UNTDID 4461).
pub fn is_direct_debit(means: &PaymentMeans) -> bool {
    matches!(means.code.as_str(), "49" | "59")
}

pub fn kind(account: &str, bank: Option<&str>) -> AccountKind {
    let bank = bank.unwrap_or_default().to_ascii_uppercase();
    if bank.contains("BANKGIRO") {
        AccountKind::Bankgiro
    } else if bank.contains("PLUSGIRO") {
        AccountKind::Plusgiro
    } else if bank.contains("SWISH") {
        AccountKind::Swish
    } else if Iban::read(account).is_some() {
        AccountKind::Iban
    } else {
        AccountKind::Other
    }
}

/// The account for people: an IBAN in groups of four.
pub fn written(account: &str, kind: AccountKind) -> String {
    iban(account, kind).map_or_else(|| account.trim().to_owned(), |iban| iban.to_string())
}

/// The account for other programs.
pub fn copied(account: &str, kind: AccountKind) -> String {
    iban(account, kind).map_or_else(|| account.trim().to_owned(), |iban| iban.as_str().to_owned())
}

fn iban(account: &str, kind: AccountKind) -> Option<Iban> {
    (kind == AccountKind::Iban).then(|| Iban::read(account))?
}

/// Whether the text is a bank identifier code (ISO 9362) rather than the name of a clearing system.
pub fn is_bic(text: &str) -> bool {
    matches!(text.len(), 8 | 11)
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && text.bytes().take(6).all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iban_is_read_in_fours_and_copied_without_spaces() {
        let account = "SE35 5000 0000054910000003";
        assert_eq!(kind(account, Some("ESSESESS")), AccountKind::Iban);
        assert_eq!(written(account, AccountKind::Iban), "SE35 5000 0000 0549 1000 0003");
        assert_eq!(copied(account, AccountKind::Iban), "SE3550000000054910000003");
    }

    #[test]
    fn national_accounts_stay_as_they_are_written() {
        assert_eq!(kind("5050-1055", Some("SE:BANKGIRO")), AccountKind::Bankgiro);
        assert_eq!(kind("28 65 43-4", Some("se:plusgiro")), AccountKind::Plusgiro);
        assert_eq!(kind("123 000 00 08", Some("SE:SWISH")), AccountKind::Swish);
        assert_eq!(kind("12-34-56 12345678", None), AccountKind::Other);
        assert_eq!(written(" 5050-1055 ", AccountKind::Bankgiro), "5050-1055");
    }

    #[test]
    fn a_bic_is_told_from_the_name_of_a_clearing_system() {
        for bic in ["ESSESESS", "DEUTDEFF500"] {
            assert!(is_bic(bic), "{bic}");
        }
        for other in ["SE:BANKGIRO", "BANKGIRO1", "Nordea", "", "E1SESESS"] {
            assert!(!is_bic(other), "{other}");
        }
    }
}
