//! A bank file of the demo: transfers whose payer is not certain, so that there is something to match. It is imported
//! once, with the first run.

use domain::{Date, Money};
use jiff::ToSpan;
use usecases::bank_imports::{
    BankEntry, BatchPart, BookBankEntries, FileId, Imported, Lowered, NoteBankFile, Totals, Way,
};
use usecases::billers::{RemoveBankAccount, RemoveSeller};
use usecases::{Biller, Input, ListBankAccounts, ListSellers, UseCase, ask, execute};

use super::super::context::CliContext;
use super::super::failure::Failure;
use super::reference::ocr;

/// The file's id, so that it is imported only once.
const FILE: FileId = FileId(*b"demo bank file 1");
const NAME: &str = "kontoutdrag.xml";
const FORMAT: &str = "camt.053";
/// The biller's account, as on its invoices.
const ACCOUNT: &str = "SE4550000000058398257466";

struct Transfer {
    /// The invoice whose open amount is transferred.
    invoice: Option<&'static str>,
    /// The amount, if it is not that of an invoice.
    amount_minor: i64,
    name: &'static str,
    account: &'static str,
    reference: Option<String>,
    text: &'static str,
    days_ago: i64,
}

fn transfers() -> [Transfer; 4] {
    let someones = |invoice, name, account, text, days_ago| Transfer {
        invoice: Some(invoice),
        amount_minor: 0,
        name,
        account,
        reference: None,
        text,
        days_ago,
    };
    [
        // Two digits are wrong: the amount and the name have to decide.
        Transfer {
            reference: Some(ocr("10487").replace('8', "3").replacen('4', "5", 1)),
            ..someones("10487", "PÅHITTAD O", "SE7280000810340009783242", "", 2)
        },
        someones("10497", "EBBA PROVSON", "SE6412000000012170145230", "el november", 1),
        someones("10496", "KASSÖREN", "SE9130000000011234567890", "faktura", 1),
        Transfer {
            invoice: None,
            amount_minor: 1_250_000,
            ..someones("", "Nordhamn Bygg AB (påhittat)", "SE5590400000000012345674", "betalning 2291", 1)
        },
    ]
}

/// Imports the file, unless it was imported before.
///
/// # Errors
/// Any error of the database.
pub async fn arrive(context: &CliContext, biller: &Biller, today: Date) -> Result<(), Failure> {
    if !context.database().bank_files(biller.id, None, 1).await?.files.is_empty() {
        return Ok(());
    }
    let mut entries = Vec::new();
    for (transfer, number) in transfers().into_iter().zip(1..) {
        entries.push(entry(context, biller, today, transfer, number).await?);
    }
    let count = entries.len() as u64;
    let begun = Imported::Begun { accounts: vec![vec![ACCOUNT.into()]], allow_account: false };
    note(context, biller, count, begun).await?;
    let outcomes =
        carry_out(context, biller, BookBankEntries { file: FILE, entries, allow_account: false }).await?;
    let mut totals = Totals::default();
    outcomes.iter().for_each(|outcome| totals.add(outcome));
    note(context, biller, count, Imported::Ended(totals)).await?;
    begin_lists_anew(context, biller).await
}

/// The first file or document of a newcomer should define their own accounts and sellers: the invented company's do not
/// stay in the lists.
async fn begin_lists_anew(context: &CliContext, biller: &Biller) -> Result<(), Failure> {
    let caller = CliContext::caller(biller.id);
    for identity in ask(&context.services, &caller, ListBankAccounts).await? {
        carry_out(context, biller, RemoveBankAccount { account: identity.value }).await?;
    }
    for identity in ask(&context.services, &caller, ListSellers).await? {
        carry_out(context, biller, RemoveSeller { seller: identity.value }).await?;
    }
    Ok(())
}

async fn entry(
    context: &CliContext,
    biller: &Biller,
    today: Date,
    transfer: Transfer,
    number: u64,
) -> Result<BankEntry, Failure> {
    let (amount_minor, currency) = match transfer.invoice {
        Some(invoice) => {
            let row = context.invoice(biller, invoice).await?;
            (row.open_minor, row.currency)
        }
        None => (transfer.amount_minor, context.invoice(biller, super::TRY_IT).await?.currency),
    };
    let day = today.saturating_sub(transfer.days_ago.days());
    Ok(BankEntry {
        number,
        format: FORMAT.into(),
        account: ACCOUNT.into(),
        other_accounts: Vec::new(),
        way: Way::In,
        booked: true,
        amount: Money::new(amount_minor, currency),
        stated_amounts: Vec::new(),
        booked_on: Some(day),
        valued_on: Some(day),
        bank_references: vec![format!("DEMO{number:08}")],
        end_to_end: None,
        other_ids: Vec::new(),
        debtor_name: Some(transfer.name.into()),
        debtor_account: Some(transfer.account.into()),
        references: transfer.reference.into_iter().collect(),
        text: Some(transfer.text.to_owned()).filter(|text| !text.is_empty()).into_iter().collect(),
        further: Vec::new(),
        charges_minor: 0,
        lowered: Lowered::No,
        undoing: None,
        direct_debit: false,
        part: BatchPart::Single,
    })
}

async fn note(context: &CliContext, biller: &Biller, entries: u64, state: Imported) -> Result<(), Failure> {
    let note = NoteBankFile { file: FILE, name: NAME.into(), format: FORMAT.into(), entries, state };
    carry_out(context, biller, note).await.map(drop)
}

async fn carry_out<U: UseCase>(
    context: &CliContext,
    biller: &Biller,
    use_case: U,
) -> Result<U::Output, Failure> {
    let input = Input { use_case, key: None };
    Ok(execute(&context.services, CliContext::caller(biller.id), input).await?.output)
}
