//! Killed while booking payments.

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail, ensure};

use super::billow::BillowClient;
use super::database::Victim;
use super::random::Random;
use super::{Seen, World, importing};

/// How many send payments at once.
const PAYERS: u64 = 8;
/// How many invoices they pay: fewer than payers, so that they collide.
const INVOICES: u64 = 3;

/// A biller's system that books payments.
pub struct Paying {
    key: String,
}

/// An invoice that is paid.
struct Paid {
    id: String,
    /// The sum of its payments in the books.
    minor: i64,
}

/// A payment that was sent.
#[derive(Clone)]
struct Sent {
    invoice: usize,
    id: String,
    amount_minor: i64,
    /// The id that was answered.
    answered: Option<String>,
}

impl Paying {
    pub fn set_up(world: &World) -> Result<Self> {
        let key = world.billow.good(&["apikey", "add", "kills"])?.trim().to_owned();
        Ok(Self { key })
    }

    pub fn round(&self, world: &mut World, random: &mut Random, seen: &mut Seen, round: u32) -> Result<()> {
        let victim = world.database.choose(random);
        let moment = Duration::from_millis(random.within(1..400));
        let numbers: Vec<_> = (0..INVOICES).map(|at| format!("P-{round}-{at}")).collect();
        let imported = importing::import(&world.billow, &numbers)?;
        let invoices: Vec<_> = imported.into_iter().filter_map(|line| line.id).collect();
        let mut serving = world.billow.serve()?;
        let client = BillowClient { address: serving.address, key: self.key.clone() };
        let payers: Vec<_> = (0..PAYERS)
            .map(|payer| {
                let (client, invoices) = (client.clone(), invoices.clone());
                thread::spawn(move || pay_on(&client, &invoices, &format!("{round}-{payer}")))
            })
            .collect();
        thread::sleep(moment);
        world.database.kill(victim)?;
        if victim == Victim::Backend {
            // The program has to recover from this by itself.
            world.database.recover(victim)?;
        }
        serving.kill()?;
        world.database.recover(victim)?;
        let mut sent = Vec::new();
        for payer in payers {
            let Ok(payments) = payer.join() else { bail!("a payer has panicked") };
            sent.extend(payments);
        }
        seen.database_kills += u32::from(victim.is_database());
        self.check(world, seen, invoices, sent)
    }

    /// Sends everything again under its old keys, and compares the sums.
    fn check(&self, world: &World, seen: &mut Seen, invoices: Vec<String>, sent: Vec<Sent>) -> Result<()> {
        let mut invoices: Vec<_> = invoices.into_iter().map(|id| Paid { id, minor: 0 }).collect();
        let mut serving = world.billow.serve()?;
        let client = BillowClient { address: serving.address, key: self.key.clone() };
        let mut ids = BTreeMap::new();
        for payment in sent {
            let invoice = &mut invoices[payment.invoice];
            let (status, body) = send(&client, &invoice.id, &payment)?;
            let id = body["payment_id"].as_str().map(str::to_owned);
            let before = id.and_then(|id| ids.insert(id, payment.id.clone()));
            ensure!(before.is_none(), "{} and {before:?} are one payment", payment.id);
            match (&payment.answered, status) {
                (Some(known), 200) => {
                    let now = body["payment_id"].as_str();
                    ensure!(now == Some(known), "{} was {known} and is {now:?}", payment.id);
                    seen.answered += 1;
                }
                (Some(known), _) => {
                    bail!("{} was answered with {known} and is lost: {status} {body}", payment.id)
                }
                (None, 200 | 201) => {
                    seen.unanswered += 1;
                    seen.kept += u64::from(status == 200);
                }
                (None, _) => bail!("{} cannot be sent again: {status} {body}", payment.id),
            }
            invoice.minor += payment.amount_minor;
        }
        for invoice in &invoices {
            let paid = client.get(&format!("/invoices/{}", invoice.id))?["paid_minor"].as_i64();
            ensure!(
                paid == Some(invoice.minor),
                "{} of payments are in the books as {paid:?}",
                invoice.minor
            );
        }
        serving.kill()?;
        world.billow.verify()
    }
}

/// Sends payments until the server is gone; returns all that were sent.
fn pay_on(client: &BillowClient, invoices: &[String], name: &str) -> Vec<Sent> {
    let mut all = Vec::new();
    for number in 0.. {
        let invoice = number % invoices.len();
        let amount_minor = 1 + i64::try_from(number % 7).unwrap_or(0);
        let mut payment = Sent { invoice, id: format!("{name}-{number}"), amount_minor, answered: None };
        let answer = send(client, &invoices[invoice], &payment);
        let gone = answer.is_err();
        if let Ok((201, body)) = answer {
            payment.answered = body["payment_id"].as_str().map(str::to_owned);
        }
        all.push(payment);
        // A server without its database would refuse for ever.
        if gone || all.len() > 20_000 {
            break;
        }
    }
    all
}

fn send(client: &BillowClient, invoice: &str, payment: &Sent) -> Result<(u16, serde_json::Value)> {
    let body = format!(
        "{{\"amount_minor\":{},\"currency\":\"SEK\",\"method\":\"bank_transfer\",\"source\":\"kills\",\
         \"source_id\":\"{}\",\"status\":\"settled\"}}",
        payment.amount_minor, payment.id
    );
    client.call("POST", &format!("/invoices/{invoice}/payments"), Some(&payment.id), &body)
}
