//! The words by which invoices and payers are found: by their beginnings, compared byte by byte.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::ids::{BillerId, PayerId};
use domain::invoices::Invoice;
use sqlx::AnyConnection;
use sqlx::Executor as _;

use crate::failure::Failure;
use crate::invoices::projection::search_text;
use crate::projections::{Declared, Projection};
use crate::rows::{Inserts, MOST_ROWS};

/// The longest word that is kept, in characters; the rest of a longer one does not matter.
const LONGEST: usize = 60;
/// How many words of one invoice or payer are kept.
const MOST: usize = 40;

/// The words of a text: what is between spaces, the parts of that between other characters, and the digits of a whole
/// line, so that a reference is found however it is grouped.
pub(crate) fn words(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut add = |word: &str| {
        if !word.is_empty() && found.len() < MOST {
            found.insert(word.chars().take(LONGEST).collect::<String>());
        }
    };
    for line in text.lines() {
        let line = plain(line);
        let digits: String = line.chars().filter(char::is_ascii_digit).collect();
        for word in line.split_whitespace() {
            add(word);
            for part in word.split(|sign: char| !sign.is_alphanumeric()) {
                add(part);
            }
        }
        if digits.len() > 3 {
            add(&digits);
        }
    }
    found
}

/// Lower case, without invisible characters.
fn plain(text: &str) -> String {
    text.to_lowercase().chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

/// The range of words with this beginning: from the first, below the second. `None` if there is nothing to look for.
pub(crate) fn range(word: &str) -> Option<(String, String)> {
    let start: String = plain(word).trim().chars().take(LONGEST).collect();
    // The last code point sorts after every other one, byte by byte too.
    (!start.is_empty()).then(|| (start.clone(), format!("{start}\u{10ffff}")))
}

pub(crate) static OF_INVOICES: LazyLock<Projection<Invoice>> = LazyLock::new(|| {
    let declared = Declared {
        table: "invoice_words",
        stream: "invoice",
        key: &["biller", "word", "invoice"],
        fixed: &[],
        changing: &[],
        unique: None,
    };
    Projection::new(declared, |biller, id, invoice| {
        let words = words(&search_text(invoice)).into_iter();
        words.map(|word| vec![biller.into(), word.into(), id.into()]).collect()
    })
});

static OF_PAYERS: LazyLock<Inserts> =
    LazyLock::new(|| Inserts::into("payer_words", &["biller", "word", "payer"]));

/// Replaces the words of a payer.
pub(crate) async fn put_payer(
    conn: &mut AnyConnection,
    biller: BillerId,
    payer: PayerId,
    text: &str,
) -> Result<(), Failure> {
    let query = sqlx::query("DELETE FROM payer_words WHERE biller = $1 AND payer = $2")
        .bind(biller.0.as_bytes().as_slice())
        .bind(payer.0.as_bytes().as_slice());
    conn.execute(query).await?;
    let words: Vec<String> = words(text).into_iter().collect();
    for chunk in words.chunks(MOST_ROWS) {
        let mut query = sqlx::query(OF_PAYERS.of(chunk.len()));
        for word in chunk {
            query = query
                .bind(biller.0.as_bytes().as_slice())
                .bind(word.as_str())
                .bind(payer.0.as_bytes().as_slice());
        }
        conn.execute(query).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_an_address_and_a_grouped_reference_are_found_by_each_of_their_parts() {
        let found = words("Maja Lindqvist-Exempel\nmaja@example.com\n1048 2073 4");
        for word in
            ["maja", "lindqvist-exempel", "exempel", "maja@example.com", "example", "2073", "104820734"]
        {
            assert!(found.contains(word), "{word} in {found:?}");
        }
    }

    #[test]
    fn what_nobody_can_type_is_left_out_and_long_words_are_cut() {
        assert_eq!(words("a\u{0}b"), BTreeSet::from(["a".to_owned(), "b".to_owned()]));
        assert!(words(&"x".repeat(500)).iter().all(|word| word.chars().count() == LONGEST));
        assert!(words(&(0..500).map(|at| format!("w{at} ")).collect::<String>()).len() <= MOST);
    }

    #[test]
    fn a_start_is_below_everything_that_begins_with_it_and_the_end_above() {
        let (from, to) = range(" Åsa").unwrap_or_default();
        for word in ["åsa", "åsa-lisa", "åsaö", "åsa\u{1f600}"] {
            assert!(*from <= *word && *word < *to, "{word}");
        }
        for word in ["ås", "åsb", "asa"] {
            assert!(!(*from <= *word && *word < *to), "{word}");
        }
        assert_eq!(range(" \u{0} "), None);
    }
}
