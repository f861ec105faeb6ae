//! The actions of a payer, and the proof that each needs.

/// How a person has shown that they are the payer. Ordered: a stronger proof allows what a weaker one allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Proof {
    /// They hold the invoice's link.
    Link,
    /// They also typed a code that was sent to a known contact point.
    Code,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PayerAction {
    See,
    Pay,
    Write,
    /// Ask for more time, dispute a line, ask for a person.
    Ask,
    /// Accept another due date.
    AcceptDueDate,
    /// Accept that a fee is waived.
    AcceptWaiver,
    AcceptCredit,
    /// Accept to pay a part now and the rest later.
    AcceptPartPayment,
    /// Say whether an unidentified payment is theirs.
    ClaimPayment,
    /// Switch on autopay from an account that has paid before.
    AutopayFromKnownAccount,
    /// Switch on autopay from another account.
    AutopayFromNewAccount,
    /// Open the personal pages.
    PersonalPages,
    SignAgreement,
    /// Change a contact point.
    ChangeContact,
}

impl PayerAction {
    pub const ALL: [Self; 14] = [
        Self::See,
        Self::Pay,
        Self::Write,
        Self::Ask,
        Self::AcceptDueDate,
        Self::AcceptWaiver,
        Self::AcceptCredit,
        Self::AcceptPartPayment,
        Self::ClaimPayment,
        Self::AutopayFromKnownAccount,
        Self::AutopayFromNewAccount,
        Self::PersonalPages,
        Self::SignAgreement,
        Self::ChangeContact,
    ];

    /// The weakest proof that suffices. The link alone allows what can only benefit the payer, and what the payer could
    /// do with a paper copy of the invoice.
    #[must_use]
    pub const fn needs(self) -> Proof {
        match self {
            Self::See
            | Self::Pay
            | Self::Write
            | Self::Ask
            | Self::AcceptDueDate
            | Self::AcceptWaiver
            | Self::AcceptCredit
            | Self::AcceptPartPayment
            | Self::ClaimPayment
            | Self::AutopayFromKnownAccount => Proof::Link,
            Self::AutopayFromNewAccount | Self::PersonalPages | Self::SignAgreement | Self::ChangeContact => {
                Proof::Code
            }
        }
    }

    /// The action of accepting a change.
    #[must_use]
    pub const fn accepting(change: &crate::proposals::ProposedChange) -> Self {
        match change {
            crate::proposals::ProposedChange::DueDate { .. } => Self::AcceptDueDate,
            crate::proposals::ProposedChange::WaiveFee { .. } => Self::AcceptWaiver,
            crate::proposals::ProposedChange::Credit { .. } => Self::AcceptCredit,
            crate::proposals::ProposedChange::PartPayment { .. } => Self::AcceptPartPayment,
            crate::proposals::ProposedChange::ClaimPayment { .. } => Self::ClaimPayment,
        }
    }
}

impl Proof {
    /// Whether it suffices for an action.
    #[must_use]
    pub fn allows(self, action: PayerAction) -> bool {
        self >= action.needs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_does_no_harm() {
        let by_link: Vec<_> =
            PayerAction::ALL.into_iter().filter(|action| Proof::Link.allows(*action)).collect();
        assert_eq!(
            by_link,
            [
                PayerAction::See,
                PayerAction::Pay,
                PayerAction::Write,
                PayerAction::Ask,
                PayerAction::AcceptDueDate,
                PayerAction::AcceptWaiver,
                PayerAction::AcceptCredit,
                PayerAction::AcceptPartPayment,
                PayerAction::ClaimPayment,
                PayerAction::AutopayFromKnownAccount,
            ]
        );
    }

    #[test]
    fn a_code_does_everything() {
        assert!(PayerAction::ALL.into_iter().all(|action| Proof::Code.allows(action)));
    }
}
