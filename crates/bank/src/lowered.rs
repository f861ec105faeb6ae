//! Deductions among payments: the bank subtracts them from the sum before it arrives.
//!
//! A payer deducts a credit note, or the bank takes something back, and the sum of the payments less the deductions
//! arrives. The recorded amount has to be what arrived, so each deduction is subtracted from a payment: from one that
//! is certainly the same payer's, or from one that then waits for a person.

use std::collections::HashMap;

/// How deductions changed a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lowered {
    /// There are none.
    #[default]
    No,
    /// The same payer's deduction was subtracted from this payment.
    ByPayer,
    /// A deduction was subtracted from this payment that may not belong to it: a person has to review it.
    Unclear,
    /// It is a deduction itself and reduces payments of the same sum: no money moved by itself.
    Lowers,
}

/// A payment or a deduction, with the facts that this search needs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// Its number among the parts of the same search.
    pub(crate) number: u64,
    pub(crate) minor: i64,
    pub(crate) deduction: bool,
    /// Identifies the payer: account or number, and name.
    pub(crate) payer: (Option<u64>, Option<u64>),
    pub(crate) reference: Option<u64>,
}

/// By the payments' numbers: the subtracted amount, and its certainty.
pub(crate) type Offs = HashMap<u64, (i64, Lowered)>;

/// The parts of one search: a deposit, an entry.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    parts: Vec<Part>,
    deductions: usize,
    too_many: bool,
}

/// The most parts that are kept in memory for one search.
const MOST_PARTS: usize = 200_000;
/// The most deductions: each is compared with every payment.
const MOST_DEDUCTIONS: usize = 1_000;

impl Parts {
    pub(crate) fn put(&mut self, part: Part) {
        self.deductions += usize::from(part.deduction);
        if self.parts.len() < MOST_PARTS {
            self.parts.push(part);
        } else {
            self.too_many = true;
        }
    }

    /// Subtracts each deduction from payments, and starts anew. Nothing is subtracted if the deductions exceed the
    /// payments.
    ///
    /// # Errors
    /// A sentence for a person: there are too many parts.
    pub(crate) fn subtract_deductions(&mut self) -> Result<Offs, String> {
        let parts = std::mem::take(self);
        if parts.deductions == 0 {
            return Ok(Offs::new());
        }
        if parts.too_many || parts.deductions > MOST_DEDUCTIONS {
            return Err(format!(
                "of one sum no more than {MOST_PARTS} payments with {MOST_DEDUCTIONS} deductions are read; ask the bank \
                 for files of its single days"
            ));
        }
        Ok(subtract_deductions(&parts.parts).unwrap_or_default())
    }
}

/// A short digest for comparing two values of a kind.
pub(crate) fn mark(text: &str) -> Option<u64> {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let plain: String =
        text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let mut hasher = DefaultHasher::new();
    plain.hash(&mut hasher);
    (!plain.is_empty()).then(|| hasher.finish())
}

impl Part {
    fn is_same_payer(&self, other: &Self) -> bool {
        let same = |mine: Option<u64>, theirs: Option<u64>| Some(mine? == theirs?);
        let (account, name) = (same(self.payer.0, other.payer.0), same(self.payer.1, other.payer.1));
        account.or(name).unwrap_or(false)
    }
}

/// Subtracts each deduction from payments. `None` if the deductions exceed the payments.
fn subtract_deductions(parts: &[Part]) -> Option<Offs> {
    let mut payments: Vec<(Part, i64)> =
        parts.iter().filter(|part| !part.deduction).map(|part| (*part, part.minor)).collect();
    let mut offs = Offs::new();
    for deduction in parts.iter().filter(|part| part.deduction && part.minor > 0) {
        take_one_off(deduction, &mut payments, &mut offs)?;
    }
    Some(offs)
}

