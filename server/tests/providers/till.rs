//! A node with a provider, and what payers do there.

use std::sync::Arc;

use domain::checkouts::CheckoutEnd;
use domain::checkouts::method::CheckoutMethod;
use domain::ids::CheckoutId;
use domain::invoices::view::PayerView;
use domain::payments::PaymentState;
use psp::sandbox::{Choice, SIGNATURE, Status, api::Event};
use psp::{Kind, signature};
use secrecy::SecretString;
use server::jobs::Runner;
use server::providers::offer;
use usecases::checkouts::{CheckoutRow, ConnectProvider, ConnectionId, ConnectionSecrets, OpenCheckout};
use usecases::{Clock, IdGenerator, UseCaseError, UuidV7};

use crate::support::http::{Answer, request};
use crate::support::{Invoice, TestServer};

pub const SECRET: &str = "whsec of the till";

/// A node whose biller has a provider.
pub struct Till {
    pub server: TestServer,
    pub connection: ConnectionId,
    pub kind: Kind,
    runner: Runner,
}

impl Till {
    /// With the sandbox provider.
    pub async fn open() -> Self {
        Self::at(Kind::Sandbox, None).await
    }

    /// With a provider at an address.
    pub async fn at(kind: Kind, base_url: Option<String>) -> Self {
        let server = TestServer::start().await;
        let connection = ConnectionId(UuidV7.next_id());
        connect(&server, connection, kind, base_url).await.unwrap();
        let runner = Runner::new(server.services.clone(), server.app.providers.clone());
        Self { server, connection, kind, runner }
    }

    /// Runs what is due, and what becomes due of it.
    pub async fn work(&self) {
        while self.runner.run_due().await.unwrap() > 0 {}
    }

    /// Time goes on, and what is due then runs.
    pub async fn wait_ms(&self, ms: i64) {
        self.server.clock.advance_ms(ms);
        self.work().await;
    }

    /// Opens a checkout over the invoice's link.
    pub async fn checkout(&self, invoice: &Invoice, amount_minor: i64) -> CheckoutId {
        let opened = self.try_checkout(invoice, amount_minor).await.unwrap();
        offer::make(&self.server.app.providers, self.server.biller, opened).await;
        opened
    }

    /// The same without asking the provider.
    pub async fn try_checkout(
        &self,
        invoice: &Invoice,
        amount_minor: i64,
    ) -> Result<CheckoutId, UseCaseError> {
        let link = Some(invoice.link);
        let open = OpenCheckout { invoice: invoice.id, amount_minor, method: CheckoutMethod::Card, link };
        Ok(self.server.ask(open).await?.output.checkout_id)
    }

    pub async fn row(&self, checkout: CheckoutId) -> CheckoutRow {
        self.server.database().checkout_row(self.server.biller, checkout).await.unwrap().unwrap()
    }

    pub async fn provider_id(&self, checkout: CheckoutId) -> String {
        self.row(checkout).await.provider_id.unwrap()
    }

    /// What the payer does on the sandbox provider's page.
    pub async fn choose(&self, checkout: CheckoutId, choice: Choice) -> Answer {
        let path = format!("/sandbox/pay/{}", self.provider_id(checkout).await);
        let headers =
            [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")];
        let body = format!("method=card&choice={}", choice.as_str());
        request(self.server.address, "POST", &path, &headers, &body).await
    }

    pub async fn view(&self, invoice: &Invoice) -> PayerView {
        PayerView::try_from(self.server.frames(invoice).await).unwrap()
    }

    pub async fn end(&self, invoice: &Invoice, checkout: CheckoutId) -> Option<CheckoutEnd> {
        let view = self.view(invoice).await;
        view.checkouts.iter().find(|(id, _)| *id == checkout).unwrap().1.end
    }

    /// Every payment of an invoice: amount and state.
    pub async fn payments(&self, invoice: &Invoice) -> Vec<(i64, PaymentState)> {
        let payments = self.server.database().payments_of(self.server.biller, invoice.id).await.unwrap();
        payments.into_iter().map(|payment| (payment.amount_minor, payment.state)).collect()
    }

    pub async fn open_minor(&self, invoice: &Invoice) -> i64 {
        let row = self.server.database().invoice(self.server.biller, invoice.id).await.unwrap();
        row.unwrap().open_minor
    }

    /// The number of the invoice's last event.
    pub async fn seq(&self, invoice: &Invoice) -> i64 {
        self.server.database().invoice(self.server.biller, invoice.id).await.unwrap().unwrap().seq
    }

    /// Where webhooks come in.
    pub fn hook_path(&self) -> String {
        format!("/hooks/{}/{}", self.kind.as_str(), self.connection)
    }

    /// A webhook of the sandbox provider, signed now.
    pub fn webhook(&self, payment: &str, status: Status) -> (String, String) {
        let event = Event { payment: payment.into(), status };
        let body = serde_json::to_string(&event).unwrap();
        let now = self.server.clock.now();
        (signature::sign(&SECRET.to_owned().into(), body.as_bytes(), now), body)
    }

    pub async fn send(&self, signed: &str, body: &str) -> Answer {
        request(self.server.address, "POST", &self.hook_path(), &[(SIGNATURE, signed)], body).await
    }
}

/// Connects the server's biller.
pub async fn connect(
    server: &TestServer,
    id: ConnectionId,
    kind: Kind,
    base_url: Option<String>,
) -> Result<(), UseCaseError> {
    let webhook_secret = kind.signs_webhooks().then(|| SecretString::from(SECRET.to_owned()));
    let secrets = ConnectionSecrets { api_key: "key of the till".to_owned().into(), webhook_secret };
    let secrets = secrets.seal(&server.services.link_keys, &UuidV7, id).unwrap();
    let (provider, methods) = (kind.as_str().to_owned(), kind.methods().to_vec());
    server.ask(ConnectProvider { id, provider, base_url, methods, secrets }).await.map(drop)
}

/// A till that several tasks use.
pub async fn shared() -> Arc<Till> {
    Arc::new(Till::open().await)
}
