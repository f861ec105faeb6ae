//! Checks that a statement's movements lead from its opening balance to its closing balance.
//!
//! A statement of several pages has its opening balance (`:60F:`) on the first page, its closing balance (`:62F:`) on
//! the last, and carried-over balances (`:62M:`, `:60M:`) between. If a file holds a statement from first to last
//! balance, and the movements do not add up, it was received incompletely or was changed.

use domain::{Currency, Money};

use super::Field;
use crate::{Direction, Problem};

/// A balance with its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Balance {
    money: Money,
    /// `F`: the first or the last one of a statement.
    is_final: bool,
}

/// The balances of a statement so far.
#[derive(Debug, Default)]
pub(super) struct Balances {
    opening: Option<Balance>,
    moved: i64,
    /// The statement's opening balance, if its first page is there and each page continues the previous one.
    first: Option<Money>,
    moved_in_all: i64,
    /// The balance that the previous page carried over.
    carried: Option<(String, Money)>,
}

impl Balances {
    /// `:60F:` or `:60M:`.
    pub(super) fn open(&mut self, field: &Field, account: Option<&str>) -> Vec<Problem> {
        self.moved = 0;
        self.opening = read(field);
        let carried = self.carried.take();
        let Some(opening) = self.opening else {
            self.first = None;
            return vec![];
        };
        if opening.is_final {
            self.first = Some(opening.money);
            self.moved_in_all = 0;
            return vec![];
        }
        let (Some((of, before)), Some(account)) = (carried, account) else {
            self.first = None;
            return vec![];
        };
        if of != account {
            self.first = None;
            return vec![];
        }
        if before == opening.money {
            return vec![];
        }
        self.first = None;
        let message = format!(
            "the page before carries {before} over, and this one goes on with {}; a page may be missing",
            opening.money
        );
        vec![Problem::counter(field.place.clone(), message)]
    }

    pub(super) fn moved(&mut self, money: Money, direction: Direction) {
        let signed = if direction == Direction::Credit { money.minor } else { -money.minor };
        self.moved = self.moved.saturating_add(signed);
        self.moved_in_all = self.moved_in_all.saturating_add(signed);
    }

    /// `:62F:` or `:62M:`: returns what does not add up, if anything.
    ///
    /// # Errors
    /// The statement is complete in itself.
    pub(super) fn close(&mut self, field: &Field, account: Option<&str>) -> Result<Option<Problem>, Problem> {
        let (opening, first) = (self.opening.take(), self.first);
        let Some(closing) = read(field) else {
            self.first = None;
            return Ok(None);
        };
        if closing.is_final {
            self.first = None;
        } else {
            self.carried = account.map(|account| (account.to_owned(), closing.money));
        }
        if let Some(first) = first.filter(|_| closing.is_final) {
            return match disagreement(first, self.moved_in_all, closing.money) {
                Some(message) => Err(Problem::counter(field.place.clone(), message)),
                None => Ok(None),
            };
        }
        let note = opening.and_then(|opening| disagreement(opening.money, self.moved, closing.money));
        Ok(note.map(|message| Problem::counter(field.place.clone(), message)))
    }
}

fn disagreement(opening: Money, moved: i64, closing: Money) -> Option<String> {
    if opening.currency != closing.currency {
        return Some(format!(
            "the statement begins in {} and ends in {}",
            opening.currency, closing.currency
        ));
    }
    let expected = opening.minor.checked_add(moved);
    (expected != Some(closing.minor)).then(|| {
        format!(
            "the statement begins with {opening} and ends with {closing}, but its movements come to {}; it was not \
             received whole or was changed",
            Money::new(moved, opening.currency)
        )
    })
}

/// `C261130SEK1234,56`; `None` if the amount is not stated, as with some banks.
fn read(field: &Field) -> Option<Balance> {
    let text = field.text.lines().next()?.trim();
    let sign = match text.chars().next()? {
        'C' => 1,
        'D' => -1,
        _ => return None,
    };
    let currency: Currency = text.get(7..10)?.parse().ok()?;
    let figure = super::amount(text.get(10..)?.trim())?;
    let money = Money::from_decimal(figure, currency).ok()?;
    Some(Balance { money: Money::new(sign * money.minor, currency), is_final: field.tag.ends_with('F') })
}
