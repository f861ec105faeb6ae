//! Bankgirot's incoming payments (BgMax, version 1), after Bankgirot's technical manual.
//!
//! Lines of eighty columns in Latin-1. A file holds deposits: what arrived on one bankgiro number in one
//! currency on one day. A deposit states its sum and its number of payments behind them (TK15), the file its
//! own counters at the end (TK70): both have to agree. Records follow each other with or without the ends of lines.
//!
//! A deduction (TK21) is a payer's own: what was deposited is the payments less the deductions, so it lowers payments
//! of the same deposit ([`crate::lowered`]).

mod record;

use std::collections::VecDeque;
use std::io::Read;

use domain::{Currency, Date, Money};

use crate::input::Lines;
use crate::lowered::{self, Lowered, Offs, Parts, mark};
use crate::problem::shorten;
use crate::{Accounts, Direction, Format, Later, Party, Problem, ReferenceCheck, State, Survey, Transaction};
use record::Record;

/// The facts that follow a deposit's payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Deposit {
    /// The bank account behind the bankgiro number.
    account: Option<String>,
    paid_on: Date,
    serial: String,
}

/// Reads a file to its end and compares its counters.
pub(crate) fn survey(input: impl Read) -> Result<Survey, Problem> {
    let mut reader = Reader::new(input);
    let (mut transactions, mut deposits, mut offs) = (0, vec![], Offs::new());
    let mut here = Parts::default();
    let mut accounts = Accounts::default();
    // The bankgiro number of the payments whose deposit record is still to come.
    let mut number = None;
    while let Some(part) = reader.next()? {
        match part {
            BgmaxItem::Payment(payment) => {
                transactions += 1;
                here.put(payment.part(transactions));
                number = Some(payment.account);
            }
            BgmaxItem::Deposit(deposit) => {
                if let Some(number) = number.take() {
                    let behind: Vec<String> = deposit.account.iter().cloned().collect();
                    accounts.add(&number, &behind, &reader.lines.place())?;
                }
                offs.extend(
                    here.subtract_deductions()
                        .map_err(|message| Problem::new("LIMIT", reader.lines.place(), message))?,
                );
                deposits.push(deposit);
            }
        }
    }
    let later = Later::Deposits(deposits, offs);
    Ok(Survey { format: Format::BgMax, transactions, test: reader.test, accounts, notes: vec![], later })
}

pub(crate) struct Transactions<'a, R: Read> {
    reader: Reader<R>,
    deposits: std::slice::Iter<'a, Deposit>,
    deposit: Option<&'a Deposit>,
    offs: &'a Offs,
    given: u64,
    failed: bool,
}

impl<'a, R: Read> Transactions<'a, R> {
    pub(crate) fn new(input: R, deposits: &'a [Deposit], offs: &'a Offs) -> Self {
        let mut deposits = deposits.iter();
        let deposit = deposits.next();
        Self { reader: Reader::new(input), deposits, deposit, offs, given: 0, failed: false }
    }

    fn advance(&mut self) -> Result<Option<Transaction>, Problem> {
        loop {
            match self.reader.next()? {
                None => return Ok(None),
                Some(BgmaxItem::Deposit(_)) => self.deposit = self.deposits.next(),
                Some(BgmaxItem::Payment(payment)) => {
                    self.given += 1;
                    let deposit = self.deposit.ok_or_else(|| {
                        Problem::new("READ", payment.place.clone(), "the file has changed while it was read")
                    })?;
                    let off = self.offs.get(&self.given).copied().unwrap_or_default();
                    return Ok(Some(payment.transaction(self.given, deposit, off)));
                }
            }
        }
    }
}

impl<R: Read> Iterator for Transactions<'_, R> {
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

/// TK20 (a payment) or TK21 (a deduction from it) with the lines that belong to it.
#[derive(Debug)]
struct BgmaxPayment {
    place: String,
    /// The biller's bankgiro number.
    account: String,
    direction: Direction,
    money: Money,
    /// The payer's bankgiro number; most payers have none.
    sender: Option<String>,
    reference: String,
    /// What Bankgirot says of the reference: 2 is right, 5 is wrong, 3 and 4 are text.
    reference_code: char,
    channel: char,
    serial: String,
    /// TK22 and TK23.
    further: Vec<String>,
    text: Vec<String>,
    name: Vec<String>,
    address: Vec<String>,
    organisation: Option<String>,
}

