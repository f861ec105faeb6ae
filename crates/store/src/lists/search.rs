//! A search as conditions on invoices.
//!
//! Each word asks for the invoices that have a word with this start, or whose payer has one, or that have
//! this amount. The rarest word leads, where it is rare: its invoices are looked up and the others checked on
//! each. Where every word is common, the list is gone through in its order and checked, and a page is full
//! soon.

use domain::ids::BillerId;
use sqlx::AnyConnection;

use super::words;
use crate::failure::Failure;
use crate::rows::Columns;

/// How many words of a search count, whatever it looks for.
pub(crate) const MOST_WORDS: usize = 8;
/// A word with so many finds is rare: looking each of them up is quicker than going through a list of many
/// times as many.
pub(crate) const RARE: i64 = 12_000;

/// What a search asks for, word by word.
#[derive(Default)]
pub(crate) struct Search {
    words: Vec<Word>,
    /// The place of the word that leads.
    leader: Option<usize>,
}

struct Word {
    from: String,
    to: String,
    /// The amounts that it may stand for, minor units, in every scale of currencies.
    amounts: Vec<i64>,
    /// Whether it may be a word of the payer's.
    of_payers: bool,
}

/// A value to bind.
#[derive(Clone)]
pub(crate) enum Value {
    Big(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// A piece of a statement: `$1` is the biller, each `?` one of the values.
struct Part {
    sql: String,
    values: Vec<Value>,
}

/// Collects a statement's values; the first is the biller.
pub(crate) struct Values(pub(crate) Vec<Value>);

impl Values {
    pub(crate) fn of(biller: BillerId) -> Self {
        Self(vec![Value::Bytes(biller.0.as_bytes().to_vec())])
    }

    /// Binds a value and answers its mark.
    pub(crate) fn mark(&mut self, value: Value) -> String {
        self.0.push(value);
        format!("${}", self.0.len())
    }

    /// The text of a part with its values bound.
    fn place(&mut self, part: Part) -> String {
        let mut placed = String::new();
        let mut values = part.values.into_iter();
        for piece in part.sql.split_inclusive('?') {
            match (piece.strip_suffix('?'), values.next()) {
                (Some(before), Some(value)) => {
                    placed.push_str(before);
                    placed.push_str(&self.mark(value));
                }
                _ => placed.push_str(piece),
            }
        }
        placed
    }
}

impl Word {
    fn of(text: &str, of_payers: bool) -> Option<Self> {
        let (from, to) = words::range(text)?;
        Some(Self { from, to, amounts: amounts(text), of_payers })
    }

    fn range(&self) -> Vec<Value> {
        vec![Value::Text(self.from.clone()), Value::Text(self.to.clone())]
    }

    /// The invoices it finds, as statements that answer ids.
    fn finds(&self) -> Vec<Part> {
        let by_words = |sql: &str| Part { sql: sql.into(), values: self.range() };
        let by_amount = |column: &str, minor: i64| Part {
            sql: format!("SELECT v.id FROM invoices v WHERE v.biller = $1 AND v.{column} = ?"),
            values: vec![Value::Big(minor)],
        };
        let mut finds = vec![by_words(
            "SELECT w.invoice AS id FROM invoice_words w WHERE w.biller = $1 AND w.word >= ? AND w.word < ?",
        )];
        if self.of_payers {
            finds.push(by_words(
                "SELECT v.id FROM payer_words p JOIN invoices v ON v.biller = p.biller AND v.payer = p.payer \
                 WHERE p.biller = $1 AND p.word >= ? AND p.word < ?",
            ));
        }
        for minor in &self.amounts {
            finds.extend([by_amount("total_minor", *minor), by_amount("open_minor", *minor)]);
        }
        finds
    }

    /// Whether the invoice `i` fits.
    fn fits(&self) -> Part {
        let mut sql = String::from(
            "(EXISTS (SELECT 1 FROM invoice_words w WHERE w.biller = i.biller AND w.invoice = i.id \
             AND w.word >= ? AND w.word < ?)",
        );
        let mut values = self.range();
        if self.of_payers {
            sql.push_str(
                " OR EXISTS (SELECT 1 FROM payer_words p WHERE p.biller = i.biller AND p.payer = i.payer \
                 AND p.word >= ? AND p.word < ?)",
            );
            values.extend(self.range());
        }
        for minor in &self.amounts {
            sql.push_str(" OR i.total_minor = ? OR i.open_minor = ?");
            values.extend([Value::Big(*minor), Value::Big(*minor)]);
        }
        sql.push(')');
        Part { sql, values }
    }
}

impl Search {
    /// Reads a search, and looks which of its words is the rarest. Words of payers are looked through where
    /// `of_payers` says so.
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
                let mut values = Values::of(biller);
                let find = values.place(find);
                let sql = format!("SELECT COUNT(*) FROM ({find} LIMIT {}) counted", RARE + 1);
                count += query(sql, &values).fetch_one(&mut *conn).await?.big(0)?;
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

    /// What to read `FROM`: the invoices `i`, found by the word that leads where there is one. `CROSS JOIN`
    /// keeps SQLite from beginning with the invoices of a filter instead, and means the same to PostgreSQL.
    pub(crate) fn source(&self, values: &mut Values) -> String {
        let Some(leader) = self.leader.and_then(|at| self.words.get(at)) else {
            return "invoices i".to_owned();
        };
        let finds: Vec<String> = leader.finds().into_iter().map(|find| values.place(find)).collect();
        format!("({}) found CROSS JOIN invoices i", finds.join(" UNION "))
    }

    /// Whether a word leads: then the invoices are joined to what it `found`.
    pub(crate) fn is_led(&self) -> bool {
        self.leader.is_some()
    }

    /// What the other words ask of the invoices `i`.
    pub(crate) fn conditions(&self, values: &mut Values) -> Vec<String> {
        let others = self.words.iter().enumerate().filter(|(at, _)| Some(*at) != self.leader);
        others.map(|(_, word)| values.place(word.fits())).collect()
    }
}

/// A statement of the texts of these files with its values; everything that was asked for is bound.
pub(crate) fn query(
    sql: String,
    values: &Values,
) -> sqlx::query::Query<'static, sqlx::Any, sqlx::any::AnyArguments> {
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
    for value in &values.0 {
        query = match value.clone() {
            Value::Big(big) => query.bind(big),
            Value::Text(text) => query.bind(text),
            Value::Bytes(bytes) => query.bind(bytes),
        };
    }
    query
}

/// The minor units that a text may mean: `1249`, `1.249,00`, `799.00`. The last sign with two or three digits
/// behind it is a decimal sign, every other one groups.
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
        // Thousands, or a dinar's fils.
        Some(3) => [1, 100].into_iter().for_each(&mut add),
        Some(_) => {}
        // Whole units: of two decimals, of none, of three.
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
