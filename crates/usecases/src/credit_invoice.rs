//! The biller gives back a part of an invoice or the whole, with a credit note of its own series.

use async_trait::async_trait;
use domain::document::{Document, DocumentKind, Line, VatCategory, VatSubtotal};
use domain::ids::{CreditNoteId, InvoiceId};
use domain::{Command, Currency, Decimal, Money, Refusal, StreamId, vat};
use serde::{Deserialize, Serialize};

use crate::access::{Scope, Who};
use crate::error::UseCaseError;
use crate::execute::{Desk, UseCase, take_buyer};
use crate::import_document::content_hash;
use crate::ports::{ContentKind, KnownDocument};

/// Credits an invoice.
#[derive(Debug, Clone, Serialize)]
pub struct CreditInvoice {
    /// Which invoice.
    pub invoice: InvoiceId,
    /// How much with VAT, minor units; all that was not credited before where there is none.
    pub amount_minor: Option<i64>,
    /// Why, for the payer: the text of the credit note's line.
    pub reason: Option<String>,
}

/// The credit note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credited {
    /// Its id.
    pub credit_note_id: CreditNoteId,
    /// Its number.
    pub number: String,
    /// How much it gives back, minor units.
    pub amount_minor: i64,
    /// What remains to be paid on the invoice, minor units.
    pub open_minor: i64,
    /// The number of the invoice's last event.
    pub seq: i64,
}

#[async_trait]
impl UseCase for CreditInvoice {
    type Output = Credited;
    const NAME: &'static str = "credit_invoice";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Invoices), Who::Operator];

    async fn perform(&self, desk: &mut Desk<'_>) -> Result<Credited, UseCaseError> {
        credit(desk, self.invoice, self.amount_minor, self.reason.as_deref()).await
    }
}

/// Makes the credit note, with a number of its own series, and books it.
///
/// # Errors
/// Refusals of amounts that are not positive or more than what can still be credited, and what the database
/// answers.
pub(crate) async fn credit(
    desk: &mut Desk<'_>,
    invoice: InvoiceId,
    amount_minor: Option<i64>,
    reason: Option<&str>,
) -> Result<Credited, UseCaseError> {
    let biller = desk.biller_id();
    desk.load(vec![StreamId::Invoice(invoice)]).await?;
    let state = desk.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))?;
    // Fees are on no document: they are waived, not credited.
    let left = state.split.total_minor() - state.credited_minor;
    let amount_minor = amount_minor.unwrap_or(left);
    if amount_minor <= 0 {
        return Err(Refusal::AmountNotPositive.into());
    }
    if amount_minor > left {
        return Err(Refusal::ExceedsInvoice(Money::new(left, state.currency)).into());
    }
    let payer = state.payer;
    let stored = desk.tx.document(biller, invoice).await?.ok_or(UseCaseError::NotFound("invoice"))?;
    let number = desk.next_number(DocumentKind::CreditNote).await?;
    let mut document =
        credit_note(&stored.document, number.clone(), amount_minor, desk.context.today, reason)?;
    document.buyer = stored.buyer.unwrap_or_default();
    let content_hash = content_hash(&document)?;
    let (document, buyer) = take_buyer(&document);
    let buyer = serde_json::to_vec(&buyer).unwrap_or_default();
    let buyer = desk.write_content(payer, ContentKind::Buyer, buyer).await?;
    let id = CreditNoteId(desk.fresh());
    let known = KnownDocument { stream: StreamId::CreditNote(id), content_hash, payer };
    let document = Box::new(document);
    desk.carry_out(Command::ReceiveCreditNote { credit_note: id, payer, document, buyer, original: None })
        .await?;
    desk.tx.claim_number(biller, DocumentKind::CreditNote, &number, &known).await?;
    desk.carry_out(Command::ApplyCreditNote { credit_note: id, invoice }).await?;
    let state = desk.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))?;
    Ok(Credited { credit_note_id: id, number, amount_minor, open_minor: state.open_minor, seq: state.seq })
}

/// A credit note over `amount_minor` of an invoice: one line for each VAT category, in proportion. What
/// cannot be split into base and tax to the last minor unit is its rounding line.
fn credit_note(
    invoice: &Document,
    number: String,
    amount_minor: i64,
    today: domain::Date,
    reason: Option<&str>,
) -> Result<Document, UseCaseError> {
    let too_large = |_| UseCaseError::from(Refusal::AmountTooLarge);
    let currency = invoice.currency;
    let name = reason.map(str::trim).filter(|reason| !reason.is_empty()).unwrap_or(&invoice.number);
    let mut lines = Vec::new();
    let mut breakdown: Vec<VatSubtotal> = Vec::new();
    for (at, (category, gross)) in shares(&invoice.vat_breakdown, amount_minor).into_iter().enumerate() {
        let net_minor = net_of(gross, category, currency).map_err(too_large)?;
        let tax_minor = vat::tax(net_minor, category.rate, currency).map_err(too_large)?;
        lines.push(Line {
            id: (at + 1).to_string(),
            name: name.to_owned(),
            description: None,
            quantity: Decimal::ONE,
            unit: "C62".into(),
            unit_price: Money::new(net_minor, currency).to_decimal(),
            price_quantity: Decimal::ONE,
            allowances_charges: Vec::new(),
            net_minor,
            vat: category,
            period_start: None,
            period_end: None,
        });
        breakdown.push(VatSubtotal {
            vat: category,
            taxable_minor: net_minor,
            tax_minor,
            // Where no VAT is asked, a credit note says why as the invoice does (BR-E-10 and its like).
            exemption_reason: exemption_reason(invoice, category),
        });
    }
    let unrounded = vat::totals(&lines, &[], &breakdown, 0, 0).map_err(too_large)?;
    let rounding_minor = amount_minor - unrounded.payable_minor;
    let totals = vat::totals(&lines, &[], &breakdown, 0, rounding_minor).map_err(too_large)?;
    Ok(Document {
        kind: DocumentKind::CreditNote,
        number,
        issue_date: today,
        due_date: None,
        currency,
        seller: invoice.seller.clone(),
        buyer: invoice.buyer.clone(),
        buyer_reference: invoice.buyer_reference.clone(),
        order_reference: invoice.order_reference.clone(),
        preceding: vec![invoice.number.clone()],
        notes: Vec::new(),
        payment_terms: None,
        payment_means: Vec::new(),
        lines,
        allowances_charges: Vec::new(),
        vat_breakdown: breakdown,
        totals,
    })
}

