//! Pages of the console's lists over many invoices: how long each takes, searches included.

pub mod people;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use domain::Date;
use domain::ids::InvoiceId;
use domain::payments::{Method, Share};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use usecases::{
    CloseInvoice, Closing, CreditInvoice, ImportDocument, Input, InvoiceFilter, InvoiceList, InvoiceSort,
    InvoiceStore as _, PayerList, PayerStore as _, RecordPayment, execute,
};

use crate::store::books::{BILLER, Books};

#[derive(Args)]
pub struct List {
    /// How many invoices there are
    #[arg(long, default_value_t = 100_000)]
    invoices: usize,
    /// How many payers they have
    #[arg(long, default_value_t = 20_000)]
    payers: usize,
    /// How often each page is asked for
    #[arg(long, default_value_t = 40)]
    times: usize,
    /// A database to measure on: filled if it is new, kept afterwards [default: a temporary one]
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// A folder on the disk to measure [default: the system's temporary folder]
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// How many documents wait for the database at once.
const MOST_IN_FLIGHT: usize = 256;

impl List {
    pub async fn run(self) -> Result<()> {
        ensure!(self.invoices > 0 && self.payers > 0 && self.times > 0, "every number has to be above zero");
        let parent = self.folder.clone().unwrap_or_else(std::env::temp_dir);
        let folder = tempfile::Builder::new()
            .prefix("billow-bench-")
            .tempdir_in(&parent)
            .with_context(|| format!("cannot make a folder in {}", parent.display()))?;
        let url = self.database.clone();
        let url = url.unwrap_or_else(|| format!("sqlite:{}", folder.path().join("list.db").display()));
        let books = Books::open(&url, store::Options::default().writers).await?;
        let today: Date = "2026-12-01".parse()?;
        if books.store().count_invoices(BILLER, today).await?.all == 0 {
            self.fill(&books, today).await?;
        }
        self.measure(&books, today).await?;
        books.close().await;
        Ok(())
    }

    /// Half of the invoices are paid, some in part, a few voided or credited.
    async fn fill(&self, books: &Books, today: Date) -> Result<()> {
        eprintln!("importing {} invoices of {} payers", self.invoices, self.payers);
        let template = people::template()?;
        let began = Instant::now();
        let numbers = stream::iter(0..self.invoices).map(anyhow::Ok);
        let invoices: Vec<(usize, InvoiceId)> = numbers
            .map_ok(|at| {
                let document = people::document(&template, at, self.payers, today);
                async move {
                    let use_case = ImportDocument {
                        document,
                        original: None,
                        language: None,
                        channel: "email".into(),
                        allow_seller: true,
                    };
                    let input = Input { use_case, key: None };
                    let done = execute(books.services(), books.caller(), input).await?;
                    Ok((at, done.output.invoice_id.context("an imported document is no invoice")?))
                }
            })
            .try_buffer_unordered(MOST_IN_FLIGHT)
            .try_collect()
            .await?;
        let seconds = began.elapsed().as_millis().max(1);
        eprintln!("{} invoices a second", invoices.len() as u128 * 1000 / seconds);
        let changes = stream::iter(invoices).map(anyhow::Ok);
        changes.try_for_each_concurrent(MOST_IN_FLIGHT, |(at, invoice)| change(books, at, invoice)).await
    }

