//! A biller with invoices in a store, and what tests do with them.

use std::sync::{Arc, Mutex};

use domain::ids::{BillerId, InvoiceId, LinkId, PayerId, PaymentId, StaffId};
use domain::invoices::document::Document;
use domain::links::Proof;
use domain::{Actor, Books, StreamId};
use store::{Options, SqlStore};
use usecases::{
    About, Biller, BillerSetUp, BillerStore as _, Caller, ChangePayment, Done, ImportDocument, Imported,
    Input, InvoiceStore as _, PaymentChange, PaymentRecorded, PostMessage, Principal, Role, Services, Store,
    Transaction, UseCase, UseCaseError, UseCaseResult, Who, execute,
};
use uuid::Uuid;

use crate::billers::{biller, services};
use crate::clocks::{NOON, StillClock};
use crate::databases::Database;
use crate::documents::invoice;
use crate::inputs::{import, payment};
use crate::works::{Closure, Written, done};

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

    /// The store as another process sees it: the same billers, nothing added.
    pub async fn open_again(&self, database: &Database) -> Self {
        let store = store::open(&database.url, Options::default()).await.unwrap();
        Self { caller: self.caller.clone(), ..Self::around(store) }
    }

    /// The same store for another biller that it has.
    pub fn for_biller(&self, biller: BillerId) -> Self {
        Self { caller: Caller { biller, ..self.caller.clone() }, ..self.clone() }
    }

    /// A store that somebody else filled, or that is empty.
    pub fn around(store: Arc<SqlStore>) -> Self {
        let clock = Arc::new(StillClock::at(NOON));
        let services = services(Arc::clone(&store) as Arc<dyn Store>, clock);
        let biller = BillerId(Uuid::nil());
        Self { store, services, caller: Caller { biller, principal: Principal::Operator } }
    }

    /// The same store with a new biller.
    pub async fn with_biller(&self, slug: &str) -> Self {
        let biller = Biller { id: BillerId(self.services.ids.next_id()), ..biller(slug, "Acme") };
        let id = biller.id;
        self.store.write(Arc::new(BillerSetUp(biller))).await.unwrap();
        self.for_biller(id)
    }

    pub fn biller(&self) -> BillerId {
        self.caller.biller
    }

    /// The same store for another actor. A payer has a link to every invoice.
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

    /// Moves the biller's clock forward.
    pub async fn wait(&self, ms: i64) {
        self.store.advance_clock(self.biller(), ms).await.unwrap();
    }

    pub async fn ask<U: UseCase>(&self, use_case: U) -> Result<Done<U::Output>, UseCaseError> {
        let key = Some(self.services.ids.next_id().to_string());
        execute(&self.services, self.caller_of(&use_case), Input { use_case, key }).await
    }

    /// The caller of a use case: the world's own caller if it may call it, otherwise a person, otherwise Billow itself.
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

    /// Issues an invoice over `total_minor` SEK, to Anna or to the payer that `buyer` names.
    pub async fn issue(&self, number: &str, total_minor: i64) -> InvoiceId {
        self.import(invoice(number, total_minor)).await.invoice_id.unwrap()
    }

    pub async fn import(&self, document: Document) -> Imported {
        let original = Some(format!("<original of {}>", document.number).into_bytes());
        self.ask(ImportDocument { original, ..import(document) }).await.unwrap().output
    }

    pub async fn pay(&self, invoice: InvoiceId, amount_minor: i64) -> PaymentRecorded {
        self.ask(payment(invoice, amount_minor)).await.unwrap().output
    }

    pub async fn change(&self, payment: PaymentId, change: PaymentChange) {
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

    /// The streams, folded from their events.
    pub async fn books(&self, streams: &[StreamId]) -> Books {
        let (biller, streams) = (self.biller(), streams.to_vec());
        let books = Arc::new(Mutex::new(Books::default()));
        let found = Arc::clone(&books);
        self.write(move |tx| {
            let (streams, found) = (streams.clone(), Arc::clone(&found));
            Box::pin(async move {
                let mut books = Books::default();
                for stream in streams {
                    tx.load(biller, &[stream], &mut books).await?;
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
