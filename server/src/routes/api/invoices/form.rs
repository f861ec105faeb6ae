//! An invoice as a biller's system writes it in JSON.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::routes::api::schema::{Figure, vat_codes};

/// A new invoice. Line amounts, VAT and totals are computed; what is stated of them is compared.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "number": "10482",
    "currency": "SEK",
    "issue_date": "2026-11-01",
    "due_date": "2026-11-30",
    "buyer": {"name": "Anna Exempel", "identifier": "C-2041", "email": "anna@example.com"},
    "lines": [
        {"name": "Electricity, October", "quantity": "412", "unit": "KWH", "unit_price": "1.432",
         "vat": {"code": "S", "rate": "25"}}
    ],
    "payment_means": [{"reference": "104827", "account": "5555-5555", "bank": "SE:BANKGIRO"}],
    "language": "sv"
}))]
pub struct NewInvoice {
    /// Its number, unique among the biller's invoices. Without one it gets the next of Billow's own
    /// series, which has no gaps.
    #[schema(max_length = 100)]
    pub number: Option<String>,
    /// ISO 4217 code of every amount.
    #[schema(example = "SEK", min_length = 3, max_length = 3)]
    pub currency: String,
    /// When it is issued; today where it is not stated.
    #[schema(format = Date)]
    pub issue_date: Option<String>,
    /// The last day on which payment is on time; the biller's usual term where it is not stated.
    #[schema(format = Date)]
    pub due_date: Option<String>,
    /// Who asks for the money; the biller where it is not stated.
    pub seller: Option<PartyForm>,
    /// Who is asked to pay. Identifier, registration, VAT number or e-mail address, the first of these
    /// that is given, decides whether it is a payer who is known already.
    pub buyer: PartyForm,
    /// Reference given by the buyer for routing.
    #[schema(max_length = 200)]
    pub buyer_reference: Option<String>,
    /// The buyer's order number.
    #[schema(max_length = 200)]
    pub order_reference: Option<String>,
    /// Notes for the reader.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub notes: Vec<String>,
    /// Terms of payment in words.
    #[schema(max_length = 2000)]
    pub payment_terms: Option<String>,
    /// Ways to pay.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub payment_means: Vec<PaymentMeansForm>,
    /// What is invoiced.
    #[schema(min_items = 1, max_items = 5000)]
    pub lines: Vec<LineForm>,
    /// Deductions and additions for the whole invoice.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub allowances_charges: Vec<AllowanceChargeForm>,
    /// What was paid beforehand, minor units.
    #[serde(default)]
    pub prepaid_minor: i64,
    /// Rounding of the amount due, minor units; may be negative.
    #[serde(default)]
    pub rounding_minor: i64,
    /// The totals as the sender computed them; one that differs from ours refuses the invoice.
    pub totals: Option<StatedTotals>,
    /// BCP 47 tag of the language the payer reads.
    #[schema(example = "sv", max_length = 35)]
    pub language: Option<String>,
}

/// A seller or buyer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyForm {
    /// The name a reader knows.
    #[schema(max_length = 200)]
    pub name: String,
    /// The legal name where it differs.
    #[schema(max_length = 200)]
    pub legal_name: Option<String>,
    /// What the biller's system calls this party: the customer number.
    #[schema(max_length = 100)]
    pub identifier: Option<String>,
    /// Legal registration number.
    #[schema(max_length = 100)]
    pub registration: Option<String>,
    /// VAT number.
    #[schema(max_length = 100)]
    pub vat_number: Option<String>,
    /// Postal address.
    pub address: Option<AddressForm>,
    /// Contact person.
    #[schema(max_length = 200)]
    pub contact_name: Option<String>,
    /// E-mail address.
    #[schema(max_length = 254)]
    pub email: Option<String>,
    /// Telephone number.
    #[schema(max_length = 50)]
    pub phone: Option<String>,
}

