//! How invoices stand, as SQL tells it: the same as `domain::invoices::status`, for every row that could be there.

use std::collections::BTreeMap;

use domain::ids::{InvoiceId, PayerId};
use domain::invoices::status::{Lifecycle, Status};
use domain::{Date, Money};
use sqlx::{AnyConnection, Connection as _, Row as _};
use testkit::databases::{Database, on_both_engines};
use testkit::world::World;
use usecases::{
    InvoiceCounts, InvoiceFilter, InvoiceList, InvoiceRow, InvoiceSort, InvoiceStore as _, PayerStore as _,
};
use uuid::Uuid;

use crate::beside::Beside as _;

on_both_engines!(
    every_row_has_the_one_status_that_the_domain_says,
    filters_share_out_the_invoices_and_the_counters_are_their_numbers,
    what_a_payer_owes_is_what_is_asked_for,
);

const TODAY: Date = Date::constant(2026, 11, 21);
const DAYS: [Date; 3] = [Date::constant(2026, 11, 20), TODAY, Date::constant(2026, 11, 22)];

/// Rows of every combination of what a status depends on, those among them that nothing leads to today.
fn every_row() -> Vec<InvoiceRow> {
    let mut rows = Vec::new();
    for lifecycle in [Lifecycle::Live, Lifecycle::Voided, Lifecycle::WrittenOff] {
        for (total_minor, due_date) in
            [0, 1_000].into_iter().flat_map(|total| DAYS.into_iter().map(move |day| (total, day)))
        {
            for credited_minor in [0, 400, 1_000, 1_500] {
                for open_minor in [0, 400, 1_000, 1_200] {
                    let id = u128::try_from(rows.len()).unwrap() + 1;
                    rows.push(InvoiceRow {
                        id: InvoiceId(Uuid::from_u128(id)),
                        number: format!("S-{id}"),
                        payer: PayerId(Uuid::from_u128(7)),
                        currency: "SEK".parse().unwrap(),
                        total_minor,
                        payable_minor: total_minor,
                        paid_minor: 0,
                        pending_minor: 0,
                        open_minor,
                        credit_minor: 0,
                        credited_minor,
                        issue_date: DAYS[0],
                        due_date,
                        lifecycle,
                        seq: 1,
                        flagged: false,
                    });
                }
            }
        }
    }
    rows
}

async fn put(conn: &mut AnyConnection, world: &World, row: &InvoiceRow) {
    let lifecycle = match row.lifecycle {
        Lifecycle::Live => "live",
        Lifecycle::Voided => "voided",
        Lifecycle::WrittenOff => "written_off",
    };
    sqlx::query(
        "INSERT INTO invoices (biller, id, number, payer, currency, total_minor, payable_minor, paid_minor, \
         pending_minor, open_minor, credit_minor, credited_minor, issue_date, due_date, lifecycle, is_open, \
         flagged, seq, search) VALUES ($1, $2, $3, $4, $5, $6, $6, 0, 0, $7, 0, $8, $9, $10, $11, $12, 0, 1, '')",
    )
    .bind(world.biller().0.as_bytes().as_slice())
    .bind(row.id.0.as_bytes().as_slice())
    .bind(row.number.as_str())
    .bind(row.payer.0.as_bytes().as_slice())
    .bind(row.currency.code())
    .bind(row.total_minor)
    .bind(row.open_minor)
    .bind(row.credited_minor)
    .bind(row.issue_date.to_string())
    .bind(row.due_date.to_string())
    .bind(lifecycle)
    .bind(i64::from(row.is_asked()))
    .execute(conn)
    .await
    .unwrap();
}

async fn with_every_row(database: &Database) -> (World, Vec<InvoiceRow>) {
    let world = World::open(database).await;
    let rows = every_row();
    let mut conn = database.connect().await;
    for row in &rows {
        put(&mut conn, &world, row).await;
    }
    conn.close().await.unwrap();
    (world, rows)
}

