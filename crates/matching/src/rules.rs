//! When a payment may be booked without a person: a high score does not suffice if somebody else could be meant.

use domain::matching::MatchReason;

use crate::candidate_references::CandidateReference;
use crate::evidence::{Evidence, SameSum};
use crate::name::Likeness;
use crate::score::{Amount, Payer, Reference, Scored};

/// The rules' result for the best candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// It may be booked, if its score is high enough.
    May,
    /// It may be booked, and gets points because nobody else could be meant.
    MayAlone(i32, MatchReason),
    Ask(Option<MatchReason>),
}

/// Points if nobody else who could be meant owes exactly this amount.
const ALONE: i32 = 150;
/// Points if it is the only possible open invoice and nothing points to another one.
const ONLY: i32 = 200;

const ASK: Rule = Rule::Ask(None);
const TIE: Rule = Rule::Ask(Some(MatchReason::Tie));
const TOO_MANY: Rule = Rule::Ask(Some(MatchReason::TooManyAlike));

/// Whether the best candidate, the first of all, may be booked.
pub(crate) fn rule(
    all: &[Scored<'_>],
    evidence: &Evidence,
    candidate_references: &[CandidateReference],
) -> Rule {
    let Some(best) = all.first() else { return ASK };
    let closed = matches!(best.amount, Amount::Closed | Amount::OtherCurrency);
    if closed || best.facts.disclaimed || best.payer == Payer::AccountOfOther {
        return ASK;
    }
    let ends_so = |one: &&Scored<'_>| one.reference == Reference::Tail && one.amount != Amount::Closed;
    match best.reference {
        Reference::Tail if all.iter().filter(ends_so).count() > 1 => TIE,
        reference if reference.is_exact() => exact(all, evidence, candidate_references),
        Reference::Edited(_) => edited(all, evidence),
        Reference::TwoErrors => by_account(all, evidence, Rule::May),
        // The longer text that contains it may be any number.
        Reference::Part => ASK,
        Reference::Doubtful => doubtful(all),
        // A sender who states a reference that is nobody's may mean any invoice.
        _ if candidate_references.iter().any(CandidateReference::may_be_mistyped) => ASK,
        _ => by_account(all, evidence, Rule::MayAlone(ONLY, MatchReason::OnlyOpen)),
    }
}

/// Another candidate whose open amount is exactly the transfer's and for which `also` holds.
fn rival(all: &[Scored<'_>], also: impl Fn(&Scored<'_>) -> bool) -> bool {
    let mut others = all.iter().skip(1);
    others.any(|other| other.amount == Amount::Exact && !other.facts.disclaimed && also(other))
}

/// Whether nobody else who could be meant owes exactly this amount; `also` decides who could.
fn alone(all: &[Scored<'_>], evidence: &Evidence, also: impl Fn(&Scored<'_>) -> bool) -> Rule {
    if rival(all, also) {
        return TIE;
    }
    match evidence.same_sum {
        SameSum::AllKnown => Rule::MayAlone(ALONE, MatchReason::NobodyElse),
        SameSum::NotLooked | SameSum::TooMany => TOO_MANY,
    }
}

/// Its exact reference is there. A valid reference is no proof: people copy a line from the wrong invoice, and a slip
/// may make another invoice's reference. The amount or the payer has to agree.
fn exact(all: &[Scored<'_>], evidence: &Evidence, candidate_references: &[CandidateReference]) -> Rule {
    let best = &all[0];
    // If several references are there, a person decides which one is paid in part.
    if best.amount != Amount::Exact && all.iter().skip(1).any(|other| other.reference.is_exact()) {
        return TIE;
    }
    // A short number may also be the end of another one.
    let place = |one: &Scored<'_>| {
        one.candidate_reference
            .and_then(|at| candidate_references.get(at))
            .map(|candidate_reference| candidate_reference.span)
    };
    let same_place =
        |other: &Scored<'_>| place(other).zip(place(best)).is_some_and(|(other, best)| other.overlaps(&best));
    let ends_so = |other: &Scored<'_>| {
        other.reference == Reference::Tail && other.payer >= best.payer && same_place(other)
    };
    if rival(all, ends_so) {
        return TIE;
    }
    match (best.amount, best.payer) {
        (Amount::Exact, Payer::Account | Payer::Agrees) => Rule::May,
        (Amount::Exact, Payer::Similar) => {
            if rival(all, |other| other.payer > Payer::Similar && is_of_another(other, best)) {
                TIE
            } else {
                Rule::May
            }
        }
        (Amount::Exact, Payer::Unknown) if best.reference == Reference::NumberInText => {
            alone(all, evidence, |_| true)
        }
        // Without a sender name, anybody who owes the same amount may have made one slip.
        (Amount::Exact, Payer::Unknown) => {
            if rival(all, is_near) {
                TIE
            } else {
                Rule::May
            }
        }
        // A payer of this name may have meant their own invoice, with any amount.
        (Amount::Exact, _) if all.iter().any(|other| other.payer > Payer::Unknown) => TIE,
        (Amount::Exact, _) => alone(all, evidence, |other| other.payer > Payer::Differs),
        // Somebody else, or another invoice of the payer, may be meant, with exactly this open amount; or a payer of
        // the same name with a similar reference.
        (_, Payer::Account | Payer::Agrees | Payer::Similar)
            if rival(all, |other| other.payer >= Payer::Similar)
                || all.iter().skip(1).any(|other| {
                    is_of_another(other, best) && is_near(other) && other.payer >= best.payer
                }) =>
        {
            TIE
        }
        (_, Payer::Account | Payer::Agrees) => Rule::May,
        (_, Payer::Similar) if evidence.same_sum == SameSum::AllKnown => Rule::May,
        (_, Payer::Similar) => TOO_MANY,
        _ => ASK,
    }
}