impl BgmaxPayment {
    /// Its facts for the search for deductions.
    fn part(&self, number: u64) -> lowered::Part {
        let account = self.sender.as_deref().or(self.organisation.as_deref());
        lowered::Part {
            number,
            minor: self.money.minor,
            deduction: self.direction == Direction::Debit,
            payer: (account.and_then(mark), mark(&self.name.join(" "))),
            reference: mark(&self.reference),
        }
    }

    fn transaction(self, number: u64, deposit: &Deposit, (off, lowered): (i64, Lowered)) -> Transaction {
        let lowered = if self.direction == Direction::Debit { Lowered::Lowers } else { lowered };
        let mut references = self.further;
        let mut text = self.text;
        let is_number = self.reference.bytes().all(|byte| byte.is_ascii_digit());
        if !self.reference.is_empty() {
            if is_number { references.insert(0, self.reference) } else { text.insert(0, self.reference) }
        }
        let name = self.name.join(" ");
        Transaction {
            number,
            place: self.place,
            format: Format::BgMax,
            account: self.account,
            other_accounts: deposit.account.iter().cloned().collect(),
            direction: self.direction,
            state: State::Booked,
            money: Money::new(self.money.minor - off, self.money.currency),
            stated_amounts: vec![],
            booked_on: Some(deposit.paid_on),
            valued_on: None,
            // A serial number is unique only among the payments of one channel in a deposit.
            bank_references: vec![format!(
                "{}-{}-{}-{}",
                domain::time::iso_date::text(deposit.paid_on),
                deposit.serial,
                self.channel,
                self.serial
            )],
            end_to_end: None,
            other_ids: vec![],
            party: Party {
                name: (!name.is_empty()).then_some(name),
                account: self.sender,
                identifier: self.organisation,
                address: self.address,
            },
            references,
            reference_check: match self.reference_code {
                '2' => ReferenceCheck::Passed,
                '5' => ReferenceCheck::Failed,
                _ => ReferenceCheck::NotMade,
            },
            text,
            further: vec![],
            charges: None,
            lowered,
            deducted: (off > 0).then(|| Money::new(off, self.money.currency)),
            undoing: None,
            direct_debit: false,
            lump_of: None,
            part: crate::BatchPart::Single,
        }
    }
}

enum BgmaxItem {
    Payment(Box<BgmaxPayment>),
    Deposit(Deposit),
}

const COLUMNS: usize = 80;
/// The most text lines of a payment; further ones are left out.
const MAX_LINES: usize = 400;

/// Reads the file as a sequence of payments and deposits.
struct Reader<R: Read> {
    lines: Lines<R>,
    test: bool,
    /// The biller's bankgiro number and the currency, from TK05.
    section: Option<(String, Currency)>,
    open: Option<Box<BgmaxPayment>>,
    ready: VecDeque<BgmaxItem>,
    here: Deposited,
    counted: Counters,
    ended: bool,
}

/// The sums since the last deposit.
#[derive(Default)]
struct Deposited {
    count: u64,
    sum: i64,
}

/// What TK70 states.
#[derive(Default)]
struct Counters {
    payments: u64,
    deductions: u64,
    further: u64,
    deposits: u64,
}

impl<R: Read> Reader<R> {
    fn new(input: R) -> Self {
        Self {
            lines: Lines::of_columns(input, COLUMNS),
            test: false,
            section: None,
            open: None,
            ready: VecDeque::new(),
            here: Deposited::default(),
            counted: Counters::default(),
            ended: false,
        }
    }

