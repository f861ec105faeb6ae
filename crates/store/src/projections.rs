//! What lists and look-ups read: one row for each stream, folded from its events, never a source of truth.

use std::collections::BTreeMap;

use domain::account::Account;
use domain::credit_note::CreditNote;
use domain::ids::{BillerId, CreditNoteId, InvoiceId, PayerId, ReceiptId};
use domain::invoice::{Invoice, Issued};
use domain::receipt::Receipt;
use domain::status::Lifecycle;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::personal_data::Goes;
use usecases::{InvoiceRow, ReceiptRow, StoreError};

use crate::failure::Failure;
use crate::lists::words;
use crate::matching::references;
use crate::personal_data::TableData;
use crate::receipts;

/// The table `invoices`.
pub(crate) const INVOICES_DATA: TableData = TableData::plain(
    "invoices",
    &["biller", "id", "number", "payer", "currency", "issue_date", "due_date", "lifecycle", "search"],
);

/// The table `receipts`.
pub(crate) const RECEIPTS_DATA: TableData = TableData {
    area: "payments",
    plain: &["biller", "id", "payer", "system", "account", "currency", "method", "paid_on", "state"],
    personal: &[(
        &["source_id"],
        "what the reporting system calls the payment; a code, unless that system puts a name in it",
        Goes::Kept {
            until: "bookkeeping no longer needs the payment",
            why: "the same payment is known by it when it is reported again",
        },
    )],
    erase: &[],
};

/// The table `accounts`.
pub(crate) const ACCOUNTS_DATA: TableData =
    TableData::plain("payers", &["biller", "id", "credit", "details"]);

/// The table `credit_notes`.
pub(crate) const CREDIT_NOTES_DATA: TableData =
    TableData::plain("credit_notes", &["biller", "id", "number", "payer", "currency", "applied_to"]);

/// The table `credit_note_invoices`.
pub(crate) const CREDITED_DATA: TableData =
    TableData::plain("credit_notes", &["biller", "number", "credit_note"]);

/// The name of a lifecycle in the database.
pub(crate) const fn lifecycle_name(lifecycle: Lifecycle) -> &'static str {
    match lifecycle {
        Lifecycle::Live => "live",
        Lifecycle::Voided => "voided",
        Lifecycle::WrittenOff => "written_off",
    }
}

/// The lifecycle with this name.
pub(crate) fn lifecycle_named(name: &str) -> Result<Lifecycle, Failure> {
    let known = [Lifecycle::Live, Lifecycle::Voided, Lifecycle::WrittenOff];
    let found = known.into_iter().find(|lifecycle| lifecycle_name(*lifecycle) == name);
    found.ok_or_else(|| Failure::unreadable(format!("an invoice's lifecycle “{name}”")))
}

/// The figures of an invoice as its row holds them.
pub(crate) fn invoice_row(id: InvoiceId, invoice: &Invoice) -> InvoiceRow {
    InvoiceRow {
        id,
        number: invoice.number.clone(),
        payer: invoice.payer,
        currency: invoice.currency,
        total_minor: invoice.total_minor(),
        payable_minor: invoice.total_minor() - invoice.split.prepaid_minor,
        paid_minor: invoice.paid_minor(),
        pending_minor: invoice.pending_minor(),
        open_minor: invoice.open_minor,
        credit_minor: invoice.credit_minor(),
        credited_minor: invoice.credited_minor,
        issue_date: invoice.issue_date,
        due_date: invoice.due_date,
        lifecycle: invoice.lifecycle,
        seq: invoice.seq,
        flagged: !invoice.flags.is_empty(),
    }
}

/// What a search of invoices looks through besides the payer's text.
pub(crate) fn search_text(issued: &Issued) -> String {
    let references = issued.document.payment_means.iter().filter_map(|means| means.reference.as_deref());
    let parts: Vec<_> =
        std::iter::once(issued.document.number.as_str()).chain(references).map(str::to_lowercase).collect();
    parts.join("\n")
}

