//! The totals [BG-22]: BR-CO-10 to BR-CO-13, BR-CO-15 and BR-CO-16, and who owes whom.
//!
//! Each total is compared with the sum of the figures before it *as stated*, as the official rules do. So a wrong
//! figure is reported where it is and not in everything that follows from it.

use domain::invoices::document::{AllowanceCharge, AllowanceOrCharge, DocumentKind, Line, Totals};

use super::super::position::Position;
use super::super::raw::{Amount, RawDocument, RawTotals};
use super::amounts::Amounts;

/// What the totals are made of; `None` where it cannot be read.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub(super) lines: Option<&'a [Line]>,
    pub(super) extras: Option<&'a [AllowanceCharge]>,
    /// The stated total VAT.
    pub(super) vat_minor: Option<i64>,
}

/// The totals as stated; `None` where one of them cannot be read.
pub(super) fn totals(
    raw: &RawDocument,
    kind: DocumentKind,
    parts: Parts<'_>,
    amounts: &mut Amounts<'_>,
) -> Option<Totals> {
    let Some(written) = &raw.totals else {
        for (rule, what) in
            [("BR-12", LINES), ("BR-13", WITHOUT_VAT), ("BR-14", WITH_VAT), ("BR-15", PAYABLE)]
        {
            amounts.problems.add(
                rule,
                raw.at,
                format!("{what} is missing: there is no cac:LegalMonetaryTotal"),
            );
        }
        return None;
    };
    let stated = Stated::read(written, amounts);
    compare(&stated, written, parts, amounts);
    let totals = Totals {
        lines_minor: stated.lines?,
        allowances_minor: stated.allowances?,
        charges_minor: stated.charges?,
        without_vat_minor: stated.without_vat?,
        vat_minor: parts.vat_minor?,
        with_vat_minor: stated.with_vat?,
        prepaid_minor: stated.prepaid?,
        rounding_minor: stated.rounding?,
        payable_minor: stated.payable?,
    };
    asks_the_right_side(&totals, kind, written, amounts);
    Some(totals)
}

const LINES: &str = "the sum of the lines (cbc:LineExtensionAmount)";
const WITHOUT_VAT: &str = "the total without VAT (cbc:TaxExclusiveAmount)";
const WITH_VAT: &str = "the total with VAT (cbc:TaxInclusiveAmount)";
const PAYABLE: &str = "the amount due (cbc:PayableAmount)";

/// The totals in minor units, each `None` where it cannot be read.
struct Stated {
    lines: Option<i64>,
    allowances: Option<i64>,
    charges: Option<i64>,
    without_vat: Option<i64>,
    with_vat: Option<i64>,
    prepaid: Option<i64>,
    rounding: Option<i64>,
    payable: Option<i64>,
}

impl Stated {
    fn read(raw: &RawTotals, amounts: &mut Amounts<'_>) -> Self {
        Self {
            lines: amounts.required(&raw.lines, raw.at, "BR-12", LINES),
            without_vat: amounts.required(&raw.without_vat, raw.at, "BR-13", WITHOUT_VAT),
            with_vat: amounts.required(&raw.with_vat, raw.at, "BR-14", WITH_VAT),
            payable: amounts.required(&raw.payable, raw.at, "BR-15", PAYABLE),
            allowances: amounts.or_zero(&raw.allowances),
            charges: amounts.or_zero(&raw.charges),
            prepaid: amounts.or_zero(&raw.prepaid),
            rounding: amounts.or_zero(&raw.rounding),
        }
    }
}

fn compare(stated: &Stated, raw: &RawTotals, parts: Parts<'_>, amounts: &mut Amounts<'_>) {
    let mut compare = Compare { at: raw.at, amounts };
    if let Some(lines) = parts.lines {
        let nets = lines.iter().map(|one| one.net_minor);
        compare.sum("BR-CO-10", &raw.lines, stated.lines, nets, "the lines add up to");
    }
    if let Some(extras) = parts.extras {
        let of = |kind| extras.iter().filter(move |one| one.kind == kind).map(|one| one.amount_minor);
        let (off, on) = (of(AllowanceOrCharge::Allowance), of(AllowanceOrCharge::Charge));
        compare.total_of_extras("BR-CO-11", &raw.allowances, stated.allowances, off, "allowances");
        compare.total_of_extras("BR-CO-12", &raw.charges, stated.charges, on, "charges");
    }
    if let (Some(lines), Some(allowances), Some(charges)) = (stated.lines, stated.allowances, stated.charges)
    {
        let words = "the sum of the lines, less allowances and with charges, makes";
        compare.sum("BR-CO-13", &raw.without_vat, stated.without_vat, [lines, -allowances, charges], words);
    }
    if let (Some(without_vat), Some(vat)) = (stated.without_vat, parts.vat_minor) {
        let words = "the total without VAT and the VAT make";
        compare.sum("BR-CO-15", &raw.with_vat, stated.with_vat, [without_vat, vat], words);
    }
    if let (Some(with_vat), Some(prepaid), Some(rounding)) =
        (stated.with_vat, stated.prepaid, stated.rounding)
    {
        let words = "the total with VAT, less what was prepaid and with the rounding, makes";
        compare.sum("BR-CO-16", &raw.payable, stated.payable, [with_vat, -prepaid, rounding], words);
    }
}

struct Compare<'c, 'f> {
    at: Position,
    amounts: &'c mut Amounts<'f>,
}

impl Compare<'_, '_> {
    /// Says so where `parts` do not add up to what is stated.
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
        let at = slot.at_or(self.at);
        match i64::try_from(sum) {
            Ok(sum) => {
                let (sum, stated) = (self.amounts.show(sum), self.amounts.show(stated));
                self.amounts.problems.add(rule, at, format!("{words} {sum}, the document says {stated}"));
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
            match i64::try_from(sum) {
                Ok(sum) => {
                    let sum = self.amounts.show(sum);
                    let message =
                        format!("the document's {what} add up to {sum}, but their total is not stated");
                    self.amounts.problems.add(rule, self.at, message);
                }
                Err(_) => self.amounts.too_large(self.at),
            }
            return;
        }
        self.sum(rule, slot, stated, parts, &format!("the document's {what} add up to"));
    }
}

/// An invoice asks the buyer for money, a credit note gives money back; otherwise the document must be of the other
/// kind. A prepayment above the total is the payer's credit.
fn asks_the_right_side(totals: &Totals, kind: DocumentKind, raw: &RawTotals, amounts: &mut Amounts<'_>) {
    let at = raw.payable.at_or(raw.at);
    let payable = amounts.show(totals.payable_minor);
    let message = match kind {
        _ if totals.prepaid_minor < 0 => {
            let prepaid = amounts.show(totals.prepaid_minor);
            let message = format!(
                "the amount paid beforehand is {prepaid}; an open balance of earlier \
                 invoices does not belong here"
            );
            amounts.problems.add("NEGATIVE", raw.prepaid.at_or(at), message);
            return;
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
        _ => return,
    };
    amounts.problems.add("NEGATIVE", at, message);
}
