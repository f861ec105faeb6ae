//! Updates an older candidate to the currently open amount of its invoice.

use domain::Money;
use domain::matching::{MatchCandidate, MatchReason};

use crate::evidence::Facts;
use crate::score::{Amount, amount_of, clamped};

/// The points of a reason about the amount; `None` if the reason is about something else.
fn points_of(reason: MatchReason, payable_same: bool) -> Option<i32> {
    Some(match reason {
        MatchReason::AmountExact => Amount::Exact.points(),
        MatchReason::AmountPart => Amount::Part.points(),
        MatchReason::AmountMore => Amount::More.points(),
        MatchReason::PaidAlready if payable_same => Amount::PaidSame.points(),
        MatchReason::PaidAlready => Amount::PaidOther.points(),
        MatchReason::NotOpen => Amount::Closed.points(),
        MatchReason::OtherCurrency => Amount::OtherCurrency.points(),
        _ => return None,
    })
}

/// The candidate as it is now: the reasons about the amount, and their points, follow today's open amount.
#[must_use]
pub fn as_of_now(candidate: MatchCandidate, amount: Money, facts: &Facts) -> MatchCandidate {
    let now = amount_of(amount, facts);
    let same = amount.minor == facts.payable_minor;
    let at = candidate.reasons.iter().position(|reason| points_of(*reason, same).is_some());
    let MatchCandidate { invoice, score, mut reasons } = candidate;
    let mut points = i32::from(score) + now.points();
    match at {
        Some(at) if reasons[at] == now.reason() => return MatchCandidate { invoice, score, reasons },
        Some(at) => {
            points -= points_of(reasons[at], same).unwrap_or_default();
            reasons[at] = now.reason();
        }
        // It was part of a group with that sum: while it is open, that still holds.
        None if matches!(now, Amount::Exact | Amount::Part | Amount::More) => {
            return MatchCandidate { invoice, score, reasons };
        }
        None => reasons.push(now.reason()),
    }
    // Nobody has checked whether another invoice has exactly this open amount by now.
    reasons.retain(|reason| !matches!(reason, MatchReason::NobodyElse | MatchReason::OnlyOpen));
    MatchCandidate { invoice, score: clamped(points), reasons }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::ids::{InvoiceId, PayerId};
    use uuid::Uuid;

    use super::*;
    use crate::evidence::InvoiceStanding;

    fn facts(open_minor: i64) -> Facts {
        Facts {
            invoice: InvoiceId(Uuid::from_u128(1)),
            payer: PayerId(Uuid::from_u128(2)),
            references: vec![],
            currency: "SEK".parse().unwrap(),
            payable_minor: 10_000,
            open_minor,
            standing: if open_minor > 0 { InvoiceStanding::Open } else { InvoiceStanding::Paid },
            names: vec![],
            disclaimed: false,
        }
    }

    fn seen(score: u16, reasons: &[MatchReason]) -> MatchCandidate {
        MatchCandidate { invoice: InvoiceId(Uuid::from_u128(1)), score, reasons: reasons.to_vec() }
    }

    #[test]
    fn what_was_open_then_is_not_what_is_open_now() {
        use MatchReason::{AmountExact, AmountMore, AmountPart, NameAgrees, PaidAlready};
        let amount = Money::new(10_000, "SEK".parse().unwrap());
        let exact = seen(500, &[AmountExact, NameAgrees]);
        assert_eq!(as_of_now(exact.clone(), amount, &facts(10_000)), exact, "nothing changed");
        let paid = as_of_now(exact.clone(), amount, &facts(0));
        assert_eq!((paid.score, paid.reasons), (290, vec![PaidAlready, NameAgrees]));
        let more = as_of_now(exact, amount, &facts(4_000));
        assert_eq!((more.score, more.reasons), (260, vec![AmountMore, NameAgrees]));
        let part = as_of_now(seen(290, &[AmountPart, NameAgrees]), amount, &facts(10_000));
        assert_eq!((part.score, part.reasons), (500, vec![AmountExact, NameAgrees]));
    }
}