/// A postal address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressForm {
    /// Street and further lines, in order.
    #[serde(default)]
    #[schema(max_items = 5)]
    pub lines: Vec<String>,
    /// Town.
    #[schema(max_length = 100)]
    pub city: Option<String>,
    /// Post code.
    #[schema(max_length = 20)]
    pub post_code: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country.
    #[schema(example = "SE", min_length = 2, max_length = 2)]
    pub country: Option<String>,
}

/// One way to pay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaymentMeansForm {
    /// UNTDID 4461 code; 30, a credit transfer, where it is not stated.
    #[schema(example = "30", max_length = 3)]
    pub code: Option<String>,
    /// The remittance reference to state when paying.
    #[schema(max_length = 100)]
    pub reference: Option<String>,
    /// The seller's account: IBAN, Bankgiro number or other.
    #[schema(max_length = 50)]
    pub account: Option<String>,
    /// Name of the account's holder.
    #[schema(max_length = 200)]
    pub account_name: Option<String>,
    /// BIC or clearing system of the account, such as `SE:BANKGIRO`.
    #[schema(max_length = 50)]
    pub bank: Option<String>,
}

/// A line.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineForm {
    /// What was sold.
    #[schema(max_length = 500)]
    pub name: String,
    /// More about it.
    #[schema(max_length = 4000)]
    pub description: Option<String>,
    /// How much of it.
    #[schema(example = "412")]
    pub quantity: Figure,
    /// UN/ECE Recommendation 20 code of the unit; `C62`, one, where it is not stated.
    #[schema(example = "KWH", max_length = 8)]
    pub unit: Option<String>,
    /// Net price of `price_quantity` units, major currency units.
    #[schema(example = "1.432")]
    pub unit_price: Figure,
    /// The number of units that the price is for; 1 where it is not stated.
    pub price_quantity: Option<Figure>,
    /// Deductions and additions within the line.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub allowances_charges: Vec<LineAllowanceChargeForm>,
    /// VAT category and rate.
    pub vat: VatForm,
    /// First day of the period the line is for.
    #[schema(format = Date)]
    pub period_start: Option<String>,
    /// Last day of that period.
    #[schema(format = Date)]
    pub period_end: Option<String>,
    /// The line's amount without VAT as the sender computed it, minor units; one that differs from ours
    /// refuses the invoice.
    pub net_minor: Option<i64>,
}

/// A VAT category with its rate.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VatForm {
    /// UNCL 5305 category.
    #[schema(schema_with = vat_codes)]
    pub code: String,
    /// Rate in percent; only categories without a rate can leave it out.
    #[schema(example = "25")]
    pub rate: Option<Figure>,
    /// Why no VAT is asked, in words.
    #[schema(max_length = 500)]
    pub exemption_reason: Option<String>,
}

/// Which of the two it is.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Takes off.
    Allowance,
    /// Adds.
    Charge,
}

/// A deduction or addition within a line.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineAllowanceChargeForm {
    /// Which of the two it is.
    pub kind: Direction,
    /// Minor units without VAT, as a positive figure.
    #[schema(minimum = 0)]
    pub amount_minor: i64,
    /// Why.
    #[schema(max_length = 200)]
    pub reason: Option<String>,
}

/// A deduction or addition for the whole invoice.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AllowanceChargeForm {
    /// Which of the two it is.
    pub kind: Direction,
    /// Minor units without VAT, as a positive figure.
    #[schema(minimum = 0)]
    pub amount_minor: i64,
    /// VAT category and rate.
    pub vat: VatForm,
    /// Why.
    #[schema(max_length = 200)]
    pub reason: Option<String>,
}

/// Totals as the sender computed them, minor units. Those that are left out are not compared.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatedTotals {
    /// Sum of the lines' net amounts.
    pub lines_minor: Option<i64>,
    /// Sum of the allowances for the whole invoice.
    pub allowances_minor: Option<i64>,
    /// Sum of the charges for the whole invoice.
    pub charges_minor: Option<i64>,
    /// Total without VAT.
    pub without_vat_minor: Option<i64>,
    /// Total VAT.
    pub vat_minor: Option<i64>,
    /// Total with VAT.
    pub with_vat_minor: Option<i64>,
    /// Amount due for payment.
    pub payable_minor: Option<i64>,
}
