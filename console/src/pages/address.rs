//! Addresses that pages link to.

/// Encodes a value for an address.
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_searched_for_survives_in_addresses() {
        assert_eq!(encoded("Åsa & Co?"), "%C3%85sa%20%26%20Co%3F");
    }
}
