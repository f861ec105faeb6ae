//! Matches many transfers at a time: clear cases at once, the others one by one.

use std::collections::{BTreeSet, HashMap};

use domain::ids::{BillerId, InvoiceId, PayerId};
use matching::{
    CandidateReference, Evidence, Facts, Hit, How, Settings, Transfer, Verdict, account_key, decide_match,
    decide_match_at_once,
};

use crate::kernel::error::StoreError;
use crate::matching::gather::{Search, less};
use crate::matching::ports::MatchingTransaction;

/// Matches transfers with the batch's look-ups only, in their order.
///
/// # Errors
/// The database's error.
pub async fn look_up(
    lookups: &mut dyn MatchingTransaction,
    biller: BillerId,
    settings: &Settings,
    transfers: &[Transfer],
) -> Result<Vec<Verdict>, StoreError> {
    let batch = Batch::load(lookups, biller, transfers).await?;
    let mut booked: HashMap<InvoiceId, i64> = HashMap::new();
    let mut verdicts = Vec::with_capacity(transfers.len());
    for (at, transfer) in transfers.iter().enumerate() {
        let mut evidence = batch.evidence(at);
        less(&mut evidence.facts, &booked);
        let verdict = match decide_match_at_once(transfer, &evidence, settings) {
            Some(verdict) => verdict,
            None => {
                let mut search = Search {
                    lookups: &mut *lookups,
                    biller,
                    settings,
                    transfer,
                    candidate_references: &batch.candidate_references[at],
                    booked: &booked,
                    evidence,
                };
                search.widen().await?;
                decide_match(transfer, &search.evidence, settings)
            }
        };
        for share in verdict.book.iter().flat_map(|booking| &booking.shares) {
            *booked.entry(share.invoice).or_default() += share.amount_minor;
        }
        verdicts.push(verdict);
    }
    Ok(verdicts)
}

/// What is looked up for many transfers at once: references as they stand, and accounts.
struct Batch {
    candidate_references: Vec<Vec<CandidateReference>>,
    hits: Vec<Vec<Hit>>,
    accounts: Vec<Option<String>>,
    facts: HashMap<InvoiceId, Facts>,
    payers: HashMap<String, BTreeSet<PayerId>>,
}

impl Batch {
    async fn load(
        lookups: &mut dyn MatchingTransaction,
        biller: BillerId,
        transfers: &[Transfer],
    ) -> Result<Self, StoreError> {
        let candidate_references: Vec<Vec<CandidateReference>> =
            transfers.iter().map(Transfer::candidate_references).collect();
        let keys: BTreeSet<&str> = candidate_references
            .iter()
            .flatten()
            .map(|candidate_reference| candidate_reference.key.as_str())
            .collect();
        let keys: Vec<&str> = keys.into_iter().collect();
        let mut known: HashMap<String, Vec<(InvoiceId, bool)>> = HashMap::new();
        for found in lookups.references(biller, &keys).await? {
            known.entry(found.key).or_default().push((found.invoice, found.is_number));
        }
        let hits: Vec<Vec<Hit>> = candidate_references
            .iter()
            .map(|candidate_references| {
                let places = candidate_references.iter().enumerate();
                places
                    .flat_map(|(at, candidate_reference)| hits_of(&known, at, candidate_reference))
                    .collect()
            })
            .collect();
        let invoices: BTreeSet<InvoiceId> = hits.iter().flatten().map(|hit| hit.invoice).collect();
        let invoices: Vec<InvoiceId> = invoices.into_iter().collect();
        let facts = lookups.invoice_facts(biller, &invoices).await?;
        let accounts: Vec<Option<String>> =
            transfers.iter().map(|one| one.debtor_account.as_deref().and_then(account_key)).collect();
        let wanted: BTreeSet<&str> = accounts.iter().flatten().map(String::as_str).collect();
        let wanted: Vec<&str> = wanted.into_iter().collect();
        let mut payers: HashMap<String, BTreeSet<_>> = HashMap::new();
        for (account, payer) in lookups.payers_of_accounts(biller, &wanted).await? {
            payers.entry(account).or_default().insert(payer);
        }
        let facts = facts.into_iter().map(|facts| (facts.invoice, facts)).collect();
        Ok(Self { candidate_references, hits, accounts, facts, payers })
    }

    fn evidence(&self, at: usize) -> Evidence {
        let hits = self.hits[at].clone();
        let invoices: BTreeSet<InvoiceId> = hits.iter().map(|hit| hit.invoice).collect();
        let facts = invoices.iter().filter_map(|invoice| self.facts.get(invoice)).cloned().collect();
        let account_of = self.accounts[at].as_ref().and_then(|account| self.payers.get(account));
        Evidence { facts, hits, account_of: account_of.cloned().unwrap_or_default(), ..Evidence::default() }
    }
}

fn hits_of(
    known: &HashMap<String, Vec<(InvoiceId, bool)>>,
    at: usize,
    candidate_reference: &CandidateReference,
) -> impl Iterator<Item = Hit> {
    let invoices = known.get(&candidate_reference.key).map(Vec::as_slice).unwrap_or_default();
    invoices.iter().map(move |(invoice, is_number)| Hit {
        candidate_reference: at,
        invoice: *invoice,
        how: if *is_number { How::Number } else { How::Reference },
    })
}
