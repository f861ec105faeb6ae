//! The books in memory: the same answers as from the database, so that very many payments can be decided.

use std::collections::HashMap;

use async_trait::async_trait;
use domain::ids::{BillerId, InvoiceId, PayerId};
use domain::payments::reference::normal;
use domain::{Money, Timestamp};
use matching::{Facts, InvoiceStanding, account_key, name_keys};
use usecases::{FoundReference, MatchingTransaction, StoreError};

use super::population::{self, Population};

/// A population with its indexes.
pub struct Memory<'a> {
    population: &'a Population,
    by_reference: HashMap<&'a str, Vec<u32>>,
    by_sum: HashMap<i64, Vec<u32>>,
    by_payer: Vec<Vec<u32>>,
    by_name: HashMap<String, Vec<u32>>,
    by_account: HashMap<String, u32>,
}

impl<'a> Memory<'a> {
    pub fn of(population: &'a Population) -> Self {
        let mut memory = Self {
            population,
            by_reference: HashMap::with_capacity(population.invoices.len()),
            by_sum: HashMap::new(),
            by_payer: vec![Vec::new(); population.payers()],
            by_name: HashMap::new(),
            by_account: HashMap::new(),
        };
        for (at, invoice) in (0_u32..).zip(&population.invoices) {
            memory.by_reference.entry(&invoice.reference).or_default().push(at);
            memory.by_sum.entry(invoice.open_minor).or_default().push(at);
            memory.by_payer[invoice.payer as usize].push(at);
        }
        for payer in (0_u32..).take(population.payers()) {
            for key in name_keys(population.name(payer)) {
                memory.by_name.entry(key).or_default().push(payer);
            }
            if population.is_account_known(payer) {
                memory.by_account.extend(account_key(&population::account(payer)).map(|key| (key, payer)));
            }
        }
        memory
    }
}

impl Memory<'_> {
    /// Whether an invoice has this reference.
    pub fn has(&self, reference: &str) -> bool {
        self.by_reference.contains_key(reference)
    }
}

fn ids(places: &[u32]) -> impl Iterator<Item = InvoiceId> {
    places.iter().map(|at| population::invoice_id(*at as usize))
}

#[async_trait]
impl MatchingTransaction for &Memory<'_> {
    async fn references(&mut self, _: BillerId, keys: &[&str]) -> Result<Vec<FoundReference>, StoreError> {
        let mut found = Vec::new();
        for key in keys {
            let places = self.by_reference.get(key).map(Vec::as_slice).unwrap_or_default();
            found.extend(ids(places).map(|invoice| FoundReference {
                key: (*key).to_owned(),
                invoice,
                is_number: false,
            }));
            let numbered = population::place_of_number(key, self.population.invoices.len());
            found.extend(numbered.map(|at| FoundReference {
                key: (*key).to_owned(),
                invoice: population::invoice_id(at),
                is_number: true,
            }));
        }
        Ok(found)
    }

    async fn invoice_facts(&mut self, _: BillerId, invoices: &[InvoiceId]) -> Result<Vec<Facts>, StoreError> {
        let facts = invoices.iter().map(|invoice| {
            let at = population::place_of(*invoice);
            let open = &self.population.invoices[at];
            Facts {
                invoice: *invoice,
                payer: population::payer_id(open.payer),
                references: vec![population::number(at), normal(&open.reference)],
                currency: self.population.currency,
                payable_minor: open.open_minor,
                open_minor: open.open_minor,
                standing: InvoiceStanding::Open,
                names: vec![self.population.name(open.payer).to_owned()],
                disclaimed: false,
            }
        });
        Ok(facts.collect())
    }

    async fn open_of(
        &mut self,
        _: BillerId,
        payers: &[PayerId],
        limit: usize,
    ) -> Result<Vec<InvoiceId>, StoreError> {
        let places = payers.iter().flat_map(|payer| &self.by_payer[population::payer_of(*payer) as usize]);
        Ok(places.take(limit).map(|at| population::invoice_id(*at as usize)).collect())
    }

    async fn owing(
        &mut self,
        _: BillerId,
        amount: Money,
        limit: usize,
    ) -> Result<Vec<InvoiceId>, StoreError> {
        let places = self.by_sum.get(&amount.minor).map(Vec::as_slice).unwrap_or_default();
        Ok(ids(places).take(limit).collect())
    }

    async fn payers_of_accounts(
        &mut self,
        _: BillerId,
        accounts: &[&str],
    ) -> Result<Vec<(String, PayerId)>, StoreError> {
        let known = accounts.iter().filter_map(|account| {
            self.by_account.get(*account).map(|payer| ((*account).to_owned(), population::payer_id(*payer)))
        });
        Ok(known.collect())
    }

    async fn payers_named(
        &mut self,
        _: BillerId,
        keys: &[&str],
        limit: usize,
    ) -> Result<Vec<PayerId>, StoreError> {
        let mut found: Vec<PayerId> = Vec::new();
        for key in keys.iter().filter_map(|key| self.by_name.get(*key)) {
            if found.len() >= limit {
                break;
            }
            for payer in key.iter().take(limit).map(|payer| population::payer_id(*payer)) {
                if !found.contains(&payer) {
                    found.push(payer);
                }
            }
        }
        found.truncate(limit);
        Ok(found)
    }

    async fn learn_account(
        &mut self,
        _: BillerId,
        _: &str,
        _: PayerId,
        _: Timestamp,
    ) -> Result<(), StoreError> {
        Ok(())
    }

    async fn unlearn_account(&mut self, _: BillerId, _: &str, _: PayerId) -> Result<(), StoreError> {
        Ok(())
    }
}