/// All that a list has, a page at a time.
async fn all(world: &World, statuses: &[Status]) -> Vec<InvoiceRow> {
    let (mut after, mut found) = (None, Vec::new());
    loop {
        let list = InvoiceList { statuses: statuses.to_vec(), after, ..InvoiceList::newest(TODAY, 150) };
        let page = world.store.list_invoices(world.biller(), &list).await.unwrap();
        found.extend(page.invoices.into_iter().map(|one| one.row));
        match page.next {
            Some(next) => after = Some(next),
            None => return found,
        }
    }
}

async fn every_row_has_the_one_status_that_the_domain_says(database: Database) {
    let (world, rows) = with_every_row(&database).await;
    let mut told: BTreeMap<InvoiceId, Vec<Status>> = BTreeMap::new();
    for status in Status::ALL {
        let found = all(&world, &[status]).await;
        assert!(!found.is_empty(), "{status:?} is there to be found");
        for row in found {
            told.entry(row.id).or_default().push(status);
        }
    }
    for row in &rows {
        assert_eq!(told.get(&row.id), Some(&vec![row.status(TODAY)]), "{row:?}");
    }
    // And any set of them finds what each of it finds: 128 sets.
    for set in 0_u32..128 {
        let statuses: Vec<Status> =
            (0..7).filter(|at| set & (1 << at) != 0).map(|at| Status::ALL[at]).collect();
        let expected = rows.iter().rev();
        let expected =
            expected.filter(|row| statuses.is_empty() || statuses.contains(&row.status(TODAY))).cloned();
        assert_eq!(all(&world, &statuses).await, expected.collect::<Vec<_>>(), "{statuses:?}");
    }
}

async fn filters_share_out_the_invoices_and_the_counters_are_their_numbers(database: Database) {
    let (world, rows) = with_every_row(&database).await;
    let mut found = BTreeMap::new();
    for filter in InvoiceFilter::EVERY {
        found.insert(
            format!("{filter:?}"),
            i64::try_from(all(&world, filter.statuses()).await.len()).unwrap(),
        );
    }
    let of = |name: &str| found[name];
    let counts = world.store.count_invoices(world.biller(), TODAY).await.unwrap();
    let expected = InvoiceCounts {
        all: of("All"),
        asked: of("Asked"),
        overdue: of("Overdue"),
        partly_paid: of("PartlyPaid"),
        paid: of("Paid"),
        closed: of("Closed"),
    };
    assert_eq!(counts, expected);
    assert_eq!(counts.all, i64::try_from(rows.len()).unwrap());
    assert_eq!(counts.asked + counts.paid + counts.closed, counts.all, "each invoice is in one of the three");
    let mut shown = 0;
    for filter in [InvoiceFilter::Asked, InvoiceFilter::Paid, InvoiceFilter::Closed] {
        for status in filter.statuses() {
            assert_eq!(status.is_asked(), filter == InvoiceFilter::Asked, "{status:?}");
            shown += 1;
        }
    }
    assert_eq!(shown, Status::ALL.len(), "no status is without a filter, none has two");
}

async fn what_a_payer_owes_is_what_is_asked_for(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 1_000).await;
    let payer = world.payer_of(invoice).await;
    let mut conn = database.connect().await;
    let rows: Vec<InvoiceRow> = every_row().into_iter().map(|row| InvoiceRow { payer, ..row }).collect();
    let currency = world.store.payer(world.biller(), payer).await.unwrap().unwrap().open[0].currency;
    for row in &rows {
        put(&mut conn, &world, &InvoiceRow { currency, ..row.clone() }).await;
    }
    conn.close().await.unwrap();
    let owed: i64 = rows.iter().filter(|row| row.is_asked()).map(|row| row.open_minor).sum();
    let known = world.store.payer(world.biller(), payer).await.unwrap().unwrap();
    assert_eq!(known.open, [Money::new(owed + 1_000, currency)]);
}

