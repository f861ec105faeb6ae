//! The file's values before any check, each with its position.

use domain::{Date, Decimal};

use super::names::Ns;
use super::position::Position;

/// A value that may stand once.
#[derive(Debug, Default)]
pub(super) enum Slot<T> {
    /// It does not stand there, or is empty.
    #[default]
    Absent,
    /// It stands there but cannot be read, which was recorded.
    Unreadable,
    Given(T, Position),
}

impl<T> Slot<T> {
    pub(super) fn given(&self) -> Option<(&T, Position)> {
        match self {
            Self::Given(value, at) => Some((value, *at)),
            Self::Absent | Self::Unreadable => None,
        }
    }

    pub(super) fn value(self) -> Option<T> {
        match self {
            Self::Given(value, _) => Some(value),
            Self::Absent | Self::Unreadable => None,
        }
    }

    pub(super) fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Where the value stands, else `parent`: where it should.
    pub(super) fn at_or(&self, parent: Position) -> Position {
        self.given().map_or(parent, |(_, at)| at)
    }
}

/// An amount as written.
#[derive(Debug)]
pub(super) struct RawAmount {
    pub(super) figure: Decimal,
    pub(super) currency: Option<String>,
}

pub(super) type Amount = Slot<RawAmount>;

#[derive(Debug)]
pub(super) struct RawDocument {
    /// [`Ns::Invoice`] or [`Ns::CreditNote`].
    pub(super) root: Ns,
    pub(super) at: Position,
    pub(super) number: Slot<String>,
    pub(super) issue_date: Slot<Date>,
    pub(super) due_date: Slot<Date>,
    pub(super) type_code: Slot<String>,
    pub(super) currency: Slot<String>,
    pub(super) tax_currency: Slot<String>,
    pub(super) buyer_reference: Slot<String>,
    pub(super) order_reference: Slot<String>,
    pub(super) notes: Vec<String>,
    pub(super) preceding: Vec<(Slot<String>, Position)>,
    pub(super) seller: Option<RawParty>,
    pub(super) buyer: Option<RawParty>,
    pub(super) payment_means: Vec<RawPaymentMeans>,
    pub(super) payment_terms: Vec<String>,
    pub(super) allowances_charges: Vec<RawAllowanceCharge>,
    pub(super) tax_totals: Vec<RawTaxTotal>,
    pub(super) totals: Option<RawTotals>,
    pub(super) lines: Vec<RawLine>,
}

impl RawDocument {
    pub(super) fn new(root: Ns, at: Position) -> Self {
        Self {
            root,
            at,
            number: Slot::Absent,
            issue_date: Slot::Absent,
            due_date: Slot::Absent,
            type_code: Slot::Absent,
            currency: Slot::Absent,
            tax_currency: Slot::Absent,
            buyer_reference: Slot::Absent,
            order_reference: Slot::Absent,
            notes: vec![],
            preceding: vec![],
            seller: None,
            buyer: None,
            payment_means: vec![],
            payment_terms: vec![],
            allowances_charges: vec![],
            tax_totals: vec![],
            totals: None,
            lines: vec![],
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct RawParty {
    pub(super) trading_name: Slot<String>,
    pub(super) legal_name: Slot<String>,
    pub(super) identifier: Option<String>,
    pub(super) registration: Slot<String>,
    pub(super) vat_number: Option<String>,
    pub(super) address: Option<domain::invoices::document::Address>,
    pub(super) contact_name: Slot<String>,
    pub(super) email: Slot<String>,
    pub(super) phone: Slot<String>,
}

#[derive(Debug)]
pub(super) struct RawPaymentMeans {
    pub(super) at: Position,
    pub(super) code: Slot<String>,
    pub(super) due_date: Slot<Date>,
    pub(super) reference: Slot<String>,
    pub(super) account: Slot<String>,
    pub(super) account_name: Slot<String>,
    pub(super) bank: Slot<String>,
}

/// A VAT category as written, on a line, an allowance, a charge or in the breakdown.
#[derive(Debug, Default)]
pub(super) struct RawCategory {
    pub(super) code: Slot<String>,
    pub(super) percent: Slot<Decimal>,
    pub(super) scheme: Slot<String>,
    pub(super) exemption_reason: Slot<String>,
    pub(super) exemption_code: Slot<String>,
}

#[derive(Debug)]
pub(super) struct RawAllowanceCharge {
    pub(super) at: Position,
    /// `true` for a charge.
    pub(super) is_charge: Slot<bool>,
    pub(super) amount: Amount,
    pub(super) reason: Slot<String>,
    pub(super) category: Slot<RawCategory>,
}

#[derive(Debug)]
pub(super) struct RawTaxTotal {
    pub(super) at: Position,
    pub(super) amount: Amount,
    pub(super) subtotals: Vec<RawSubtotal>,
}

#[derive(Debug)]
pub(super) struct RawSubtotal {
    pub(super) at: Position,
    pub(super) taxable: Amount,
    pub(super) tax: Amount,
    pub(super) category: Slot<RawCategory>,
}

#[derive(Debug)]
pub(super) struct RawTotals {
    pub(super) at: Position,
    pub(super) lines: Amount,
    pub(super) without_vat: Amount,
    pub(super) with_vat: Amount,
    pub(super) allowances: Amount,
    pub(super) charges: Amount,
    pub(super) prepaid: Amount,
    pub(super) rounding: Amount,
    pub(super) payable: Amount,
}

#[derive(Debug)]
pub(super) struct RawLine {
    pub(super) at: Position,
    pub(super) id: Slot<String>,
    pub(super) quantity: Slot<(Decimal, Option<String>)>,
    pub(super) net: Amount,
    pub(super) period_start: Slot<Date>,
    pub(super) period_end: Slot<Date>,
    pub(super) allowances_charges: Vec<RawAllowanceCharge>,
    pub(super) name: Slot<String>,
    pub(super) description: Slot<String>,
    pub(super) category: Slot<RawCategory>,
    pub(super) price: Amount,
    pub(super) price_quantity: Slot<Decimal>,
}
