//! Turns the file's values into a consistent [`Document`]: checks mandatory fields, then recomputes every figure with
//! [`domain::invoices::vat`].

mod amounts;
mod header;
mod lines;
mod rates;
mod totals;
mod vat;

use domain::invoices::document::{Document, DocumentKind, PaymentMeans};

use super::problems::Problems;
use super::raw::{RawDocument, RawPaymentMeans};
use amounts::Amounts;

/// Checks everything; `None` if a part cannot be read. Inconsistencies are among the problems: a document with problems
/// must not be used.
pub(super) fn document(mut raw: RawDocument, problems: &mut Problems) -> Option<Document> {
    let header = header::check(&mut raw, problems);
    if raw.lines.is_empty() {
        problems.add("BR-16", raw.at, "the document has no lines");
    }
    // Without a currency no amount means anything.
    let currency = header.currency?;
    let mut amounts = Amounts { currency, problems };
    let lines = lines::lines(std::mem::take(&mut raw.lines), &mut amounts);
    let extras = lines::allowances_charges(std::mem::take(&mut raw.allowances_charges), &mut amounts);
    let breakdown = vat::breakdown(&mut raw, lines.as_deref(), extras.as_deref(), &mut amounts);
    let totals = totals::totals(
        &raw,
        header.kind?,
        totals::Parts {
            lines: lines.as_deref(),
            extras: extras.as_deref(),
            vat_minor: breakdown.total_minor,
        },
        &mut amounts,
    );
    let due_date = header::due_date(&mut raw, totals.as_ref(), problems);

    Some(Document {
        kind: header.kind?,
        number: header.number?,
        issue_date: header.issue_date?,
        due_date,
        currency,
        seller: header.seller?,
        buyer: header.buyer?,
        buyer_reference: raw.buyer_reference.value(),
        order_reference: raw.order_reference.value(),
        preceding: raw.preceding.into_iter().filter_map(|(number, _)| number.value()).collect(),
        notes: raw.notes.into_iter().filter(|note| !note.is_empty()).collect(),
        payment_terms: terms(raw.payment_terms),
        payment_means: raw.payment_means.into_iter().map(payment_means).collect(),
        lines: lines?,
        allowances_charges: extras?,
        vat_breakdown: breakdown.subtotals?,
        totals: totals?,
    })
}

fn terms(notes: Vec<String>) -> Option<String> {
    let terms = notes.join("\n").trim().to_owned();
    (!terms.is_empty()).then_some(terms)
}

fn payment_means(raw: RawPaymentMeans) -> PaymentMeans {
    PaymentMeans {
        code: raw.code.value().unwrap_or_default(),
        reference: raw.reference.value(),
        account: raw.account.value(),
        account_name: raw.account_name.value(),
        bank: raw.bank.value(),
    }
}

/// What the kind is called in messages.
fn noun(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Invoice => "invoice",
        DocumentKind::CreditNote => "credit note",
    }
}
