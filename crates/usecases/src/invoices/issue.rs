//! The biller's own system describes an invoice; Billow fills in what it leaves out.

use async_trait::async_trait;
use domain::invoices::document::{
    AllowanceCharge, Document, DocumentKind, Line, Party, PaymentMeans, Totals, VatSubtotal,
};
use domain::{Currency, Date};
use serde::Serialize;

use super::import::{ImportDocument, ImportStatus, Imported, the_biller};
use crate::kernel::access::{Scope, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Issues an invoice whose figures have been computed.
#[derive(Debug, Clone, Serialize)]
pub struct IssueInvoice {
    pub draft: InvoiceDraft,
    /// BCP 47 tag of the payer's language, if known.
    pub language: Option<String>,
    /// The channel of the link that is made: `email`, `sms`, `print` or `api`.
    pub channel: String,
    /// See [`ImportDocument`].
    #[serde(skip)]
    pub allow_seller: bool,
}

/// An invoice before it has a number and an issue date.
#[derive(Debug, Clone, Serialize)]
pub struct InvoiceDraft {
    /// `None` for the next number of the biller's own series.
    pub number: Option<String>,
    /// `None` for today.
    pub issue_date: Option<Date>,
    /// The last day on which payment is on time; `None` for the biller's usual term.
    pub due_date: Option<Date>,
    /// The currency of every amount.
    pub currency: Currency,
    /// The party that asks for the money; `None` for the biller.
    pub seller: Option<Party>,
    /// The party that has to pay.
    pub buyer: Party,
    /// Reference given by the buyer for routing.
    pub buyer_reference: Option<String>,
    /// The buyer's order number.
    pub order_reference: Option<String>,
    /// Notes for the reader.
    pub notes: Vec<String>,
    /// Terms of payment in words.
    pub payment_terms: Option<String>,
    pub payment_means: Vec<PaymentMeans>,
    pub lines: Vec<Line>,
    /// Deductions and additions for the whole invoice.
    pub allowances_charges: Vec<AllowanceCharge>,
    /// VAT by category and rate.
    pub vat_breakdown: Vec<VatSubtotal>,
    pub totals: Totals,
}

#[async_trait]
impl UseCase for IssueInvoice {
    type Output = Imported;
    const NAME: &'static str = "issue_invoice";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Api(Scope::Invoices), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Imported, UseCaseError> {
        let draft = self.draft.clone();
        let number = match draft.number {
            Some(number) => number,
            None => unit.next_number(DocumentKind::Invoice).await?,
        };
        let document = Document {
            kind: DocumentKind::Invoice,
            number,
            issue_date: draft.issue_date.unwrap_or(unit.context.today),
            due_date: draft.due_date,
            currency: draft.currency,
            seller: draft.seller.unwrap_or_else(|| the_biller(unit)),
            buyer: draft.buyer,
            buyer_reference: draft.buyer_reference,
            order_reference: draft.order_reference,
            preceding: Vec::new(),
            notes: draft.notes,
            payment_terms: draft.payment_terms,
            payment_means: draft.payment_means,
            lines: draft.lines,
            allowances_charges: draft.allowances_charges,
            vat_breakdown: draft.vat_breakdown,
            totals: draft.totals,
        };
        let (language, channel) = (self.language.clone(), self.channel.clone());
        let allow_seller = self.allow_seller;
        ImportDocument { document, original: None, language, channel, allow_seller }.perform(unit).await
    }

    fn is_repeat(output: &Imported) -> bool {
        output.status == ImportStatus::Unchanged
    }
}
