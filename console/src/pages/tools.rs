//! The tools, with their addresses and names.

/// What staff can do to an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    Payment,
    /// A pending payment has arrived.
    Settle,
    /// A pending payment will not arrive.
    Fail,
    Reverse,
    /// Move the due date.
    Due,
    /// Credit a part or the whole, with a credit note.
    Credit,
    Void,
    /// Give up the open amount.
    WriteOff,
    Fee,
    Waive,
    /// Pause reminders for a while.
    Pause,
    Resume,
    /// Create, show and revoke links.
    Links,
    /// Propose something to the payer.
    Propose,
    /// Decide about a dispute.
    Dispute,
}

impl Tool {
    pub const ALL: [Self; 15] = [
        Self::Payment,
        Self::Settle,
        Self::Fail,
        Self::Reverse,
        Self::Due,
        Self::Credit,
        Self::Void,
        Self::WriteOff,
        Self::Fee,
        Self::Waive,
        Self::Pause,
        Self::Resume,
        Self::Links,
        Self::Propose,
        Self::Dispute,
    ];

    /// The last part of its address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Settle => "settle",
            Self::Fail => "fail",
            Self::Reverse => "reverse",
            Self::Due => "due",
            Self::Credit => "credit",
            Self::Void => "void",
            Self::WriteOff => "write-off",
            Self::Fee => "fee",
            Self::Waive => "waive",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Links => "links",
            Self::Propose => "propose",
            Self::Dispute => "dispute",
        }
    }

    /// The tool at an address.
    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tool| tool.path() == path)
    }

    #[must_use]
    pub const fn button(self) -> &'static str {
        match self {
            Self::Payment => "Record payment",
            Self::Settle => "It arrived",
            Self::Fail => "It failed",
            Self::Reverse => "Take back",
            Self::Due => "Due date",
            Self::Credit => "Credit",
            Self::Void => "Withdraw",
            Self::WriteOff => "Write off",
            Self::Fee => "Fee",
            Self::Waive => "Waive fee",
            Self::Pause => "Pause reminders",
            Self::Resume => "Resume reminders",
            Self::Links => "Links",
            Self::Propose => "Propose",
            Self::Dispute => "Decide dispute",
        }
    }

    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Payment => "Record a payment",
            Self::Settle => "The payment has arrived",
            Self::Fail => "The payment will not come",
            Self::Reverse => "Take a payment back",
            Self::Due => "Move the due date",
            Self::Credit => "Credit the invoice",
            Self::Void => "Withdraw the invoice",
            Self::WriteOff => "Write off the rest",
            Self::Fee => "Charge a fee",
            Self::Waive => "Waive a fee",
            Self::Pause => "Pause reminders",
            Self::Resume => "Resume reminders",
            Self::Links => "Links to the payer's page",
            Self::Propose => "Propose to the payer",
            Self::Dispute => "Decide about the dispute",
        }
    }
}
