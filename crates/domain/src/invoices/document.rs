//! The content of an invoice or credit note, in the terms of EN 16931 (BT and BG numbers in brackets).
//!
//! Unit prices, quantities and rates are decimals; from the line amount up everything is minor
//! units of the document's currency.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::Currency;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// An invoice (UNTDID 1001: 380 and its like).
    Invoice,
    /// A credit note (UNTDID 1001: 381 and its like).
    CreditNote,
}

impl DocumentKind {
    /// The name in the database and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::CreditNote => "credit_note",
        }
    }
}

/// A whole invoice or credit note as it came in or was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub kind: DocumentKind,
    /// The document's number [BT-1].
    pub number: String,
    /// When it was issued [BT-2].
    pub issue_date: Date,
    /// The last day on which payment is on time [BT-9].
    pub due_date: Option<Date>,
    /// The currency of every amount in it [BT-5].
    pub currency: Currency,
    /// The party that asks for the money [BG-4]: a legal entity, which may differ from the biller's main one.
    pub seller: Party,
    /// The party that has to pay [BG-7].
    pub buyer: Party,
    /// Reference given by the buyer for routing [BT-10].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_reference: Option<String>,
    /// The buyer's order number [BT-13].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_reference: Option<String>,
    /// The invoices that this document corrects, by number [BT-25].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub preceding: Vec<String>,
    /// Notes for the reader [BT-22].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Terms of payment in words [BT-20].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_terms: Option<String>,
    /// Ways to pay that the document names [BG-16].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payment_means: Vec<PaymentMeans>,
    /// What is invoiced [BG-25].
    pub lines: Vec<Line>,
    /// Deductions and additions for the whole document [BG-20, BG-21].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowances_charges: Vec<AllowanceCharge>,
    /// VAT by category and rate [BG-23].
    pub vat_breakdown: Vec<VatSubtotal>,
    /// The totals [BG-22].
    pub totals: Totals,
}

impl Document {
    /// The same document with every decimal in its shortest form: 1.50 becomes 1.5.
    #[must_use]
    pub fn normalized(&self) -> Self {
        let mut same = self.clone();
        let shorten = |decimal: &mut Decimal| *decimal = decimal.normalize();
        for line in &mut same.lines {
            shorten(&mut line.quantity);
            shorten(&mut line.unit_price);
            shorten(&mut line.price_quantity);
            shorten(&mut line.vat.rate);
        }
        for part in &mut same.allowances_charges {
            shorten(&mut part.vat.rate);
        }
        for part in &mut same.vat_breakdown {
            shorten(&mut part.vat.rate);
        }
        same
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Party {
    /// The name a reader knows: trading name if given, else the legal one [BT-27/28, BT-44/45].
    pub name: String,
    /// The legal name where it differs [BT-27, BT-44].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<String>,
    /// Identifier the seller uses for this party, e.g. a customer number [BT-29, BT-46].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// Legal registration number [BT-30, BT-47].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<String>,
    /// VAT number [BT-31, BT-48].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat_number: Option<String>,
    /// Postal address [BG-5, BG-8].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Contact person [BT-41, BT-56].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_name: Option<String>,
    /// E-mail address [BT-43, BT-58].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number [BT-42, BT-57].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Address {
    /// Street and further lines, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post_code: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// One way to pay that the document names [BG-16].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PaymentMeans {
    /// UNTDID 4461 code: 30 credit transfer, 58 SEPA credit transfer, 49 direct debit … [BT-81].
    pub code: String,
    /// The remittance reference to state when paying [BT-83].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The seller's account: IBAN, Bankgiro number or other [BT-84].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Name of the account's holder [BT-85].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_name: Option<String>,
    /// BIC or clearing system of the account, e.g. `SE:BANKGIRO` [BT-86].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
}

/// A VAT category with its rate [BT-118/119, BT-151/152].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct VatCategory {
    /// UNCL 5305 category.
    pub code: VatCode,
    /// Rate in percent; zero where the category has none.
    pub rate: Decimal,
}

/// The VAT categories of EN 16931 (UNCL 5305).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum VatCode {
    /// Standard rate (also reduced rates).
    S,
    Z,
    E,
    AE,
    K,
    /// Export outside the EU.
    G,
    /// Not subject to VAT.
    O,
    /// Canary Islands general indirect tax (IGIC).
    L,
    /// Tax for production, services and importation in Ceuta and Melilla (IPSI).
    M,
    /// Transferred VAT in Italy.
    B,
}

