//! A biller with invoices, and what one does with them.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::document::{
    Document, DocumentKind, Line, Party, PaymentMeans, Totals, VatCategory, VatCode, VatSubtotal,
};
use domain::ids::{BillerId, InvoiceId, LinkId, PayerId, ReceiptId, StaffId};
use domain::proof::Proof;
use domain::receipt::{Method, ReceiptSource, Share};
use domain::{Actor, Books, Decimal, StreamId, Timestamp};
use store::{Options, SqlStore};
use usecases::money_in::checkout::AnyAmount;
use usecases::{
    About, Biller, BillerSetUp, BillerStore as _, Caller, ChangePayment, Clock, Done, ImportDocument,
    Imported, Input, InvoiceStore as _, LinkKeys, PaymentChange, PaymentRecorded, PostMessage, Principal,
    RecordPayment, Role, Services, Store, Transaction, Transactional, UseCase, UseCaseError, UseCaseResult,
    UuidV7, Who, execute,
};
use uuid::Uuid;

use crate::engines::Database;

/// A clock that stands until it is moved.
pub struct StillClock(AtomicI64);

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

/// 2026-11-21T12:00:00Z.
pub const NOON: Timestamp = Timestamp(1_795_262_400_000);

/// An open store with one biller.
#[derive(Clone)]
pub struct World {
    pub store: Arc<SqlStore>,
    pub services: Services,
    pub caller: Caller,
}

impl World {
    pub async fn open(database: &Database) -> Self {
        Self::open_with(database, Options::default()).await
    }

    pub async fn open_with(database: &Database, options: Options) -> Self {
        let store = store::open(&database.url, options).await.unwrap();
        Self::around(store).with_biller("acme").await
    }

    /// The store as somebody else's process sees it: the same billers, nothing added.
    pub async fn open_again(&self, database: &Database) -> Self {
        let store = store::open(&database.url, Options::default()).await.unwrap();
        Self { caller: self.caller.clone(), ..Self::around(store) }
    }

    /// The same store for a biller that it has.
    pub fn for_biller(&self, biller: BillerId) -> Self {
        Self { caller: Caller { biller, ..self.caller.clone() }, ..self.clone() }
    }

    /// A store that somebody else filled, or nobody yet.
    pub fn around(store: Arc<SqlStore>) -> Self {
        let keys = LinkKeys::parse(&"a secret that only the tests know".to_owned().into()).unwrap();
        let services = Services::new(
            Arc::clone(&store) as Arc<dyn Store>,
            Arc::new(StillClock(AtomicI64::new(NOON.0))),
            Arc::new(UuidV7),
            Arc::new(keys),
            Arc::new(AnyAmount),
        );
        let biller = BillerId(Uuid::nil());
        Self { store, services, caller: Caller { biller, principal: Principal::Operator } }
    }

    /// The same store for a new biller.
    pub async fn with_biller(&self, slug: &str) -> Self {
        let id = BillerId(self.services.ids.next_id());
        let biller = Biller {
            id,
            slug: slug.into(),
            name: "Acme".into(),
            zone: "Europe/Stockholm".parse().unwrap(),
            language: "sv".into(),
            colour: "#0b6e63".into(),
            logo: None,
            email: None,
            phone: None,
            default_term_days: 30,
            sandbox: true,
            clock_offset_ms: 0,
        };
        self.store.write(Arc::new(BillerSetUp(biller))).await.unwrap();
        self.for_biller(id)
    }

    pub fn biller(&self) -> BillerId {
        self.caller.biller
    }

    /// The same store as somebody else uses it. A payer has the link of whatever invoice is asked about.
    pub fn acting(&self, actor: Actor) -> Self {
        let principal = match actor {
            Actor::Payer => Principal::Payer {
                link: LinkId(Uuid::from_u128(1)),
                invoice: InvoiceId(Uuid::nil()),
                proof: Proof::Link,
            },
            Actor::Staff { id } => Principal::Staff { id, role: Role::Admin },
            Actor::Biller => Principal::Operator,
            Actor::System => Principal::System { task: "tests" },
        };
        Self { caller: Caller { biller: self.biller(), principal }, ..self.clone() }
    }

    /// The biller's time goes on.
    pub async fn wait(&self, ms: i64) {
        self.store.advance_clock(self.biller(), ms).await.unwrap();
    }

    pub async fn ask<U: UseCase>(&self, use_case: U) -> Result<Done<U::Output>, UseCaseError> {
        let key = Some(self.services.ids.next_id().to_string());
        execute(&self.services, self.caller_of(&use_case), Input { use_case, key }).await
    }

    /// Who asks for a use case: the world's own caller does as Billow what only Billow does, and as a person what
    /// only that person does.
    pub fn caller_of<U: UseCase>(&self, use_case: &U) -> Caller {
        let mut caller = self.caller.clone();
        if caller.principal == Principal::Operator && !U::ALLOWED.contains(&Who::Operator) {
            caller.principal = match use_case.about() {
                About::Staff(id) => Principal::Staff { id, role: Role::Admin },
                _ if U::ALLOWED.contains(&Who::Staff) => {
                    Principal::Staff { id: StaffId(Uuid::nil()), role: Role::Admin }
                }
                _ => Principal::System { task: "tests" },
            };
        }
        if let (Principal::Payer { invoice, .. }, About::Invoice(about)) =
            (&mut caller.principal, use_case.about())
        {
            *invoice = about;
        }
        caller
    }

    /// Imports an invoice to Anna, or to whom `buyer` names, over `total_minor` SEK.
    pub async fn issue(&self, number: &str, total_minor: i64) -> InvoiceId {
        self.import(invoice(number, total_minor)).await.invoice_id.unwrap()
    }

