//! Turns the JSON form into a draft: every field is limited, every figure computed, and stated figures are compared.

use domain::invoices::document::{
    Address, AllowanceCharge, AllowanceOrCharge, Line, LineAllowanceCharge, Party, PaymentMeans, Totals,
    VatCategory, VatCode, VatSubtotal,
};
use domain::invoices::vat;
use domain::{Currency, Decimal, Money};
use usecases::InvoiceDraft;

use super::form::{
    AddressForm, AllowanceChargeForm, Direction, LineAllowanceChargeForm, LineForm, NewInvoice, PartyForm,
    PaymentMeansForm, StatedTotals, VatForm,
};
use crate::routes::api::checks::Checks;
use crate::routes::api::problem::ApiProblem;

/// Checks and computes an invoice.
///
/// # Errors
/// Everything that is wrong with it.
pub fn draft(form: NewInvoice) -> Result<InvoiceDraft, ApiProblem> {
    let mut checks = Checks::default();
    let Ok(currency) = form.currency.parse::<Currency>() else {
        let shown: String = form.currency.chars().take(12).collect();
        let message = format!("“{shown}” is not an ISO 4217 currency code that payments use");
        return Err(ApiProblem::invalid_at("/currency", "CURRENCY", message));
    };
    let mut figures = Figures { checks: &mut checks, currency, reasons: Vec::new() };
    figures.count(&form);
    let lines: Vec<Line> = form.lines.iter().enumerate().map(|(at, line)| figures.line(at, line)).collect();
    let extras: Vec<AllowanceCharge> =
        form.allowances_charges.iter().enumerate().map(|(at, one)| figures.extra(at, one)).collect();
    let (vat_breakdown, totals) = figures.totals(&form, &lines, &extras);
    let issue_date = checks.date("/issue_date", form.issue_date.as_deref());
    let due_date = checks.date("/due_date", form.due_date.as_deref());
    if let (Some(issued), Some(due)) = (issue_date, due_date)
        && due < issued
    {
        let message = format!("the due date {due} is before the issue date {issued}");
        checks.add("/due_date", "due_date_before_issue", message);
    }
    let draft = InvoiceDraft {
        number: form.number.as_deref().map(|number| checks.line("/number", number, 100)),
        issue_date,
        due_date,
        currency,
        seller: form.seller.map(|seller| party(&mut checks, "/seller", seller)),
        buyer: party(&mut checks, "/buyer", form.buyer),
        buyer_reference: checks.optional_line("/buyer_reference", form.buyer_reference.as_deref(), 200),
        order_reference: checks.optional_line("/order_reference", form.order_reference.as_deref(), 200),
        notes: notes(&mut checks, &form.notes),
        payment_terms: checks.optional_text("/payment_terms", form.payment_terms.as_deref(), 2_000),
        payment_means: form
            .payment_means
            .iter()
            .enumerate()
            .map(|(at, means)| payment_means(&mut checks, at, means))
            .collect(),
        lines,
        allowances_charges: extras,
        vat_breakdown,
        totals,
    };
    checks.finish()?;
    Ok(draft)
}

