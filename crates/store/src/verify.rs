//! Checks that everything derived agrees with the log, and the log with itself.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use domain::ids::BillerId;
use domain::invoices::InvoiceEvent;
use domain::{Books, Event, StreamId, ledger};
use sqlx::{AnyConnection, Connection as _};
use usecases::StoreError;
use uuid::Uuid;

use crate::append::payer_prev;
use crate::conversations::rows as conversations;
use crate::events::Unread;
use crate::failure::Failure;
use crate::iterate::{self, Page, Place, Stray, Visit};
use crate::matching::candidates;
use crate::matching::references;
use crate::rows::Columns;
use crate::store::SqlStore;
use crate::{invoices, payers, payments};

/// Something that does not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The biller, if it belongs to one.
    pub biller: Option<BillerId>,
    /// A stream or a table.
    pub place: String,
    /// What does not agree, with both figures.
    pub problem: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)
    }
}

/// More findings than these add nothing.
const MOST_FINDINGS: usize = 1_000;

impl SqlStore {
    /// Compares everything with a fresh fold of the log, as it is at one moment: numbers without gaps, what payers see,
    /// postings that sum to zero and are those of the events, open amounts and credit as the balances of the postings,
    /// and every row that lists read. Empty if all agrees.
    ///
    /// # Errors
    /// [`StoreError::NodeTooOld`] if a newer version of the program wrote some of the log: this one cannot say what
    /// agrees with it. Any error of the database.
    pub async fn verify(&self) -> Result<Vec<Finding>, StoreError> {
        let mut conn = self.source.connect_to_write().await.map_err(Failure::from)?;
        let begin = self.source.engine().dialect().begin_snapshot;
        sqlx::raw_sql(begin).execute(&mut conn).await.map_err(Failure::from)?;
        let findings = Verification::default().run(&mut conn).await;
        // Nothing was written; closing ends the transaction in any case.
        conn.close().await.map_err(Failure::from)?;
        Ok(findings?)
    }
}

/// A posting as its row holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    biller: BillerId,
    account: String,
    owner: Option<Uuid>,
    amount_minor: i64,
    currency: String,
}

/// The stream that is being checked.
struct Open {
    biller: BillerId,
    stream: StreamId,
    books: Books,
    search: String,
    /// The stream is damaged: what follows from it means nothing.
    damaged: bool,
}

#[derive(Default)]
struct Verification {
    findings: Vec<Finding>,
    /// The sum of the postings of a ledger account with an owner, minus what the folds say; zero is left out.
    differences: HashMap<(BillerId, String, Uuid, String), i64>,
    /// How many streams of each kind there are.
    streams: BTreeMap<&'static str, i64>,
    open: Option<Open>,
}

impl Verification {
    async fn run(mut self, conn: &mut AnyConnection) -> Result<Vec<Finding>, Failure> {
        let mut after = Place::default();
        loop {
            let Page { steps, strays, last } = iterate::page(conn, &after).await?;
            let mut postings = stored_postings(conn, &after, last.as_ref()).await?;
            for Stray { place, why } in strays {
                match why {
                    Unread::Newer(_) => return Err(why.into()),
                    Unread::Damaged(why) => self.find(None, &place, why),
                }
            }
            for step in steps {
                if let Err(newer @ Unread::Newer(_)) = &step.event {
                    return Err(newer.clone().into());
                }
                if self.open.as_ref().is_none_or(|open| open.stream != step.stream) {
                    self.finish_stream(conn).await?;
                    self.begin_stream(&step);
                }
                let rows = postings.remove(&(step.stream, step.seq)).unwrap_or_default();
                self.check_event(&step, &rows);
            }
            for ((stream, seq), rows) in postings {
                let biller = rows.first().map(|row| row.biller);
                self.find(
                    biller,
                    &stream.to_string(),
                    format!("postings of event {seq}, which does not exist"),
                );
            }
            let Some(last) = last else { break };
            after = last;
        }
        self.finish_stream(conn).await?;
        self.check_balances();
        self.check_counts(conn).await?;
        Ok(self.findings)
    }

