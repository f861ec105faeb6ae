//! VAT categories: the code, and the rate that may stand with it (BR-S-05, BR-Z-05 … and the like).

use domain::Decimal;
use domain::invoices::document::{VatCategory, VatCode};

use super::super::position::Position;
use super::super::problems::Problems;
use super::super::raw::{RawCategory, Slot};

/// Where a category stands; each place has its own rules.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bearer {
    Line,
    Allowance,
    Charge,
    Breakdown,
}

impl Bearer {
    /// The rule that asks for a category, and that for its code.
    const fn rules(self) -> (&'static str, &'static str) {
        match self {
            Self::Line => ("BR-CO-04", "BR-CL-18"),
            Self::Allowance => ("BR-32", "BR-CL-17"),
            Self::Charge => ("BR-37", "BR-CL-17"),
            Self::Breakdown => ("BR-47", "BR-CL-17"),
        }
    }

    /// Number of the rule about the rate within the category's family. The breakdown has none: its
    /// rates are compared with those of lines, allowances and charges.
    const fn rate_rule(self) -> Option<&'static str> {
        match self {
            Self::Line => Some("05"),
            Self::Allowance => Some("06"),
            Self::Charge => Some("07"),
            Self::Breakdown => None,
        }
    }
}

/// The id of a rule about one category, such as `BR-IC-08`.
pub(super) fn rule(code: VatCode, number: &str) -> String {
    let family = match code {
        VatCode::K => "IC",
        VatCode::L => "AF",
        VatCode::M => "AG",
        other => other.as_str(),
    };
    format!("BR-{family}-{number}")
}

/// The category with its rate: zero where the category has none, whatever is written.
pub(super) fn category(
    raw: &Slot<RawCategory>,
    bearer: Bearer,
    parent: Position,
    problems: &mut Problems,
) -> Option<VatCategory> {
    let (missing, unknown) = bearer.rules();
    let Some((category, at)) = raw.given().filter(|(category, _)| is_vat(category)) else {
        problems.add(
            missing,
            raw.at_or(parent),
            "there is no VAT category here (a code with the tax scheme VAT)",
        );
        return None;
    };
    let Some((text, code_at)) = category.code.given() else {
        problems.add(missing, at, "the VAT category has no code, such as S or AE");
        return None;
    };
    let Ok(code) = text.parse::<VatCode>() else {
        let shown: String = text.chars().take(12).collect();
        problems.add(
            unknown,
            code_at,
            format!("“{shown}” is not a VAT category; S, Z, E, AE, K, G, O, L, M and B are"),
        );
        return None;
    };
    let rate = rate(category, code, bearer, at, problems)?;
    Some(VatCategory { code, rate })
}

fn is_vat(category: &RawCategory) -> bool {
    category.scheme.given().is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("VAT"))
}

fn rate(
    category: &RawCategory,
    code: VatCode,
    bearer: Bearer,
    at: Position,
    problems: &mut Problems,
) -> Option<Decimal> {
    let Some((&rate, rate_at)) = category.percent.given() else {
        if !category.percent.is_absent() {
            return None;
        }
        if !code.is_taxed() {
            return Some(Decimal::ZERO);
        }
        let rule = bearer.rate_rule().map_or_else(|| "BR-48".to_owned(), |number| rule(code, number));
        problems.add(rule, at, format!("VAT category {} needs a rate (cbc:Percent)", code.as_str()));
        return None;
    };
    let fault = match code {
        VatCode::S if bearer != Bearer::Breakdown && rate <= Decimal::ZERO => "it must be greater than zero",
        _ if code.is_taxed() && rate < Decimal::ZERO => "it must not be negative",
        _ if code.is_taxed() && rate > Decimal::ONE_HUNDRED => "no tax is higher than 100 %",
        _ if !code.is_taxed() && !rate.is_zero() => "it must be 0",
        _ => return Some(rate),
    };
    let rule = bearer.rate_rule().map_or_else(|| "BR-CO-17".to_owned(), |number| rule(code, number));
    problems.add(rule, rate_at, format!("the rate of VAT category {} is {rate} %, {fault}", code.as_str()));
    None
}