/// A BCP 47 tag, if there is one.
///
/// # Errors
/// What is wrong with it.
pub fn language(tag: Option<String>) -> Result<Option<String>, ApiProblem> {
    let is_tag = |tag: &String| {
        let mut subtags = tag.split('-');
        let primary = subtags.next().unwrap_or_default();
        (2..=3).contains(&primary.len())
            && tag.len() <= 35
            && tag.split('-').all(|subtag| {
                (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })
    };
    match tag {
        Some(tag) if !is_tag(&tag) => Err(ApiProblem::invalid_at(
            "/language",
            "language",
            "this is no language tag such as sv or de-AT",
        )),
        tag => Ok(tag),
    }
}

fn notes(checks: &mut Checks, notes: &[String]) -> Vec<String> {
    notes
        .iter()
        .enumerate()
        .filter_map(|(at, note)| checks.optional_text(&format!("/notes/{at}"), Some(note), 4_000))
        .collect()
}

fn party(checks: &mut Checks, at: &str, form: PartyForm) -> Party {
    let mut line = |field: &str, text: Option<&String>, longest| {
        checks.optional_line(&format!("{at}/{field}"), text.map(String::as_str), longest)
    };
    let party = Party {
        name: String::new(),
        legal_name: line("legal_name", form.legal_name.as_ref(), 200),
        identifier: line("identifier", form.identifier.as_ref(), 100),
        registration: line("registration", form.registration.as_ref(), 100),
        vat_number: line("vat_number", form.vat_number.as_ref(), 100),
        address: None,
        contact_name: line("contact_name", form.contact_name.as_ref(), 200),
        email: line("email", form.email.as_ref(), 254),
        phone: line("phone", form.phone.as_ref(), 50),
    };
    if party.email.as_ref().is_some_and(|email| !is_email(email)) {
        checks.add(format!("{at}/email"), "email", "this is not an e-mail address");
    }
    let name = checks.line(&format!("{at}/name"), &form.name, 200);
    let address = form.address.map(|form| address(checks, &format!("{at}/address"), &form));
    Party { name, address, ..party }
}

/// Something before and after exactly one `@`, and no spaces. Only sending shows whether mail arrives.
fn is_email(text: &str) -> bool {
    let parts: Vec<&str> = text.split('@').collect();
    parts.len() == 2 && parts.iter().all(|part| !part.is_empty()) && !text.contains(char::is_whitespace)
}

fn address(checks: &mut Checks, at: &str, form: &AddressForm) -> Address {
    checks.count(&format!("{at}/lines"), form.lines.len(), 5);
    let lines =
        form.lines.iter().enumerate().filter_map(|(number, line)| {
            checks.optional_line(&format!("{at}/lines/{number}"), Some(line), 200)
        });
    let lines = lines.collect();
    let country = checks.optional_line(&format!("{at}/country"), form.country.as_deref(), 2);
    if country
        .as_ref()
        .is_some_and(|code| code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()))
    {
        checks.add(format!("{at}/country"), "BR-CL-14", "a country is two capital letters, such as SE");
    }
    Address {
        lines,
        city: checks.optional_line(&format!("{at}/city"), form.city.as_deref(), 100),
        post_code: checks.optional_line(&format!("{at}/post_code"), form.post_code.as_deref(), 20),
        country,
    }
}

fn payment_means(checks: &mut Checks, number: usize, form: &PaymentMeansForm) -> PaymentMeans {
    let mut line = |field: &str, text: &Option<String>, longest| {
        checks.optional_line(&format!("/payment_means/{number}/{field}"), text.as_deref(), longest)
    };
    PaymentMeans {
        code: line("code", &form.code, 3).unwrap_or_else(|| "30".into()),
        reference: line("reference", &form.reference, 100),
        account: line("account", &form.account, 50),
        account_name: line("account_name", &form.account_name, 200),
        bank: line("bank", &form.bank, 50),
    }
}

/// The part of the checks that calculates.
struct Figures<'a> {
    checks: &'a mut Checks,
    currency: Currency,
    /// Why no VAT is charged, by category.
    reasons: Vec<(VatCategory, String)>,
}

