//! What programs and banks write where there is nothing to write.

/// In capitals, letters and digits alone.
const PLACEHOLDERS: [&str; 20] = [
    "NOTPROVIDED",
    "NOTPROVIDE",
    "NOTAVAILABLE",
    "NOTGIVEN",
    "NONREF",
    "NOREF",
    "NOREFERENCE",
    "NONE",
    "NA",
    "NULL",
    "NIL",
    "UNKNOWN",
    "NICHTANGEGEBEN",
    "KEINEANGABE",
    "KEINE",
    "OHNE",
    "EREF",
    "KREF",
    "INGENREFERENS",
    "GEENREFERENTIE",
];

/// Whether a text stands for no id at all: a word for that in any case and with anything between its letters, zeros
/// alone, or signs alone.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let plain: String =
        text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    plain.chars().all(|sign| sign == '0') || PLACEHOLDERS.contains(&plain.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn an_id_is_told_from_a_word_for_none() {
        for text in
            ["NOTPROVIDED", "Not Provided", "notprovided", "N/A", "NONREF", "0", "000", "-", "", "KREF+"]
        {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["E2E-17", "10482", "NON-17", "NA17", "1"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
