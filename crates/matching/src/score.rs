//! Scores each invoice: the reasons for and against it, with their points.

use std::collections::HashMap;

use domain::Money;
use domain::ids::PayerId;
use domain::matching::MatchReason;
use domain::payments::reference::EditKind;
use strsim::osa_distance;

use crate::candidate_references::{CandidateReference, Extent};
use crate::evidence::{Evidence, Facts, How, InvoiceStanding};
use crate::name::{DebtorName, Likeness};
use crate::suffixes;
use crate::transfer::Transfer;

/// How well the reference of an invoice was found in a transfer, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reference {
    Absent,
    /// The invoice's number ends with the stated one, which is labelled as an invoice's: `INV-0017` with `Invoice no
    /// 17`. Or both differ only in leading zeros.
    Tail,
    /// With two errors.
    TwoErrors,
    /// With one error.
    Edited(EditKind),
    /// As a part of something longer that is no known number.
    Part,
    /// In a text that may be a day, an amount or the like.
    Doubtful,
    /// The invoice's number, in free text.
    NumberInText,
    /// The invoice's number, alone in a structured field.
    Number,
    /// In free text.
    InText,
    /// Alone in a structured field.
    Exact,
}

impl Reference {
    /// Whether it stands there as it is.
    pub(crate) fn is_exact(self) -> bool {
        self >= Self::NumberInText
    }

    const fn points(self) -> i32 {
        match self {
            Self::Absent => 0,
            Self::Tail => 200,
            Self::TwoErrors => 250,
            Self::Edited(_) => 420,
            Self::Part => 200,
            Self::Doubtful => 300,
            Self::NumberInText => 450,
            Self::Number => 540,
            Self::InText => 560,
            Self::Exact => 580,
        }
    }

    const fn reason(self) -> Option<MatchReason> {
        Some(match self {
            Self::Absent => return None,
            Self::TwoErrors => MatchReason::ReferenceTwoErrors,
            Self::Edited(EditKind::Missing) => MatchReason::ReferenceDigitMissing,
            Self::Edited(EditKind::Added) => MatchReason::ReferenceDigitAdded,
            Self::Edited(EditKind::Wrong) => MatchReason::ReferenceDigitWrong,
            Self::Edited(EditKind::Swapped) => MatchReason::ReferenceDigitsSwapped,
            Self::Part | Self::Tail => MatchReason::PartOfLonger,
            Self::Doubtful => MatchReason::MayBeNoNumber,
            Self::Number | Self::NumberInText => MatchReason::NumberInText,
            Self::InText => MatchReason::ReferenceInText,
            Self::Exact => MatchReason::ReferenceExact,
        })
    }
}

/// How the transfer's amount relates to an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    Exact,
    Part,
    More,
    /// The invoice is paid, and had exactly this amount.
    PaidSame,
    /// The invoice is paid, and had another amount.
    PaidOther,
    /// The invoice was withdrawn or written off.
    Closed,
    OtherCurrency,
}

impl Amount {
    pub(crate) const fn points(self) -> i32 {
        match self {
            Self::Exact => 300,
            Self::Part | Self::PaidSame => 90,
            Self::More => 60,
            Self::PaidOther => 0,
            Self::Closed | Self::OtherCurrency => -200,
        }
    }

    pub(crate) const fn reason(self) -> MatchReason {
        match self {
            Self::Exact => MatchReason::AmountExact,
            Self::Part => MatchReason::AmountPart,
            Self::More => MatchReason::AmountMore,
            Self::PaidSame | Self::PaidOther => MatchReason::PaidAlready,
            Self::Closed => MatchReason::NotOpen,
            Self::OtherCurrency => MatchReason::OtherCurrency,
        }
    }
}

/// How account and name relate to the payer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Payer {
    /// The account has paid for others, never for this payer.
    AccountOfOther,
    /// Another name, from an unknown account.
    Differs,
    Unknown,
    /// The name may be the payer's.
    Similar,
    Agrees,
    /// The account has paid for the payer before.
    Account,
}

#[derive(Debug, Clone)]
pub(crate) struct Scored<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) reference: Reference,
    /// The candidate reference that contains the reference, exact or mistyped.
    pub(crate) candidate_reference: Option<usize>,
    /// The distance from its nearest reference to a candidate reference, if it is small.
    pub(crate) distance: Option<usize>,
    pub(crate) amount: Amount,
    pub(crate) payer: Payer,
    pub(crate) name: Likeness,
    pub(crate) score: u16,
    pub(crate) reasons: Vec<MatchReason>,
}

impl Scored<'_> {
    /// Adds points, or takes them off, for a reason.
    pub(crate) fn add(&mut self, points: i32, reason: MatchReason) {
        self.score = clamped(i32::from(self.score) + points);
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }
}

pub(crate) fn clamped(points: i32) -> u16 {
    u16::try_from(points.clamp(0, 1000)).unwrap_or_default()
}

