//! People at the biller, and their browsers.

use domain::ids::{BillerId, InvoiceId, PaymentId, StaffId};
use testkit::inputs;
use usecases::{
    AddStaff, Biller, BillerSetUp, ImportDocument, Input, LogIn, Role, SessionToken, StaffMember, UndoMatch,
    UseCase, execute,
};
use uuid::Uuid;

use super::http::{Answer, request};
use super::{TestServer, fixtures};

/// What everybody's password is.
pub const PASSWORD: &str = "lamp fjord biscuit";

impl TestServer {
    /// Adds a person to the server's biller.
    pub async fn staff(&self, email: &str, role: Role) -> StaffId {
        self.staff_of(self.biller, email, role).await
    }

    /// Adds a person to a biller.
    pub async fn staff_of(&self, biller: BillerId, email: &str, role: Role) -> StaffId {
        let password = self.app.passwords.hash(PASSWORD.to_owned().into()).await.unwrap();
        let name = email.split('@').next().unwrap().to_owned();
        self.ask_for(biller, AddStaff { email: email.into(), name, role, password }).await.staff
    }

    /// A person as the database has it now.
    pub async fn member(&self, biller: BillerId, staff: StaffId) -> StaffMember {
        self.database().staff_member(biller, staff).await.unwrap().unwrap()
    }

    /// Another biller on the same server.
    pub async fn another_biller(&self, slug: &str) -> BillerId {
        let own = self.database().biller(self.biller).await.unwrap().unwrap();
        let id = BillerId(Uuid::now_v7());
        let other = Biller { id, slug: slug.into(), name: slug.into(), ..own };
        self.database().write(std::sync::Arc::new(BillerSetUp(other))).await.unwrap();
        id
    }

    pub async fn invoice_of(&self, biller: BillerId, number: &str) -> InvoiceId {
        let import = ImportDocument { language: None, ..inputs::import(fixtures::invoice(number, 10_000)) };
        self.ask_for(biller, import).await.invoice_id.unwrap()
    }

    /// Money of a biller of which nobody knows whose it is: a match that was undone.
    pub async fn unidentified(&self, biller: BillerId, invoice: InvoiceId, amount_minor: i64) -> PaymentId {
        let payment = self.ask_for(biller, inputs::payment(invoice, amount_minor)).await.payment_id;
        self.ask_for(biller, UndoMatch { payment, reason: None }).await;
        payment
    }

    /// Asks for a use case as a biller's systems.
    pub async fn ask_for<U: UseCase>(&self, biller: BillerId, use_case: U) -> U::Output {
        let caller = super::caller(biller, &use_case);
        let key = Some(Uuid::now_v7().to_string());
        execute(&self.services, caller, Input { use_case, key }).await.unwrap().output
    }

    /// A browser in which a person is logged in, without the work of comparing a password.
    pub async fn browser_of(&self, biller: BillerId, staff: StaffId) -> Browser<'_> {
        let member = self.member(biller, staff).await;
        let token = SessionToken::random();
        let log_in =
            LogIn { staff, generation: member.generation, token_hash: token.hash(), instead_of: None };
        self.ask_for(biller, log_in).await;
        Browser { server: self, token: Some(token.reveal().to_owned()) }
    }

    /// A browser in which nobody is logged in.
    pub fn browser(&self) -> Browser<'_> {
        Browser { server: self, token: None }
    }
}

/// A browser that keeps the session's cookie.
pub struct Browser<'a> {
    server: &'a TestServer,
    pub token: Option<String>,
}

impl Browser<'_> {
    /// The `Cookie` header it sends.
    pub fn cookie(&self) -> String {
        self.token.as_ref().map_or_else(|| "other=1".into(), |token| format!("__Host-billow={token}"))
    }

    /// Goes to a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, &[], "").await
    }

    /// Sends a form of the console's own pages.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send("POST", path, &[("Sec-Fetch-Site", "same-origin")], &encoded(form)).await
    }

    pub async fn log_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/console/login", &[("email", email), ("password", password)]).await
    }

    /// Sends a request with its cookie and these headers, and keeps the cookie that comes back.
    pub async fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let cookie = self.cookie();
        let mut all = vec![("Cookie", cookie.as_str())];
        if !body.is_empty() || method == "POST" {
            all.push(("Content-Type", "application/x-www-form-urlencoded"));
        }
        all.extend(headers);
        let answer = request(self.server.address, method, path, &all, body).await;
        if let Some(set) = answer.header("set-cookie") {
            let value = set.strip_prefix("__Host-billow=").unwrap_or_else(|| panic!("{set}"));
            let token = value.split(';').next().unwrap();
            self.token = (!token.is_empty()).then(|| token.to_owned());
        }
        answer
    }
}

pub fn encoded(form: &[(&str, &str)]) -> String {
    let part = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect()
    };
    let pairs: Vec<_> = form.iter().map(|(name, value)| format!("{}={}", part(name), part(value))).collect();
    pairs.join("&")
}
