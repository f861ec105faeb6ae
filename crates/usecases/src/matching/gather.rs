//! Gathers other possible invoices: by edits of the references, the account's payers, payers of the name, and everybody
//! who owes exactly this sum.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::ids::{BillerId, InvoiceId, PayerId};
use domain::matching::MatchReason;
use domain::payments::reference::{EditKind, Scheme, single_edits};
use matching::{
    CandidateReference, Evidence, Extent, Facts, Hit, How, InvoiceStanding, SameSum, Settings, Transfer,
    decide_match, name_keys,
};

use crate::kernel::error::StoreError;
use crate::matching::ports::MatchingTransaction;

/// How many candidate references are tried with a typing error.
const MOST_EDITED: usize = 6;
/// How many open invoices of these payers are read.
const MOST_OPEN: usize = 120;
/// How many payers of an account or of references are read.
const MOST_PAYERS: usize = 12;
/// How many payers of one name.
const MOST_NAMED: usize = 60;
/// How many who owe the same sum.
const MOST_OWING: usize = 60;

/// A transfer that needs more evidence.
pub(crate) struct Search<'a> {
    pub(crate) lookups: &'a mut dyn MatchingTransaction,
    pub(crate) biller: BillerId,
    pub(crate) settings: &'a Settings,
    pub(crate) transfer: &'a Transfer,
    pub(crate) candidate_references: &'a [CandidateReference],
    /// The amounts that earlier transfers of the batch pay.
    pub(crate) booked: &'a HashMap<InvoiceId, i64>,
    /// The evidence so far: the exact references, and the account's payers.
    pub(crate) evidence: Evidence,
}

