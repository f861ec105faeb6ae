//! Reads a camt file as a sequence of small parts, in the order of the file.

use std::collections::VecDeque;
use std::io::Read;

use encoding_rs::Encoding;

use super::counters::Summary;
use super::model::{Batch, Detail, Entry, GroupHeader, Moment, Record, TransactionCode};
use super::parse;
use super::xml::{Element, Xml, XmlStep};
use crate::problem::shorten;
use crate::{Direction, Format, Problem};

#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// `GrpHdr`.
    Header(Box<GroupHeader>),
    /// A statement or notification begins; everything that stands before its first entry.
    Record(Box<Record>),
    Entry(Box<Entry>),
    /// A batch inside the entry; its details follow.
    Batch(Batch),
    /// One transaction inside the entry.
    Detail(Box<Detail>),
    /// The entry ends, with `AddtlNtryInf`.
    EntryEnd(Option<String>),
    /// The statement or notification ends, with its `AddtlStmtInf` or `AddtlNtfctnInf`.
    RecordEnd(Option<String>),
}

/// Reads a camt file step by step.
pub struct Reader<R: Read> {
    xml: Xml<R>,
    at: At,
    format: Format,
    records: u64,
    entries: u64,
    entries_here: u64,
    details_here: u64,
    summary: Option<Summary>,
    record: Record,
    /// `AddtlStmtInf` of this record.
    record_additional: Option<String>,
    /// `AddtlNtryInf` of this entry.
    entry_additional: Option<String>,
    /// Read, and not yet given.
    ready: VecDeque<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Message,
    /// Inside a statement or notification; `begun`: it was given.
    Record {
        begun: bool,
    },
    Entry,
    Details,
    Finished,
}

impl<R: Read> Reader<R> {
    /// A reader at the beginning of a file.
    pub fn new(input: R, encoding: &'static Encoding) -> Self {
        Self {
            xml: Xml::new(input, encoding),
            at: At::Start,
            format: Format::Camt053,
            records: 0,
            entries: 0,
            entries_here: 0,
            details_here: 0,
            summary: None,
            record: Record::default(),
            record_additional: None,
            entry_additional: None,
            ready: VecDeque::new(),
        }
    }

    /// What the file is; known after the first part.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Where the reader is: `Stmt[1]/Ntry[3]/TxDtls[2]`.
    pub fn place(&self) -> String {
        let record = if self.format == Format::Camt054 { "Ntfctn" } else { "Stmt" };
        let mut place = format!("{record}[{}]", self.records);
        if matches!(self.at, At::Entry | At::Details) {
            place.push_str(&format!("/Ntry[{}]", self.entries_here));
        }
        if self.at == At::Details && self.details_here > 0 {
            place.push_str(&format!("/TxDtls[{}]", self.details_here));
        }
        place
    }

    /// The next part; `None` at the end of the file.
    ///
    /// # Errors
    /// What is wrong, with its place. A statement whose sums disagree with its entries is wrong.
    pub fn read(&mut self) -> Result<Option<Part>, Problem> {
        loop {
            if let Some(part) = self.ready.pop_front() {
                return Ok(Some(part));
            }
            let step = self.xml.step()?;
            match (self.at, step) {
                (At::Finished, XmlStep::End) => return Ok(None),
                (At::Finished, XmlStep::Close) => {}
                (At::Finished, XmlStep::Open(name)) => {
                    let message = format!("{} stands behind the end of the message", shorten(&name));
                    return Err(Problem::new("XML", "the file", message));
                }
                (At::Start, step) => self.start(step)?,
                (At::Message, step) => self.message(step)?,
                (At::Record { begun }, step) => self.record(step, begun)?,
                (At::Entry, step) => self.entry(step)?,
                (At::Details, step) => self.details(step)?,
            }
        }
    }

    /// Finds the message; some banks wrap it in an envelope of their own.
    fn start(&mut self, step: XmlStep) -> Result<(), Problem> {
        match step {
            XmlStep::Open(name) if name == "Document" => accept(self.xml.namespace()),
            XmlStep::Open(name) if name == "BkToCstmrStmt" || name == "BkToCstmrDbtCdtNtfctn" => {
                self.format = if name == "BkToCstmrStmt" { Format::Camt053 } else { Format::Camt054 };
                self.at = At::Message;
                Ok(())
            }
            XmlStep::Open(name) if name == "BkToCstmrAcctRpt" => Err(intraday("camt.052")),
            XmlStep::Open(_) | XmlStep::Close => Ok(()),
            XmlStep::End => Err(Problem::new(
                "FORMAT",
                "the file",
                "this XML holds neither a camt.053 nor a camt.054 message",
            )),
        }
    }

