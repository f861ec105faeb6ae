//! A biller with very many open invoices, and what is known about their payers.

use domain::Currency;
use domain::ids::{InvoiceId, PayerId};
use domain::payments::reference::Scheme;
use uuid::Uuid;

use super::people;
use super::random::Random;

/// The scheme of the references.
pub const SCHEME: Scheme = Scheme::Ocr { length_digit: false };
/// The currency of everything.
pub const CURRENCY: &str = "SEK";
/// How many of a hundred payers owe an amount that others owe as well.
const SHARED_SUMS: u64 = 30;
/// How many such amounts there are: the prices of subscriptions.
const PRICES: u64 = 400;
/// The number of the first invoice.
const FIRST_NUMBER: usize = 1_000;
/// For so many payers there is one second invoice.
const INVOICES_FOR_PAYERS: u64 = 5;

/// An open invoice.
#[derive(Debug, Clone)]
pub struct Open {
    /// In normal form.
    pub reference: String,
    pub payer: u32,
    pub open_minor: i64,
}

/// The biller's open invoices and their payers.
pub struct Population {
    pub invoices: Vec<Open>,
    /// By payer.
    names: Vec<String>,
    /// Whether a payer's bank account is known, by payer.
    known_accounts: Vec<bool>,
    pub currency: Currency,
}

impl Population {
    /// The first half of the references are imported and sequential, the others are made by Billow.
    pub fn build(count: usize, seed: u64) -> anyhow::Result<Self> {
        let mut random = Random::new(seed ^ 0x746f_776e);
        let payers = (count as u64 * INVOICES_FOR_PAYERS / (INVOICES_FOR_PAYERS + 1)).max(2);
        let mut generated = (random.below(1_000_000)..).filter_map(|counter| SCHEME.generate(counter));
        let first = 10_000_000 + random.below(80_000_000);
        let mut invoices = Vec::with_capacity(count);
        for at in 0..count as u64 {
            let reference = if at % 2 == 0 {
                let number = (first + at / 2).to_string();
                sequential(&number)
            } else {
                generated.next().unwrap_or_default()
            };
            // Everybody has one, then some have a second one.
            let payer = if at < payers { at } else { random.below(payers) };
            let payer = u32::try_from(payer)?;
            let open_minor = sum(&mut random, payer);
            invoices.push(Open { reference, payer, open_minor });
        }
        let known_accounts = (0..payers).map(|_| !random.percent(33)).collect();
        let names = (0..u32::try_from(payers)?).map(people::name).collect();
        Ok(Self { invoices, names, known_accounts, currency: CURRENCY.parse()? })
    }

    pub fn payers(&self) -> usize {
        self.known_accounts.len()
    }

    pub fn name(&self, payer: u32) -> &str {
        &self.names[payer as usize]
    }

    pub fn is_account_known(&self, payer: u32) -> bool {
        self.known_accounts[payer as usize]
    }
}

/// The number with its Luhn check digit.
fn sequential(number: &str) -> String {
    let with_digit = (0..10).map(|digit| format!("{number}{digit}"));
    with_digit.into_iter().find(|text| SCHEME.is_valid(text)).unwrap_or_default()
}

/// The total of a payer's invoice: the price of a subscription, or an amount of its own.
fn sum(random: &mut Random, payer: u32) -> i64 {
    let shares = Random::new(u64::from(payer) ^ 0x73_756d).percent(SHARED_SUMS);
    let minor = if shares { 9_900 + 2_500 * random.below(PRICES) } else { 5_000 + random.below(4_000_000) };
    i64::try_from(minor).unwrap_or_default()
}

/// The bank account of a payer.
pub fn account(payer: u32) -> String {
    format!("SE77{:020}", u64::from(payer) * 7_919 + 13)
}

/// The number of the invoice at an index: four to seven digits, so that any date, telephone number or amount contains
/// some invoice's number.
pub fn number(at: usize) -> String {
    (FIRST_NUMBER + at).to_string()
}

/// The index of the invoice with a number, among so many.
pub fn place_of_number(key: &str, count: usize) -> Option<usize> {
    let plain = !key.starts_with('0') && key.bytes().all(|byte| byte.is_ascii_digit());
    let number: usize = plain.then(|| key.parse().ok()).flatten()?;
    number.checked_sub(FIRST_NUMBER).filter(|at| *at < count)
}

/// The id of the invoice at an index.
pub fn invoice_id(at: usize) -> InvoiceId {
    InvoiceId(Uuid::from_u128(0x1000_0000_0000_0000_0000_0000_0000_0000 | at as u128))
}

/// The index of an invoice.
pub fn place_of(invoice: InvoiceId) -> usize {
    usize::try_from(invoice.0.as_u128() & 0xffff_ffff_ffff).unwrap_or(usize::MAX)
}

/// The id of a payer.
pub fn payer_id(payer: u32) -> PayerId {
    PayerId(Uuid::from_u128(0x2000_0000_0000_0000_0000_0000_0000_0000 | u128::from(payer)))
}

/// The number of a payer.
pub fn payer_of(payer: PayerId) -> u32 {
    u32::try_from(payer.0.as_u128() & 0xffff_ffff).unwrap_or(u32::MAX)
}