impl VatCode {
    pub const ALL: [Self; 10] =
        [Self::S, Self::Z, Self::E, Self::AE, Self::K, Self::G, Self::O, Self::L, Self::M, Self::B];

    /// The code as documents write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::Z => "Z",
            Self::E => "E",
            Self::AE => "AE",
            Self::K => "K",
            Self::G => "G",
            Self::O => "O",
            Self::L => "L",
            Self::M => "M",
            Self::B => "B",
        }
    }

    /// Whether the category allows a rate other than zero.
    #[must_use]
    pub const fn is_taxed(self) -> bool {
        matches!(self, Self::S | Self::L | Self::M | Self::B)
    }
}

impl std::str::FromStr for VatCode {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|code| code.as_str() == text).ok_or(())
    }
}

/// A line [BG-25].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The line's number in the document [BT-126].
    pub id: String,
    /// What was sold [BT-153].
    pub name: String,
    /// A description [BT-154].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Invoiced quantity [BT-129].
    pub quantity: Decimal,
    /// UN/ECE Recommendation 20 or 21 code of the unit [BT-130].
    pub unit: String,
    /// Net price of `price_quantity` units, major currency units [BT-146].
    pub unit_price: Decimal,
    /// The number of units the price is for, usually 1 [BT-149].
    pub price_quantity: Decimal,
    /// Deductions and additions within the line [BG-27, BG-28].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowances_charges: Vec<LineAllowanceCharge>,
    /// The line's amount without VAT, minor units [BT-131].
    pub net_minor: i64,
    /// The line's VAT category and rate [BT-151, BT-152].
    pub vat: VatCategory,
    /// First day of the period the line is for [BT-134].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_start: Option<Date>,
    /// Last day of that period [BT-135].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_end: Option<Date>,
}

/// A deduction or addition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllowanceOrCharge {
    Allowance,
    Charge,
}

/// A deduction or addition within a line [BG-27, BG-28]; already part of the line's net amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineAllowanceCharge {
    pub kind: AllowanceOrCharge,
    /// Minor units, as a positive figure.
    pub amount_minor: i64,
    /// Reason [BT-139, BT-144].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A deduction or addition for the whole document [BG-20, BG-21].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllowanceCharge {
    pub kind: AllowanceOrCharge,
    /// Minor units without VAT, as a positive figure [BT-92, BT-99].
    pub amount_minor: i64,
    /// VAT category and rate [BT-95/96, BT-102/103].
    pub vat: VatCategory,
    /// Reason [BT-97, BT-104].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// VAT for one category and rate [BG-23].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatSubtotal {
    /// The category and rate [BT-118, BT-119].
    pub vat: VatCategory,
    /// The base of the VAT, minor units [BT-116].
    pub taxable_minor: i64,
    /// The VAT, minor units [BT-117].
    pub tax_minor: i64,
    /// Why no VAT is charged, in words [BT-120].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemption_reason: Option<String>,
}

/// The totals of a document [BG-22], minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Sum of the lines' net amounts [BT-106].
    pub lines_minor: i64,
    /// Sum of the allowances on document level [BT-107].
    pub allowances_minor: i64,
    /// Sum of the charges on document level [BT-108].
    pub charges_minor: i64,
    /// Total without VAT [BT-109].
    pub without_vat_minor: i64,
    /// Total VAT [BT-110].
    pub vat_minor: i64,
    /// Total with VAT [BT-112].
    pub with_vat_minor: i64,
    /// Paid beforehand [BT-113].
    pub prepaid_minor: i64,
    /// Rounding of the amount due [BT-114]; may be negative.
    pub rounding_minor: i64,
    /// Amount due for payment [BT-115]. On a credit note: the credited amount, as a positive figure.
    pub payable_minor: i64,
}