/// How SQLite would go about a statement.
async fn plan(conn: &mut AnyConnection, statement: String) -> String {
    let plan = sqlx::query(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}")));
    let rows = plan.fetch_all(conn).await.unwrap();
    rows.iter().map(|row| row.get::<String, _>(3)).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn lists_and_counters_read_the_indexes_that_are_made_for_them() {
    let database = Database::sqlite();
    let world = World::open(&database).await;
    world.issue("1", 1_000).await;
    let mut conn = database.connect().await;
    let counting = plan(&mut conn, store::statements::count_invoices(TODAY)).await;
    for index in [
        "SEARCH i USING COVERING INDEX invoices_asked_due (biller=? AND is_open=? AND due_date<?)",
        "SEARCH i USING COVERING INDEX invoices_partly_paid (biller=? AND is_open=? AND due_date>?)",
        "SEARCH i USING COVERING INDEX invoices_closed (biller=? AND is_open=?)",
    ] {
        assert!(counting.contains(index), "{index} in {counting}");
    }
    assert_eq!(counting.matches("USING COVERING INDEX").count(), 5, "no row is read: {counting}");
    let list = |statuses: &[Status], sort| InvoiceList {
        statuses: statuses.to_vec(),
        sort,
        ..InvoiceList::newest(TODAY, 50)
    };
    let (newest, due) = (InvoiceSort::Newest, InvoiceSort::Due);
    let (asked, due_before) = (InvoiceFilter::Asked.statuses(), "biller=? AND is_open=? AND due_date<?");
    for (statuses, index) in [
        (asked, "invoices_asked_due (biller=? AND is_open=?)".to_owned()),
        (&[Status::Overdue], format!("invoices_asked_due ({due_before})")),
        (&[Status::PartlyPaid], format!("invoices_asked_due ({})", due_before.replace('<', ">"))),
        (&[Status::Open, Status::PartlyPaid], "invoices_asked_due (biller=? AND is_open=?)".to_owned()),
    ] {
        let found = plan(&mut conn, store::statements::list_invoices(&list(statuses, due), false)).await;
        assert!(found.contains(&format!("SEARCH i USING INDEX {index}")), "{statuses:?}: {found}");
        assert!(!found.contains("TEMP B-TREE"), "{statuses:?} is read in its order: {found}");
    }
    for (statuses, index) in [
        (&[Status::Overdue][..], format!("invoices_asked_due ({due_before})")),
        (&[Status::PartlyPaid], format!("invoices_partly_paid ({})", due_before.replace('<', ">"))),
        (InvoiceFilter::Closed.statuses(), "invoices_closed (biller=? AND is_open=?)".to_owned()),
        (&[Status::Void], "invoices_closed (biller=? AND is_open=?)".to_owned()),
        (&[Status::Credited, Status::WrittenOff], "invoices_closed (biller=? AND is_open=?)".to_owned()),
    ] {
        let found = plan(&mut conn, store::statements::list_invoices(&list(statuses, newest), true)).await;
        assert!(found.contains(&format!("SEARCH i USING COVERING INDEX {index}")), "{statuses:?}: {found}");
    }
    let payer = Some(PayerId(Uuid::from_u128(7)));
    for (list, index) in [
        (InvoiceList::numbered("1", TODAY), "invoices_number (biller=? AND number=?)"),
        (InvoiceList { payer, ..list(&[], newest) }, "invoices_payer (biller=? AND payer=?)"),
    ] {
        let found = plan(&mut conn, store::statements::list_invoices(&list, true)).await;
        assert!(found.contains(&format!("SEARCH i USING COVERING INDEX {index}")), "{list:?}: {found}");
        assert!(found.contains("SEARCH i USING PRIMARY KEY (biller=? AND id=?)"), "{list:?}: {found}");
    }
    // What is looked for among asked and settled ones is gone through in the order of the list.
    for statuses in [
        &[Status::Open, Status::Paid][..],
        &[Status::Overdue, Status::Void],
        &[Status::Overdue, Status::PartlyPaid, Status::Open, Status::Credited],
    ] {
        let found = plan(&mut conn, store::statements::list_invoices(&list(statuses, newest), false)).await;
        assert!(!found.contains("TEMP B-TREE") && !found.contains("MULTI-INDEX"), "{statuses:?}: {found}");
    }
    conn.close().await.unwrap();
}