fn take_one_off(deduction: &Part, payments: &mut [(Part, i64)], offs: &mut Offs) -> Option<()> {
    let own: Vec<usize> = places(payments, |part| part.is_same_payer(deduction));
    let enough = |at: &&usize| payments[**at].1 >= deduction.minor;
    let same_reference = own
        .iter()
        .filter(enough)
        .find(|at| deduction.reference.is_some() && payments[**at].0.reference == deduction.reference);
    // The payer's only payment, or the one with the same reference, is certainly meant.
    let sure = match own.as_slice() {
        [only] => Some(only).filter(enough),
        _ => same_reference,
    };
    if let Some(at) = sure.copied() {
        lower(&mut payments[at], deduction.minor, Lowered::ByPayer, offs);
        return Some(());
    }
    let mut rest = deduction.minor;
    let all = places(payments, |_| true);
    for mut places in [own, all] {
        places.sort_by_key(|at| (std::cmp::Reverse(payments[*at].1), *at));
        // Subtracted from a single one, if one is large enough: the others stay as stated.
        for at in places {
            let taken = rest.min(payments[at].1);
            if taken > 0 {
                lower(&mut payments[at], taken, Lowered::Unclear, offs);
                rest -= taken;
            }
        }
    }
    (rest == 0).then_some(())
}

fn places(payments: &[(Part, i64)], holds: impl Fn(&Part) -> bool) -> Vec<usize> {
    (0..payments.len()).filter(|at| holds(&payments[*at].0)).collect()
}

fn lower(payment: &mut (Part, i64), minor: i64, how: Lowered, offs: &mut Offs) {
    payment.1 -= minor;
    let off = offs.entry(payment.0.number).or_insert((0, how));
    off.0 += minor;
    if how == Lowered::Unclear {
        off.1 = how;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn part(number: u64, minor: i64, payer: &str, reference: &str) -> Part {
        Part { number, minor, deduction: false, payer: (None, mark(payer)), reference: mark(reference) }
    }

    fn off(number: u64, minor: i64, payer: &str, reference: &str) -> Part {
        Part { deduction: true, ..part(number, minor, payer, reference) }
    }

    #[test]
    fn a_deduction_is_off_the_payers_own_payment() {
        let parts = [part(1, 500, "Anna", "a"), part(2, 900, "Bo", "b"), off(3, 200, "Anna", "x")];
        assert_eq!(subtract_deductions(&parts).unwrap(), Offs::from([(1, (200, Lowered::ByPayer))]));
    }

    #[test]
    fn of_several_payments_the_reference_tells_which() {
        let parts = [part(1, 500, "Anna", "a"), part(2, 900, "Anna", "b"), off(3, 200, "Anna", "a")];
        assert_eq!(subtract_deductions(&parts).unwrap(), Offs::from([(1, (200, Lowered::ByPayer))]));
        let parts = [part(1, 500, "Anna", "a"), part(2, 900, "Anna", "b"), off(3, 200, "Anna", "c")];
        assert_eq!(subtract_deductions(&parts).unwrap(), Offs::from([(2, (200, Lowered::Unclear))]));
    }

    #[test]
    fn a_strangers_deduction_is_off_the_largest_and_nobody_is_sure() {
        let parts = [part(1, 500, "Anna", ""), part(2, 900, "Bo", ""), off(3, 200, "Nils", "")];
        assert_eq!(subtract_deductions(&parts).unwrap(), Offs::from([(2, (200, Lowered::Unclear))]));
    }

    #[test]
    fn what_no_payment_holds_is_off_several_and_more_than_all_is_off_none() {
        let parts = [part(1, 500, "Anna", ""), part(2, 400, "Bo", ""), off(3, 600, "Anna", "")];
        let offs = subtract_deductions(&parts).unwrap();
        assert_eq!(offs, Offs::from([(1, (500, Lowered::Unclear)), (2, (100, Lowered::Unclear))]));
        assert_eq!(subtract_deductions(&[part(1, 500, "Anna", ""), off(2, 501, "Anna", "")]), None);
    }
}
