//! Why a payment may be for an invoice, in words.

use domain::matching::MatchReason as R;

use crate::pages::Tone;

/// A reason for an invoice, or against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// Good for a reason in favour, bad for one against; a warning for an uncertain one.
    pub tone: Tone,
    pub text: String,
}

/// A reason as staff read it.
#[must_use]
pub fn why(reason: R) -> Why {
    let (tone, text) = match reason {
        R::ReferenceExact => (Tone::Good, "Its reference, letter for letter"),
        R::ReferenceInText => (Tone::Good, "Its reference stands in the message"),
        R::ReferenceDigitMissing => (Tone::Good, "Its reference with one digit missing"),
        R::ReferenceDigitAdded => (Tone::Good, "Its reference with one digit too many"),
        R::ReferenceDigitWrong => (Tone::Good, "Its reference with one wrong digit"),
        R::ReferenceDigitsSwapped => (Tone::Good, "Its reference with two digits swapped"),
        R::ReferenceTwoErrors => (Tone::Warn, "Like its reference, with two errors"),
        R::NumberInText => (Tone::Good, "Its number stands in the message"),
        R::PartOfLonger => (Tone::Warn, "Its number and the one in the message are the same only in part"),
        R::MayBeNoNumber => {
            (Tone::Warn, "Its number stands in the message, where a date or an amount may be meant")
        }
        R::AmountExact => (Tone::Good, "Exactly what is open"),
        R::AmountPart => (Tone::Warn, "Less than what is open"),
        R::AmountMore => (Tone::Warn, "More than what is open"),
        R::AmountSumOfReferences => (Tone::Good, "The sum of the invoices that it names"),
        R::AmountSumOfOpen => (Tone::Good, "The sum of everything this payer has open"),
        R::AccountKnown => (Tone::Good, "This account has paid for this payer before"),
        R::AccountOfOther => (Tone::Bad, "This account has paid for somebody else before"),
        R::NameAgrees => (Tone::Good, "The name is the payer's"),
        R::NameSimilar => (Tone::Good, "The name is nearly the payer's"),
        R::NameDiffers => (Tone::Bad, "The name is somebody else's"),
        R::NameUnknown => (Tone::Warn, "The bank names nobody"),
        R::PaidAlready => (Tone::Bad, "It is paid already"),
        R::NotOpen => (Tone::Bad, "Nothing is asked for on it any more"),
        R::OtherCurrency => (Tone::Bad, "It is in another currency"),
        R::Disclaimed => (Tone::Bad, "Its payer was asked and says it is not theirs"),
        R::Tie => (Tone::Warn, "Another invoice fits as well"),
        R::TooManyAlike => (Tone::Warn, "Too many owe the same sum to rule the others out"),
        R::NobodyElse => (Tone::Good, "Nobody else who could be meant owes just this"),
        R::OnlyOpen => (Tone::Good, "No reference is given, and nothing else of this payer's has this sum"),
    };
    Why { tone, text: text.to_owned() }
}
