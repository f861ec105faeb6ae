//! SWIFT's customer statement (MT940): fields that begin with `:61:` and the like at the beginning of a line.
//!
//! The format has no counters. A statement must have a closing balance (`:62F:`, `:62M:`); without one it was not
//! received completely. Its balances are checked ([`balance`]). The related MT942 reports the same movements during the
//! day, as far as the bank knows them then, and is not accepted.

mod balance;
mod details;
mod movement;

use std::io::Read;
use std::str::FromStr;

use domain::{Currency, Date, Money};
use rust_decimal::Decimal;

use crate::input::Lines;
use crate::problem::shorten;
use crate::{
    Accounts, BatchPart, Direction, Format, Later, Lowered, Problem, ReferenceCheck, ReturnReason, State,
    Survey, Transaction,
};
use balance::Balances;
use details::{Details, original_amount};
use movement::Movement;

pub(crate) fn survey(input: impl Read) -> Result<Survey, Problem> {
    let mut found = Transactions::new(input);
    let mut transactions = 0;
    let mut accounts = Accounts::default();
    for transaction in found.by_ref() {
        let transaction = transaction?;
        accounts.add(&transaction.account, &transaction.other_accounts, &transaction.place)?;
        transactions += 1;
    }
    let notes = found.notes;
    Ok(Survey { format: Format::Mt940, transactions, test: false, accounts, notes, later: Later::Nothing })
}

/// A field: its tag, its text with every line, and the line where it begins.
struct Field {
    tag: String,
    text: String,
    place: String,
}

/// More notes than these add nothing.
const MOST_NOTES: usize = 20;

/// The most bytes of a field; `:86:` is the longest of any statement and stays below.
const MAX_FIELD: usize = 64 * 1024;

pub(crate) struct Transactions<R: Read> {
    lines: Lines<R>,
    /// The beginning of the field after the one that is being collected.
    next: Option<Field>,
    account: Option<String>,
    currency: Option<Currency>,
    /// Read, but its `:86:` may follow.
    open: Option<(Movement, String)>,
    in_statement: bool,
    /// The statement states its time of day.
    timed: bool,
    balances: Balances,
    /// Inconsistencies that are no reason to refuse the file.
    notes: Vec<Problem>,
    given: u64,
    failed: bool,
}

impl<R: Read> Transactions<R> {
    pub(crate) fn new(input: R) -> Self {
        Self {
            lines: Lines::new(input),
            next: None,
            account: None,
            currency: None,
            open: None,
            in_statement: false,
            timed: false,
            balances: Balances::default(),
            notes: vec![],
            given: 0,
            failed: false,
        }
    }

    fn advance(&mut self) -> Result<Option<Transaction>, Problem> {
        while let Some(field) = self.field()? {
            let waiting = match field.tag.as_str() {
                // Belongs to the movement before it.
                "86" => match self.open.take() {
                    Some((movement, place)) => {
                        let details = Details::read(&field.text);
                        return self.transaction(movement, place, details, &field.text).map(Some);
                    }
                    None => None,
                },
                _ => self.open.take(),
            };
            self.take(field)?;
            if let Some((movement, place)) = waiting {
                return self.transaction(movement, place, Details::default(), "").map(Some);
            }
        }
        if let Some((movement, place)) = self.open.take() {
            return self.transaction(movement, place, Details::default(), "").map(Some);
        }
        if self.in_statement {
            let message =
                "the last statement has no closing balance (:62F:); the file was not received whole";
            return Err(Problem::counter(self.lines.place(), message));
        }
        Ok(None)
    }