/// Why the invoice asks no VAT in a category.
fn exemption_reason(invoice: &Document, category: VatCategory) -> Option<String> {
    let same = |one: &&VatSubtotal| one.vat.code == category.code && one.vat.rate == category.rate;
    invoice.vat_breakdown.iter().find(same).and_then(|one| one.exemption_reason.clone())
}

/// Divides an amount over the VAT categories in proportion to what each had, largest remainder first.
fn shares(breakdown: &[VatSubtotal], amount_minor: i64) -> Vec<(VatCategory, i64)> {
    let gross: Vec<i128> =
        breakdown.iter().map(|one| i128::from((one.taxable_minor + one.tax_minor).max(0))).collect();
    let total: i128 = gross.iter().sum();
    if total == 0 {
        return breakdown.first().map(|one| (one.vat, amount_minor)).into_iter().collect();
    }
    let amount = i128::from(amount_minor);
    let mut parts: Vec<(usize, i128, i128)> = gross
        .iter()
        .enumerate()
        .map(|(at, gross)| (at, amount * gross / total, amount * gross % total))
        .collect();
    let mut rest = amount - parts.iter().map(|(_, part, _)| part).sum::<i128>();
    parts.sort_by_key(|(at, _, remainder)| (std::cmp::Reverse(*remainder), *at));
    for part in &mut parts {
        if rest == 0 {
            break;
        }
        part.1 += 1;
        rest -= 1;
    }
    parts.sort_by_key(|(at, ..)| *at);
    parts
        .into_iter()
        .filter(|(_, part, _)| *part > 0)
        .map(|(at, part, _)| (breakdown[at].vat, i64::try_from(part).unwrap_or(amount_minor)))
        .collect()
}

/// The base whose VAT makes `gross`, to the nearest minor unit.
fn net_of(gross: i64, category: VatCategory, currency: Currency) -> Result<i64, domain::money::MoneyError> {
    let factor = (Decimal::ONE_HUNDRED + category.rate) / Decimal::ONE_HUNDRED;
    let net = Money::new(gross, currency).to_decimal() / factor;
    Ok(Money::rounded(net, currency)?.minor)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::document::{Party, Totals, VatCode};

    fn invoice(parts: &[(i64, i64, &str)]) -> Document {
        Document {
            kind: DocumentKind::Invoice,
            number: "10482".into(),
            issue_date: "2026-11-01".parse().unwrap(),
            due_date: None,
            currency: "SEK".parse().unwrap(),
            seller: Party::default(),
            buyer: Party::default(),
            buyer_reference: None,
            order_reference: None,
            preceding: vec![],
            notes: vec![],
            payment_terms: None,
            payment_means: vec![],
            lines: vec![],
            allowances_charges: vec![],
            vat_breakdown: parts
                .iter()
                .map(|(taxable_minor, tax_minor, rate)| VatSubtotal {
                    vat: VatCategory { code: VatCode::S, rate: rate.parse().unwrap() },
                    taxable_minor: *taxable_minor,
                    tax_minor: *tax_minor,
                    exemption_reason: None,
                })
                .collect(),
            totals: Totals::default(),
        }
    }

    #[test]
    fn any_amount_is_split_over_the_rates_without_losing_a_minor_unit() {
        let invoice = invoice(&[(80_000, 20_000, "25"), (50_000, 6_000, "12"), (10_000, 600, "6")]);
        for amount in [1, 2, 3, 99, 100, 12_345, 166_599, 166_600] {
            let note = credit_note(&invoice, "C1".into(), amount, invoice.issue_date, Some("Late delivery"))
                .unwrap();
            assert_eq!(note.totals.payable_minor, amount);
            assert!(note.totals.rounding_minor.abs() <= 3, "{amount}: {}", note.totals.rounding_minor);
            assert_eq!(note.lines[0].name, "Late delivery");
            assert_eq!(note.preceding, ["10482"]);
        }
    }

    #[test]
    fn the_whole_amount_gives_back_exactly_what_was_invoiced() {
        let invoice = invoice(&[(80_000, 20_000, "25"), (50_000, 6_000, "12")]);
        let note = credit_note(&invoice, "C1".into(), 156_000, invoice.issue_date, None).unwrap();
        let figures: Vec<_> =
            note.vat_breakdown.iter().map(|one| (one.taxable_minor, one.tax_minor)).collect();
        assert_eq!(figures, [(80_000, 20_000), (50_000, 6_000)]);
        assert_eq!(note.totals.rounding_minor, 0);
    }
}