    fn message(&mut self, step: XmlStep) -> Result<(), Problem> {
        match step {
            XmlStep::Open(name) if name == "GrpHdr" => {
                let header = parse::header(self.xml.tree(&name)?.root());
                self.ready.push_back(Part::Header(Box::new(header)));
            }
            XmlStep::Open(name) if name == "Stmt" || name == "Ntfctn" => {
                self.records += 1;
                self.entries_here = 0;
                self.record = Record::default();
                self.summary = None;
                self.at = At::Record { begun: false };
            }
            XmlStep::Open(_) => self.xml.skip()?,
            XmlStep::Close | XmlStep::End => self.at = At::Finished,
        }
        Ok(())
    }

    fn record(&mut self, step: XmlStep, begun: bool) -> Result<(), Problem> {
        match step {
            XmlStep::Open(name) if name == "Ntry" => {
                self.begin_record(begun);
                self.entries += 1;
                self.entries_here += 1;
                self.details_here = 0;
                self.at = At::Entry;
                self.begin_entry()
            }
            XmlStep::Open(name) => {
                let place = self.place();
                let root = self.xml.tree(&name)?.root();
                match name.as_str() {
                    "TxsSummry" => self.summary = Some(Summary::read(root, &place)?),
                    "AddtlStmtInf" | "AddtlNtfctnInf" => {
                        self.record_additional = root.text().map(ToOwned::to_owned);
                    }
                    _ => fill_record(&mut self.record, root),
                }
                Ok(())
            }
            XmlStep::Close | XmlStep::End => {
                if let Some(summary) = self.summary.take() {
                    summary.check(&self.place())?;
                }
                self.begin_record(begun);
                self.ready.push_back(Part::RecordEnd(self.record_additional.take()));
                self.at = At::Message;
                Ok(())
            }
        }
    }

    fn begin_record(&mut self, begun: bool) {
        if !begun {
            self.ready.push_back(Part::Record(Box::new(std::mem::take(&mut self.record))));
        }
    }

    /// Reads an entry up to its first details, or to its end.
    fn begin_entry(&mut self) -> Result<(), Problem> {
        let place = self.place();
        let mut draft = EntryDraft::default();
        let has_details = loop {
            match self.xml.step()? {
                XmlStep::Open(name) if name == "NtryDtls" => break true,
                XmlStep::Open(name) => draft.fill(self.xml.tree(&name)?.root(), &place)?,
                XmlStep::Close | XmlStep::End => break false,
            }
        };
        self.entry_additional = draft.additional.take();
        let entry = draft.entry(self.entries, &place)?;
        if let Some(summary) = &mut self.summary {
            summary.count(&entry);
        }
        self.ready.push_back(Part::Entry(Box::new(entry)));
        if has_details {
            self.at = At::Details;
        } else {
            self.end_entry();
        }
        Ok(())
    }

    fn end_entry(&mut self) {
        self.ready.push_back(Part::EntryEnd(self.entry_additional.take()));
        self.at = At::Record { begun: true };
    }

    /// Behind the first details of an entry.
    fn entry(&mut self, step: XmlStep) -> Result<(), Problem> {
        match step {
            XmlStep::Open(name) if name == "NtryDtls" => self.at = At::Details,
            XmlStep::Open(name) if name == "AddtlNtryInf" => {
                self.entry_additional = self.xml.tree(&name)?.root().text().map(ToOwned::to_owned);
            }
            XmlStep::Open(_) => self.xml.skip()?,
            XmlStep::Close | XmlStep::End => self.end_entry(),
        }
        Ok(())
    }

    fn details(&mut self, step: XmlStep) -> Result<(), Problem> {
        match step {
            XmlStep::Open(name) if name == "TxDtls" => {
                self.details_here += 1;
                let place = self.place();
                let detail = parse::detail(self.xml.tree(&name)?.root(), &place)?;
                self.ready.push_back(Part::Detail(Box::new(detail)));
            }
            XmlStep::Open(name) if name == "Btch" => {
                let place = self.place();
                let batch = parse::batch(self.xml.tree(&name)?.root(), &place)?;
                self.ready.push_back(Part::Batch(batch));
            }
            XmlStep::Open(_) => self.xml.skip()?,
            XmlStep::Close | XmlStep::End => self.at = At::Entry,
        }
        Ok(())
    }
}

