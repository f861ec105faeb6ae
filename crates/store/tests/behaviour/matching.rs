//! What a transfer may be for is looked up the same on both engines.

use async_trait::async_trait;
use domain::ids::InvoiceId;
use domain::matching::{MatchOutcome, MatchReason};
use domain::{Money, StreamId};
use serde::Serialize;
use sqlx::{Connection as _, Row as _};
use testkit::databases::{Database, on_both_engines};
use testkit::documents::invoice;
use testkit::world::World;
use usecases::matching::find_many;
use usecases::{ForgetPayer, Transfer, UnitOfWork, UseCase, UseCaseError, Verdict, Who};

use crate::beside::Beside as _;

on_both_engines!(
    a_reference_is_found_however_it_is_grouped,
    a_mistyped_reference_is_booked_where_name_and_sum_agree,
    the_end_of_a_number_is_found_where_name_or_sum_agree,
    whoever_states_no_reference_is_found_by_name_and_sum,
    somebody_elses_reference_is_asked_about,
    what_one_transfer_pays_is_not_open_for_the_next,
    another_billers_reference_is_not_there,
    a_forgotten_payer_is_found_by_no_name,
    references_are_verified_and_rebuilt,
    a_long_list_of_transfers_is_looked_up_whole,
);

/// Finds, and books nothing.
#[derive(Debug, Clone, Serialize)]
struct Find(Vec<Transfer>);

#[async_trait]
impl UseCase for Find {
    type Output = Vec<Verdict>;
    const NAME: &'static str = "test_find";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Vec<Verdict>, UseCaseError> {
        find_many(unit, &self.0).await
    }
}

async fn find(world: &World, transfers: &[Transfer]) -> Vec<Verdict> {
    world.ask(Find(transfers.to_vec())).await.unwrap().output
}

async fn find_one(world: &World, transfer: &Transfer) -> Verdict {
    find(world, std::slice::from_ref(transfer)).await.pop().unwrap()
}

fn transfer(amount_minor: i64, reference: &str, name: &str) -> Transfer {
    Transfer {
        amount: Money::new(amount_minor, "SEK".parse().unwrap()),
        references: Some(reference).filter(|text| !text.is_empty()).map(str::to_owned).into_iter().collect(),
        text: Vec::new(),
        further: Vec::new(),
        bank_ids: Vec::new(),
        debtor_name: Some(name.to_owned()),
        debtor_account: None,
    }
}

/// An invoice with a reference, to somebody of this name.
async fn owes(world: &World, number: &str, name: &str, reference: &str, total_minor: i64) -> InvoiceId {
    let mut document = invoice(number, total_minor);
    document.buyer.name = name.into();
    document.buyer.email = Some(format!("{}@example.com", name.to_lowercase().replace(' ', ".")));
    document.payment_means[0].reference = Some(reference.into());
    world.import(document).await.invoice_id.unwrap()
}

const ANNA: &str = "Anna Exempel";
const BO: &str = "Bo Prov";

async fn a_reference_is_found_however_it_is_grouped(database: Database) {
    let world = World::open(&database).await;
    let invoice = owes(&world, "F-2026/17", ANNA, "1048 2073 4", 45_000).await;
    for given in ["104820734", "1048 2073 4", "000104820734", "F-2026/17", "f202617"] {
        let verdict = find_one(&world, &transfer(45_000, given, "ANNA EXEMPEL")).await;
        assert_eq!(verdict.matching.outcome, MatchOutcome::Booked, "{given}");
        assert_eq!(verdict.book.unwrap().shares[0].invoice, invoice);
    }
}

async fn a_mistyped_reference_is_booked_where_name_and_sum_agree(database: Database) {
    let world = World::open(&database).await;
    let invoice = owes(&world, "1", ANNA, "104820734", 45_000).await;
    for given in ["10482073", "1048207344", "104820735", "104820743"] {
        let verdict = find_one(&world, &transfer(45_000, given, "A. Exempel")).await;
        assert_eq!(verdict.book.map(|one| one.shares[0].invoice), Some(invoice), "{given}");
        let verdict = find_one(&world, &transfer(45_000, given, BO)).await;
        assert_eq!((verdict.matching.outcome, verdict.book), (MatchOutcome::Asked, None), "{given}");
    }
    // A number without check digits is found too, but an amount alone does not tell it from others.
    let numbered = owes(&world, "NORD-7741", BO, "", 9_000).await;
    let verdict = find_one(&world, &transfer(9_000, "NORD-7714", "Bo Prov")).await;
    assert_eq!(verdict.matching.candidates[0].invoice, numbered);
    assert_eq!(verdict.matching.candidates[0].reasons[0], MatchReason::ReferenceDigitsSwapped);
}

async fn the_end_of_a_number_is_found_where_name_or_sum_agree(database: Database) {
    let world = World::open(&database).await;
    let mine = owes(&world, "INV-0017", ANNA, "104820734", 45_000).await;
    let bos = owes(&world, "2026-18", BO, "204820733", 9_000).await;
    let told = |amount_minor, text: &str, name| Transfer {
        text: vec![text.to_owned()],
        ..transfer(amount_minor, "", name)
    };
    for (transfer, found) in [
        (told(45_000, "Invoice no 17", "Somebody Else"), mine),
        (told(20_000, "Rech.-Nr. 17", ANNA), mine),
        (told(9_000, "Faktura 18", BO), bos),
    ] {
        let verdict = find_one(&world, &transfer).await;
        assert_eq!((verdict.matching.outcome, verdict.book), (MatchOutcome::Asked, None));
        let best = &verdict.matching.candidates[0];
        assert_eq!((best.invoice, best.reasons[0]), (found, MatchReason::PartOfLonger), "{transfer:?}");
    }
    let nobodys = find_one(&world, &told(77, "Invoice no 17", "Cecilia Mall")).await;
    assert_eq!(nobodys.matching.outcome, MatchOutcome::NotFound);
}