    pub async fn import(&self, document: Document) -> Imported {
        let original = Some(format!("<original of {}>", document.number).into_bytes());
        let language = Some("sv".into());
        self.ask(ImportDocument { document, original, language, channel: "email".into(), allow_seller: true })
            .await
            .unwrap()
            .output
    }

    pub async fn pay(&self, invoice: InvoiceId, amount_minor: i64) -> PaymentRecorded {
        self.ask(payment(invoice, amount_minor)).await.unwrap().output
    }

    pub async fn change(&self, payment: ReceiptId, change: PaymentChange) {
        self.ask(ChangePayment { payment, change, reason: Some("the bank said so".into()) }).await.unwrap();
    }

    pub async fn say(&self, invoice: InvoiceId, text: &str) {
        self.ask(PostMessage::plain(invoice, text)).await.unwrap();
    }

    pub async fn payer_of(&self, invoice: InvoiceId) -> PayerId {
        self.store.invoice(self.biller(), invoice).await.unwrap().unwrap().payer
    }

    pub async fn open_minor(&self, invoice: InvoiceId) -> i64 {
        self.store.invoice(self.biller(), invoice).await.unwrap().unwrap().open_minor
    }

    /// The streams as their events make them.
    pub async fn books(&self, streams: &[StreamId]) -> Books {
        let (biller, streams) = (self.biller(), streams.to_vec());
        let books = Arc::new(std::sync::Mutex::new(Books::default()));
        let found = Arc::clone(&books);
        self.write(move |tx| {
            let (streams, found) = (streams.clone(), Arc::clone(&found));
            Box::pin(async move {
                let mut books = Books::default();
                for stream in streams {
                    tx.load(biller, stream, &mut books).await?;
                }
                *found.lock().unwrap() = books;
                Ok(done())
            })
        })
        .await
        .unwrap();
        books.lock().unwrap().clone()
    }

    /// Writes with a closure.
    pub async fn write<F>(&self, run: F) -> Result<UseCaseResult, UseCaseError>
    where
        F: for<'t> Fn(&'t mut dyn Transaction) -> Written<'t> + Send + Sync + 'static,
    {
        self.store.write(Arc::new(Closure(run))).await
    }
}

/// What a closure's work is while it runs.
pub type Written<'t> =
    std::pin::Pin<Box<dyn Future<Output = Result<UseCaseResult, UseCaseError>> + Send + 't>>;

/// A work made of a closure.
pub struct Closure<F>(pub F);

#[async_trait::async_trait]
impl<F> Transactional for Closure<F>
where
    F: for<'t> Fn(&'t mut dyn Transaction) -> Written<'t> + Send + Sync,
{
    async fn run(&self, tx: &mut dyn Transaction) -> Result<UseCaseResult, UseCaseError> {
        (self.0)(tx).await
    }
}

/// The answer of a work that has nothing to say.
pub fn done() -> UseCaseResult {
    UseCaseResult { body: "null".into(), repeated: false }
}

pub fn payment(invoice: InvoiceId, amount_minor: i64) -> RecordPayment {
    RecordPayment {
        shares: vec![Share { invoice, amount_minor }],
        amount_minor,
        currency: "SEK".parse().unwrap(),
        method: Method::BankTransfer,
        paid_on: None,
        source: None,
        settled: true,
    }
}

pub fn source(id: &str) -> ReceiptSource {
    ReceiptSource { system: "camt".into(), account: "SE45".into(), id: id.into() }
}

/// An invoice of one line with 25 % VAT, due on 2026-12-21.
pub fn invoice(number: &str, total_minor: i64) -> Document {
    let vat_minor = total_minor / 5;
    let net_minor = total_minor - vat_minor;
    let vat = VatCategory { code: VatCode::S, rate: "25".parse().unwrap() };
    Document {
        kind: DocumentKind::Invoice,
        number: number.into(),
        issue_date: "2026-11-21".parse().unwrap(),
        due_date: Some("2026-12-21".parse().unwrap()),
        currency: "SEK".parse().unwrap(),
        seller: Party { name: "Acme AB".into(), ..Party::default() },
        buyer: Party {
            name: "Anna Exempel".into(),
            email: Some("anna@example.com".into()),
            ..Party::default()
        },
        buyer_reference: None,
        order_reference: None,
        preceding: vec![],
        notes: vec![],
        payment_terms: None,
        payment_means: vec![PaymentMeans {
            code: "30".into(),
            reference: Some(format!("RF{number}")),
            ..PaymentMeans::default()
        }],
        lines: vec![Line {
            id: "1".into(),
            name: "Repair".into(),
            description: None,
            quantity: Decimal::ONE,
            unit: "C62".into(),
            unit_price: Decimal::new(net_minor, 2),
            price_quantity: Decimal::ONE,
            allowances_charges: vec![],
            net_minor,
            vat,
            period_start: None,
            period_end: None,
        }],
        allowances_charges: vec![],
        vat_breakdown: vec![VatSubtotal {
            vat,
            taxable_minor: net_minor,
            tax_minor: vat_minor,
            exemption_reason: None,
        }],
        totals: Totals {
            lines_minor: net_minor,
            without_vat_minor: net_minor,
            vat_minor,
            with_vat_minor: total_minor,
            payable_minor: total_minor,
            ..Totals::default()
        },
    }
}

/// A credit note that names the invoice `of`.
pub fn credit_note(number: &str, of: &str, total_minor: i64) -> Document {
    Document {
        kind: DocumentKind::CreditNote,
        preceding: vec![of.into()],
        due_date: None,
        payment_means: vec![],
        ..invoice(number, total_minor)
    }
}