/// Its number is there, but may be a day or an amount as well: only the exact amount from the payer shows that it is
/// meant.
fn doubtful(all: &[Scored<'_>]) -> Rule {
    let best = &all[0];
    match (best.amount, best.payer) {
        (Amount::Exact, Payer::Account | Payer::Agrees) => {
            if rival(all, |other| other.payer >= Payer::Similar) { TIE } else { Rule::May }
        }
        _ => ASK,
    }
}

/// Whether its reference differs from a stated one by two errors at most.
fn is_near(other: &Scored<'_>) -> bool {
    other.distance.is_some_and(|distance| distance <= 2)
}

fn is_of_another(other: &Scored<'_>, best: &Scored<'_>) -> bool {
    other.facts.payer != best.facts.payer
}

/// Its reference is there with one error: amount or payer has to agree, and those of nobody else may.
fn edited(all: &[Scored<'_>], evidence: &Evidence) -> Rule {
    let best = &all[0];
    match (best.amount, best.payer) {
        (Amount::Exact, Payer::Account | Payer::Agrees | Payer::Similar) => {
            let could_be = |other: &Scored<'_>| {
                // Of the payer's own invoices, those with a reference similar to the stated one are meant.
                let own = other.facts.payer == best.facts.payer;
                let looks_so = other.distance.is_some() || other.reference == Reference::Tail;
                other.payer >= best.payer && (!own || looks_so)
            };
            if rival(all, could_be) { TIE } else { Rule::May }
        }
        (Amount::Exact, Payer::Unknown) => alone(all, evidence, |_| true),
        (Amount::Part | Amount::More, Payer::Account) if best.name != Likeness::Differs => {
            let others = all.iter().skip(1).filter(|other| is_open_of(other, best)).count();
            if others == 0 && evidence.whole.contains(&best.facts.payer) { Rule::May } else { ASK }
        }
        _ => ASK,
    }
}

/// The account is the payer's, and exactly one of the payer's invoices has this open amount.
fn by_account(all: &[Scored<'_>], evidence: &Evidence, then: Rule) -> Rule {
    let best = &all[0];
    let known = best.payer == Payer::Account && best.name != Likeness::Differs;
    if !known || best.amount != Amount::Exact || !evidence.whole.contains(&best.facts.payer) {
        return ASK;
    }
    let foreign = all.iter().any(|other| other.reference.is_exact());
    // Several invoices end with the stated number, or the sum points to another one.
    let named = all.iter().skip(1).any(|other| other.reference == Reference::Tail && !other.facts.disclaimed);
    if foreign || named || rival(all, |other| other.payer == Payer::Account) { TIE } else { then }
}

fn is_open_of(other: &Scored<'_>, best: &Scored<'_>) -> bool {
    other.facts.payer == best.facts.payer
        && matches!(other.amount, Amount::Exact | Amount::Part | Amount::More)
}