/// Inserts the row of an invoice.
pub(crate) async fn insert_invoice(
    conn: &mut AnyConnection,
    biller: BillerId,
    row: &InvoiceRow,
    search: &str,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO invoices (biller, id, number, payer, currency, total_minor, payable_minor, paid_minor, \
         pending_minor, open_minor, credit_minor, credited_minor, issue_date, due_date, lifecycle, is_open, \
         flagged, seq, search) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(row.id.0.as_bytes().as_slice())
    .bind(row.number.as_str())
    .bind(row.payer.0.as_bytes().as_slice())
    .bind(row.currency.code())
    .bind(row.total_minor)
    .bind(row.payable_minor)
    .bind(row.paid_minor)
    .bind(row.pending_minor)
    .bind(row.open_minor)
    .bind(row.credit_minor)
    .bind(row.credited_minor)
    .bind(row.issue_date.to_string())
    .bind(row.due_date.to_string())
    .bind(lifecycle_name(row.lifecycle))
    .bind(i64::from(row.is_asked()))
    .bind(i64::from(row.flagged))
    .bind(row.seq)
    .bind(search);
    conn.execute(query).await?;
    references::put(conn, biller, row.id, search).await?;
    words::put_invoice(conn, biller, row.id, search).await
}

/// What changes of an invoice's row.
pub(crate) const UPDATE_INVOICE: &str = "UPDATE invoices SET paid_minor = $3, pending_minor = $4, \
     open_minor = $5, credit_minor = $6, credited_minor = $7, due_date = $8, lifecycle = $9, is_open = $10, \
     flagged = $11, seq = $12, total_minor = $13, payable_minor = $14 WHERE biller = $1 AND id = $2";

/// Updates the row of an invoice.
pub(crate) async fn update_invoice(
    conn: &mut AnyConnection,
    biller: BillerId,
    row: &InvoiceRow,
) -> Result<(), Failure> {
    let query = sqlx::query(UPDATE_INVOICE)
        .bind(biller.0.as_bytes().as_slice())
        .bind(row.id.0.as_bytes().as_slice())
        .bind(row.paid_minor)
        .bind(row.pending_minor)
        .bind(row.open_minor)
        .bind(row.credit_minor)
        .bind(row.credited_minor)
        .bind(row.due_date.to_string())
        .bind(lifecycle_name(row.lifecycle))
        .bind(i64::from(row.is_asked()))
        .bind(i64::from(row.flagged))
        .bind(row.seq)
        // A fee is part of both.
        .bind(row.total_minor)
        .bind(row.payable_minor);
    let done = conn.execute(query).await?;
    found(done.rows_affected(), "invoice")
}

/// The figures of a receipt as its row holds them.
pub(crate) fn receipt_row(id: ReceiptId, receipt: &Receipt) -> ReceiptRow {
    let recorded = &receipt.recorded;
    ReceiptRow {
        id,
        payer: receipt.payer,
        source: recorded.source.clone(),
        amount_minor: recorded.amount.minor,
        currency: recorded.amount.currency,
        method: recorded.method,
        paid_on: recorded.paid_on,
        state: receipt.state,
        free_minor: receipt.free_minor(),
    }
}

/// Whose money a receipt is; no bytes while nobody knows.
fn payer_bytes(receipt: &Receipt) -> &[u8] {
    receipt.payer.as_ref().map_or(&[], |payer| payer.0.as_bytes().as_slice())
}

/// The text that inserts a receipt's row.
pub(crate) const INSERT_RECEIPT: &str = "INSERT INTO receipts (biller, id, payer, system, account, \
     source_id, amount_minor, currency, method, paid_on, state, free_minor, seq, joined) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING";

/// Inserts the row of a receipt.
pub(crate) async fn insert_receipt(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: ReceiptId,
    receipt: &Receipt,
) -> Result<(), Failure> {
    let recorded = &receipt.recorded;
    let query = sqlx::query(INSERT_RECEIPT)
        .bind(biller.0.as_bytes().as_slice())
        .bind(id.0.as_bytes().as_slice())
        .bind(payer_bytes(receipt))
        .bind(recorded.source.system.as_str())
        .bind(recorded.source.account.as_str())
        .bind(recorded.source.id.as_str())
        .bind(recorded.amount.minor)
        .bind(recorded.amount.currency.code())
        .bind(recorded.method.as_str())
        .bind(recorded.paid_on.to_string())
        .bind(receipt.state.as_str())
        .bind(receipt.free_minor())
        .bind(receipt.seq)
        .bind(i64::from(receipt.is_joined()));
    if conn.execute(query).await?.rows_affected() == 1 {
        return Ok(());
    }
    // What is there can be seen: it is no other writer that was faster.
    let found = receipts::by_source(conn, biller, &recorded.source, recorded.amount.currency).await?;
    Err(match found {
        Some(_) => StoreError::Exists("payment (the same source, account, currency and id)"),
        None => StoreError::Conflict,
    }
    .into())
}

