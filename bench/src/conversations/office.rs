//! A biller with invoices and agents, and its server.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use domain::ids::{BillerId, InvoiceId};
use domain::invoices::wire::PayerEvent;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use usecases::{
    AddStaff, BillerSetUp, Caller, Input, InvoiceStore as _, LogIn, OperatorAccess, PasswordHash, Principal,
    Role, Services, SessionToken, Store, execute,
};

use crate::live::billow::{self, PROTOCOL};
use crate::live::process::Process;

/// The text of a message, before its number. Billow answers no such question automatically.
pub const MESSAGE: &str = "The meter in the cellar shows something else than the bill, see note";

/// Everything that exists before anybody writes.
pub struct Office {
    pub process: Process,
    address: SocketAddr,
    database: PathBuf,
    biller: BillerId,
    invoices: Vec<(InvoiceId, String)>,
    /// Cookies of the agents.
    cookies: Vec<String>,
}

/// How one person reaches one invoice.
pub struct Line {
    pub server: SocketAddr,
    pub path: String,
    /// Of an agent.
    pub cookie: Option<String>,
}

impl Office {
    /// Creates so many invoices and agents, and starts the server.
    pub async fn open(folder: &Path, invoices: usize, agents: usize) -> Result<Self> {
        let database = folder.join("billow.db");
        let store = store::open(&url(&database), store::Options::default()).await?;
        let services = billow::services(Arc::clone(&store) as Arc<dyn Store>)?;
        let set_up = billow::biller();
        let caller = Caller { biller: set_up.id, principal: Principal::Operator };
        store.write(Arc::new(BillerSetUp(set_up))).await?;
        let invoice = async |number: usize| {
            let imported = billow::import(&services, &caller, number).await?;
            let token = imported.link.and_then(|made| made.token(&services.link_keys)).context("no link")?;
            anyhow::Ok((imported.invoice_id.context("no invoice")?, token.reveal().to_owned()))
        };
        let invoices = stream::iter(1..=invoices).map(invoice).buffered(64).try_collect().await?;
        let mut cookies = Vec::new();
        for number in 0..agents {
            cookies.push(agent(&services, &caller, number).await?);
        }
        store.close().await;
        let (process, address) = billow::serve(folder, &url(&database)).await?;
        Ok(Self { process, address, database, biller: caller.biller, invoices, cookies })
    }

    /// The connection of the payer or of the agent of a conversation.
    pub fn line(&self, conversation: usize, agent: bool) -> Line {
        let (invoice, token) = &self.invoices[conversation];
        let query = format!("live?since=0&v={PROTOCOL}");
        if agent {
            let cookie = self.cookies[conversation % self.cookies.len()].clone();
            let path = format!("/console/invoices/{invoice}/{query}");
            return Line { server: self.address, path, cookie: Some(cookie) };
        }
        Line { server: self.address, path: format!("/i/{token}/{query}"), cookie: None }
    }

    /// Stops the server, and reads back the messages on each invoice: their numbers, in the order of the log.
    pub async fn close(self) -> Result<Vec<Vec<usize>>> {
        drop(self.process);
        let store = store::open(&url(&self.database), store::Options::default()).await?;
        let mut written = Vec::new();
        for (invoice, _) in &self.invoices {
            let frames = store.payer_frames(self.biller, *invoice, 0).await?;
            let number = |event: &PayerEvent| match event {
                PayerEvent::MessagePosted { text: Some(text), .. } => number_in(text),
                _ => None,
            };
            written.push(frames.iter().filter_map(|frame| number(&frame.event)).collect());
        }
        store.close().await;
        Ok(written)
    }
}

/// Adds an agent who is logged in; returns the session's cookie.
async fn agent(services: &Services, caller: &Caller, number: usize) -> Result<String> {
    // Nobody logs in with a password here.
    let add = AddStaff {
        email: format!("agent{number}@example.com"),
        name: format!("Agent {number}"),
        role: Role::Agent,
        password: PasswordHash::of_phc("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA".into()),
    };
    let added = execute(services, caller.clone(), Input { use_case: add, key: None }).await?.output;
    let token = SessionToken::random();
    let log_in = LogIn { staff: added.staff, generation: 0, token_hash: token.hash(), instead_of: None };
    let known =
        services.store(OperatorAccess).staff_member(caller.biller, added.staff).await?.context("no agent")?;
    let log_in = LogIn { generation: known.generation, ..log_in };
    execute(services, caller.clone(), Input { use_case: log_in, key: None }).await?;
    Ok(format!("__Host-billow={}", token.reveal()))
}

/// The number of a message.
pub fn number_in(text: &str) -> Option<usize> {
    text.strip_prefix(MESSAGE)?.trim().parse().ok()
}

fn url(database: &Path) -> String {
    format!("sqlite:{}", database.display())
}
