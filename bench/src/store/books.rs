//! Billow's own way: whole commands through the use cases.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow};
use documents::ubl;
use domain::Currency;
use domain::ids::{BillerId, InvoiceId};
use domain::payments::{Method, PaymentSource, Share};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use store::SqlStore;
use usecases::checkouts::AnyAmount;
use usecases::{
    Biller, BillerSetUp, Caller, ImportDocument, Input, LinkKeys, Principal, RecordPayment, Services,
    Store as _, SystemClock, UuidV7, execute,
};
use uuid::Uuid;

use super::rate::Rate;

/// The amount of every payment, minor units.
pub const AMOUNT_MINOR: i64 = 100;
/// The total of an invoice, minor units.
pub const TOTAL_MINOR: i64 = 95_432;
/// Its currency.
pub const CURRENCY: &str = "SEK";
/// The scope of the payments' idempotency keys.
pub const CALLER: &str = "cli";
/// The source of the payments.
pub const SYSTEM: &str = "bench";
/// The account of the source.
pub const ACCOUNT: &str = "main";
/// The biller's id.
pub const BILLER: BillerId = BillerId(Uuid::from_u128(1));

/// How many files are read and checked at once, and how many documents wait for the database: as many as in
/// `billow import`.
const READ_AT_ONCE: usize = 8;
const MOST_IN_FLIGHT: usize = 128;

/// An e-invoice with a placeholder for its number.
pub(crate) const UBL: &str = include_str!("invoice.xml");

/// Writes e-invoice files, each with its own number and buyer.
pub fn write_files(folder: &Path, count: usize) -> Result<Vec<PathBuf>> {
    (1..=count)
        .map(|number| {
            let path = folder.join(format!("{number}.xml"));
            std::fs::write(&path, UBL.replace("{number}", &number.to_string()))?;
            Ok(path)
        })
        .collect()
}

/// The idempotency key of a payment.
pub fn key(payment: usize) -> String {
    format!("payment-{payment}")
}

/// The id of a payment at its source.
pub fn source_id(payment: usize) -> String {
    // Letters and digits: a bare number would be taken for a placeholder and replaced.
    format!("bench{:016x}", (payment as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// An open database with a biller.
pub struct Books {
    store: Arc<SqlStore>,
    services: Services,
    biller: Biller,
}

impl Books {
    /// Opens the database at `url`, with the benchmark's biller in it.
    pub async fn open(url: &str, connections: u32) -> Result<Self> {
        let options = store::Options { writers: connections, ..store::Options::default() };
        let store = store::open(url, options).await?;
        let keys = LinkKeys::parse(&"a key that opens nothing anywhere".into())?;
        let services = Services::new(
            Arc::clone(&store) as Arc<dyn usecases::Store>,
            Arc::new(SystemClock),
            Arc::new(UuidV7),
            Arc::new(keys),
            Arc::new(AnyAmount),
        );
        let biller = Biller {
            id: BILLER,
            slug: "bench".into(),
            name: "Lumen & Fjäll Energi AB".into(),
            zone: "Europe/Stockholm".parse()?,
            language: "sv".into(),
            colour: "#0b6e63".into(),
            logo: None,
            email: None,
            phone: None,
            default_term_days: 30,
            sandbox: false,
            clock_offset_ms: 0,
        };
        store.write(Arc::new(BillerSetUp(biller.clone()))).await?;
        Ok(Self { store, services, biller })
    }

    /// Finishes queued writes and closes the database.
    pub async fn close(self) {
        self.store.close().await;
    }

    /// The database.
    pub fn store(&self) -> &SqlStore {
        &self.store
    }

    /// What use cases need.
    pub fn services(&self) -> &Services {
        &self.services
    }

    /// Who asks.
    pub fn caller(&self) -> Caller {
        Caller { biller: self.biller.id, principal: Principal::Operator }
    }

    /// Imports e-invoice files as `billow import` does. Returns the invoices and the rate.
    pub async fn import(&self, files: Vec<PathBuf>) -> Result<(Vec<InvoiceId>, Rate)> {
        let began = Instant::now();
        let read = |path: PathBuf| async {
            tokio::task::spawn_blocking(move || {
                let bytes = std::fs::read(&path)?;
                match ubl::read(&bytes) {
                    Ok(document) => Ok((document, bytes)),
                    Err(problems) => Err(anyhow!("{}: {}", path.display(), problems[0])),
                }
            })
            .await?
        };
        let imported: Vec<InvoiceId> = stream::iter(files)
            .map(read)
            .buffered(READ_AT_ONCE)
            .map_ok(|(document, bytes)| async {
                let original = Some(bytes);
                let use_case = ImportDocument {
                    document,
                    original,
                    language: None,
                    channel: "email".into(),
                    allow_seller: true,
                };
                let done = execute(&self.services, self.caller(), Input { use_case, key: None }).await?;
                done.output.invoice_id.context("an imported document is no invoice")
            })
            .try_buffer_unordered(MOST_IN_FLIGHT)
            .try_collect()
            .await?;
        let rate = Rate::new(imported.len(), began.elapsed());
        Ok((imported, rate))
    }

    /// Books the payments with these numbers, so many at once.
    pub async fn pay(
        &self,
        invoices: &Arc<Vec<InvoiceId>>,
        payments: std::ops::Range<usize>,
        writers: usize,
    ) -> Result<Rate> {
        let next = Arc::new(AtomicUsize::new(payments.start));
        let currency: Currency = CURRENCY.parse()?;
        let began = Instant::now();
        let writers: Vec<_> = (0..writers)
            .map(|_| {
                let (next, invoices) = (Arc::clone(&next), Arc::clone(invoices));
                let (services, caller) = (self.services.clone(), self.caller());
                tokio::spawn(async move {
                    loop {
                        let payment = next.fetch_add(1, Ordering::Relaxed);
                        if payment >= payments.end {
                            return anyhow::Ok(());
                        }
                        let input = payment_of(payment, &invoices, currency);
                        execute(&services, caller.clone(), input).await?;
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await??;
        }
        Ok(Rate::new(payments.len(), began.elapsed()))
    }
}

fn payment_of(payment: usize, invoices: &[InvoiceId], currency: Currency) -> Input<RecordPayment> {
    let invoice = invoices[any_below(invoices.len(), payment)];
    let use_case = RecordPayment {
        shares: vec![Share { invoice, amount_minor: AMOUNT_MINOR }],
        amount_minor: AMOUNT_MINOR,
        currency,
        method: Method::BankTransfer,
        paid_on: None,
        source: Some(PaymentSource {
            system: SYSTEM.into(),
            account: ACCOUNT.into(),
            id: source_id(payment),
        }),
        settled: true,
    };
    Input { use_case, key: Some(key(payment)) }
}

/// A number below `limit` that looks random but is the same in every run (SplitMix64).
fn any_below(limit: usize, at: usize) -> usize {
    let mut mixed = (at as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) % limit as u64) as usize
}