/// Updates the row of a receipt.
pub(crate) async fn update_receipt(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: ReceiptId,
    receipt: &Receipt,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "UPDATE receipts SET state = $3, free_minor = $4, seq = $5, payer = $6, joined = $7 \
         WHERE biller = $1 AND id = $2",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.0.as_bytes().as_slice())
    .bind(receipt.state.as_str())
    .bind(receipt.free_minor())
    .bind(receipt.seq)
    .bind(payer_bytes(receipt))
    .bind(i64::from(receipt.is_joined()));
    let done = conn.execute(query).await?;
    found(done.rows_affected(), "receipt")
}

/// A payer's credit by currency, as the account's row holds it.
pub(crate) fn credit_text(account: &Account) -> Result<String, Failure> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for credit in account.credit.values() {
        *sums.entry(credit.currency.code()).or_default() += credit.minor;
    }
    serde_json::to_string(&sums).map_err(|error| Failure::unreadable(error.to_string()))
}

/// Where a payer's details are, as the account's row holds it.
pub(crate) fn details_of(account: &Account) -> Option<Vec<u8>> {
    account.details.map(|details| details.0.as_bytes().to_vec())
}

/// Inserts the row of an account.
pub(crate) async fn insert_account(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: PayerId,
    account: &Account,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO accounts (biller, id, credit, forgotten, seq, details) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.0.as_bytes().as_slice())
    .bind(credit_text(account)?)
    .bind(i64::from(account.forgotten))
    .bind(account.seq)
    .bind(details_of(account));
    conn.execute(query).await?;
    Ok(())
}

/// Updates the row of an account.
pub(crate) async fn update_account(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: PayerId,
    account: &Account,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "UPDATE accounts SET credit = $3, forgotten = $4, seq = $5, details = $6 WHERE biller = $1 AND id = $2",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.0.as_bytes().as_slice())
    .bind(credit_text(account)?)
    .bind(i64::from(account.forgotten))
    .bind(account.seq)
    .bind(details_of(account));
    let done = conn.execute(query).await?;
    found(done.rows_affected(), "account")
}

/// Inserts the row of a credit note, and the invoices it names.
pub(crate) async fn insert_credit_note(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: CreditNoteId,
    credit_note: &CreditNote,
) -> Result<(), Failure> {
    let document = &credit_note.received.document;
    let query = sqlx::query(
        "INSERT INTO credit_notes (biller, id, number, payer, currency, amount_minor, applied_to, seq) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.0.as_bytes().as_slice())
    .bind(document.number.as_str())
    .bind(credit_note.received.payer.0.as_bytes().as_slice())
    .bind(document.currency.code())
    .bind(document.totals.payable_minor)
    .bind(credit_note.applied_to.map(|invoice| invoice.0.as_bytes().to_vec()))
    .bind(credit_note.seq);
    conn.execute(query).await?;
    for number in &document.preceding {
        let query = sqlx::query(
            "INSERT INTO credit_note_invoices (biller, number, credit_note) VALUES ($1, $2, $3) \
             ON CONFLICT DO NOTHING",
        )
        .bind(biller.0.as_bytes().as_slice())
        .bind(number.as_str())
        .bind(id.0.as_bytes().as_slice());
        conn.execute(query).await?;
    }
    Ok(())
}

/// Updates the row of a credit note.
pub(crate) async fn update_credit_note(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: CreditNoteId,
    credit_note: &CreditNote,
) -> Result<(), Failure> {
    let query =
        sqlx::query("UPDATE credit_notes SET applied_to = $3, seq = $4 WHERE biller = $1 AND id = $2")
            .bind(biller.0.as_bytes().as_slice())
            .bind(id.0.as_bytes().as_slice())
            .bind(credit_note.applied_to.map(|invoice| invoice.0.as_bytes().to_vec()))
            .bind(credit_note.seq);
    let done = conn.execute(query).await?;
    found(done.rows_affected(), "credit note")
}

fn found(rows: u64, what: &str) -> Result<(), Failure> {
    if rows == 1 {
        Ok(())
    } else {
        Err(Failure::unreadable(format!("the row of this {what} is missing: run `billow rebuild`")))
    }
}