/// References with more errors than this are unrelated.
const FARTHEST: usize = 3;

/// Every invoice of the evidence, best first.
pub(crate) fn score_all<'a>(
    transfer: &Transfer,
    evidence: &'a Evidence,
    candidate_references: &[CandidateReference],
) -> Vec<Scored<'a>> {
    let found = References::of(evidence, candidate_references);
    let given = DebtorName::of(transfer.debtor_name.as_deref());
    let mut names: HashMap<PayerId, Likeness> = HashMap::new();
    let mut weighed: Vec<Scored<'a>> = evidence
        .facts
        .iter()
        .map(|facts| {
            let (reference, candidate_reference, distance) = found.of_invoice(facts);
            let name = *names.entry(facts.payer).or_insert_with(|| given.likeness(&facts.names));
            one(transfer, evidence, facts, reference, candidate_reference, distance, name)
        })
        .collect();
    weighed.sort_by(|one, other| {
        let rank = |weighed: &Scored<'_>| (weighed.score, weighed.reference, weighed.payer);
        rank(other).cmp(&rank(one)).then(one.facts.invoice.cmp(&other.facts.invoice))
    });
    weighed
}

fn one<'a>(
    transfer: &Transfer,
    evidence: &Evidence,
    facts: &'a Facts,
    reference: Reference,
    candidate_reference: Option<usize>,
    distance: Option<usize>,
    name: Likeness,
) -> Scored<'a> {
    let amount = amount_of(transfer.amount, facts);
    let payer = payer_of(evidence, facts, name);
    let mut reasons: Vec<MatchReason> = reference.reason().into_iter().chain([amount.reason()]).collect();
    let named = match name {
        Likeness::Agrees => (50, 100, 200, MatchReason::NameAgrees),
        Likeness::Similar => (50, 60, 150, MatchReason::NameSimilar),
        Likeness::Unknown => (0, 0, 0, MatchReason::NameUnknown),
        Likeness::Differs => (-50, -50, -200, MatchReason::NameDiffers),
    };
    let payer_points = match payer {
        Payer::Account => {
            reasons.push(MatchReason::AccountKnown);
            250 + named.0
        }
        Payer::AccountOfOther => {
            reasons.push(MatchReason::AccountOfOther);
            -300 + named.1
        }
        _ => named.2,
    };
    reasons.push(named.3);
    let mut score = reference.points() + amount.points() + payer_points;
    if facts.disclaimed {
        reasons.push(MatchReason::Disclaimed);
        score -= 400;
    }
    let score = clamped(score);
    Scored { facts, reference, candidate_reference, distance, amount, payer, name, score, reasons }
}

pub(crate) fn amount_of(amount: Money, facts: &Facts) -> Amount {
    let minor = amount.minor;
    if facts.currency != amount.currency {
        return Amount::OtherCurrency;
    }
    match facts.standing {
        InvoiceStanding::Closed => Amount::Closed,
        InvoiceStanding::Paid if minor == facts.payable_minor => Amount::PaidSame,
        InvoiceStanding::Paid => Amount::PaidOther,
        InvoiceStanding::Open => match minor.cmp(&facts.open_minor) {
            std::cmp::Ordering::Less => Amount::Part,
            std::cmp::Ordering::Equal => Amount::Exact,
            std::cmp::Ordering::Greater => Amount::More,
        },
    }
}

fn payer_of(evidence: &Evidence, facts: &Facts, name: Likeness) -> Payer {
    if evidence.account_of.contains(&facts.payer) {
        return Payer::Account;
    }
    if !evidence.account_of.is_empty() {
        return Payer::AccountOfOther;
    }
    match name {
        Likeness::Agrees => Payer::Agrees,
        Likeness::Similar => Payer::Similar,
        Likeness::Unknown => Payer::Unknown,
        Likeness::Differs => Payer::Differs,
    }
}

/// Which invoices' references were found, and where.
struct References<'a> {
    candidate_references: &'a [CandidateReference],
    evidence: &'a Evidence,
    /// Places of exact references that are not part of a longer one.
    explained: Vec<usize>,
}

impl<'a> References<'a> {
    fn of(evidence: &'a Evidence, candidate_references: &'a [CandidateReference]) -> Self {
        let exact: Vec<usize> = evidence
            .hits
            .iter()
            .filter(|hit| !matches!(hit.how, How::Edited(_)))
            .map(|hit| hit.candidate_reference)
            .filter(|candidate_reference| *candidate_reference < candidate_references.len())
            .collect();
        // A part never outranks the whole, nor an independent reference.
        let beats = |one: &CandidateReference, other: &CandidateReference| {
            one.span.covers(&other.span) && (one.extent != Extent::Part || other.extent == Extent::Part)
        };
        let explained = exact
            .iter()
            .copied()
            .filter(|candidate_reference| {
                !exact.iter().any(|other| {
                    beats(&candidate_references[*other], &candidate_references[*candidate_reference])
                })
            })
            .collect();
        Self { candidate_references, evidence, explained }
    }

