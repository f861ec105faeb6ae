//! `billow biller policy`: what a biller lets Billow decide by itself, and by when a person answers.

use std::collections::BTreeSet;

use clap::Args;
use domain::conversations::hours::BusinessHours;
use domain::payments::reference::Scheme;
use usecases::{ChargesBorneBy, Input, Policy, SetPolicy, UseCaseError, execute};

use super::Common;
use super::context::CliContext;
use super::failure::{Failure, Outcome};
use super::out;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Prints the policy; what is given is changed first.
#[derive(Args)]
pub struct PolicyCommand {
    /// How many more days a payer gets at once, without asking anybody; 0 for none
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(0..=365))]
    more_time_days: Option<u16>,
    /// How many times on one invoice
    #[arg(long, value_name = "TIMES")]
    more_time_times: Option<u32>,
    /// How many days a proposal waits for an answer
    #[arg(long, value_name = "DAYS")]
    proposal_days: Option<u16>,
    /// Within how many minutes of business hours a person answers first
    #[arg(long, value_name = "MINUTES")]
    first_response: Option<u32>,
    /// Business hours, as 08:00-17:00 in the biller's zone
    #[arg(long, value_name = "FROM-TO", value_parser = hours)]
    hours: Option<(u16, u16)>,
    /// Business days, as mon,tue,wed
    #[arg(long, value_name = "DAYS", value_parser = weekdays)]
    days: Option<u8>,
    /// Whether simple questions are answered automatically
    #[arg(long)]
    answers: Option<bool>,
    /// The scheme of references that Billow makes for invoices that state none: ocr, ocr_length, rf, kid10, kid11,
    /// finnish, belgian, swiss_qr or invoice_number
    #[arg(long, value_name = "SCHEME")]
    reference_scheme: Option<Scheme>,
    /// The schemes that payers' references are read as, as ocr,rf,invoice_number
    #[arg(long, value_name = "SCHEMES", value_delimiter = ',')]
    recognise: Option<Vec<Scheme>>,
    /// The least that a payer may pay on the page, minor units
    #[arg(long, value_name = "MINOR")]
    minimum_payment: Option<i64>,
    /// From which score on, 500 to 1000, money is booked without a person
    #[arg(long, value_name = "SCORE")]
    auto_book: Option<u16>,
    /// Who bears what banks keep of a payment: payer (the rest stays open) or biller (a cost, posted apart)
    #[arg(long, value_name = "WHO")]
    bank_charges: Option<ChargesBorneBy>,
    /// The Swish number for invoices in kronor that name none; nothing between quotes for none
    #[arg(long, value_name = "NUMBER")]
    swish: Option<String>,
}

impl PolicyCommand {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let context = CliContext::open(common).await?;
        let biller = context.biller().await?;
        let before = context.database().biller_policy(biller.id).await?;
        let policy = self.onto(before.clone());
        if policy != before {
            let input = Input { use_case: SetPolicy { policy: policy.clone() }, key: None };
            match execute(&context.services, CliContext::caller(biller.id), input).await {
                Ok(_) => {}
                Err(UseCaseError::Invalid(problems)) => {
                    let problems: Vec<_> = problems.into_iter().map(|problem| problem.message).collect();
                    return Err(Failure::usage(problems.join("; ")));
                }
                Err(error) => return Err(error.into()),
            }
        }
        out::json(&policy)?;
        Ok(Outcome::Good)
    }

    /// The policy with the options applied.
    fn onto(self, mut policy: Policy) -> Policy {
        let Self {
            more_time_days, more_time_times, proposal_days, first_response, hours, days, answers, ..
        } = self;
        policy.more_time.days = more_time_days.unwrap_or(policy.more_time.days);
        policy.more_time.times = more_time_times.unwrap_or(policy.more_time.times);
        policy.proposal_days = proposal_days.unwrap_or(policy.proposal_days);
        policy.first_response_minutes = first_response.unwrap_or(policy.first_response_minutes);
        let BusinessHours { from_minute, to_minute, weekdays } = policy.hours;
        let (from_minute, to_minute) = hours.unwrap_or((from_minute, to_minute));
        policy.hours = BusinessHours { from_minute, to_minute, weekdays: days.unwrap_or(weekdays) };
        policy.answers = answers.unwrap_or(policy.answers);
        let Self { reference_scheme, recognise, minimum_payment, auto_book, bank_charges, swish, .. } = self;
        let payments = &mut policy.payments;
        payments.reference_scheme = reference_scheme.unwrap_or(payments.reference_scheme);
        if let Some(mut schemes) = recognise {
            let mut seen = BTreeSet::new();
            schemes.retain(|scheme| seen.insert(*scheme));
            payments.recognised = schemes;
        }
        payments.minimum_payment_minor = minimum_payment.unwrap_or(payments.minimum_payment_minor);
        if let Some(number) = swish {
            let number: String = number.chars().filter(|letter| !letter.is_whitespace()).collect();
            payments.swish_number = (!number.is_empty()).then_some(number);
        }
        payments.bank_charges = bank_charges.unwrap_or(payments.bank_charges);
        payments.auto_book_threshold = auto_book.unwrap_or(payments.auto_book_threshold);
        policy
    }
}

/// Minutes of the day from `08:00-17:00`.
fn hours(text: &str) -> Result<(u16, u16), String> {
    let read = |part: &str| {
        let (hour, minute) = part.trim().split_once(':')?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour <= 24 && minute < 60).then(|| hour * 60 + minute).filter(|minute| *minute <= 24 * 60)
    };
    text.split_once('-')
        .and_then(|(from, to)| Some((read(from)?, read(to)?)))
        .ok_or_else(|| format!("“{text}” is not like 08:00-17:00"))
}

/// The days as bits, Monday first.
fn weekdays(text: &str) -> Result<u8, String> {
    text.split(',').try_fold(0, |days, day| {
        let at = DAYS.iter().position(|one| one.eq_ignore_ascii_case(day.trim()));
        at.map(|at| days | 1 << at).ok_or_else(|| format!("“{day}” is none of {}", DAYS.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_days_are_read_and_nonsense_is_not() {
        assert_eq!(hours("08:00-17:30"), Ok((480, 1_050)));
        assert_eq!(hours("0:00-24:00"), Ok((0, 1_440)));
        for nonsense in ["", "8-17", "08:60-17:00", "08:00-24:01", "08:00", "65535:00-1:00"] {
            assert_eq!(hours(nonsense), Err(format!("“{nonsense}” is not like 08:00-17:00")));
        }
        assert_eq!(weekdays("mon,Tue, sun"), Ok(0b100_0011));
        assert_eq!(weekdays("mon,someday"), Err(format!("“someday” is none of {}", DAYS.join(", "))));
    }
}