    fn take(&mut self, field: Field) -> Result<(), Problem> {
        match field.tag.as_str() {
            "20" if self.in_statement => {
                let message = "the statement before this line has no closing balance (:62F:)";
                return Err(Problem::counter(field.place, message));
            }
            "20" => {
                self.in_statement = true;
                self.account = None;
                self.currency = None;
                self.timed = false;
            }
            "25" | "25P" => {
                // Some banks leave the reference of the statement out.
                self.in_statement = true;
                let account = field.text.lines().next().unwrap_or_default().trim();
                self.account = Some(account.to_owned()).filter(|account| !account.is_empty());
            }
            "60F" | "60M" => {
                self.in_statement = true;
                self.currency = Some(currency_of(&field)?);
                let notes = self.balances.open(&field, self.account.as_deref());
                self.note(notes);
            }
            "34F" => return Err(intraday(&field.place)),
            "13" | "13D" => self.timed = true,
            "90C" | "90D" if self.currency.is_none() => return Err(intraday(&field.place)),
            "61" if self.currency.is_none() && self.timed => return Err(intraday(&field.place)),
            "61" => {
                let movement = Movement::read(&field.text, &field.place)?;
                if let (Some(currency), false) = (self.currency, movement.expected)
                    && let Ok(money) = Money::from_decimal(movement.amount, currency)
                {
                    self.balances.moved(money, movement.direction);
                }
                self.open = Some((movement, field.place));
            }
            "62F" | "62M" => {
                self.in_statement = false;
                let note = self.balances.close(&field, self.account.as_deref())?;
                self.note(note);
            }
            _ => {}
        }
        Ok(())
    }

    fn note(&mut self, notes: impl IntoIterator<Item = Problem>) {
        let room = MOST_NOTES.saturating_sub(self.notes.len());
        self.notes.extend(notes.into_iter().take(room));
    }

    fn transaction(
        &mut self,
        movement: Movement,
        place: String,
        mut details: Details,
        told: &str,
    ) -> Result<Transaction, Problem> {
        let missing =
            |what: &str| Problem::value(place.clone(), format!("the statement does not state its {what}"));
        let account = self.account.clone().ok_or_else(|| missing("account (:25:)"))?;
        let currency = self.currency.ok_or_else(|| missing("currency (:60F:)"))?;
        let money = Money::from_decimal(movement.amount, currency)
            .map_err(|error| Problem::value(place.clone(), error.to_string()))?;
        let stated = original_amount(told).and_then(|amount| Money::from_decimal(amount, currency).ok());
        self.given += 1;
        details.amounts(movement.supplement.as_deref().unwrap_or_default());
        let charges = charges(&details, money);
        let returned = details.returned || movement.kind == "RTI";
        let undoing = (movement.reversal || (returned && movement.direction == Direction::Debit))
            .then(|| ReturnReason { code: details.return_code.clone(), text: details.return_text.clone() });
        let mut text = details.text;
        let told = details.party != Default::default() || !details.references.is_empty() || !text.is_empty();
        let part = match &movement.bank_reference {
            Some(name) if !told => BatchPart::BatchTotal(name.clone()),
            _ => BatchPart::Single,
        };
        text.extend(movement.supplement);
        let mut further: Vec<String> =
            movement.own_reference.iter().cloned().chain(details.further).collect();
        further.dedup();
        Ok(Transaction {
            number: self.given,
            place,
            format: Format::Mt940,
            account,
            other_accounts: vec![],
            direction: movement.direction,
            state: if movement.expected { State::Pending } else { State::Booked },
            money,
            stated_amounts: stated.into_iter().filter(|one| *one != money && one.minor > 0).collect(),
            booked_on: movement.booked_on.or(Some(movement.valued_on)),
            valued_on: Some(movement.valued_on),
            bank_references: movement.bank_reference.into_iter().collect(),
            end_to_end: details.end_to_end,
            other_ids: movement.own_reference.into_iter().collect(),
            party: details.party,
            references: details.references,
            reference_check: ReferenceCheck::NotMade,
            text,
            further,
            charges,
            lowered: Lowered::No,
            deducted: None,
            undoing,
            direct_debit: movement.kind == "DDT",
            lump_of: None,
            part,
        })
    }