async fn whoever_states_no_reference_is_found_by_name_and_sum(database: Database) {
    let world = World::open(&database).await;
    let mine = owes(&world, "1", "Åsa Lindqvist-Exempel", "104820734", 45_000).await;
    owes(&world, "2", BO, "204820733", 45_000).await;
    let verdict = find_one(&world, &transfer(45_000, "", "ASA LINDQVST EXEMPEL")).await;
    assert_eq!((verdict.matching.outcome, verdict.book), (MatchOutcome::Asked, None));
    assert_eq!(verdict.matching.candidates[0].invoice, mine);
    let nobody = find_one(&world, &transfer(77, "", "Cecilia Mall")).await;
    assert_eq!(nobody.matching.outcome, MatchOutcome::NotFound);
}

async fn somebody_elses_reference_is_asked_about(database: Database) {
    let world = World::open(&database).await;
    let mine = owes(&world, "1", ANNA, "104820734", 45_000).await;
    let bos = owes(&world, "2", BO, "204820733", 45_000).await;
    let verdict = find_one(&world, &transfer(45_000, "204820733", ANNA)).await;
    assert_eq!(verdict.book, None);
    let shown: Vec<InvoiceId> = verdict.matching.candidates.iter().map(|one| one.invoice).collect();
    assert!(shown.contains(&mine) && shown.contains(&bos), "{shown:?}");
}

async fn what_one_transfer_pays_is_not_open_for_the_next(database: Database) {
    let world = World::open(&database).await;
    owes(&world, "1", ANNA, "104820734", 45_000).await;
    let twice = [transfer(45_000, "104820734", ANNA), transfer(45_000, "104820734", ANNA)];
    let verdicts = find(&world, &twice).await;
    assert!(verdicts[0].matching.candidates[0].reasons.contains(&MatchReason::AmountExact));
    assert!(verdicts[1].matching.candidates[0].reasons.contains(&MatchReason::PaidAlready));
    // A part, and then just the rest: once looked up with the batch, once further.
    let parts = [transfer(20_000, "104820734", ANNA), transfer(25_000, "104820734", ANNA)];
    let verdicts = find(&world, &parts).await;
    assert!(verdicts[0].matching.candidates[0].reasons.contains(&MatchReason::AmountPart));
    let rest = &verdicts[1].matching.candidates[0];
    assert!(verdicts[1].book.is_some() && rest.reasons.contains(&MatchReason::AmountExact), "{rest:?}");
}

async fn another_billers_reference_is_not_there(database: Database) {
    let world = World::open(&database).await;
    owes(&world, "1", ANNA, "104820734", 45_000).await;
    let other = world.with_biller("other").await;
    let verdict = find_one(&other, &transfer(45_000, "104820734", ANNA)).await;
    assert_eq!(verdict.matching.outcome, MatchOutcome::NotFound);
}

async fn a_forgotten_payer_is_found_by_no_name(database: Database) {
    let world = World::open(&database).await;
    let invoice = owes(&world, "1", ANNA, "104820734", 45_000).await;
    let payer = world.payer_of(invoice).await;
    world.ask(ForgetPayer { payer }).await.unwrap();
    let mut conn = database.connect().await;
    for table in ["payer_names", "payer_bank_accounts"] {
        let count = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}")));
        let left: i64 = count.fetch_one(&mut conn).await.unwrap().try_get(0).unwrap();
        assert_eq!(left, 0, "{table}");
    }
    conn.close().await.unwrap();
    // The reference is bookkeeping and stays.
    let verdict = find_one(&world, &transfer(45_000, "104820734", ANNA)).await;
    assert!(verdict.matching.candidates[0].reasons.contains(&MatchReason::NameUnknown));
}

async fn references_are_verified_and_rebuilt(database: Database) {
    let world = World::open(&database).await;
    let invoice = owes(&world, "1", ANNA, "104820734", 45_000).await;
    for tampering in [
        "DELETE FROM payment_references",
        "UPDATE payment_references SET reference = '5' WHERE kind = 'number'",
    ] {
        let mut conn = database.connect().await;
        sqlx::raw_sql(tampering).execute(&mut conn).await.unwrap();
        conn.close().await.unwrap();
        let found = world.store.verify().await.unwrap();
        assert_eq!(found.len(), 1, "{tampering}");
        assert_eq!(found[0].place, StreamId::Invoice(invoice).to_string());
        world.store.rebuild(std::sync::Arc::new(|_| {})).await.unwrap();
        assert_eq!(world.store.verify().await.unwrap(), []);
    }
}

async fn a_long_list_of_transfers_is_looked_up_whole(database: Database) {
    let world = World::open(&database).await;
    let mut transfers = Vec::new();
    for at in 0..30 {
        let reference = domain::payments::reference::Scheme::Rf.generate(at).unwrap();
        owes(&world, &format!("I{at}"), &format!("Payer Number{at}"), &reference, 5_000 + at as i64).await;
        transfers.push(transfer(5_000 + at as i64, &reference, &format!("PAYER NUMBER{at}")));
    }
    // More keys than one statement takes.
    let noise = (0..300).map(|at| transfer(1, &format!("{}", 7_000_000 + at), "Cecilia Mall"));
    let all: Vec<Transfer> = transfers.iter().cloned().chain(noise).collect();
    let verdicts = find(&world, &all).await;
    assert_eq!(verdicts.len(), all.len());
    assert!(verdicts[..30].iter().all(|one| one.book.is_some()));
    assert!(verdicts[30..].iter().all(|one| one.book.is_none()));
}