impl Search<'_> {
    /// Gathers all evidence.
    pub(crate) async fn widen(&mut self) -> Result<(), StoreError> {
        self.edits().await?;
        let mut invoices: BTreeSet<InvoiceId> = self.evidence.hits.iter().map(|hit| hit.invoice).collect();
        self.know(&invoices).await?;
        if self.is_told_without_a_name() {
            return Ok(());
        }
        invoices.extend(self.of_payers().await?);
        self.know(&invoices).await?;
        if self.is_told_by_account() {
            return Ok(());
        }
        invoices.extend(self.same_sum().await?);
        invoices.extend(self.named().await?);
        self.know(&invoices).await
    }

    /// Whether an exact reference with its whole open amount suffices, when the transfer has no sender name.
    fn is_told_without_a_name(&self) -> bool {
        let told = [MatchReason::NameUnknown, MatchReason::AmountExact];
        self.transfer.debtor_name.is_none() && self.is_booked_for(&told)
    }

    /// Whether the payer's own account pays exactly the open amount: then a payer of the same name or sum cannot be
    /// meant.
    fn is_told_by_account(&self) -> bool {
        self.is_booked_for(&[MatchReason::AccountKnown, MatchReason::AmountExact])
    }

    /// Whether the evidence suffices to book the transfer for these reasons.
    fn is_booked_for(&self, reasons: &[MatchReason]) -> bool {
        let verdict = decide_match(self.transfer, &self.evidence, self.settings);
        let best = verdict.matching.candidates.first();
        verdict.book.is_some()
            && best.is_some_and(|best| reasons.iter().all(|reason| best.reasons.contains(reason)))
    }

    /// Looks for typing errors in candidate references that are nobody's.
    async fn edits(&mut self) -> Result<(), StoreError> {
        let stands = |at: &usize| self.candidate_references[*at].extent != Extent::Part;
        let exact: Vec<usize> =
            self.evidence.hits.iter().map(|hit| hit.candidate_reference).filter(stands).collect();
        let explained = |candidate_reference: &CandidateReference| {
            exact.iter().any(|at| self.candidate_references[*at].span.overlaps(&candidate_reference.span))
        };
        // Without a sender name, nothing else reveals a slip that makes another invoice's reference.
        let nameless = self.transfer.debtor_name.is_none();
        let tried: Vec<usize> = self
            .candidate_references
            .iter()
            .enumerate()
            .filter(|(at, candidate_reference)| {
                candidate_reference.may_be_mistyped()
                    && (!explained(candidate_reference) || (nameless && exact.contains(at)))
            })
            .map(|(at, _)| at)
            .take(MOST_EDITED)
            .collect();
        // Check digits leave few edits. A number without them is tried last.
        let checked: Vec<Scheme> =
            self.settings.schemes.iter().copied().filter(|one| *one != Scheme::InvoiceNumber).collect();
        if !self.try_edits(&tried, &checked).await? && self.settings.schemes.contains(&Scheme::InvoiceNumber)
        {
            self.try_edits(&tried, &[Scheme::InvoiceNumber]).await?;
        }
        Ok(())
    }

    /// Looks up the edits of these candidate references. Returns whether any is an invoice's reference.
    async fn try_edits(&mut self, tried: &[usize], schemes: &[Scheme]) -> Result<bool, StoreError> {
        let mut edits: BTreeMap<String, (usize, EditKind)> = BTreeMap::new();
        for at in tried {
            let candidate_reference = &self.candidate_references[*at];
            let edited = single_edits(schemes, &candidate_reference.plain).into_iter();
            for (edit, kind) in edited.filter(|(edit, _)| candidate_reference.may_mean(edit)) {
                edits.entry(edit).or_insert((*at, kind));
            }
        }
        let keys: Vec<&str> = edits.keys().map(String::as_str).collect();
        let found = self.lookups.references(self.biller, &keys).await?;
        let any = !found.is_empty();
        self.evidence.hits.extend(found.into_iter().filter_map(|found| {
            let (candidate_reference, kind) = edits.get(&found.key)?;
            Some(Hit {
                candidate_reference: *candidate_reference,
                invoice: found.invoice,
                how: How::Edited(*kind),
            })
        }));
        Ok(any)
    }

    /// All open invoices of the account's payers, and of the payers whose references were found.
    async fn of_payers(&mut self) -> Result<Vec<InvoiceId>, StoreError> {
        let of_hits = self.evidence.facts.iter().map(|facts| facts.payer);
        let payers: BTreeSet<PayerId> = self
            .evidence
            .account_of
            .iter()
            .copied()
            .take(MOST_PAYERS)
            .chain(of_hits)
            .take(2 * MOST_PAYERS)
            .collect();
        let payers: Vec<PayerId> = payers.into_iter().collect();
        let open = self.lookups.open_of(self.biller, &payers, MOST_OPEN + 1).await?;
        if open.len() <= MOST_OPEN {
            self.evidence.whole.extend(payers);
        }
        Ok(open)
    }

    async fn same_sum(&mut self) -> Result<Vec<InvoiceId>, StoreError> {
        let owing = self.lookups.owing(self.biller, self.transfer.amount, MOST_OWING + 1).await?;
        self.evidence.same_sum = if owing.len() > MOST_OWING { SameSum::TooMany } else { SameSum::AllKnown };
        Ok(owing)
    }

    async fn named(&mut self) -> Result<Vec<InvoiceId>, StoreError> {
        let mut keys = self.transfer.debtor_name.as_deref().map(name_keys).unwrap_or_default();
        // Whole words before initials, which many names share.
        keys.sort_by_key(|key| std::cmp::Reverse(key.len()));
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let payers = self.lookups.payers_named(self.biller, &keys, MOST_NAMED).await?;
        self.lookups.open_of(self.biller, &payers, MOST_OPEN).await
    }

    /// Reads the facts of these invoices that are not read yet.
    async fn know(&mut self, invoices: &BTreeSet<InvoiceId>) -> Result<(), StoreError> {
        let known: BTreeSet<InvoiceId> = self.evidence.facts.iter().map(|facts| facts.invoice).collect();
        let missing: Vec<InvoiceId> = invoices.difference(&known).copied().collect();
        if !missing.is_empty() {
            let mut facts = self.lookups.invoice_facts(self.biller, &missing).await?;
            less(&mut facts, self.booked);
            self.evidence.facts.extend(facts);
        }
        Ok(())
    }
}

/// Takes off what earlier transfers of the batch pay.
pub(crate) fn less(facts: &mut [Facts], booked: &HashMap<InvoiceId, i64>) {
    for one in facts {
        let Some(paid) = booked.get(&one.invoice) else { continue };
        if one.standing == InvoiceStanding::Open {
            one.open_minor = (one.open_minor - paid).max(0);
            if one.open_minor == 0 {
                one.standing = InvoiceStanding::Paid;
            }
        }
    }
}
