//! Invented payers and their invoices, the same in every run.

use anyhow::{Result, anyhow};
use documents::ubl;
use domain::Date;
use domain::invoices::document::{Document, Party, PaymentMeans};

/// The currency of every invoice.
pub const CURRENCY: &str = "SEK";

const FIRST: [&str; 40] = [
    "Maja", "Erik", "Anna", "Lars", "Åsa", "Nils", "Elsa", "Olof", "Sara", "Per", "Ida", "Jan", "Lena",
    "Sven", "Eva", "Karl", "Ylva", "Bo", "Tove", "Ulf", "Moa", "Axel", "Hanna", "Leif", "Siri", "Arne",
    "Greta", "Ivar", "Signe", "Otto", "Vera", "Gustav", "Alma", "Henrik", "Klara", "Birger", "Lovisa",
    "Edvin", "Tilda", "Rolf",
];
const LAST: [&str; 40] = [
    "Lindqvist",
    "Falk",
    "Berg",
    "Sommer",
    "Holm",
    "Dahl",
    "Ek",
    "Strand",
    "Norén",
    "Quist",
    "Åkerman",
    "Björk",
    "Hedlund",
    "Sund",
    "Wik",
    "Öberg",
    "Rask",
    "Lund",
    "Thorn",
    "Vester",
    "Gran",
    "Ahl",
    "Brink",
    "Damm",
    "Enström",
    "Frid",
    "Grip",
    "Haga",
    "Idun",
    "Juhl",
    "Kvist",
    "Ljung",
    "Mörk",
    "Nygren",
    "Olin",
    "Palm",
    "Ros",
    "Skog",
    "Tall",
    "Uddén",
];

/// A document to make others of.
pub fn template() -> Result<Document> {
    ubl::read(crate::store::books::UBL.replace("{number}", "template").as_bytes())
        .map_err(|problems| anyhow!("the template: {}", problems[0]))
}

/// The total of invoice number `at`, minor units.
pub const fn total_minor(at: usize) -> i64 {
    // A few thousand different amounts.
    10_000 + (at as i64 * 7_919) % 400_000 / 50 * 50
}

/// The payer of invoice number `at`.
pub const fn payer(at: usize, payers: usize) -> usize {
    at * 7_919 % payers
}

/// Their name.
pub fn name(at: usize, payers: usize) -> String {
    let payer = payer(at, payers);
    format!("{} {}-{payer} Exempel", FIRST[payer % FIRST.len()], LAST[payer / FIRST.len() % LAST.len()])
}

/// The remittance reference of invoice number `at`.
pub const fn reference(at: usize) -> usize {
    1_000_000_000 + at
}

/// Invoice number `at`: one line without VAT has the whole total.
pub fn document(template: &Document, at: usize, payers: usize, today: Date) -> Document {
    let mut document = template.clone();
    let payer = payer(at, payers);
    document.number = format!("L-{at:07}");
    document.due_date = Some(today.saturating_add(jiff::Span::new().days((at % 120) as i64 - 60)));
    document.issue_date = today.saturating_sub(jiff::Span::new().days(90));
    document.buyer = Party {
        name: name(at, payers),
        identifier: Some(format!("C{payer:06}")),
        email: Some(format!("payer{payer}@example.com")),
        ..Party::default()
    };
    document.payment_means = vec![PaymentMeans {
        code: "30".into(),
        reference: Some(reference(at).to_string()),
        account: Some("SE4550000000058398257466".into()),
        account_name: None,
        bank: None,
    }];
    priced(&mut document, total_minor(at));
    document
}

/// One line over the whole total, exempt from VAT.
fn priced(document: &mut Document, total_minor: i64) {
    document.lines.truncate(1);
    document.allowances_charges.clear();
    let totals = &mut document.totals;
    totals.lines_minor = total_minor;
    totals.allowances_minor = 0;
    totals.charges_minor = 0;
    totals.without_vat_minor = total_minor;
    totals.vat_minor = 0;
    totals.with_vat_minor = total_minor;
    totals.prepaid_minor = 0;
    totals.rounding_minor = 0;
    totals.payable_minor = total_minor;
    document.vat_breakdown.truncate(1);
    for line in &mut document.lines {
        line.net_minor = total_minor;
    }
    for subtotal in &mut document.vat_breakdown {
        subtotal.taxable_minor = total_minor;
        subtotal.tax_minor = 0;
    }
}