    fn next(&mut self) -> Result<Option<BgmaxItem>, Problem> {
        loop {
            if let Some(part) = self.ready.pop_front() {
                return Ok(Some(part));
            }
            let Some(text) = self.lines.next()?.map(ToOwned::to_owned) else { break };
            if text.trim().is_empty() {
                continue;
            }
            let line = Record::new(&text, self.lines.place());
            if self.ended {
                let message = "there are lines behind the end record (TK70)";
                return Err(Problem::new("FORMAT", line.place(), message));
            }
            self.line(&line)?;
        }
        if !self.ended {
            let message = "the end record (TK70) is missing; the file was not received whole";
            return Err(Problem::counter(self.lines.place(), message));
        }
        Ok(None)
    }

    fn line(&mut self, line: &Record<'_>) -> Result<(), Problem> {
        match line.code() {
            "01" => {
                self.test = line.columns(45, 45) == "T";
                Ok(())
            }
            "05" => self.section(line),
            "20" => self.payment(line, Direction::Credit),
            "21" => self.payment(line, Direction::Debit),
            "22" | "23" => self.further(line),
            "25" => self.add(line, |payment, line| payment.text.push(line.columns(3, 52).to_owned())),
            "26" => self.add(line, |payment, line| payment.name.extend(halves(line))),
            "27" => self.add(line, |payment, line| {
                let (street, post_code) = (line.columns(3, 37), line.columns(38, 46));
                payment
                    .address
                    .extend([street, post_code].into_iter().filter(|part| !part.is_empty()).map(Into::into));
            }),
            "28" => self.add(line, |payment, line| payment.address.extend(halves(line))),
            "29" => self.add(line, |payment, line| {
                let number = line.columns(3, 14).trim_start_matches('0');
                payment.organisation = (!number.is_empty()).then(|| number.to_owned());
            }),
            "15" => self.deposit(line),
            "70" => self.end(line),
            other => Err(Problem::new(
                "FORMAT",
                line.place(),
                format!("“{}” is no record of BgMax", shorten(other)),
            )),
        }
    }

    fn section(&mut self, line: &Record<'_>) -> Result<(), Problem> {
        self.close();
        self.all_deposited(line)?;
        let code = line.columns(23, 25);
        let code = if code.is_empty() { "SEK" } else { code };
        let currency = code.parse::<Currency>().map_err(|error| {
            Problem::value(format!("{}, columns 23 to 25", line.place()), error.to_string())
        })?;
        let account = line.columns(3, 12).trim_start_matches('0').to_owned();
        if account.is_empty() {
            let message = "the section does not say which bankgiro number it is of";
            return Err(Problem::value(format!("{}, columns 3 to 12", line.place()), message));
        }
        self.section = Some((account, currency));
        Ok(())
    }

    fn payment(&mut self, line: &Record<'_>, direction: Direction) -> Result<(), Problem> {
        self.close();
        let Some((account, currency)) = self.section.clone() else {
            let message = "a payment stands before the section (TK05) that it belongs to";
            return Err(Problem::new("FORMAT", line.place(), message));
        };
        let minor = line.minor(38, 55)?;
        let signed = match direction {
            Direction::Credit => {
                self.counted.payments += 1;
                minor
            }
            Direction::Debit => {
                self.counted.deductions += 1;
                -minor
            }
        };
        self.here.count += 1;
        self.here.sum = self.here.sum.saturating_add(signed);
        let sender = line.columns(3, 12).trim_start_matches('0');
        self.open = Some(Box::new(BgmaxPayment {
            place: line.place().to_owned(),
            account,
            direction,
            money: Money::new(minor, currency),
            sender: (!sender.is_empty()).then(|| sender.to_owned()),
            reference: line.columns(13, 37).to_owned(),
            reference_code: line.columns(56, 56).chars().next().unwrap_or(' '),
            channel: line.columns(57, 57).chars().next().unwrap_or('0'),
            serial: line.columns(58, 69).to_owned(),
            further: vec![],
            text: vec![],
            name: vec![],
            address: vec![],
            organisation: None,
        }));
        Ok(())
    }

    /// A further reference of the previous payment. It carries no money of its own, so a line that lost its columns to
    /// tabs is still read: the text after the reference has a fixed length.
    fn further(&mut self, line: &Record<'_>) -> Result<(), Problem> {
        self.counted.further += 1;
        let reference = line.reference();
        self.add(line, |payment, _| {
            if !reference.is_empty() {
                payment.further.push(reference);
            }
        })
    }

