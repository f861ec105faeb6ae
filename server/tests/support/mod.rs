//! A node on a port of its own with a database of its own, a biller, and what one does with them.
#![allow(dead_code, clippy::unwrap_used)]

pub mod cutter;
pub mod fixtures;
pub mod http;
pub mod page;
pub mod postgres;
pub mod staff;
pub mod upload;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::Date;
use domain::ids::{BillerId, InvoiceId, LinkId, PaymentId};
use domain::invoices::document::Document;
use domain::invoices::wire::PayerFrame;
use domain::links::Proof;
use metrics_exporter_prometheus::PrometheusBuilder;
use server::App;
use server::config::Settings;
use store::SqlStore;
use tempfile::TempDir;
use testkit::billers::{self, ZONE, services_with};
use testkit::clocks::ShiftedClock;
use testkit::inputs;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use usecases::{
    About, ApiKey, Biller, BillerSetUp, Caller, ChangeDueDate, Clock, Done, Input, MakeLink, MessagePosted,
    OperatorAccess, PaymentRecorded, PostMessage, Principal, RecordPayment, RevokeLink, Role, Services,
    Store, SystemClock, UseCase, UseCaseError, Who, execute, hash_api_key, make_api_key,
};
use uuid::Uuid;

/// The biller's civil date now.
pub fn today() -> Date {
    SystemClock.now().date_in(&jiff::tz::TimeZone::get(ZONE).unwrap())
}

/// The biller's civil date so many days from now.
pub fn in_days(days: i64) -> Date {
    today().saturating_add(jiff::Span::new().days(days))
}

pub struct TestServer {
    pub app: App,
    pub services: Services,
    pub address: SocketAddr,
    pub biller: BillerId,
    pub settings: Settings,
    pub clock: Arc<ShiftedClock>,
    store: Arc<SqlStore>,
    running: JoinHandle<anyhow::Result<()>>,
    folder: Arc<TempDir>,
}

/// An invoice with a link to its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    pub id: InvoiceId,
    pub number: String,
    pub link: LinkId,
    pub token: String,
}

