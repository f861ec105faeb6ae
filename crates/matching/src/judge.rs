//! From evidence to a verdict.

use domain::matching::{MatchCandidate, MatchOutcome, MatchReason, Matching};
use domain::payments::Share;

use crate::evidence::{Evidence, SameSum};
use crate::group::{self, Group};
use crate::probes::Probe;
use crate::rules::{self, Rule};
use crate::score::{Amount, Payer, Reference, Weighed, weigh};
use crate::transfer::{Booking, Settings, Transfer, Verdict};

/// How many candidates a person is shown.
const MOST_CANDIDATES: usize = 5;
/// Numbers that are shorter may be the end of others.
const SHORTEST_ALONE: usize = 5;
/// Below this nothing speaks for an invoice but a sum that many owe.
const LEAST_SCORE: u16 = 150;

#[must_use]
pub fn judge(transfer: &Transfer, evidence: &Evidence, settings: &Settings) -> Verdict {
    let probes = transfer.probes();
    let mut all = weigh(transfer, evidence, &probes);
    if let Some(group) = group::of(transfer, &all, evidence) {
        return of_group(all, group, settings, &probes);
    }
    let rule = rules::rule(&all, evidence, &probes);
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
    let Some(best) = all.first() else { return verdict(&all, None, &probes) };
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
    verdict(&all, booking, &probes)
}

/// Where nothing else speaks for any invoice: one that alone has just this open is worth a person's look.
fn by_amount_alone(all: &mut [Weighed<'_>], evidence: &Evidence) {
    if evidence.same_sum != SameSum::AllKnown || all.iter().any(|one| one.score >= LEAST_SCORE) {
        return;
    }
    let exact = |one: &Weighed<'_>| one.amount == Amount::Exact && !one.facts.disclaimed;
    if all.iter().filter(|one| exact(one)).count() != 1 {
        return;
    }
    if let Some(only) = all.iter_mut().find(|one| exact(one)) {
        only.add(i32::from(LEAST_SCORE) - i32::from(only.score), MatchReason::NobodyElse);
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.score));
}

/// The same where the plain case can be told without looking any further: one invoice whose reference is there as it
/// is, whose open sum it is, and nothing against it. Nothing where more has to be gathered first.
#[must_use]
pub fn judge_at_once(transfer: &Transfer, evidence: &Evidence, settings: &Settings) -> Option<Verdict> {
    let [only] = evidence.facts.as_slice() else { return None };
    let probes = transfer.probes();
    let all = weigh(transfer, evidence, &probes);
    let [best] = all.as_slice() else { return None };
    let plain = matches!(best.reference, Reference::Exact | Reference::InText | Reference::Number)
        && best.amount == Amount::Exact
        && best.payer > Payer::Unknown
        && !only.disclaimed
        // Of a short number it has to be known whether others end with it.
        && !best.probe.is_some_and(|at| probes[at].plain.len() < SHORTEST_ALONE && probes[at].named);
    if !plain {
        return None;
    }
    let verdict = judge(transfer, evidence, settings);
    verdict.book.is_some().then_some(verdict)
}

fn of_group(mut all: Vec<Weighed<'_>>, group: Group, settings: &Settings, probes: &[Probe]) -> Verdict {
    let Group { payer, shares, score, reason, certain } = group;
    let is_member = |one: &Weighed<'_>| shares.iter().any(|share| share.invoice == one.facts.invoice);
    let next = all.iter().filter(|one| !is_member(one)).map(|one| one.score).max().unwrap_or_default();
    for member in all.iter_mut().filter(|one| is_member(one)) {
        member.score = score;
        member.reasons.retain(|reason| !matches!(reason, MatchReason::AmountPart | MatchReason::AmountMore));
        member.add(0, reason);
    }
    all.sort_by_key(|one| std::cmp::Reverse((one.score, is_member(one))));
    let clear = score >= next.saturating_add(settings.clear_by);
    let booking = (certain && clear && score >= settings.threshold).then_some(Booking { payer, shares });
    verdict(&all, booking, probes)
}

fn verdict(all: &[Weighed<'_>], book: Option<Booking>, probes: &[Probe]) -> Verdict {
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
    let found = all.first().and_then(|best| best.probe);
    let stated = || probes.iter().position(|probe| probe.structured || probe.may_be_mistyped());
    let given = found.or_else(stated).and_then(|at| probes.get(at)).map(|probe| probe.key.clone());
    Verdict { matching: Matching { outcome, given, candidates, same_as: Vec::new() }, book }
}