    fn add(
        &mut self,
        line: &Record<'_>,
        put: impl FnOnce(&mut BgmaxPayment, &Record<'_>),
    ) -> Result<(), Problem> {
        let Some(payment) = &mut self.open else {
            let message = format!("TK{} stands before the payment that it belongs to", line.code());
            return Err(Problem::new("FORMAT", line.place(), message));
        };
        if payment.further.len() + payment.text.len() + payment.name.len() + payment.address.len() < MAX_LINES
        {
            put(payment, line);
        }
        Ok(())
    }

    /// Completes the previous payment.
    fn close(&mut self) {
        self.ready.extend(self.open.take().map(BgmaxItem::Payment));
    }

    /// TK15: the sum of the previous deposit.
    fn deposit(&mut self, line: &Record<'_>) -> Result<(), Problem> {
        self.close();
        self.counted.deposits += 1;
        let Some((account, currency)) = &self.section else {
            let message = "a deposit (TK15) stands before the section (TK05) that it belongs to";
            return Err(Problem::new("FORMAT", line.place(), message));
        };
        let here = std::mem::take(&mut self.here);
        let (sum, count) = (line.minor(51, 68)?, line.number(72, 79, "a number of payments")?);
        let what = |text: &str| format!("{} (TK15, {text}, bankgiro {account})", line.place());
        if sum != here.sum {
            let (stated, found) = (Money::new(sum, *currency), Money::new(here.sum, *currency));
            let message = format!("the deposit says {stated}, but its payments come to {found}");
            return Err(Problem::counter(what("amount"), message));
        }
        if count != here.count {
            let message = format!("the deposit says {count} payments, but {} stand there", here.count);
            return Err(Problem::counter(what("number of payments"), message));
        }
        let stated = line.columns(69, 71);
        if !stated.is_empty() && stated != currency.code() {
            let message = format!("the deposit is in {stated}, but its section (TK05) in {currency}");
            return Err(Problem::counter(what("currency"), message));
        }
        let number: String = line.columns(3, 37).trim_start_matches('0').to_owned();
        let deposit = Deposit {
            account: (!number.is_empty()).then_some(number),
            paid_on: line.day(38, 45)?,
            serial: line.columns(46, 50).to_owned(),
        };
        self.ready.push_back(BgmaxItem::Deposit(deposit));
        Ok(())
    }

    fn all_deposited(&self, line: &Record<'_>) -> Result<(), Problem> {
        if self.here.count == 0 {
            return Ok(());
        }
        let message = format!("{} payments before this line have no deposit (TK15)", self.here.count);
        Err(Problem::counter(line.place(), message))
    }

    /// TK70: the sums of the file.
    fn end(&mut self, line: &Record<'_>) -> Result<(), Problem> {
        self.close();
        self.all_deposited(line)?;
        for (first, counted, what) in [
            (3, self.counted.payments, "payments (TK20)"),
            (11, self.counted.deductions, "deductions (TK21)"),
            (19, self.counted.further, "further references (TK22, TK23)"),
            (27, self.counted.deposits, "deposits (TK15)"),
        ] {
            // Only some banks count deductions and further references.
            if matches!(first, 11 | 19) && line.columns(first, first + 7).is_empty() {
                continue;
            }
            let stated = line.number(first, first + 7, "a counter")?;
            if stated != counted {
                return Err(Problem::counter(
                    format!("{} (TK70, columns {first} to {})", line.place(), first + 7),
                    format!("the file says {stated} {what}, but {counted} stand there"),
                ));
            }
        }
        self.ended = true;
        Ok(())
    }
}

/// Two fields of thirty-five columns.
fn halves(line: &Record<'_>) -> impl Iterator<Item = String> {
    [line.columns(3, 37), line.columns(38, 72)]
        .map(ToOwned::to_owned)
        .into_iter()
        .filter(|part| !part.is_empty())
}
