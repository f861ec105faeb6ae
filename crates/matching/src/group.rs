//! One transfer that pays several invoices of one payer.

use domain::ids::PayerId;
use domain::matching::MatchReason;
use domain::payments::Share;

use crate::evidence::{Evidence, InvoiceStanding};
use crate::name::Likeness;
use crate::score::{Amount, Payer, Reference, Scored};
use crate::transfer::Transfer;

/// Invoices that a transfer pays together, each in full.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) payer: PayerId,
    pub(crate) shares: Vec<Share>,
    pub(crate) score: u16,
    pub(crate) reason: MatchReason,
    /// Whether no person has to decide, if the score is high enough.
    pub(crate) certain: bool,
}

/// The group whose sum equals the amount: of listed references, or of all open invoices of the payer.
pub(crate) fn of(transfer: &Transfer, all: &[Scored<'_>], evidence: &Evidence) -> Option<Group> {
    of_references(transfer, all)
        .or_else(|| of_list(transfer, all))
        .or_else(|| of_all_open(transfer, all, evidence))
}

/// The condition for a group's members: open, in the transfer's currency.
fn counts(one: &Scored<'_>, transfer: &Transfer) -> bool {
    one.facts.standing == InvoiceStanding::Open
        && one.facts.currency == transfer.amount.currency
        && !one.facts.disclaimed
}

fn of_references(transfer: &Transfer, all: &[Scored<'_>]) -> Option<Group> {
    let exact: Vec<&Scored<'_>> =
        all.iter().filter(|one| one.reference.is_exact() && counts(one, transfer)).collect();
    let first = exact.first()?;
    let payer = first.facts.payer;
    // References of two payers form no group: one is there by accident, or a person has to decide.
    let one_payer = all.iter().filter(|one| one.reference.is_exact()).all(|one| one.facts.payer == payer);
    if !one_payer {
        return None;
    }
    let missing = transfer.amount.minor - sum(&exact);
    let mut members = exact.clone();
    if missing > 0 {
        // One of them may be mistyped: the one whose amount is missing in the sum.
        let mut fitting = all.iter().filter(|one| {
            matches!(one.reference, Reference::Edited(_))
                && one.facts.payer == payer
                && counts(one, transfer)
                && one.facts.open_minor == missing
        });
        members.extend(fitting.next().filter(|_| fitting.next().is_none()));
    }
    if members.len() < 2 || sum(&members) != transfer.amount.minor {
        return None;
    }
    let corrected = members.len() > exact.len();
    let base = if corrected { 420 } else { 500 };
    Some(group(&members, base + 300, MatchReason::AmountSumOfReferences, |payer| {
        payer >= if corrected { Payer::Similar } else { Payer::Unknown }
    }))
}

/// Numbers in one row or with punctuation between them, as in `10482/10483`. Each is a part of the text and proves
/// nothing by itself. Together with the sum they do, if they belong to one payer who agrees with the sender.
fn of_list(transfer: &Transfer, all: &[Scored<'_>]) -> Option<Group> {
    let stands = |one: &Scored<'_>| one.reference.is_exact() || one.reference == Reference::Part;
    let members: Vec<&Scored<'_>> = all.iter().filter(|one| stands(one) && counts(one, transfer)).collect();
    let payer = members.first()?.facts.payer;
    let one_payer = all.iter().filter(|one| stands(one)).all(|one| one.facts.payer == payer);
    if members.len() < 2 || !one_payer || sum(&members) != transfer.amount.minor {
        return None;
    }
    Some(group(&members, 420 + 300, MatchReason::AmountSumOfReferences, |payer| payer >= Payer::Similar))
}

fn of_all_open(transfer: &Transfer, all: &[Scored<'_>], evidence: &Evidence) -> Option<Group> {
    let foreign = |payer: PayerId| {
        all.iter().any(|one| one.reference >= Reference::TwoErrors && one.facts.payer != payer)
    };
    let mut groups = evidence.whole.iter().filter_map(|payer| {
        let members: Vec<&Scored<'_>> =
            all.iter().filter(|one| one.facts.payer == *payer && counts(one, transfer)).collect();
        let fits = members.len() > 1 && sum(&members) == transfer.amount.minor;
        fits.then_some(members).filter(|members| !members.iter().any(|one| one.amount == Amount::Exact))
    });
    let members = groups.next()?;
    if groups.next().is_some() {
        return None;
    }
    let stated = members.iter().map(|one| one.reference).max()?;
    let named = members[0].name >= Likeness::Similar;
    let (base, certain) = match members[0].payer {
        _ if foreign(members[0].facts.payer) => (0, false),
        payer if stated.is_exact() => (450, payer >= Payer::Similar),
        Payer::Account if matches!(stated, Reference::Edited(_)) => (300, true),
        Payer::Account => (250, named && stated <= Reference::Tail),
        _ => (0, false),
    };
    Some(group(&members, base + 250, MatchReason::AmountSumOfOpen, |_| certain))
}

fn sum(members: &[&Scored<'_>]) -> i64 {
    members.iter().map(|one| one.facts.open_minor).sum()
}

fn group(members: &[&Scored<'_>], base: i32, reason: MatchReason, certain: impl Fn(Payer) -> bool) -> Group {
    let (payer, name) = (members[0].payer, members[0].name);
    let named = if name >= Likeness::Similar { 50 } else { 0 };
    let points = match payer {
        Payer::Account => 250 + named,
        Payer::Agrees => 200,
        Payer::Similar => 150,
        Payer::Unknown => 0,
        Payer::Differs | Payer::AccountOfOther => -200,
    };
    let shares = members
        .iter()
        .map(|one| Share { invoice: one.facts.invoice, amount_minor: one.facts.open_minor })
        .collect();
    let score = u16::try_from((base + points).clamp(0, 1000)).unwrap_or_default();
    Group { payer: members[0].facts.payer, shares, score, reason, certain: certain(payer) }
}