impl TestServer {
    /// A node with an empty SQLite database and one biller.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// The same with other settings.
    pub async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let mut settings = settings(&folder);
        change(&mut settings);
        let biller = biller();
        let server = Self::run(settings, biller.id, folder).await;
        server.database().write(Arc::new(BillerSetUp(biller))).await.unwrap();
        server
    }

    /// The same without the task that reads the feed: the test does what it does, step by step.
    pub async fn start_without_feed() -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let biller = biller();
        let serve = |app: App, listener| {
            let service = server::router(app).into_make_service_with_connect_info::<SocketAddr>();
            tokio::spawn(async move { Ok(axum::serve(listener, service).await?) })
        };
        let server = Self::run_as(settings(&folder), biller.id, folder, serve).await;
        server.database().write(Arc::new(BillerSetUp(biller))).await.unwrap();
        server
    }

    /// Another node on the same database.
    pub async fn start_another(&self) -> Self {
        let settings = Settings { addr: SocketAddr::from(([127, 0, 0, 1], 0)), ..self.settings.clone() };
        Self::run(settings, self.biller, Arc::clone(&self.folder)).await
    }

    /// The same with other settings.
    pub async fn start_another_with(&self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings { addr: SocketAddr::from(([127, 0, 0, 1], 0)), ..self.settings.clone() };
        change(&mut settings);
        Self::run(settings, self.biller, Arc::clone(&self.folder)).await
    }

    /// Stops the node in order, and starts it again on the same port and database.
    pub async fn restart(self) -> Self {
        let settings = Settings { addr: self.address, ..self.settings.clone() };
        let (biller, folder) = (self.biller, Arc::clone(&self.folder));
        self.stop().await;
        Self::run(settings, biller, folder).await
    }

    /// Stops the node in order.
    pub async fn stop(self) {
        self.app.stop.cancel();
        self.running.await.unwrap().unwrap();
        self.store.close().await;
    }

    async fn run(settings: Settings, biller: BillerId, folder: Arc<TempDir>) -> Self {
        let serve = |app, listener| tokio::spawn(server::node::serve(app, listener));
        Self::run_as(settings, biller, folder, serve).await
    }

    async fn run_as(
        settings: Settings,
        biller: BillerId,
        folder: Arc<TempDir>,
        serve: impl FnOnce(App, TcpListener) -> JoinHandle<anyhow::Result<()>>,
    ) -> Self {
        let store = store::open(&settings.database_url, store::Options::default()).await.unwrap();
        let clock = Arc::new(ShiftedClock::default());
        let (database, limits) = (Arc::clone(&store) as Arc<dyn Store>, Arc::new(server::providers::Limits));
        let services = services_with(database, Arc::clone(&clock) as Arc<dyn Clock>, limits);
        let listener = TcpListener::bind(settings.addr).await.unwrap();
        let address = listener.local_addr().unwrap();
        let metrics = PrometheusBuilder::new().build_recorder().handle();
        let files = settings.open_files().unwrap();
        let app = App::new(services.clone(), settings.clone(), files, metrics);
        let running = serve(app.clone(), listener);
        Self { app, services, address, biller, settings, clock, store, running, folder }
    }

    pub fn database(&self) -> &Arc<dyn Store> {
        self.services.store(OperatorAccess)
    }

    /// Where `path` is served.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A file that is gone after the test.
    pub fn file(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// Asks for a use case as the biller, under a key of its own.
    pub async fn ask<U: UseCase>(&self, use_case: U) -> Result<Done<U::Output>, UseCaseError> {
        self.ask_again(use_case, &Uuid::now_v7().to_string()).await
    }

    /// Asks for a use case as the biller under this key.
    pub async fn ask_again<U: UseCase>(
        &self,
        use_case: U,
        key: &str,
    ) -> Result<Done<U::Output>, UseCaseError> {
        let caller = caller(self.biller, &use_case);
        execute(&self.services, caller, Input { use_case, key: Some(key.to_owned()) }).await
    }

    /// A key for the API.
    pub async fn api_key(&self, name: &str) -> String {
        let key = make_api_key();
        let at = SystemClock.now();
        let work = ApiKey { biller: self.biller, name: name.into(), hash: hash_api_key(&key), at };
        self.database().write(Arc::new(work)).await.unwrap();
        key
    }

    /// A new invoice over so much, in Swedish öre, due in thirty days.
    pub async fn invoice(&self, total_minor: i64) -> Invoice {
        static NUMBERS: AtomicU32 = AtomicU32::new(1001);
        let number = NUMBERS.fetch_add(1, Ordering::Relaxed).to_string();
        self.import(fixtures::invoice(&number, total_minor)).await
    }

    /// A new invoice of this document, for a payer who reads Swedish.
    pub async fn import(&self, document: Document) -> Invoice {
        let number = document.number.clone();
        let imported = self.ask(inputs::import(document)).await.unwrap().output;
        let made = imported.link.unwrap();
        let token = made.token(&self.services.link_keys).unwrap().reveal().to_owned();
        Invoice { id: imported.invoice_id.unwrap(), number, link: made.link_id, token }
    }

    /// Money for an invoice has arrived.
    pub async fn pay(&self, invoice: &Invoice, amount_minor: i64) -> PaymentRecorded {
        self.ask(payment(invoice, amount_minor)).await.unwrap().output
    }

    /// The invoice is due on another day.
    pub async fn due(&self, invoice: &Invoice, due_date: &str) {
        let due_date: Date = due_date.parse().unwrap();
        self.ask(ChangeDueDate { invoice: invoice.id, due_date, reason: None }).await.unwrap();
    }

    pub async fn say(&self, invoice: &Invoice, text: &str) -> MessagePosted {
        self.ask(PostMessage::plain(invoice.id, text)).await.unwrap().output
    }

    /// The invoice's link ends.
    pub async fn revoke(&self, invoice: &Invoice) {
        self.ask(RevokeLink { link: invoice.link }).await.unwrap();
    }

    /// The invoice's link gets another token, which is answered.
    pub async fn rotate(&self, invoice: &Invoice) -> String {
        let make = MakeLink {
            invoice: invoice.id,
            channel: "email".into(),
            copy: 1,
            expires_at: None,
            rotate: true,
        };
        let made = self.ask(make).await.unwrap().output;
        made.token(&self.services.link_keys).unwrap().reveal().to_owned()
    }

    /// All the payer's frames, as they are in the database.
    pub async fn frames(&self, invoice: &Invoice) -> Vec<PayerFrame> {
        self.database().payer_frames(self.biller, invoice.id, 0).await.unwrap()
    }
}

/// Who asks for a use case: the operator, or whoever else it is for.
pub fn caller<U: UseCase>(biller: BillerId, use_case: &U) -> Caller {
    let principal = match use_case.about() {
        _ if U::ALLOWED.contains(&Who::Operator) => Principal::Operator,
        About::Staff(id) => Principal::Staff { id, role: Role::Agent },
        About::Invoice(invoice) if !U::ALLOWED.contains(&Who::System) => {
            Principal::Payer { link: LinkId(Uuid::nil()), invoice, proof: Proof::Link }
        }
        About::Invoice(_) | About::Biller => Principal::System { task: "tests" },
    };
    Caller { biller, principal }
}

/// A payment that has arrived, entered by hand.
pub fn payment(invoice: &Invoice, amount_minor: i64) -> RecordPayment {
    inputs::payment(invoice.id, amount_minor)
}

/// The same as a bank reports it, under an id.
pub fn reported(invoice: &Invoice, amount_minor: i64, id: &str) -> RecordPayment {
    RecordPayment { source: Some(inputs::source(id)), ..payment(invoice, amount_minor) }
}

/// The id of what was recorded.
pub fn payment_id(recorded: &PaymentRecorded) -> PaymentId {
    recorded.payment_id
}

fn settings(folder: &TempDir) -> Settings {
    Settings {
        database_url: format!("sqlite:{}", folder.path().join("billow.db").display()),
        database_connections: 8,
        addr: SocketAddr::from(([127, 0, 0, 1], 0)),
        base_url: "https://pay.example.com".into(),
        secret_key: None,
        trusted_proxies: vec![],
        sockets_per_address: 4_000,
        files: None,
        sandbox_url: None,
    }
}

fn biller() -> Biller {
    Biller {
        language: "en".into(),
        email: Some("help@nordkraft.example.com".into()),
        ..billers::biller("nordkraft", "Nordkraft Example")
    }
}