    fn find(&mut self, biller: Option<BillerId>, place: &str, problem: String) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(Finding { biller, place: place.to_owned(), problem });
        }
    }

    fn begin_stream(&mut self, step: &Visit) {
        *self.streams.entry(step.stream.kind()).or_default() += 1;
        self.open = Some(Open {
            biller: step.biller,
            stream: step.stream,
            books: Books::default(),
            search: String::new(),
            damaged: false,
        });
    }

    fn check_event(&mut self, step: &Visit, rows: &[Row]) {
        let Some(mut open) = self.open.take() else { return };
        let place = step.stream.to_string();
        let seq = step.seq;
        for problem in event_problems(&mut open, step, rows) {
            self.find(Some(step.biller), &place, format!("event {seq}: {problem}"));
        }
        for row in rows {
            // Money in transit, in or out, has one ledger account for all payers.
            let shared = ["unidentified", "refunds"].contains(&row.account.as_str()).then(Uuid::nil);
            if let Some(owner) = row.owner.or(shared) {
                self.differ(row.biller, &row.account, owner, &row.currency, row.amount_minor);
            }
        }
        self.open = Some(open);
    }

    fn differ(&mut self, biller: BillerId, account: &str, owner: Uuid, currency: &str, by: i64) {
        let key = (biller, account.to_owned(), owner, currency.to_owned());
        let difference = self.differences.entry(key.clone()).or_default();
        *difference += by;
        if *difference == 0 {
            self.differences.remove(&key);
        }
    }

    async fn finish_stream(&mut self, conn: &mut AnyConnection) -> Result<(), Failure> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let biller = open.biller;
        match open.stream {
            StreamId::Invoice(id) => {
                if let Some(invoice) = open.books.invoices.get(&id) {
                    let code = invoice.currency.code();
                    self.differ(biller, "receivable", id.0, code, -invoice.open_minor);
                }
            }
            StreamId::Payment(id) => {
                if let Some(payment) = open.books.payments.get(&id) {
                    let code = payment.recorded.amount.currency.code();
                    let (account, owner) = payment
                        .payer
                        .map_or(("unidentified", Uuid::nil()), |payer| ("payer_credit", payer.0));
                    self.differ(biller, account, owner, code, payment.free_minor());
                    self.differ(biller, "refunds", Uuid::nil(), code, payment.refunds_underway_minor());
                }
            }
            StreamId::Payer(id) => {
                for credit in open.books.payers.get(&id).into_iter().flat_map(|one| one.credit.values()) {
                    self.differ(biller, "payer_credit", id.0, credit.currency.code(), credit.minor);
                }
            }
            StreamId::CreditNote(_) => {}
        }
        if !open.damaged
            && let Some(problem) = row_problem(conn, &open).await?
        {
            self.find(Some(biller), &open.stream.to_string(), problem);
        }
        Ok(())
    }

    fn check_balances(&mut self) {
        let mut differences: Vec<_> = std::mem::take(&mut self.differences).into_iter().collect();
        differences.sort();
        for ((biller, account, owner, currency), by) in differences {
            let what = match account.as_str() {
                "receivable" => "open amount of invoice",
                "payer_credit" => "credit of payer",
                "unidentified" => "money that nobody is found for",
                _ => "money on its way back",
            };
            self.find(
                Some(biller),
                &format!("account {account}"),
                format!("its balance and the {what} {owner} differ by {by} minor units of {currency}"),
            );
        }
    }

    async fn check_counts(&mut self, conn: &mut AnyConnection) -> Result<(), Failure> {
        for (kind, table, count) in [
            ("invoice", "invoices", "SELECT COUNT(*) FROM invoices"),
            ("payment", "payments", "SELECT COUNT(*) FROM payments"),
            ("payer", "payers", "SELECT COUNT(*) FROM payers"),
            ("credit_note", "credit_notes", "SELECT COUNT(*) FROM credit_notes"),
        ] {
            let rows = sqlx::query(count).fetch_one(&mut *conn).await?.big(0)?;
            let streams = self.streams.get(kind).copied().unwrap_or_default();
            if rows != streams {
                self.find(None, &format!("table {table}"), format!("{rows} rows for {streams} streams"));
            }
        }
        let strays = "SELECT COUNT(*) FROM conversations c WHERE NOT EXISTS (SELECT 1 FROM invoices i \
                      WHERE i.biller = c.biller AND i.id = c.invoice)";
        let rows = sqlx::query(strays).fetch_one(&mut *conn).await?.big(0)?;
        if rows > 0 {
            self.find(None, "table conversations", format!("{rows} rows without an invoice"));
        }
        let strays = "SELECT COUNT(*) FROM match_candidates c WHERE NOT EXISTS (SELECT 1 FROM payments r \
                      WHERE r.biller = c.biller AND r.id = c.payment)";
        let rows = sqlx::query(strays).fetch_one(&mut *conn).await?.big(0)?;
        if rows > 0 {
            self.find(None, "table match_candidates", format!("{rows} rows without a payment"));
        }
        Ok(())
    }
}