    /// The next field with all its lines.
    fn field(&mut self) -> Result<Option<Field>, Problem> {
        let mut field = self.next.take();
        loop {
            let number = self.lines.number + 1;
            let Some(line) = self.lines.next()? else { return Ok(field) };
            // SWIFT's envelope surrounds the message, and `-` closes it.
            let line = line.trim_end();
            let line = match line.strip_prefix("{1:") {
                Some(envelope) if envelope.contains("{2:I942") || envelope.contains("{2:O942") => {
                    return Err(intraday(&format!("line {number}")));
                }
                Some(envelope) => envelope.rsplit_once("{4:").map_or("", |(_, text)| text),
                None => line,
            };
            if line == "-" || line.starts_with("-}") {
                continue;
            }
            match tag_of(line) {
                Some((tag, text)) => {
                    let begun =
                        Field { tag: tag.to_owned(), text: text.to_owned(), place: format!("line {number}") };
                    if field.is_some() {
                        self.next = Some(begun);
                        return Ok(field);
                    }
                    field = Some(begun);
                }
                None => {
                    // Lines before the first field are some banks' own header.
                    let Some(field) = &mut field else { continue };
                    if field.text.len() + line.len() > MAX_FIELD {
                        let message = format!("the field is longer than {MAX_FIELD} bytes");
                        return Err(Problem::new("LIMIT", field.place.clone(), message));
                    }
                    field.text.push('\n');
                    field.text.push_str(line);
                }
            }
        }
    }
}

/// `:61:…`: two digits and perhaps a letter between colons.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let (tag, text) = line.strip_prefix(':')?.split_once(':')?;
    let mut letters = tag.bytes();
    let digits = letters.next()?.is_ascii_digit() && letters.next()?.is_ascii_digit();
    let letter = letters.next().is_none_or(|letter| letter.is_ascii_uppercase()) && letters.next().is_none();
    (digits && letter).then_some((tag, text))
}

/// `C261130SEK1234,56`.
fn currency_of(field: &Field) -> Result<Currency, Problem> {
    let code = field.text.get(7..10).unwrap_or_default();
    code.parse().map_err(|_| {
        Problem::value(
            field.place.clone(),
            format!("“{}” is no balance (C261130SEK1234,56)", shorten(&field.text)),
        )
    })
}

/// Fields that no statement has show that it is MT942: a limit for reported movements, the time of the report, the sums
/// of the movements so far.
fn intraday(place: &str) -> Problem {
    let message = "this is MT942, a report in the course of the day (intraday): what it tells is not final and comes \
                   again in the statement of the day; send that (MT940)";
    Problem::new("FORMAT", place, message)
}

/// The banks' charges on a movement: the sent amount less the arrived one in the same currency, if the statement calls
/// it so.
fn charges(details: &Details, arrived: Money) -> Option<Money> {
    let (currency, sent) = details.sent.as_ref()?;
    let same = |code: &str| code == arrived.currency.code();
    if !same(currency) || details.charges.is_empty() || !details.charges.iter().all(|(code, _)| same(code)) {
        return None;
    }
    let kept = details.charges.iter().try_fold(Decimal::ZERO, |sum, (_, one)| sum.checked_add(*one))?;
    let money = Money::from_decimal(kept, arrived.currency).ok()?;
    let sent = Money::from_decimal(*sent, arrived.currency).ok()?;
    (money.minor > 0 && arrived.minor.checked_add(money.minor) == Some(sent.minor)).then_some(money)
}

/// `1234,56`, `1234,` or `,56`.
fn amount(text: &str) -> Option<Decimal> {
    let (whole, part) = text.split_once(',').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + part.len() == 0 || text.len() > 24 || !digits(whole) || !digits(part) {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    Decimal::from_str(&if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }).ok()
}

/// `261130`: years below 80 are of this century, the others of the last one.
fn day(text: &str) -> Option<Date> {
    let plain = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    let part = |range| text.get(range).and_then(|part: &str| part.parse::<i8>().ok());
    if !plain {
        return None;
    }
    let year = i16::from(part(0..2)?);
    crate::day::day(if year < 80 { 2000 + year } else { 1900 + year }, part(2..4)?, part(4..6)?)
}

impl<R: Read> Iterator for Transactions<R> {
    type Item = Result<Transaction, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let next = self.advance();
        self.failed = next.is_err();
        next.transpose()
    }
}
