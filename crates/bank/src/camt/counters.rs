//! The control sums of a statement (`TxsSummry`) and of a batch.

use domain::Money;
use rust_decimal::Decimal;

use super::model::{Batch, Entry, signed};
use super::parse;
use super::xml::Element;
use crate::problem::shorten;
use crate::{Direction, Problem};

/// `TxsSummry`: the stated and the counted figures.
pub(super) struct Summary {
    stated: Vec<Stated>,
    credits: Counted,
    debits: Counted,
}

struct Stated {
    /// `TtlNtries/NbOfNtries`.
    place: String,
    of: Of,
    figure: Decimal,
}

/// What a stated figure is about.
#[derive(Clone, Copy)]
enum Of {
    Count(Scope),
    Sum(Scope),
    /// Credits less debits, with the side where it is stated.
    Net(Option<Direction>),
}

#[derive(Clone, Copy)]
enum Scope {
    All,
    Credits,
    Debits,
}

/// Statements state sums without a currency: they add amounts as they are.
#[derive(Default)]
struct Counted {
    count: u64,
    sum: Decimal,
}

impl Summary {
    pub(super) fn read(element: Element<'_>, place: &str) -> Result<Self, Problem> {
        let mut stated = vec![];
        for (name, scope) in
            [("TtlNtries", Scope::All), ("TtlCdtNtries", Scope::Credits), ("TtlDbtNtries", Scope::Debits)]
        {
            let Some(total) = element.find(&[name]) else { continue };
            for (field, of) in [("NbOfNtries", Of::Count(scope)), ("Sum", Of::Sum(scope))] {
                stated.extend(figure(total, &[field], place, &format!("{name}/{field}"), of)?);
            }
        }
        // The versions place it differently, and its direction too.
        if let Some(total) = element.find(&["TtlNtries"]) {
            for (path, side) in [
                (&["TtlNetNtryAmt"][..], &["CdtDbtInd"][..]),
                (&["TtlNetNtry", "Amt"], &["TtlNetNtry", "CdtDbtInd"]),
            ] {
                let side = total.value(side).and_then(|side| parse::direction(&side));
                let name = format!("TtlNtries/{}", path.join("/"));
                stated.extend(figure(total, path, place, &name, Of::Net(side))?);
            }
        }
        Ok(Self { stated, credits: Counted::default(), debits: Counted::default() })
    }

    pub(super) fn count(&mut self, entry: &Entry) {
        let counted = match entry.direction {
            Direction::Credit => &mut self.credits,
            Direction::Debit => &mut self.debits,
        };
        counted.count += 1;
        counted.sum = counted.sum.saturating_add(entry.amount.to_decimal());
    }

    /// Compares at the end of the statement.
    pub(super) fn check(&self, place: &str) -> Result<(), Problem> {
        for stated in &self.stated {
            let net = self.credits.sum.saturating_sub(self.debits.sum);
            let (what, counted) = match stated.of {
                Of::Count(scope) => ("entries", self.total(scope).0),
                Of::Sum(scope) => ("the sum of the entries", self.total(scope).1),
                Of::Net(_) => ("credits less debits", net),
            };
            let figure = stated.figure;
            // Banks write sums with and without a sign, and some state the net for all.
            let agrees = match stated.of {
                Of::Count(_) => figure == counted,
                Of::Sum(Scope::All) => figure.abs() == counted || figure.abs() == net.abs(),
                Of::Sum(_) => figure.abs() == counted,
                Of::Net(side) => {
                    let below = figure.is_sign_negative() || side == Some(Direction::Debit);
                    let says_nothing = side.is_none() && !figure.is_sign_negative();
                    figure.abs() == net.abs()
                        && (net.is_zero() || says_nothing || below == net.is_sign_negative())
                }
            };
            if !agrees {
                return Err(Problem::counter(
                    format!("{place}/TxsSummry/{}", stated.place),
                    format!(
                        "the statement says {}, but {what} come to {}; it was not received whole or was changed",
                        stated.figure.normalize(),
                        counted.normalize()
                    ),
                ));
            }
        }
        Ok(())
    }

    fn total(&self, scope: Scope) -> (Decimal, Decimal) {
        let (credits, debits) = (&self.credits, &self.debits);
        let (count, sum) = match scope {
            Scope::All => (credits.count + debits.count, credits.sum.saturating_add(debits.sum)),
            Scope::Credits => (credits.count, credits.sum),
            Scope::Debits => (debits.count, debits.sum),
        };
        (Decimal::from(count), sum)
    }
}

fn figure(
    element: Element<'_>,
    path: &[&'static str],
    place: &str,
    name: &str,
    of: Of,
) -> Result<Option<Stated>, Problem> {
    let Some(text) = element.value(path) else { return Ok(None) };
    let read = if matches!(of, Of::Count(_)) { parse::figure(&text) } else { parse::signed_figure(&text) };
    let figure = read.ok_or_else(|| {
        Problem::value(
            format!("{place}/TxsSummry/{name}"),
            format!("“{}” is no number (digits, one point and perhaps a minus)", shorten(&text)),
        )
    })?;
    Ok(Some(Stated { place: name.to_owned(), of, figure }))
}

/// The counted details of one batch inside an entry.
pub(super) struct BatchCount {
    batch: Batch,
    count: u64,
    /// `None` once a detail states no amount in the batch's currency.
    sum: Option<i64>,
}

impl BatchCount {
    pub(super) fn new(batch: Batch) -> Self {
        Self { batch, count: 0, sum: Some(0) }
    }

    pub(super) fn count(&mut self, amount: Option<Money>, direction: Direction, entry: Direction) {
        self.count += 1;
        let amount = amount
            .filter(|amount| Some(amount.currency) == self.batch.total.map(|total| total.currency))
            .map(|amount| if direction == entry { amount } else { signed(amount, Direction::Debit) });
        self.sum = self.sum.zip(amount).and_then(|(sum, amount)| sum.checked_add(amount.minor));
    }

    /// Compares a batch whose details are reported.
    pub(super) fn check(&self, place: &str) -> Result<(), Problem> {
        if self.count == 0 {
            return Ok(());
        }
        if let Some(stated) = self.batch.count.filter(|stated| *stated != self.count) {
            return Err(Problem::counter(
                format!("{place}/NtryDtls/Btch/NbOfTxs"),
                format!("the batch says {stated} transactions, but {} stand there", self.count),
            ));
        }
        if let (Some(total), Some(sum)) = (self.batch.total, self.sum)
            && total.minor != sum
        {
            return Err(Problem::counter(
                format!("{place}/NtryDtls/Btch/TtlAmt"),
                format!(
                    "the batch says {total}, but its transactions come to {}",
                    Money::new(sum, total.currency)
                ),
            ));
        }
        Ok(())
    }
}