    /// Whether a candidate reference is at the place of an exact reference. A part of something longer does not count.
    fn is_explained(&self, candidate_reference: usize) -> bool {
        let span = &self.candidate_references[candidate_reference].span;
        let stands = self
            .explained
            .iter()
            .map(|at| &self.candidate_references[*at])
            .filter(|one| one.extent != Extent::Part);
        stands.into_iter().any(|one| one.span.overlaps(span))
    }

    fn of_invoice(&self, facts: &Facts) -> (Reference, Option<usize>, Option<usize>) {
        let hits = self.evidence.hits.iter().filter(|hit| hit.invoice == facts.invoice);
        let best = hits
            .filter_map(|hit| {
                let candidate_reference = self.candidate_references.get(hit.candidate_reference)?;
                let reference = match hit.how {
                    How::Edited(_) if self.is_explained(hit.candidate_reference) => return None,
                    How::Edited(kind) => Reference::Edited(kind),
                    _ if !self.explained.contains(&hit.candidate_reference) => return None,
                    _ if candidate_reference.extent == Extent::Part => Reference::Part,
                    _ if candidate_reference.extent == Extent::Doubtful => Reference::Doubtful,
                    How::Reference if candidate_reference.structured => Reference::Exact,
                    How::Reference => Reference::InText,
                    How::Number if candidate_reference.structured => Reference::Number,
                    How::Number => Reference::NumberInText,
                };
                Some((reference, hit.candidate_reference))
            })
            .max();
        // Omitted letters or digits of a longer number are no typing error.
        let part = self.evidence.hits.iter().find(|hit| {
            let exact = hit.invoice == facts.invoice && !matches!(hit.how, How::Edited(_));
            exact
                && self
                    .candidate_references
                    .get(hit.candidate_reference)
                    .is_some_and(|candidate_reference| candidate_reference.extent == Extent::Part)
        });
        let best = match (best, part) {
            (Some((Reference::Edited(_), _)), Some(part)) => {
                Some((Reference::Part, part.candidate_reference))
            }
            (best, _) => best,
        };
        if let Some((reference, candidate_reference)) = best {
            let distance = usize::from(!reference.is_exact());
            return (reference, Some(candidate_reference), Some(distance));
        }
        if part.is_some() {
            // The whole that it is a part of is another invoice's number.
            return (Reference::Absent, None, None);
        }
        let near: Vec<(usize, usize, EditKind)> = self
            .candidate_references
            .iter()
            .enumerate()
            .filter(|(_, candidate_reference)| candidate_reference.may_be_mistyped())
            .flat_map(|(at, candidate_reference)| {
                facts.references.iter().map(move |one| (near(candidate_reference, one), at))
            })
            .filter_map(|(near, at)| near.map(|(distance, kind)| (distance, at, kind)))
            .collect();
        let distance = near.iter().map(|(distance, _, _)| *distance).min();
        // An exact reference points to its own invoice only.
        let open = near.iter().filter(|(_, at, _)| !self.is_explained(*at));
        let tail = || {
            let is_tail = |candidate_reference: &CandidateReference| {
                facts.references.iter().any(|one| suffixes::is_meant(candidate_reference, one))
            };
            self.candidate_references.iter().position(is_tail)
        };
        match open.min_by_key(|(distance, at, _)| (*distance, *at)) {
            Some((1, at, kind)) => (Reference::Edited(*kind), Some(*at), distance),
            Some((2, at, _)) => (Reference::TwoErrors, Some(*at), distance),
            _ => match tail() {
                Some(at) => (Reference::Tail, Some(at), distance),
                None => (Reference::Absent, None, distance),
            },
        }
    }
}

/// The number of errors between a reference and the transfer's text, and the kind of a single one.
fn near(candidate_reference: &CandidateReference, reference: &str) -> Option<(usize, EditKind)> {
    let (given, meant) = (candidate_reference.key.as_str(), reference);
    if !candidate_reference.may_mean(meant) || given.len().abs_diff(meant.len()) > FARTHEST {
        return None;
    }
    let distance = osa_distance(given, meant).min(osa_distance(&candidate_reference.plain, meant));
    if distance == 0 || distance > FARTHEST {
        return None;
    }
    let kind = match given.len().cmp(&meant.len()) {
        std::cmp::Ordering::Less => EditKind::Missing,
        std::cmp::Ordering::Greater => EditKind::Added,
        std::cmp::Ordering::Equal => {
            let differing = given.bytes().zip(meant.bytes()).filter(|(one, other)| one != other).count();
            if differing > 1 { EditKind::Swapped } else { EditKind::Wrong }
        }
    };
    Some((distance, kind))
}
