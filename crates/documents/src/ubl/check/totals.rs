//! The totals [BG-22]: BR-CO-10 to BR-CO-13, BR-CO-15 and BR-CO-16, and who owes whom.
//!
//! Each total is compared with what the figures before it *as stated* make, as the official rules
//! do, so that a wrong figure is named where it stands and not in everything that follows from it.

use domain::document::{AllowanceCharge, AllowanceOrCharge, DocumentKind, Line, Totals};

use super::super::findings::Spot;
use super::super::raw::{Amount, RawDocument, RawTotals};
use super::amounts::Amounts;

/// What the totals are made of; `None` where it was found wrong.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub(super) lines: Option<&'a [Line]>,
    pub(super) extras: Option<&'a [AllowanceCharge]>,
    /// The stated total VAT.
    pub(super) vat_minor: Option<i64>,
}

/// `None` where something was found wrong.
pub(super) fn totals(
    raw: &RawDocument,
    kind: DocumentKind,
    parts: Parts<'_>,
    amounts: &mut Amounts<'_>,
) -> Option<Totals> {
    let Some(stated) = &raw.totals else {
        for (rule, what) in [
            ("BR-12", "the sum of the lines (cac:LegalMonetaryTotal/cbc:LineExtensionAmount)"),
            ("BR-13", "the total without VAT (cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount)"),
            ("BR-14", "the total with VAT (cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount)"),
            ("BR-15", "the amount due (cac:LegalMonetaryTotal/cbc:PayableAmount)"),
        ] {
            amounts.findings.add(rule, raw.at, format!("{what} is missing"));
        }
        return None;
    };
    let at = stated.at;
    let lines =
        amounts.required(&stated.lines, at, "BR-12", "the sum of the lines (cbc:LineExtensionAmount)");
    let without_vat =
        amounts.required(&stated.without_vat, at, "BR-13", "the total without VAT (cbc:TaxExclusiveAmount)");
    let with_vat =
        amounts.required(&stated.with_vat, at, "BR-14", "the total with VAT (cbc:TaxInclusiveAmount)");
    let payable = amounts.required(&stated.payable, at, "BR-15", "the amount due (cbc:PayableAmount)");
    let allowances = amounts.or_zero(&stated.allowances);
    let charges = amounts.or_zero(&stated.charges);
    let prepaid = amounts.or_zero(&stated.prepaid);
    let rounding = amounts.or_zero(&stated.rounding);

    let mut compare = Compare { at, amounts, is_right: true };
    if let Some(lines_) = parts.lines {
        compare.sum(
            "BR-CO-10",
            &stated.lines,
            lines,
            lines_.iter().map(|one| one.net_minor),
            "the lines add up to",
        );
    }
    if let Some(extras) = parts.extras {
        let of = |kind| extras.iter().filter(move |one| one.kind == kind).map(|one| one.amount_minor);
        let (off, on) = (of(AllowanceOrCharge::Allowance), of(AllowanceOrCharge::Charge));
        compare.total_of_extras("BR-CO-11", &stated.allowances, allowances, off, "allowances");
        compare.total_of_extras("BR-CO-12", &stated.charges, charges, on, "charges");
    }
    if let (Some(lines), Some(allowances), Some(charges)) = (lines, allowances, charges) {
        let words = "the sum of the lines, less allowances and with charges, makes";
        compare.sum("BR-CO-13", &stated.without_vat, without_vat, [lines, -allowances, charges], words);
    }
    if let (Some(without_vat), Some(vat)) = (without_vat, parts.vat_minor) {
        let words = "the total without VAT and the VAT make";
        compare.sum("BR-CO-15", &stated.with_vat, with_vat, [without_vat, vat], words);
    }
    if let (Some(with_vat), Some(prepaid), Some(rounding)) = (with_vat, prepaid, rounding) {
        let words = "the total with VAT, less what was prepaid and with the rounding, makes";
        compare.sum("BR-CO-16", &stated.payable, payable, [with_vat, -prepaid, rounding], words);
    }
    let is_right = compare.is_right;
    let totals = Totals {
        lines_minor: lines?,
        allowances_minor: allowances?,
        charges_minor: charges?,
        without_vat_minor: without_vat?,
        vat_minor: parts.vat_minor?,
        with_vat_minor: with_vat?,
        prepaid_minor: prepaid?,
        rounding_minor: rounding?,
        payable_minor: payable?,
    };
    (asks_the_right_side(&totals, kind, stated, amounts) && is_right).then_some(totals)
}

struct Compare<'c, 'f> {
    at: Spot,
    amounts: &'c mut Amounts<'f>,
    is_right: bool,
}

impl Compare<'_, '_> {
    fn sum(
        &mut self,
        rule: &'static str,
        slot: &Amount,
        stated: Option<i64>,
        parts: impl IntoIterator<Item = i64>,
        words: &str,
    ) {
        let Some(stated) = stated else { return };
        let sum: i128 = parts.into_iter().map(i128::from).sum();
        if sum == i128::from(stated) {
            return;
        }
        self.is_right = false;
        let at = slot.at_or(self.at);
        match i64::try_from(sum) {
            Ok(sum) => {
                let message = format!(
                    "{words} {}, the document says {}",
                    self.amounts.show(sum),
                    self.amounts.show(stated)
                );
                self.amounts.findings.add(rule, at, message);
            }
            Err(_) => self.amounts.too_large(at),
        }
    }

    /// As [`sum`](Self::sum), but a total may be absent only where there is nothing to add up.
    fn total_of_extras(
        &mut self,
        rule: &'static str,
        slot: &Amount,
        stated: Option<i64>,
        parts: impl Iterator<Item = i64> + Clone,
        what: &str,
    ) {
        if slot.is_absent() && parts.clone().next().is_some() {
            let sum: i128 = parts.map(i128::from).sum();
            let sum = self.amounts.show(i64::try_from(sum).unwrap_or(i64::MAX));
            let message = format!("the document's {what} add up to {sum}, but their total is not stated");
            self.amounts.findings.add(rule, self.at, message);
            self.is_right = false;
            return;
        }
        self.sum(rule, slot, stated, parts, &format!("the document's {what} add up to"));
    }
}

/// An invoice asks the buyer for money and a credit note gives it back; a document that means the
/// opposite must be of the other kind. What was paid too much beforehand is the payer's credit.
fn asks_the_right_side(
    totals: &Totals,
    kind: DocumentKind,
    stated: &RawTotals,
    amounts: &mut Amounts<'_>,
) -> bool {
    let at = stated.payable.at_or(stated.at);
    let payable = amounts.show(totals.payable_minor);
    let message = match kind {
        _ if totals.prepaid_minor < 0 => {
            let prepaid = amounts.show(totals.prepaid_minor);
            let message = format!(
                "the amount paid beforehand is {prepaid}; an open balance of earlier invoices does not belong here"
            );
            amounts.findings.add("NEGATIVE", stated.prepaid.at_or(at), message);
            return false;
        }
        DocumentKind::Invoice if totals.with_vat_minor < 0 => {
            format!("the invoice gives {payable} back instead of asking for it; send a credit note")
        }
        DocumentKind::Invoice
            if totals.payable_minor < 0 && totals.prepaid_minor <= totals.with_vat_minor =>
        {
            format!(
                "the amount due is {payable} although no more was prepaid than the total; send a credit note"
            )
        }
        DocumentKind::CreditNote if totals.payable_minor < 0 || totals.with_vat_minor < 0 => {
            format!("the credit note asks for money, it gives {payable} back; send an invoice")
        }
        _ => return true,
    };
    amounts.findings.add("NEGATIVE", at, message);
    false
}
