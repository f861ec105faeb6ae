//! Checks that everything derived agrees with the log, and the log with itself.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use domain::ids::BillerId;
use domain::{Books, StreamId, ledger};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use usecases::StoreError;
use uuid::Uuid;

use crate::append::payer_prev;
use crate::engine::Engine;
use crate::events::Unread;
use crate::failure::Failure;
use crate::iterate::{self, Page, Place, Stray, Visit};
use crate::projections::{AnyProjection, Declared, sorted};
use crate::rows::Columns;
use crate::statement::{self, Value};
use crate::store::SqlStore;
use crate::streams::{self, kind_of};

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
        let findings = Verification::default().run(&mut conn, self.source.engine()).await;
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
    async fn run(mut self, conn: &mut AnyConnection, engine: Engine) -> Result<Vec<Finding>, Failure> {
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
                    self.finish_stream(conn, engine).await?;
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
        self.finish_stream(conn, engine).await?;
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
        self.open =
            Some(Open { biller: step.biller, stream: step.stream, books: Books::default(), damaged: false });
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

    async fn finish_stream(&mut self, conn: &mut AnyConnection, engine: Engine) -> Result<(), Failure> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let biller = open.biller;
        for (account, balance) in (kind_of(open.stream).balances)(open.stream, &open.books) {
            // Money in transit, in or out, has one ledger account for all payers.
            let owner = account.owner().unwrap_or_default();
            self.differ(biller, account.name(), owner, balance.currency.code(), -balance.minor);
        }
        if !open.damaged
            && let Some(problem) = row_problem(conn, engine, &open).await?
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
        for kind in streams::all() {
            let mut tables = (kind.tables)().into_iter().map(AnyProjection::declared);
            let Some(main) = tables.next().map(|declared| declared.table) else { continue };
            // Names from our own list.
            let rows = count(conn, format!("SELECT COUNT(*) FROM {main}")).await?;
            let streams = self.streams.get(kind.name).copied().unwrap_or_default();
            if rows != streams {
                self.find(None, &format!("table {main}"), format!("{rows} rows for {streams} streams"));
            }
            for Declared { table, stream, .. } in tables {
                let strays = format!(
                    "SELECT COUNT(*) FROM {table} c WHERE NOT EXISTS (SELECT 1 FROM {main} m \
                     WHERE m.biller = c.biller AND m.id = c.{stream})"
                );
                let rows = count(conn, strays).await?;
                if rows > 0 {
                    let what = kind.name.replace('_', " ");
                    self.find(None, &format!("table {table}"), format!("{rows} rows without their {what}"));
                }
            }
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
    open.books.apply(event, stamp);
    problems
}

async fn count(conn: &mut AnyConnection, statement: String) -> Result<i64, Failure> {
    sqlx::query(AssertSqlSafe(statement)).fetch_one(conn).await?.big(0)
}

/// What is wrong with the rows of a stream.
async fn row_problem(
    conn: &mut AnyConnection,
    engine: Engine,
    open: &Open,
) -> Result<Option<String>, Failure> {
    let (kind, biller) = (kind_of(open.stream), open.biller);
    let tables = (kind.tables)();
    let reads = tables.iter().map(|table| table.stored(biller, open.stream.uuid())).collect();
    let found = statement::read(conn, engine, Vec::new(), reads).await?;
    let expected = (kind.expected)(biller, open.stream, &open.books);
    for ((table, found), expected) in tables.into_iter().zip(found).zip(expected) {
        let found = sorted(found.iter().map(statement::values).collect::<Result<_, _>>()?);
        if found != expected {
            let Declared { table, .. } = table.declared();
            let (found, expected) = (shown(&found), shown(&expected));
            return Ok(Some(format!("in {table} its row says {found}, its events {expected}")));
        }
    }
    Ok(None)
}

fn shown(rows: &[Vec<Value>]) -> String {
    let rows: Vec<String> =
        rows.iter().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")).collect();
    format!("[{}]", rows.join("; "))
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