/// What is wrong with one event, which is then folded in.
fn event_problems(open: &mut Open, step: &Visit, rows: &[Row]) -> Vec<String> {
    let mut problems = Vec::new();
    if step.biller != open.biller {
        problems.push("belongs to another biller than the one before it".to_owned());
    }
    let due = open.books.head(step.stream) + 1;
    if step.seq != due && !open.damaged {
        problems.push(format!("{due} is missing"));
        open.damaged = true;
    }
    let (event, stamp) = match &step.event {
        Ok((event, stamp)) => (event, *stamp),
        Err(error) => {
            problems.push(error.to_string());
            open.damaged = true;
            return problems;
        }
    };
    if open.damaged {
        return problems;
    }
    let prev = payer_prev(&open.books, event);
    if prev != step.payer_prev {
        problems.push(format!("a payer is told it follows {:?}, it follows {prev:?}", step.payer_prev));
    }
    let expected: Vec<Row> = ledger::postings(&open.books, event)
        .into_iter()
        .map(|posting| Row {
            biller: step.biller,
            account: posting.account.name().to_owned(),
            owner: posting.account.owner(),
            amount_minor: posting.amount_minor,
            currency: posting.currency.code().to_owned(),
        })
        .collect();
    let sum: i64 = rows.iter().map(|row| row.amount_minor).sum();
    if sum != 0 || rows.iter().any(|row| row.currency != rows[0].currency) {
        problems.push(format!("its postings sum to {sum} instead of zero, or mix currencies"));
    }
    if rows != expected {
        problems.push(format!("{} postings are not the {} that it makes", rows.len(), expected.len()));
    }
    if let Event::Invoice(_, InvoiceEvent::Issued(issued)) = event {
        open.search = invoices::projection::search_text(issued);
    }
    open.books.apply(event, stamp);
    problems
}

