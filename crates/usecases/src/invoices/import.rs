//! Imports an invoice or credit note, from a file or from the biller's system.

use async_trait::async_trait;
use domain::credit_notes::CreditNoteCommand;
use domain::ids::{CreditNoteId, InvoiceId, PayerId};
use domain::invoices::InvoiceCommand;
use domain::invoices::document::{Document, DocumentKind, Party};
use domain::payers::PayerCommand;
use domain::payments::reference::is_placeholder;
use domain::{Refusal, StreamId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ports::KnownDocument;
use super::reference;
use crate::billers::admit_seller;
use crate::kernel::access::{Scope, Who};
use crate::kernel::canonical::{NoForm, fingerprint};
use crate::kernel::content::ContentKind;
use crate::kernel::error::{FieldProblem, StoreError, UseCaseError};
use crate::kernel::execute::UseCase;
use crate::kernel::reactions;
use crate::kernel::unit_of_work::UnitOfWork;
use crate::links::LinkPlace;
use crate::links::{self, Made};
use crate::payers::search_text;

/// Imports a document whose figures have been checked.
#[derive(Debug, Clone, Serialize)]
pub struct ImportDocument {
    /// The document, with a number of its own.
    pub document: Document,
    /// The original bytes, stored unchanged. Two documents can be the same although these differ.
    #[serde(skip)]
    pub original: Option<Vec<u8>>,
    /// BCP 47 tag of the payer's language, if known.
    pub language: Option<String>,
    /// The channel of the link that is made: `email`, `sms`, `print` or `api`.
    pub channel: String,
    /// Whether an unknown seller is added to the biller's list. Not part of the input's hash: a refused call is
    /// repeated with this set.
    #[serde(skip)]
    pub allow_seller: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportStatus {
    Created,
    /// The same document was imported before.
    Unchanged,
    /// The credit note was applied to its invoice.
    Credited,
    /// The credit note waits for the invoice it names.
    Waiting,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    pub status: ImportStatus,
    /// The invoice's id, or the credit note's own.
    pub id: Uuid,
    pub number: String,
    /// The invoice whose page shows it; `None` while a credit note waits.
    pub invoice_id: Option<InvoiceId>,
    /// The number of that invoice's last event; zero while a credit note waits.
    pub seq: i64,
    /// The link to that page.
    pub link: Option<Made>,
}

const LONGEST_NUMBER: usize = 100;

#[async_trait]
impl UseCase for ImportDocument {
    type Output = Imported;
    const NAME: &'static str = "import_document";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Api(Scope::Invoices), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Imported, UseCaseError> {
        let document = self.document.clone();
        check_number(&document.number)?;
        let hash = content_hash(&document)?;
        let biller = unit.biller_id();
        if let Some(known) = unit.tx.document_by_number(biller, document.kind, &document.number).await? {
            if known.content_hash != hash {
                let what = document.kind.as_str();
                return Err(UseCaseError::DifferentContent { what, id: document.number });
            }
            return self.answer(unit, known.stream, document.number, Some(ImportStatus::Unchanged)).await;
        }
        // What a biller issues in its own name needs no entry in its list of sellers.
        if document.seller != the_biller(unit) {
            admit_seller(unit, &document.seller, self.allow_seller).await?;
        }
        let stream = match document.kind {
            DocumentKind::Invoice => self.take_invoice(unit, &document, hash).await?,
            DocumentKind::CreditNote => self.take_credit_note(unit, &document, hash).await?,
        };
        self.answer(unit, stream, document.number, None).await
    }

    fn is_repeat(output: &Imported) -> bool {
        output.status == ImportStatus::Unchanged
    }
}

impl ImportDocument {
    async fn take_invoice(
        &self,
        unit: &mut UnitOfWork<'_>,
        document: &Document,
        hash: Vec<u8>,
    ) -> Result<StreamId, UseCaseError> {
        let payer = find_or_open_payer(unit, &document.buyer, self.language.as_deref()).await?;
        let id = InvoiceId(unit.next_id());
        let term = jiff::Span::new().days(unit.biller.default_term_days);
        let due_date = document.due_date.unwrap_or_else(|| document.issue_date.saturating_add(term));
        let mut document = document.clone();
        reference::give(unit, &mut document).await?;
        let whole = document.clone();
        let (document, buyer, original) = self.write_contents(unit, payer, &document).await?;
        let (kind, number) = (document.kind, document.number.clone());
        let document = Box::new(document);
        unit.carry_out(InvoiceCommand::Issue { invoice: id, payer, due_date, document, buyer, original })
            .await?;
        let stream = StreamId::Invoice(id);
        claim(unit, kind, &number, stream, hash, payer).await?;
        for credit_note in unit.tx.waiting_credit_notes(unit.biller.id, &number).await? {
            apply_or_wait(unit, credit_note, id).await?;
        }
        // After the credit notes: the open amount is final now.
        reactions::to_invoice(unit, &whole).await?;
        Ok(stream)
    }

    async fn take_credit_note(
        &self,
        unit: &mut UnitOfWork<'_>,
        document: &Document,
        hash: Vec<u8>,
    ) -> Result<StreamId, UseCaseError> {
        let invoice = find_preceding(unit, document).await?;
        let payer = match invoice {
            Some((_, payer)) if same_buyer(unit, payer, &document.buyer).await? => payer,
            _ => find_or_open_payer(unit, &document.buyer, self.language.as_deref()).await?,
        };
        let id = CreditNoteId(unit.next_id());
        let (document, buyer, original) = self.write_contents(unit, payer, document).await?;
        let (kind, number) = (document.kind, document.number.clone());
        let document = Box::new(document);
        unit.carry_out(CreditNoteCommand::Receive { credit_note: id, payer, document, buyer, original })
            .await?;
        let stream = StreamId::CreditNote(id);
        claim(unit, kind, &number, stream, hash, payer).await?;
        if let Some((invoice, _)) = invoice {
            apply_or_wait(unit, id, invoice).await?;
        }
        Ok(stream)
    }

    async fn write_contents(
        &self,
        unit: &mut UnitOfWork<'_>,
        payer: PayerId,
        document: &Document,
    ) -> Result<(Document, domain::ids::ContentId, Option<domain::ids::ContentId>), UseCaseError> {
        let (document, buyer) = take_buyer(document);
        let buyer = unit.write_content(payer, ContentKind::Buyer, to_json(&buyer)).await?;
        let original = match &self.original {
            Some(bytes) => Some(unit.write_content(payer, ContentKind::Original, bytes.clone()).await?),
            None => None,
        };
        Ok((document, buyer, original))
    }

    /// The answer for a recorded document, with the link to its invoice's page.
    async fn answer(
        &self,
        unit: &mut UnitOfWork<'_>,
        stream: StreamId,
        number: String,
        status: Option<ImportStatus>,
    ) -> Result<Imported, UseCaseError> {
        unit.load(vec![stream]).await?;
        let (found, invoice) = match stream {
            StreamId::Invoice(id) => (ImportStatus::Created, Some(id)),
            StreamId::CreditNote(id) => match unit.books.credit_notes.get(&id).and_then(|one| one.applied_to)
            {
                Some(invoice) => (ImportStatus::Credited, Some(invoice)),
                None => (ImportStatus::Waiting, None),
            },
            _ => return Err(UseCaseError::NotFound("document")),
        };
        let mut imported = Imported {
            status: status.unwrap_or(found),
            id: stream.uuid(),
            number,
            invoice_id: invoice,
            seq: 0,
            link: None,
        };
        if let Some(invoice_id) = invoice {
            unit.load(vec![StreamId::Invoice(invoice_id)]).await?;
            let invoice = unit.books.invoices.get(&invoice_id).ok_or(UseCaseError::NotFound("invoice"))?;
            imported.seq = invoice.seq;
            let place = LinkPlace {
                biller: unit.biller.id,
                invoice: invoice_id,
                recipient: invoice.payer,
                channel: self.channel.clone(),
                copy: 1,
            };
            imported.link = Some(links::make(unit, place, None, false).await?);
        }
        Ok(imported)
    }
}

async fn claim(
    unit: &mut UnitOfWork<'_>,
    kind: DocumentKind,
    number: &str,
    stream: StreamId,
    content_hash: Vec<u8>,
    payer: PayerId,
) -> Result<(), UseCaseError> {
    let known = KnownDocument { stream, content_hash, payer };
    Ok(unit.tx.claim_number(unit.biller.id, kind, number, &known).await?)
}

/// Applies a credit note; if the rules refuse it, it waits for a person.
async fn apply_or_wait(
    unit: &mut UnitOfWork<'_>,
    credit_note: CreditNoteId,
    invoice: InvoiceId,
) -> Result<(), UseCaseError> {
    match unit.carry_out(CreditNoteCommand::Apply { credit_note, invoice }).await {
        Ok(_)
        | Err(UseCaseError::Refused(
            Refusal::OtherPayer | Refusal::CurrencyMismatch { .. } | Refusal::Voided | Refusal::WrittenOff,
        )) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The first invoice that a credit note names and that exists.
async fn find_preceding(
    unit: &mut UnitOfWork<'_>,
    document: &Document,
) -> Result<Option<(InvoiceId, PayerId)>, UseCaseError> {
    for number in &document.preceding {
        let known = unit.tx.document_by_number(unit.biller.id, DocumentKind::Invoice, number).await?;
        if let Some(KnownDocument { stream: StreamId::Invoice(id), payer, .. }) = known {
            return Ok(Some((id, payer)));
        }
    }
    Ok(None)
}

/// Whether a credit note's buyer is the invoice's payer: known under the buyer's key, or under no other.
async fn same_buyer(unit: &mut UnitOfWork<'_>, payer: PayerId, buyer: &Party) -> Result<bool, UseCaseError> {
    let found = unit.tx.payer_by_key(unit.biller.id, &payer_key(buyer)).await?;
    Ok(found.is_none_or(|found| found == payer))
}

async fn find_or_open_payer(
    unit: &mut UnitOfWork<'_>,
    buyer: &Party,
    language: Option<&str>,
) -> Result<PayerId, UseCaseError> {
    let key = payer_key(buyer);
    if let Some(payer) = unit.tx.payer_by_key(unit.biller.id, &key).await? {
        return Ok(payer);
    }
    let payer = PayerId(unit.next_id());
    let details = unit.write_content(payer, ContentKind::Payer, to_json(buyer)).await?;
    let language = language.map(str::to_owned);
    unit.carry_out(PayerCommand::Open { payer, language, details }).await?;
    unit.tx.put_payer_key(unit.biller.id, &key, payer).await?;
    unit.tx.put_payer_search(unit.biller.id, payer, &search_text(buyer)).await?;
    Ok(payer)
}

/// The key by which a payer is found again: the best identifier in the document. The name with post code is the last
/// resort, because two people may share it.
fn payer_key(buyer: &Party) -> String {
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let given = [
        ("identifier", &buyer.identifier),
        ("registration", &buyer.registration),
        ("vat", &buyer.vat_number),
        ("email", &buyer.email),
    ];
    let best = given.into_iter().find_map(|(kind, value)| {
        let value = tidy(value.as_deref()?);
        (!is_placeholder(&value)).then(|| format!("{kind}:{value}"))
    });
    best.unwrap_or_else(|| {
        let address = buyer.address.as_ref();
        let post_code = address.and_then(|address| address.post_code.as_deref()).unwrap_or_default();
        let street = address.and_then(|address| address.lines.first()).map_or("", String::as_str);
        format!("name:{}|{}|{}", tidy(&buyer.name), tidy(street), tidy(post_code))
    })
}

fn check_number(number: &str) -> Result<(), UseCaseError> {
    let bad = number.trim().is_empty()
        || number.chars().count() > LONGEST_NUMBER
        || number.chars().any(char::is_control);
    if bad {
        return Err(UseCaseError::Invalid(vec![FieldProblem {
            place: "/number".into(),
            rule: "BR-02".into(),
            message: format!("a document needs a number of 1 to {LONGEST_NUMBER} printable characters"),
        }]));
    }
    Ok(())
}

/// Removes the buyer from a document: the buyer is erasable content, the rest is bookkeeping.
pub(crate) fn take_buyer(document: &Document) -> (Document, Party) {
    let mut rest = document.clone();
    let buyer = std::mem::take(&mut rest.buyer);
    (rest, buyer)
}

/// The hash that distinguishes two documents with the same number.
///
/// # Errors
/// No document can cause one.
pub(crate) fn content_hash(document: &Document) -> Result<Vec<u8>, UseCaseError> {
    fingerprint(None, &document.normalized()).map_err(unreadable)
}

fn unreadable(error: NoForm) -> UseCaseError {
    StoreError::Unreadable(error.to_string()).into()
}

fn to_json<T: Serialize>(value: &T) -> Vec<u8> {
    // Plain data with text keys: serde_json cannot fail on it.
    serde_json::to_vec(value).unwrap_or_default()
}

/// The biller as the seller of its own documents.
pub(crate) fn the_biller(unit: &UnitOfWork<'_>) -> Party {
    let biller = &unit.biller;
    Party {
        name: biller.name.clone(),
        email: biller.email.clone(),
        phone: biller.phone.clone(),
        ..Party::default()
    }
}
