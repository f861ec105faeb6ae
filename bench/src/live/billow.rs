//! `billow serve` in a process of its own, on SQLite, paid through the API.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use documents::ubl;
use domain::ids::BillerId;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use tokio::process::Command;
use usecases::checkouts::AnyAmount;
use usecases::{
    ApiKey, Biller, BillerSetUp, Caller, Clock as _, ImportDocument, Imported, Input, LinkKeys, Principal,
    Services, Store, SystemClock, UuidV7, execute, hash_api_key, make_api_key,
};
use uuid::Uuid;

use super::process::{Process, free_port};
use super::{Channel, Server, publisher};

const SECRET: &str = "a key that opens nothing anywhere";
const UBL: &str = include_str!("../store/invoice.xml");
/// The protocol of this version's pages.
pub const PROTOCOL: u32 = 1;
/// How long it may take to start.
const START: Duration = Duration::from_secs(20);

/// Starts it with a database of so many invoices.
pub async fn start(folder: &Path, invoices: usize) -> Result<Server> {
    let database = format!("sqlite:{}", folder.join("billow.db").display());
    let (key, channels) = fill(&database, invoices).await?;
    let (process, address) = serve(folder, &database).await?;
    let headers = move || {
        let key = key.as_str();
        format!(
            "Authorization: Bearer {key}\r\nContent-Type: application/json\r\nIdempotency-Key: {}\r\n",
            Uuid::now_v7()
        )
    };
    Ok(Server { name: "Billow".into(), process, address, channels, headers: Box::new(headers), body })
}

/// Starts `billow serve` on a database.
pub async fn serve(folder: &Path, database: &str) -> Result<(Process, SocketAddr)> {
    let address = SocketAddr::from(([127, 0, 0, 1], free_port()?));
    let mut command = Command::new(program()?);
    command
        .arg("serve")
        .current_dir(folder)
        .env("BILLOW_DATABASE_URL", database)
        .env("BILLOW_ADDR", address.to_string())
        .env("BILLOW_SECRET_KEY", SECRET)
        .env("RUST_LOG", "warn")
        .stdout(std::process::Stdio::null());
    let mut process = Process::start(&mut command)?;
    let began = tokio::time::Instant::now();
    while !publisher::status(address, "/readyz").await.is_ok_and(|status| status == 200) {
        process.check()?;
        if began.elapsed() > START {
            bail!("billow serve does not answer on {address}");
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok((process, address))
}

fn body(number: usize) -> String {
    let amount = number + 1;
    format!(r#"{{"amount_minor":{amount},"currency":"SEK","method":"bank_transfer","status":"settled"}}"#)
}

/// The program to measure: the named one, or the one built beside this one.
fn program() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("BILLOW_BIN") {
        return Ok(named.into());
    }
    let own = std::env::current_exe()?;
    let beside = own.parent().map(|folder| folder.join("billow")).filter(|path| path.exists());
    beside.context("there is no billow beside this program; name it in BILLOW_BIN")
}

/// What use cases need, with the key for links.
pub fn services(store: Arc<dyn Store>) -> Result<Services> {
    let keys = Arc::new(LinkKeys::parse(&SECRET.into())?);
    Ok(Services::new(store, Arc::new(SystemClock), Arc::new(UuidV7), keys, Arc::new(AnyAmount)))
}

/// The biller whose invoices these are.
pub fn biller() -> Biller {
    Biller {
        id: BillerId(Uuid::now_v7()),
        slug: "bench".into(),
        name: "Lumen & Fjäll Energi AB".into(),
        zone: "Europe/Stockholm".parse().expect("an IANA zone"),
        language: "sv".into(),
        colour: "#0b6e63".into(),
        logo: None,
        email: None,
        phone: None,
        default_term_days: 30,
        sandbox: false,
        clock_offset_ms: 0,
    }
}

/// Imports an invoice, with a link to its page.
pub async fn import(services: &Services, caller: &Caller, number: usize) -> Result<Imported> {
    let document = ubl::read(UBL.replace("{number}", &number.to_string()).as_bytes());
    let document = document.map_err(|problems| anyhow::anyhow!("{:?}", problems.first()))?;
    let use_case = ImportDocument {
        document,
        original: None,
        language: None,
        channel: "email".into(),
        allow_seller: true,
    };
    Ok(execute(services, caller.clone(), Input { use_case, key: None }).await?.output)
}

/// Writes a biller with an API key and invoices with links.
async fn fill(database: &str, invoices: usize) -> Result<(String, Vec<Channel>)> {
    let store = store::open(database, store::Options::default()).await?;
    let services = services(Arc::clone(&store) as Arc<dyn Store>)?;
    let biller = biller();
    let caller = Caller { biller: biller.id, principal: Principal::Operator };
    let key = make_api_key();
    let (hash, at) = (hash_api_key(&key), SystemClock.now());
    store.write(Arc::new(BillerSetUp(biller))).await?;
    store.write(Arc::new(ApiKey { biller: caller.biller, name: "bench".into(), hash, at })).await?;
    let channel = async |number: usize| {
        let imported = import(&services, &caller, number).await?;
        let token = imported.link.and_then(|made| made.token(&services.link_keys)).context("no link")?;
        anyhow::Ok(Channel {
            watched_at: format!("/i/{}/live?since={}&v={PROTOCOL}", token.reveal(), imported.seq),
            published_at: format!("/api/v1/invoices/{}/payments", imported.id),
        })
    };
    let channels = stream::iter(1..=invoices).map(channel).buffered(128).try_collect().await?;
    store.close().await;
    Ok((key, channels))
}