    async fn measure(&self, books: &Books, today: Date) -> Result<()> {
        let counts = books.store().count_invoices(BILLER, today).await?;
        println!("{counts:?}");
        println!("{:<64} {:>4} {:>10} {:>10}", "page of 50", "rows", "median", "slowest");
        let mut worst = Duration::ZERO;
        for (name, list) in pages(books, today).await? {
            let mut taken = Vec::with_capacity(self.times);
            let mut rows = 0;
            for _ in 0..self.times {
                let began = Instant::now();
                rows = books.store().list_invoices(BILLER, &list).await?.invoices.len();
                taken.push(began.elapsed());
            }
            worst = worst.max(print(&name, rows, taken));
        }
        let mut taken = Vec::with_capacity(self.times);
        for _ in 0..self.times {
            let began = Instant::now();
            books.store().count_invoices(BILLER, today).await?;
            taken.push(began.elapsed());
        }
        worst = worst.max(print("counters", 6, taken));
        for search in ["", "maja", "maja lindqvist", "nobody"] {
            let list = PayerList { search: search.into(), after: None, limit: 50 };
            let mut taken = Vec::with_capacity(self.times);
            let mut rows = 0;
            for _ in 0..self.times {
                let began = Instant::now();
                rows = books.store().list_payers(BILLER, &list).await?.payers.len();
                taken.push(began.elapsed());
            }
            worst = worst.max(print(&format!("payers “{search}”"), rows, taken));
        }
        println!("slowest of all: {}", ms(worst));
        Ok(())
    }
}

/// What happens to an invoice, by its number.
async fn change(books: &Books, at: usize, invoice: InvoiceId) -> Result<()> {
    let (services, caller) = (books.services(), books.caller());
    let key = Some(format!("change-{at}"));
    let total_minor = people::total_minor(at);
    let amount_minor = match at % 100 {
        0..70 => total_minor,
        70..75 => total_minor / 2,
        75..77 => {
            let use_case = CloseInvoice { invoice, closing: Closing::Void, reason: None };
            execute(services, caller, Input { use_case, key }).await?;
            return Ok(());
        }
        77 => {
            let use_case = CreditInvoice { invoice, amount_minor: None, reason: None };
            execute(services, caller, Input { use_case, key }).await?;
            return Ok(());
        }
        _ => return Ok(()),
    };
    let use_case = RecordPayment {
        shares: vec![Share { invoice, amount_minor }],
        amount_minor,
        currency: people::CURRENCY.parse()?,
        method: Method::BankTransfer,
        paid_on: None,
        source: None,
        settled: true,
    };
    execute(services, caller, Input { use_case, key }).await?;
    Ok(())
}

/// Every kind of page: filters, orders, far pages, and searches that find one, some, many and none.
async fn pages(books: &Books, today: Date) -> Result<Vec<(String, InvoiceList)>> {
    let list = |search: &str, filter: InvoiceFilter, sort| InvoiceList {
        search: search.to_owned(),
        statuses: filter.statuses().to_vec(),
        sort,
        ..InvoiceList::newest(today, 50)
    };
    let mut pages = Vec::new();
    for filter in InvoiceFilter::EVERY {
        for sort in [InvoiceSort::Newest, InvoiceSort::Due, InvoiceSort::Open] {
            pages.push((format!("{filter:?}, {sort:?}"), list("", filter, sort)));
        }
    }
    let mut far = list("", InvoiceFilter::All, InvoiceSort::Due);
    for _ in 0..40 {
        far.after = books.store().list_invoices(BILLER, &far).await?.next;
    }
    pages.push(("All, Due, the 41st page".into(), far));
    for (what, search) in [
        ("a number", "L-0050000"),
        ("the start of a number", "L-005"),
        ("the start of every number", "l-"),
        ("a name", "maja lindqvist"),
        ("a first name", "maja"),
        ("a letter", "m"),
        ("an e-mail address", "payer777@example.com"),
        ("a reference", "1000050000"),
        ("an amount", "1234.50"),
        ("a common and a rare word", "example maja lindqvist 1234.50"),
        ("two common words", "maja example"),
        ("nothing", "zzzz"),
        ("nothing among common words", "maja zzzz"),
    ] {
        for (filter, sort) in
            [(InvoiceFilter::All, InvoiceSort::Newest), (InvoiceFilter::Asked, InvoiceSort::Due)]
        {
            let name = format!("{what} “{search}”, {filter:?}, {sort:?}");
            pages.push((name, list(search, filter, sort)));
        }
    }
    Ok(pages)
}

/// Milliseconds with one decimal.
fn ms(taken: Duration) -> String {
    let tenths = taken.as_micros() / 100;
    format!("{}.{} ms", tenths / 10, tenths % 10)
}

/// Prints a line and answers the slowest.
fn print(name: &str, rows: usize, mut taken: Vec<Duration>) -> Duration {
    taken.sort_unstable();
    let (median, slowest) = (taken[taken.len() / 2], taken[taken.len() - 1]);
    println!("{name:<64} {rows:>4} {:>10} {:>10}", ms(median), ms(slowest));
    slowest
}
