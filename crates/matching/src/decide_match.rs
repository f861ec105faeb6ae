//! Decides a match: from evidence to a verdict.

use domain::matching::{MatchCandidate, MatchOutcome, MatchReason, Matching};
use domain::payments::Share;

use crate::candidate_references::CandidateReference;
use crate::evidence::{Evidence, SameSum};
use crate::group::{self, Group};
use crate::rules::{self, Rule};
use crate::score::{Amount, Payer, Reference, Scored, score_all};
use crate::transfer::{Booking, Settings, Transfer, Verdict};

/// The most candidates that a person sees.
const MOST_CANDIDATES: usize = 5;
/// A shorter number may be the end of another one.
const SHORTEST_ALONE: usize = 5;
/// Below this score only a sum that many owe points to the invoice.
const LEAST_SCORE: u16 = 150;

#[must_use]
pub fn decide_match(transfer: &Transfer, evidence: &Evidence, settings: &Settings) -> Verdict {
    let candidate_references = transfer.candidate_references();
    let mut all = score_all(transfer, evidence, &candidate_references);
    if let Some(group) = group::of(transfer, &all, evidence) {
        return of_group(all, group, settings, &candidate_references);
    }
    let rule = rules::rule(&all, evidence, &candidate_references);
    let certain = match rule {
        Rule::May => true,
        Rule::MayAlone(points, reason) => {
            all[0].add(points, reason);
            true
        }
        Rule::Ask(reason) => {
            if let (Some(reason), Some(best)) = (reason, all.first_mut()) {
                best.add(0, reason);
            }
            false
        }
    };
    by_amount_alone(&mut all, evidence);
    let Some(best) = all.first() else { return verdict(&all, None, &candidate_references) };
    let next = all.get(1).map_or(0, |next| next.score);
    let clear = best.score >= next.saturating_add(settings.clear_by);
    let book = certain && clear && best.score >= settings.threshold;
    let booking = book.then(|| Booking {
        payer: best.facts.payer,
        shares: vec![Share { invoice: best.facts.invoice, amount_minor: transfer.amount.minor }],
    });
    if !clear && best.score >= settings.threshold {
        for tied in all.iter_mut().take(2) {
            tied.add(0, MatchReason::Tie);
        }
    }
    verdict(&all, booking, &candidate_references)
}

/// If nothing else points to any invoice: a single invoice with exactly this open amount is worth showing to a person.
fn by_amount_alone(all: &mut [Scored<'_>], evidence: &Evidence) {
    if evidence.same_sum != SameSum::AllKnown || all.iter().any(|one| one.score >= LEAST_SCORE) {
        return;
    }
    let exact = |one: &Scored<'_>| one.amount == Amount::Exact && !one.facts.disclaimed;
    if all.iter().filter(|one| exact(one)).count() != 1 {
        return;
    }
    if let Some(only) = all.iter_mut().find(|one| exact(one)) {
        only.add(i32::from(LEAST_SCORE) - i32::from(only.score), MatchReason::NobodyElse);
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.score));
}

/// The verdict, if the clear case needs no further evidence: one invoice with its exact reference and its exact open
/// amount, and nothing against it. `None` if more has to be gathered first.
#[must_use]
pub fn decide_match_at_once(
    transfer: &Transfer,
    evidence: &Evidence,
    settings: &Settings,
) -> Option<Verdict> {
    let [only] = evidence.facts.as_slice() else { return None };
    let candidate_references = transfer.candidate_references();
    let all = score_all(transfer, evidence, &candidate_references);
    let [best] = all.as_slice() else { return None };
    let plain = matches!(best.reference, Reference::Exact | Reference::InText | Reference::Number)
        && best.amount == Amount::Exact
        && best.payer > Payer::Unknown
        && !only.disclaimed
        // A short number needs a check whether others end with it.
        && !best.candidate_reference.is_some_and(|at| candidate_references[at].plain.len() < SHORTEST_ALONE && candidate_references[at].named);
    if !plain {
        return None;
    }
    let verdict = decide_match(transfer, evidence, settings);
    verdict.book.is_some().then_some(verdict)
}

fn of_group(
    mut all: Vec<Scored<'_>>,
    group: Group,
    settings: &Settings,
    candidate_references: &[CandidateReference],
) -> Verdict {
    let Group { payer, shares, score, reason, certain } = group;
    let is_member = |one: &Scored<'_>| shares.iter().any(|share| share.invoice == one.facts.invoice);
    let next = all.iter().filter(|one| !is_member(one)).map(|one| one.score).max().unwrap_or_default();
    for member in all.iter_mut().filter(|one| is_member(one)) {
        member.score = score;
        member.reasons.retain(|reason| !matches!(reason, MatchReason::AmountPart | MatchReason::AmountMore));
        member.add(0, reason);
    }
    all.sort_by_key(|one| std::cmp::Reverse((one.score, is_member(one))));
    let clear = score >= next.saturating_add(settings.clear_by);
    let booking = (certain && clear && score >= settings.threshold).then_some(Booking { payer, shares });
    verdict(&all, booking, candidate_references)
}

fn verdict(
    all: &[Scored<'_>],
    book: Option<Booking>,
    candidate_references: &[CandidateReference],
) -> Verdict {
    let candidates: Vec<MatchCandidate> = all
        .iter()
        .filter(|one| one.score >= LEAST_SCORE)
        .take(MOST_CANDIDATES)
        .map(|one| MatchCandidate {
            invoice: one.facts.invoice,
            score: one.score,
            reasons: one.reasons.clone(),
        })
        .collect();
    let outcome = match &book {
        Some(_) => MatchOutcome::Booked,
        None if candidates.is_empty() => MatchOutcome::NotFound,
        None => MatchOutcome::Asked,
    };
    let found = all.first().and_then(|best| best.candidate_reference);
    let stated = || {
        candidate_references.iter().position(|candidate_reference| {
            candidate_reference.structured || candidate_reference.may_be_mistyped()
        })
    };
    let given = found
        .or_else(stated)
        .and_then(|at| candidate_references.get(at))
        .map(|candidate_reference| candidate_reference.key.clone());
    Verdict { matching: Matching { outcome, given, candidates, same_as: Vec::new() }, book }
}
