//! Turns a search into conditions on invoices.
//!
//! Each word selects the invoices that have a word with this beginning, or whose payer has one, or that have this
//! amount. If the rarest word is rare enough, it leads: its invoices are looked up, and the other words are checked on
//! each of them. If every word is common, the list is read in its order and checked, and a page is soon full.

use domain::ids::BillerId;
use sqlx::AnyConnection;

use super::words;
use crate::failure::Failure;
use crate::rows::Columns;
use crate::select::{Piece, Select, Value};

/// How many words of a search count.
pub(crate) const MOST_WORDS: usize = 8;
/// A word with at most this many hits is rare: looking each hit up is faster than reading a list many times as long.
pub(crate) const RARE: i64 = 12_000;

/// The parts of a search, word by word.
#[derive(Default)]
pub(crate) struct Search {
    words: Vec<Word>,
    /// The index of the word that leads.
    leader: Option<usize>,
}

struct Word {
    from: String,
    to: String,
    /// The amounts that it may mean, minor units, in every scale of currencies.
    amounts: Vec<i64>,
    /// Whether it may be a word of a payer.
    of_payers: bool,
}

impl Word {
    fn of(text: &str, of_payers: bool) -> Option<Self> {
        let (from, to) = words::range(text)?;
        Some(Self { from, to, amounts: amounts(text), of_payers })
    }

    fn range(&self) -> [Value; 2] {
        [self.from.as_str().into(), self.to.as_str().into()]
    }

    /// The statements that find its invoices, as ids.
    fn finds(&self) -> Vec<Piece> {
        let mut finds = vec![Piece::new(
            "SELECT w.invoice AS id FROM invoice_words w WHERE w.biller = $1 AND w.word >= ?1 AND w.word < ?2",
            self.range(),
        )];
        if self.of_payers {
            finds.push(Piece::new(
                "SELECT v.id FROM payer_words p JOIN invoices v ON v.biller = p.biller AND v.payer = p.payer \
                 WHERE p.biller = $1 AND p.word >= ?1 AND p.word < ?2",
                self.range(),
            ));
        }
        for minor in &self.amounts {
            finds.extend(["total_minor", "open_minor"].map(|column| {
                let text = format!("SELECT v.id FROM invoices v WHERE v.biller = $1 AND v.{column} = ?1");
                Piece::new(text, [(*minor).into()])
            }));
        }
        finds
    }

    /// Adds the condition that the invoices `i` match.
    fn ask(&self, select: &mut Select) {
        select.and(
            "(EXISTS (SELECT 1 FROM invoice_words w WHERE w.biller = i.biller AND w.invoice = i.id \
             AND w.word >= ?1 AND w.word < ?2)",
            self.range(),
        );
        if self.of_payers {
            select.add(
                " OR EXISTS (SELECT 1 FROM payer_words p WHERE p.biller = i.biller AND p.payer = i.payer \
                 AND p.word >= ?1 AND p.word < ?2)",
                self.range(),
            );
        }
        for minor in &self.amounts {
            select.add(" OR i.total_minor = ?1 OR i.open_minor = ?1", [(*minor).into()]);
        }
        select.push(")");
    }
}

impl Search {
    /// Reads a search and finds its rarest word. Words of payers are searched only if `of_payers` is set.
    pub(crate) async fn prepare(
        conn: &mut AnyConnection,
        biller: BillerId,
        text: &str,
        of_payers: bool,
    ) -> Result<Self, Failure> {
        let words = text.split_whitespace().filter_map(|word| Word::of(word, of_payers));
        let words: Vec<Word> = words.take(MOST_WORDS).collect();
        let mut rarest: Option<(i64, usize)> = None;
        for (at, word) in words.iter().enumerate() {
            let mut count = 0;
            for find in word.finds() {
                let mut select = Select::of(biller, "SELECT COUNT(*) FROM (");
                select.add(&find.text, find.values);
                select.push(&format!(" LIMIT {}) counted", RARE + 1));
                count += select.query().fetch_one(&mut *conn).await?.big(0)?;
                if count > RARE {
                    break;
                }
            }
            if count <= RARE && rarest.is_none_or(|(least, _)| count < least) {
                rarest = Some((count, at));
            }
        }
        Ok(Self { words, leader: rarest.map(|(_, at)| at) })
    }

    /// Adds what comes after `FROM`: the invoices `i`, joined to the leading word if there is one. `CROSS JOIN` keeps
    /// SQLite from beginning with the invoices of a filter, and means the same to PostgreSQL.
    pub(crate) fn add_source(&self, select: &mut Select) {
        let Some(leader) = self.leader.and_then(|at| self.words.get(at)) else {
            return select.push("invoices i");
        };
        for (at, find) in leader.finds().into_iter().enumerate() {
            select.push(if at == 0 { "(" } else { " UNION " });
            select.add(&find.text, find.values);
        }
        select.push(") found CROSS JOIN invoices i");
    }

    /// Whether a word leads: then the invoices are joined to `found`.
    pub(crate) fn is_led(&self) -> bool {
        self.leader.is_some()
    }

    /// Adds the conditions of the other words on the invoices `i`.
    pub(crate) fn ask(&self, select: &mut Select) {
        let others = self.words.iter().enumerate().filter(|(at, _)| Some(*at) != self.leader);
        others.for_each(|(_, word)| word.ask(select));
    }
}

/// The minor units that a text may mean: `1249`, `1.249,00`, `799.00`. The last sign with two or three digits behind it
/// is the decimal sign; every other one groups digits.
pub(crate) fn amounts(text: &str) -> Vec<i64> {
    let signs = |sign: char| matches!(sign, '.' | ',' | '\'' | '\u{a0}');
    if text.is_empty() || !text.chars().all(|sign| sign.is_ascii_digit() || signs(sign)) {
        return Vec::new();
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let Ok(number) = digits.parse::<i64>() else { return Vec::new() };
    let behind = text.rfind(signs).map(|at| text[at..].chars().skip(1).count());
    let mut found = Vec::new();
    let mut add = |factor: i64| found.extend(number.checked_mul(factor).filter(|minor| *minor > 0));
    match behind {
        Some(2) => add(1),
        // Thousands, or the three decimals of a dinar.
        Some(3) => [1, 100].into_iter().for_each(&mut add),
        Some(_) => {}
        // Whole units of a currency with two, no or three decimals.
        None => {
            add(100);
            if number >= 100 {
                add(1);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        assert_eq!(amounts("799.00"), [79_900]);
        assert_eq!(amounts("1.249,00"), [124_900]);
        assert_eq!(amounts("1,249"), [1_249, 124_900]);
        assert_eq!(amounts("1249"), [124_900, 1_249]);
        assert_eq!(amounts("7"), [700]);
        assert!(amounts("10482-A").is_empty());
        assert!(amounts("99999999999999999999").is_empty());
        assert!(amounts("0").is_empty());
    }
}