/// What is wrong with the row of a stream.
async fn row_problem(conn: &mut AnyConnection, open: &Open) -> Result<Option<String>, Failure> {
    let (biller, books) = (open.biller, &open.books);
    let (expected, found) = match open.stream {
        StreamId::Invoice(id) => {
            let expected = books.invoices.get(&id).map(|invoice| invoices::projection::row(id, invoice));
            let expected = expected.map(|row| (row.clone(), open.search.clone(), row.is_asked()));
            let conversation = books.invoices.get(&id).and_then(conversations::Row::of);
            let found = invoices::rows::get_whole(conn, biller, id).await?;
            let found_conversation = conversations::stored(conn, biller, id).await?;
            let references = references::of(&open.search);
            let found_references = references::stored(conn, biller, id).await?;
            (
                format!("{expected:?} {conversation:?} {references:?}"),
                format!("{found:?} {found_conversation:?} {found_references:?}"),
            )
        }
        StreamId::Payment(id) => {
            let payment = books.payments.get(&id);
            let expected = payment.map(|one| (payments::projection::row(id, one), one.seq));
            let candidates = payment.map(candidates::of).unwrap_or_default();
            let found = payments::rows::get_whole(conn, biller, id).await?;
            let found_candidates = candidates::stored(conn, biller, id).await?;
            (format!("{expected:?} {candidates:?}"), format!("{found:?} {found_candidates:?}"))
        }
        StreamId::Payer(id) => {
            let expected = match books.payers.get(&id) {
                Some(one) => Some((
                    payers::projection::credit_text(one)?,
                    i64::from(one.forgotten),
                    one.seq,
                    payers::projection::details_of(one),
                )),
                None => None,
            };
            let row = sqlx::query(
                "SELECT credit, forgotten, seq, details FROM payers WHERE biller = $1 AND id = $2",
            )
            .bind(biller.0.as_bytes().as_slice())
            .bind(id.0.as_bytes().as_slice())
            .fetch_optional(conn)
            .await?;
            let found = row.map(|row| {
                Ok::<_, Failure>((row.text(0)?.to_owned(), row.big(1)?, row.big(2)?, row.maybe_bytes(3)?))
            });
            (format!("{expected:?}"), format!("{:?}", found.transpose()?))
        }
        StreamId::CreditNote(id) => {
            let expected = books.credit_notes.get(&id).map(|one| {
                let document = &one.received.document;
                (
                    document.number.clone(),
                    one.received.payer.0,
                    document.currency.code().to_owned(),
                    document.totals.payable_minor,
                    one.applied_to.map(|invoice| invoice.0.as_bytes().to_vec()),
                    one.seq,
                )
            });
            let row = sqlx::query(
                "SELECT number, payer, currency, amount_minor, applied_to, seq FROM credit_notes \
                 WHERE biller = $1 AND id = $2",
            )
            .bind(biller.0.as_bytes().as_slice())
            .bind(id.0.as_bytes().as_slice())
            .fetch_optional(conn)
            .await?;
            let found = row.map(|row| {
                Ok::<_, Failure>((
                    row.text(0)?.to_owned(),
                    row.uuid(1)?,
                    row.text(2)?.to_owned(),
                    row.big(3)?,
                    row.maybe_bytes(4)?,
                    row.big(5)?,
                ))
            });
            (format!("{expected:?}"), format!("{:?}", found.transpose()?))
        }
    };
    Ok((expected != found).then(|| format!("its row says {found}, its events {expected}")))
}

/// The postings after a place and up to another, by event; to the end where there is none.
async fn stored_postings(
    conn: &mut AnyConnection,
    after: &Place,
    last: Option<&Place>,
) -> Result<HashMap<(StreamId, i64), Vec<Row>>, Failure> {
    let mut query = sqlx::query(match last {
        Some(_) => {
            "SELECT stream_kind, stream_id, seq, biller, account, owner, amount_minor, currency \
             FROM postings WHERE (stream_id, stream_kind, seq) > ($1, $2, $3) \
             AND (stream_id, stream_kind, seq) <= ($4, $5, $6) ORDER BY stream_id, stream_kind, seq, line"
        }
        None => {
            "SELECT stream_kind, stream_id, seq, biller, account, owner, amount_minor, currency \
             FROM postings WHERE (stream_id, stream_kind, seq) > ($1, $2, $3) \
             ORDER BY stream_id, stream_kind, seq, line LIMIT 1000"
        }
    })
    .bind(after.id.as_slice())
    .bind(after.kind.as_str())
    .bind(after.seq);
    if let Some(last) = last {
        query = query.bind(last.id.as_slice()).bind(last.kind.as_str()).bind(last.seq);
    }
    let mut found: HashMap<_, Vec<Row>> = HashMap::new();
    for row in query.fetch_all(conn).await? {
        let stream = crate::log::stream_of(row.text(0)?, row.uuid(1)?)?;
        found.entry((stream, row.big(2)?)).or_default().push(Row {
            biller: BillerId(row.uuid(3)?),
            account: row.text(4)?.to_owned(),
            owner: row.maybe_bytes(5)?.and_then(|owner| Uuid::from_slice(&owner).ok()),
            amount_minor: row.big(6)?,
            currency: row.text(7)?.to_owned(),
        });
    }
    Ok(found)
}
