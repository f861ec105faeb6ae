//! The demo's documents: written in short form, and computed by the usual calculator.

use domain::invoices::document::{
    Address, AllowanceCharge, AllowanceOrCharge, Document, DocumentKind, Line, LineAllowanceCharge, Party,
    PaymentMeans, VatCategory, VatCode,
};
use domain::invoices::vat;
use domain::money::MoneyError;
use domain::{Currency, Date, Decimal, Money};

use super::reference;
use crate::cli::sandbox;

/// The short form of an invoice.
pub struct FixtureDocument {
    pub number: &'static str,
    pub currency: Currency,
    pub buyer: Party,
    pub issued: Date,
    pub due: Date,
    pub lines: Vec<Line>,
    pub allowances_charges: Vec<AllowanceCharge>,
    /// Why no VAT is charged.
    pub exemption_reason: Option<&'static str>,
    pub prepaid_minor: i64,
    /// Rounded to whole kronor, as Swedish invoices often are.
    pub rounded: bool,
    pub notes: Vec<String>,
    pub terms: Option<&'static str>,
}

impl FixtureDocument {
    /// Computes the whole document.
    ///
    /// # Errors
    /// A figure is out of range.
    pub fn document(self) -> Result<Document, MoneyError> {
        let Self { currency, lines, allowances_charges, prepaid_minor, .. } = self;
        let lines: Vec<Line> = lines
            .into_iter()
            .zip(1..)
            .map(|(line, number): (Line, u32)| {
                let net_minor = vat::line_net(
                    line.quantity,
                    line.unit_price,
                    line.price_quantity,
                    &line.allowances_charges,
                    currency,
                )?;
                Ok(Line { id: number.to_string(), net_minor, ..line })
            })
            .collect::<Result<_, MoneyError>>()?;
        let mut vat_breakdown = vat::vat_breakdown(&lines, &allowances_charges, currency)?;
        for subtotal in &mut vat_breakdown {
            if !subtotal.vat.code.is_taxed() {
                subtotal.exemption_reason = self.exemption_reason.map(Into::into);
            }
        }
        let exact = vat::totals(&lines, &allowances_charges, &vat_breakdown, prepaid_minor, 0)?;
        let rounding_minor =
            if self.rounded { to_whole(exact.payable_minor, currency) - exact.payable_minor } else { 0 };
        let totals = vat::totals(&lines, &allowances_charges, &vat_breakdown, prepaid_minor, rounding_minor)?;
        let payment_means = payment_means(self.number, currency);
        Ok(Document {
            kind: DocumentKind::Invoice,
            number: self.number.into(),
            issue_date: self.issued,
            due_date: Some(self.due),
            currency,
            seller: seller(),
            buyer: self.buyer,
            buyer_reference: None,
            order_reference: None,
            preceding: Vec::new(),
            notes: self.notes,
            payment_terms: self.terms.map(Into::into),
            payment_means,
            lines,
            allowances_charges,
            vat_breakdown,
            totals,
        })
    }
}

fn to_whole(minor: i64, currency: Currency) -> i64 {
    let unit = 10_i64.pow(currency.exponent());
    (minor + unit / 2).div_euclid(unit) * unit
}

/// The company of the sandbox biller. Its account numbers are those that banks print as examples.
fn seller() -> Party {
    Party {
        name: sandbox::NAME.into(),
        legal_name: Some("Lumen & Fjäll Energi AB".into()),
        identifier: None,
        registration: Some("559999-0018".into()),
        vat_number: Some("SE559999001801".into()),
        address: Some(Address {
            lines: vec!["Exempelgatan 1".into()],
            city: Some("Östersund".into()),
            post_code: Some("831 00".into()),
            country: Some("SE".into()),
        }),
        contact_name: None,
        email: Some(sandbox::EMAIL.into()),
        phone: Some(sandbox::PHONE.into()),
    }
}

fn payment_means(number: &str, currency: Currency) -> Vec<PaymentMeans> {
    let to_iban = |code: &str, reference: String| PaymentMeans {
        code: code.into(),
        reference: Some(reference),
        account: Some("SE4550000000058398257466".into()),
        account_name: Some("Lumen & Fjäll Energi AB".into()),
        bank: Some("ESSESESS".into()),
    };
    match currency.code() {
        "SEK" => vec![
            PaymentMeans {
                code: "30".into(),
                reference: Some(reference::ocr(number)),
                account: Some("5050-1055".into()),
                account_name: Some("Lumen & Fjäll Energi AB".into()),
                bank: Some("SE:BANKGIRO".into()),
            },
            to_iban("30", reference::ocr(number)),
            PaymentMeans {
                code: "68".into(),
                reference: Some(reference::ocr(number)),
                account: Some("123 000 00 08".into()),
                account_name: Some("Lumen & Fjäll Energi AB".into()),
                bank: Some("SE:SWISH".into()),
            },
        ],
        "EUR" => vec![to_iban("58", reference::rf(number))],
        _ => vec![to_iban("30", reference::rf(number))],
    }
}

/// `mantissa` with so many decimals.
pub fn figure(mantissa: i64, decimals: u32) -> Decimal {
    Decimal::new(mantissa, decimals)
}

/// A standard or reduced rate, percent.
pub fn taxed(percent: i64) -> VatCategory {
    VatCategory { code: VatCode::S, rate: Decimal::from(percent) }
}

/// No VAT is charged, for the reason of this category.
pub fn exempt(code: VatCode) -> VatCategory {
    VatCategory { code, rate: Decimal::ZERO }
}

/// A line: a quantity of a unit (UN/ECE Recommendation 20) at a price.
pub fn line(name: &str, quantity: Decimal, unit: &str, unit_price: Decimal, vat: VatCategory) -> Line {
    Line {
        id: String::new(),
        name: name.into(),
        description: None,
        quantity,
        unit: unit.into(),
        unit_price,
        price_quantity: Decimal::ONE,
        allowances_charges: Vec::new(),
        net_minor: 0,
        vat,
        period_start: None,
        period_end: None,
    }
}

/// Adds to a line the days it is for, or a discount.
pub trait More: Sized {
    fn about(self, description: &str) -> Self;
    fn between(self, first: Date, last: Date) -> Self;
    fn less(self, amount: Money, reason: &str) -> Self;
}

impl More for Line {
    fn about(self, description: &str) -> Self {
        Self { description: Some(description.into()), ..self }
    }

    fn between(self, first: Date, last: Date) -> Self {
        Self { period_start: Some(first), period_end: Some(last), ..self }
    }

    fn less(mut self, amount: Money, reason: &str) -> Self {
        self.allowances_charges.push(LineAllowanceCharge {
            kind: AllowanceOrCharge::Allowance,
            amount_minor: amount.minor,
            reason: Some(reason.into()),
        });
        self
    }
}

/// An allowance or charge for the whole invoice.
pub fn extra(kind: AllowanceOrCharge, amount_minor: i64, vat: VatCategory, reason: &str) -> AllowanceCharge {
    AllowanceCharge { kind, amount_minor, vat, reason: Some(reason.into()) }
}

/// A private buyer.
pub fn person(name: &str, customer: &str, street: &str, post_code: &str, city: &str, country: &str) -> Party {
    let mail = customer.to_lowercase();
    Party {
        name: name.into(),
        identifier: Some(customer.into()),
        address: Some(Address {
            lines: vec![street.into()],
            city: Some(city.into()),
            post_code: Some(post_code.into()),
            country: Some(country.into()),
        }),
        email: Some(format!("{mail}@example.com")),
        ..Party::default()
    }
}