impl Figures<'_> {
    fn count(&mut self, form: &NewInvoice) {
        if form.lines.is_empty() {
            self.checks.add("/lines", "BR-16", "an invoice has at least one line");
        }
        self.checks.count("/lines", form.lines.len(), documents::ubl::MAX_LINES);
        self.checks.count("/allowances_charges", form.allowances_charges.len(), 100);
        self.checks.count("/payment_means", form.payment_means.len(), 10);
        self.checks.count("/notes", form.notes.len(), 20);
    }

    fn line(&mut self, number: usize, form: &LineForm) -> Line {
        let at = format!("/lines/{number}");
        let field = |name: &str| format!("{at}/{name}");
        self.checks.count(&field("allowances_charges"), form.allowances_charges.len(), 100);
        let extras: Vec<LineAllowanceCharge> = form
            .allowances_charges
            .iter()
            .enumerate()
            .map(|(index, one)| self.line_extra(&format!("{at}/allowances_charges/{index}"), one))
            .collect();
        let unit_price = form.unit_price.0;
        if unit_price.is_sign_negative() && !unit_price.is_zero() {
            let message = format!("the price is {unit_price}; make the quantity negative instead");
            self.checks.add(field("unit_price"), "BR-27", message);
        }
        let price_quantity = form.price_quantity.map_or(Decimal::ONE, |quantity| quantity.0);
        if price_quantity <= Decimal::ZERO {
            let message = format!("the price is for {price_quantity} units, it must be for more than zero");
            self.checks.add(field("price_quantity"), "PEPPOL-EN16931-R121", message);
        }
        let period_start = self.checks.date(&field("period_start"), form.period_start.as_deref());
        let period_end = self.checks.date(&field("period_end"), form.period_end.as_deref());
        if let (Some(start), Some(end)) = (period_start, period_end)
            && end < start
        {
            let message = format!("the period ends on {end}, before it starts on {start}");
            self.checks.add(field("period_end"), "BR-30", message);
        }
        let quantity = form.quantity.0;
        let net = if price_quantity > Decimal::ZERO {
            vat::line_net(quantity, unit_price, price_quantity, &extras, self.currency)
        } else {
            Ok(0)
        };
        let net_minor = net.unwrap_or_else(|error| {
            self.checks.add(&at, "amount_too_large", error.to_string());
            0
        });
        if let Some(stated) = form.net_minor {
            self.compare("PEPPOL-EN16931-R120", &field("net_minor"), stated, net_minor);
        }
        Line {
            id: (number + 1).to_string(),
            name: self.checks.line(&field("name"), &form.name, 500),
            description: self.checks.optional_text(&field("description"), form.description.as_deref(), 4_000),
            quantity,
            unit: self
                .checks
                .optional_line(&field("unit"), form.unit.as_deref(), 8)
                .unwrap_or_else(|| "C62".into()),
            unit_price,
            price_quantity,
            allowances_charges: extras,
            net_minor,
            vat: self.category(&field("vat"), &form.vat, "05"),
            period_start,
            period_end,
        }
    }

    fn line_extra(&mut self, at: &str, form: &LineAllowanceChargeForm) -> LineAllowanceCharge {
        LineAllowanceCharge {
            kind: direction(form.kind),
            amount_minor: self.checks.amount_or_zero(&format!("{at}/amount_minor"), form.amount_minor),
            reason: self.checks.optional_line(&format!("{at}/reason"), form.reason.as_deref(), 200),
        }
    }

    fn extra(&mut self, number: usize, form: &AllowanceChargeForm) -> AllowanceCharge {
        let at = format!("/allowances_charges/{number}");
        let rule_number = match form.kind {
            Direction::Allowance => "06",
            Direction::Charge => "07",
        };
        AllowanceCharge {
            kind: direction(form.kind),
            amount_minor: self.checks.amount_or_zero(&format!("{at}/amount_minor"), form.amount_minor),
            vat: self.category(&format!("{at}/vat"), &form.vat, rule_number),
            reason: self.checks.optional_line(&format!("{at}/reason"), form.reason.as_deref(), 200),
        }
    }

    /// A category with the rate that it allows (BR-S-05 … 07 and their siblings).
    fn category(&mut self, at: &str, form: &VatForm, rule_number: &str) -> VatCategory {
        let Ok(code) = form.code.parse::<VatCode>() else {
            let codes = VatCode::ALL.map(VatCode::as_str).join(", ");
            self.checks.add(
                format!("{at}/code"),
                "BR-CL-18",
                format!("this is no VAT category; {codes} are"),
            );
            return VatCategory { code: VatCode::O, rate: Decimal::ZERO };
        };
        let rate = form.rate.map(|rate| rate.0);
        let fault = match rate {
            None if code.is_taxed() => Some("it needs a rate"),
            Some(rate) if code == VatCode::S && rate <= Decimal::ZERO => {
                Some("its rate must be greater than zero")
            }
            Some(rate) if rate < Decimal::ZERO => Some("its rate must not be negative"),
            Some(rate) if rate > Decimal::ONE_HUNDRED => Some("no tax is higher than 100 %"),
            Some(rate) if !code.is_taxed() && !rate.is_zero() => Some("its rate must be 0"),
            _ => None,
        };
        if let Some(fault) = fault {
            let message = format!("VAT category {}: {fault}", code.as_str());
            self.checks.add(format!("{at}/rate"), rate_rule(code, rule_number), message);
        }
        let rate = if fault.is_some() { Decimal::ZERO } else { rate.unwrap_or_default() };
        let category = VatCategory { code, rate };
        let place = format!("{at}/exemption_reason");
        if let Some(reason) = self.checks.optional_line(&place, form.exemption_reason.as_deref(), 500) {
            self.reasons.push((category, reason));
        }
        category
    }

    fn totals(
        &mut self,
        form: &NewInvoice,
        lines: &[Line],
        extras: &[AllowanceCharge],
    ) -> (Vec<VatSubtotal>, Totals) {
        let prepaid = self.checks.amount_or_zero("/prepaid_minor", form.prepaid_minor);
        let rounding = self.checks.figure("/rounding_minor", form.rounding_minor);
        let computed = vat::vat_breakdown(lines, extras, self.currency).and_then(|breakdown| {
            Ok((vat::totals(lines, extras, &breakdown, prepaid, rounding)?, breakdown))
        });
        let (totals, mut breakdown) = match computed {
            Ok(computed) => computed,
            Err(error) => {
                self.checks.add("/lines", "amount_too_large", error.to_string());
                return (Vec::new(), Totals::default());
            }
        };
        for subtotal in &mut breakdown {
            let reason =
                self.reasons.iter().find(|(category, _)| vat::same_category(*category, subtotal.vat));
            subtotal.exemption_reason = reason.map(|(_, reason)| reason.clone());
        }
        if let Some(stated) = &form.totals {
            self.compare_totals(stated, &totals);
        }
        if totals.with_vat_minor < 0 {
            let message = format!(
                "the invoice gives {} back; credit an invoice instead",
                self.show(totals.with_vat_minor)
            );
            self.checks.add("/lines", "NEGATIVE", message);
        } else if totals.payable_minor < 0 && prepaid <= totals.with_vat_minor {
            let message = format!("the rounding makes the amount due {}", self.show(totals.payable_minor));
            self.checks.add("/rounding_minor", "NEGATIVE", message);
        }
        (breakdown, totals)
    }

    fn compare_totals(&mut self, stated: &StatedTotals, ours: &Totals) {
        for (rule, field, stated, ours) in [
            ("BR-CO-10", "lines_minor", stated.lines_minor, ours.lines_minor),
            ("BR-CO-11", "allowances_minor", stated.allowances_minor, ours.allowances_minor),
            ("BR-CO-12", "charges_minor", stated.charges_minor, ours.charges_minor),
            ("BR-CO-13", "without_vat_minor", stated.without_vat_minor, ours.without_vat_minor),
            ("BR-CO-14", "vat_minor", stated.vat_minor, ours.vat_minor),
            ("BR-CO-15", "with_vat_minor", stated.with_vat_minor, ours.with_vat_minor),
            ("BR-CO-16", "payable_minor", stated.payable_minor, ours.payable_minor),
        ] {
            if let Some(stated) = stated {
                self.compare(rule, &format!("/totals/{field}"), stated, ours);
            }
        }
    }

    fn compare(&mut self, rule: &str, place: &str, stated: i64, ours: i64) {
        if stated != ours {
            let message = format!("this says {}, the invoice makes {}", self.show(stated), self.show(ours));
            self.checks.add(place, rule, message);
        }
    }

    fn show(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
}

fn direction(form: Direction) -> AllowanceOrCharge {
    match form {
        Direction::Allowance => AllowanceOrCharge::Allowance,
        Direction::Charge => AllowanceOrCharge::Charge,
    }
}

/// The id of the rule about the rate of one category, such as `BR-IC-05`.
fn rate_rule(code: VatCode, number: &str) -> String {
    let family = match code {
        VatCode::K => "IC",
        VatCode::L => "AF",
        VatCode::M => "AG",
        other => other.as_str(),
    };
    format!("BR-{family}-{number}")
}