/// Refuses the related message types by name, so that the error is clear.
fn accept(namespace: Option<&str>) -> Result<(), Problem> {
    let Some(name) = namespace.and_then(|namespace| namespace.rsplit_once("xsd:")).map(|(_, name)| name)
    else {
        return Ok(());
    };
    let name = name.trim_start_matches('$');
    if name.starts_with("camt.053.001.") || name.starts_with("camt.054.001.") {
        return Ok(());
    }
    if name.starts_with("camt.052.") {
        return Err(intraday(name));
    }
    let message = format!(
        "this is {}; statements (camt.053) and notifications (camt.054) are read here",
        shorten(name)
    );
    Err(Problem::new("FORMAT", "the file", message))
}

fn intraday(name: &str) -> Problem {
    let message = format!(
        "this is {}, a report in the course of the day (intraday): what it tells is not final and comes again in the \
         statement of the day; send that (camt.053)",
        shorten(name)
    );
    Problem::new("FORMAT", "the file", message)
}

fn fill_record(record: &mut Record, element: Element<'_>) {
    let text = || element.text().map(ToOwned::to_owned);
    match element.name() {
        "Id" => record.id = text(),
        "StmtPgntn" | "NtfctnPgntn" => record.page = element.value(&["PgNb"]),
        "ElctrncSeqNb" => record.electronic_number = text(),
        "LglSeqNb" => record.legal_number = text(),
        "CreDtTm" => record.created = parse::instant(element),
        "FrToDt" => {
            record.from = element.find(&["FrDtTm"]).and_then(parse::instant);
            record.to = element.find(&["ToDtTm"]).and_then(parse::instant);
        }
        "CpyDplctInd" => record.copy = text(),
        "Acct" => record.account = parse::account(element),
        // A year of daily balances fits.
        "Bal" if record.balances.len() < 400 => record.balances.extend(parse::balance(element)),
        _ => {}
    }
}

/// An entry whose parts come one by one.
#[derive(Default)]
struct EntryDraft {
    reference: Option<String>,
    amount: Option<domain::Money>,
    direction: Option<Direction>,
    reversal: bool,
    status: Option<String>,
    booked: Option<Moment>,
    valued: Option<Moment>,
    servicer_reference: Option<String>,
    code: TransactionCode,
    charges: Option<domain::Money>,
    additional: Option<String>,
}

impl EntryDraft {
    fn fill(&mut self, element: Element<'_>, place: &str) -> Result<(), Problem> {
        let text = || element.text().map(ToOwned::to_owned);
        let day = || {
            parse::moment(element)
                .map_err(|message| Problem::value(format!("{place}/{}", element.name()), message))
        };
        match element.name() {
            "NtryRef" => self.reference = text(),
            "Amt" => self.amount = Some(parse::amount(element, place)?),
            "CdtDbtInd" => self.direction = element.text().and_then(parse::direction),
            "RvslInd" => self.reversal = matches!(element.text(), Some("true" | "1")),
            "Sts" => {
                self.status = text().or_else(|| element.value(&["Cd"])).or_else(|| element.value(&["Prtry"]))
            }
            "BookgDt" => self.booked = day()?,
            "ValDt" => self.valued = day()?,
            "AcctSvcrRef" => self.servicer_reference = text(),
            "BkTxCd" => self.code = parse::transaction_code(element),
            "Chrgs" => {
                let charges = parse::charges(std::iter::once(element), place)?;
                self.charges = match (self.charges, charges) {
                    (Some(before), Some(charges)) => before.checked_add(charges).ok(),
                    (before, charges) => before.or(charges),
                };
            }
            "AddtlNtryInf" => self.additional = text(),
            _ => {}
        }
        Ok(())
    }

    fn entry(self, number: u64, place: &str) -> Result<Entry, Problem> {
        let missing = |name: &str| {
            Problem::value(format!("{place}/{name}"), format!("the entry has no {name} that can be read"))
        };
        Ok(Entry {
            number,
            place: place.to_owned(),
            reference: self.reference,
            amount: self.amount.ok_or_else(|| missing("Amt"))?,
            direction: self.direction.ok_or_else(|| missing("CdtDbtInd"))?,
            reversal: self.reversal,
            // A statement holds booked entries unless it says otherwise.
            status: self.status.unwrap_or_else(|| "BOOK".to_owned()),
            booked: self.booked,
            valued: self.valued,
            servicer_reference: self.servicer_reference,
            code: self.code,
            charges: self.charges,
        })
    }
}
