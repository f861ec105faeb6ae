//! How a payment found its invoice, or which invoices it may be for: reasons and scores. For staff only.

use serde::{Deserialize, Serialize};

use crate::ids::{InvoiceId, PaymentId};

/// The result of matching a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matching {
    pub outcome: MatchOutcome,
    /// The remittance reference in normal form: no spaces, no punctuation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// The invoices that the payment may be for, best first, five at most.
    pub candidates: Vec<MatchCandidate>,
    /// Payments that may be the same money, the likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<PerhapsSame>,
}

/// A payment that another one may duplicate. A person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerhapsSame {
    pub payment: PaymentId,
    pub reason: SameReason,
}

/// Why two payments may be the same money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SameReason {
    /// It was recorded by hand, or by the biller's system, before the bank reported it.
    PerhapsRecorded,
    /// The bank may have reported it twice.
    PerhapsDuplicate,
}

impl SameReason {
    pub const ALL: [Self; 2] = [Self::PerhapsRecorded, Self::PerhapsDuplicate];

    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PerhapsRecorded => "perhaps_recorded",
            Self::PerhapsDuplicate => "perhaps_duplicate",
        }
    }
}

/// What Billow decided about a payment without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchOutcome {
    /// It was certain enough: the payment was booked.
    Booked,
    /// A person has to decide between candidates.
    Asked,
    /// Nothing points to any invoice.
    NotFound,
}

impl MatchOutcome {
    pub const ALL: [Self; 3] = [Self::Booked, Self::Asked, Self::NotFound];

    /// The name in JSON and in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Asked => "asked",
            Self::NotFound => "not_found",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchCandidate {
    pub invoice: InvoiceId,
    /// The score, 0 to 1000.
    pub score: u16,
    /// The reasons for and against it.
    pub reasons: Vec<MatchReason>,
}

/// One reason for or against an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchReason {
    /// Its reference stands in the field for references.
    ReferenceExact,
    /// Its reference stands in the free text.
    ReferenceInText,
    /// The reference is there, with one digit missing.
    ReferenceDigitMissing,
    /// The reference is there, with one digit too many.
    ReferenceDigitAdded,
    /// The reference is there, with one wrong digit.
    ReferenceDigitWrong,
    /// The reference is there, with two neighbouring digits swapped.
    ReferenceDigitsSwapped,
    /// The reference is there, with two errors.
    ReferenceTwoErrors,
    /// Its number stands in the text.
    NumberInText,
    /// The number or reference is only a part of something longer in the text, or the text has only the last part of
    /// it.
    PartOfLonger,
    /// The number stands where the text may mean a day, an amount, a telephone number or the like.
    MayBeNoNumber,
    /// The amount equals the open amount.
    AmountExact,
    /// The amount is less than the open amount.
    AmountPart,
    /// The amount is more than the open amount.
    AmountMore,
    /// The amount is the sum of the invoices whose references are stated.
    AmountSumOfReferences,
    /// The amount is the sum of everything that the payer owes.
    AmountSumOfOpen,
    /// The bank account has paid for this payer before.
    AccountKnown,
    /// The bank account has paid for another payer before.
    AccountOfOther,
    NameAgrees,
    /// The name is nearly the payer's.
    NameSimilar,
    /// The name is not the payer's.
    NameDiffers,
    /// The transfer names nobody.
    NameUnknown,
    /// The invoice is paid already.
    PaidAlready,
    /// The invoice was withdrawn or written off.
    NotOpen,
    /// The invoice is in another currency.
    OtherCurrency,
    /// The payer was asked and said that it is not theirs.
    Disclaimed,
    /// Another invoice fits as well.
    Tie,
    /// Too many invoices have this open amount to exclude that another one is meant.
    TooManyAlike,
    /// Nobody else who could be meant owes exactly this amount.
    NobodyElse,
    /// It is the payer's only open invoice with this amount, and no reference is stated.
    OnlyOpen,
}

impl MatchReason {
    pub const ALL: [Self; 29] = [
        Self::ReferenceExact,
        Self::ReferenceInText,
        Self::ReferenceDigitMissing,
        Self::ReferenceDigitAdded,
        Self::ReferenceDigitWrong,
        Self::ReferenceDigitsSwapped,
        Self::ReferenceTwoErrors,
        Self::NumberInText,
        Self::PartOfLonger,
        Self::MayBeNoNumber,
        Self::AmountExact,
        Self::AmountPart,
        Self::AmountMore,
        Self::AmountSumOfReferences,
        Self::AmountSumOfOpen,
        Self::AccountKnown,
        Self::AccountOfOther,
        Self::NameAgrees,
        Self::NameSimilar,
        Self::NameDiffers,
        Self::NameUnknown,
        Self::PaidAlready,
        Self::NotOpen,
        Self::OtherCurrency,
        Self::Disclaimed,
        Self::Tie,
        Self::TooManyAlike,
        Self::NobodyElse,
        Self::OnlyOpen,
    ];

    /// The name in JSON and in translations.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReferenceExact => "reference_exact",
            Self::ReferenceInText => "reference_in_text",
            Self::ReferenceDigitMissing => "reference_digit_missing",
            Self::ReferenceDigitAdded => "reference_digit_added",
            Self::ReferenceDigitWrong => "reference_digit_wrong",
            Self::ReferenceDigitsSwapped => "reference_digits_swapped",
            Self::ReferenceTwoErrors => "reference_two_errors",
            Self::NumberInText => "number_in_text",
            Self::PartOfLonger => "part_of_longer",
            Self::MayBeNoNumber => "may_be_no_number",
            Self::AmountExact => "amount_exact",
            Self::AmountPart => "amount_part",
            Self::AmountMore => "amount_more",
            Self::AmountSumOfReferences => "amount_sum_of_references",
            Self::AmountSumOfOpen => "amount_sum_of_open",
            Self::AccountKnown => "account_known",
            Self::AccountOfOther => "account_of_other",
            Self::NameAgrees => "name_agrees",
            Self::NameSimilar => "name_similar",
            Self::NameDiffers => "name_differs",
            Self::NameUnknown => "name_unknown",
            Self::PaidAlready => "paid_already",
            Self::NotOpen => "not_open",
            Self::OtherCurrency => "other_currency",
            Self::Disclaimed => "disclaimed",
            Self::Tie => "tie",
            Self::TooManyAlike => "too_many_alike",
            Self::NobodyElse => "nobody_else",
            Self::OnlyOpen => "only_open",
        }
    }
}
