//! The import of a bank file is taken back as a whole: what it recorded goes, what it took back counts again, and the same
//! file can be imported once more.

use domain::ids::PaymentId;
use domain::payments::{PaymentState, Share};
use testkit::bank::entry;
use testkit::databases::{Database, on_both_engines};
use testkit::world::World;
use usecases::bank_imports::{
    BankEntry, BankFileUndoing, BankStore as _, BatchPart, BeginUndo, CheckUndo, EntriesUndone, EntryOutcome,
    EntryStatus, FileId, Imported, NoteBankFile, ResolveReturn, Totals, UndoEntries,
};
use usecases::{ConfirmMatch, PaymentStore as _, UseCaseError};

use EntryStatus::{Booked, Duplicate, Reversed, Suggested, Unmatched};

use crate::bank_imports::{
    FILE, OTHER_FILE, import as book, nameless, owes, state, statuses, taken_back, verify,
};

on_both_engines!(
    what_an_import_recorded_is_taken_back_and_the_file_can_come_again,
    what_another_file_tells_of_stays,
    what_an_import_took_back_counts_again,
    a_payment_and_its_return_in_one_file_both_go,
    a_sum_that_was_replaced_counts_again,
    nothing_is_taken_back_once_a_person_has_moved_a_part_on,
    what_a_person_moves_on_meanwhile_stays_and_is_counted,
    an_undoing_that_was_cut_off_goes_on_where_it_was,
    an_import_that_still_runs_is_ended_by_the_undoing,
    a_refused_or_unknown_file_has_nothing_to_take_back,
    a_refusal_later_does_not_hide_what_was_imported,
);

async fn note(world: &World, file: FileId, entries: u64, state: Imported) {
    let (name, format) = ("november.xml".into(), "camt.053".into());
    world.ask(NoteBankFile { file, name, format, entries, state }).await.unwrap();
}

fn begun() -> Imported {
    Imported::Begun { accounts: Vec::new(), allow_account: true }
}

/// Imports as the server does.
async fn import(world: &World, file: FileId, entries: &[BankEntry]) -> Vec<EntryOutcome> {
    note(world, file, entries.len() as u64, begun()).await;
    let outcomes = book(world, file, entries).await;
    let mut totals = Totals::default();
    outcomes.iter().for_each(|outcome| totals.add(outcome));
    note(world, file, entries.len() as u64, Imported::Ended(totals)).await;
    outcomes
}

async fn check(world: &World, file: FileId) -> Result<EntriesUndone, UseCaseError> {
    world.ask(CheckUndo { file, before: i64::MAX }).await.map(|done| done.output)
}

async fn go_on(world: &World, file: FileId) -> EntriesUndone {
    world.ask(UndoEntries { file, before: i64::MAX, left: 0 }).await.unwrap().output
}

async fn undo(world: &World, file: FileId) -> EntriesUndone {
    check(world, file).await.unwrap();
    world.ask(BeginUndo { file }).await.unwrap();
    go_on(world, file).await
}

async fn undoing(world: &World, file: FileId) -> BankFileUndoing {
    let files = world.store.bank_files(world.biller(), None, 10).await.unwrap().files;
    files.into_iter().find(|one| one.id == file).unwrap().undoing
}

/// The rule that stands in the way.
fn rule(refused: Result<EntriesUndone, UseCaseError>) -> String {
    match refused {
        Err(UseCaseError::Invalid(problems)) => problems[0].rule.clone(),
        other => panic!("{other:?}"),
    }
}

/// The payment that the invoice's money comes from now.
async fn settled_payment(world: &World, known: PaymentId) -> PaymentId {
    let payer = world.store.payment(world.biller(), known).await.unwrap().unwrap().payer.unwrap();
    let filter = usecases::PaymentFilter { payer: Some(payer), ..Default::default() };
    let list = usecases::PaymentList { filter, after: None, limit: 50 };
    let listed = usecases::PaymentStore::payments(&*world.store, world.biller(), &list).await.unwrap();
    let settled: Vec<_> =
        listed.payments.iter().filter(|one| one.row.state == PaymentState::Settled).collect();
    assert_eq!(settled.len(), 1, "{listed:?}");
    settled[0].row.id
}

async fn what_an_import_recorded_is_taken_back_and_the_file_can_come_again(database: Database) {
    let world = World::open(&database).await;
    let paid = owes(&world, "1", "104820734", 45_000).await;
    let told = [entry(1, 45_000, "104820734"), nameless(2, 7_700, "nothing known")];
    let first = import(&world, FILE, &told).await;
    assert_eq!(statuses(&first), [Booked, Suggested]);
    assert_eq!(world.open_minor(paid).await, 0);

    assert_eq!(undo(&world, FILE).await, EntriesUndone { undone: 2, left: 0, next: None });
    assert_eq!(world.open_minor(paid).await, 45_000);
    for outcome in &first {
        assert_eq!(state(&world, outcome.payment.unwrap()).await, PaymentState::Reversed);
    }
    assert!(matches!(undoing(&world, FILE).await, BankFileUndoing::Ended { left: 0, .. }));
    assert_eq!(rule(check(&world, FILE).await), "undone");
    verify(&world).await;

    let second = import(&world, FILE, &told).await;
    assert_eq!(statuses(&second), [Booked, Suggested]);
    assert_ne!(second[0].payment, first[0].payment);
    assert_eq!(world.open_minor(paid).await, 0);
    assert_eq!(undoing(&world, FILE).await, BankFileUndoing::No);
    verify(&world).await;
}

async fn what_another_file_tells_of_stays(database: Database) {
    let world = World::open(&database).await;
    let both = owes(&world, "1", "104820734", 45_000).await;
    let alone = owes(&world, "2", "204820733", 10_000).await;
    import(&world, FILE, &[entry(1, 45_000, "104820734"), entry(2, 10_000, "204820733")]).await;
    assert_eq!(statuses(&import(&world, OTHER_FILE, &[entry(1, 45_000, "104820734")]).await), [Duplicate]);

    assert_eq!(undo(&world, FILE).await.undone, 2);
    assert_eq!((world.open_minor(both).await, world.open_minor(alone).await), (0, 10_000));
    // The other file still tells of it: nothing is new in the first one but what went.
    let again = import(&world, FILE, &[entry(1, 45_000, "104820734"), entry(2, 10_000, "204820733")]).await;
    assert_eq!(statuses(&again), [Duplicate, Booked]);
    verify(&world).await;
}

async fn what_an_import_took_back_counts_again(database: Database) {
    let world = World::open(&database).await;
    let invoice = owes(&world, "1", "104820734", 45_000).await;
    let paid = BankEntry { end_to_end: Some("PAYMENT-4711-A".into()), ..entry(1, 45_000, "104820734") };
    let payment = import(&world, FILE, std::slice::from_ref(&paid)).await[0].payment.unwrap();
    let back = BankEntry { end_to_end: Some("PAYMENT-4711-A".into()), ..taken_back(1, 45_000) };
    let outcomes = import(&world, OTHER_FILE, std::slice::from_ref(&back)).await;
    assert_eq!(statuses(&outcomes), [Reversed]);
    assert_eq!(world.open_minor(invoice).await, 45_000);
    // The first file cannot go while the other one has taken its payment back.
    assert_eq!(rule(check(&world, FILE).await), "moved_on");

    undo(&world, OTHER_FILE).await;
    assert_eq!(world.open_minor(invoice).await, 0);
    assert_eq!(state(&world, payment).await, PaymentState::Reversed);
    let now = settled_payment(&world, payment).await;
    verify(&world).await;

    // It is the first file's payment: told once more it is known, taken back once more it goes.
    let again = import(&world, FILE, &[paid]).await;
    assert_eq!((statuses(&again), again[0].payment), (vec![Duplicate], Some(now)));
    assert_eq!(statuses(&import(&world, OTHER_FILE, &[back]).await), [Reversed]);
    assert_eq!(world.open_minor(invoice).await, 45_000);
    undo(&world, OTHER_FILE).await;
    undo(&world, FILE).await;
    assert_eq!(world.open_minor(invoice).await, 45_000);
    verify(&world).await;
}

async fn a_payment_and_its_return_in_one_file_both_go(database: Database) {
    let world = World::open(&database).await;
    let invoice = owes(&world, "1", "104820734", 45_000).await;
    let paid = BankEntry { end_to_end: Some("PAYMENT-4711-A".into()), ..entry(1, 45_000, "104820734") };
    let back = BankEntry { end_to_end: Some("PAYMENT-4711-A".into()), ..taken_back(2, 45_000) };
    let outcomes = import(&world, FILE, &[paid.clone(), back.clone()]).await;
    assert_eq!(statuses(&outcomes)[1], Reversed, "{outcomes:?}");
    assert_eq!(undo(&world, FILE).await, EntriesUndone { undone: 2, left: 0, next: None });
    assert_eq!(world.open_minor(invoice).await, 45_000);
    let again = import(&world, FILE, &[paid, back]).await;
    assert_eq!(statuses(&again)[1], Reversed, "{again:?}");
    verify(&world).await;
}

async fn a_sum_that_was_replaced_counts_again(database: Database) {
    let world = World::open(&database).await;
    let first = owes(&world, "1", "104820734", 45_000).await;
    let sum = BankEntry {
        part: BatchPart::BatchTotal("DEPOSIT-77001".into()),
        references: vec![],
        debtor_name: None,
        bank_references: vec!["DEPOSIT-77001".into()],
        ..entry(1, 75_000, "")
    };
    let told = import(&world, FILE, &[sum]).await;
    let parts = [(1, 45_000, "104820734"), (2, 30_000, "nothing known")].map(|(number, minor, reference)| {
        BankEntry {
            part: BatchPart::Detail("DEPOSIT-77001".into()),
            bank_references: vec![format!("DEPOSIT-77001#{number}")],
            ..entry(number, minor, reference)
        }
    });
    import(&world, OTHER_FILE, &parts).await;
    assert_eq!(state(&world, told[0].payment.unwrap()).await, PaymentState::Reversed);
    assert_eq!(world.open_minor(first).await, 0);

    undo(&world, OTHER_FILE).await;
    assert_eq!(world.open_minor(first).await, 45_000);
    let waiting =
        usecases::PaymentStore::waiting_matches(&*world.store, world.biller(), None, 10).await.unwrap();
    let waiting: Vec<_> = waiting.waiting.iter().map(|one| one.row.amount_minor).collect();
    assert_eq!(waiting, [75_000]);
    // It gives way again to what it holds.
    import(&world, OTHER_FILE, &parts).await;
    assert_eq!(world.open_minor(first).await, 0);
    verify(&world).await;
}

async fn nothing_is_taken_back_once_a_person_has_moved_a_part_on(database: Database) {
    let world = World::open(&database).await;
    let invoice = owes(&world, "1", "104820734", 45_000).await;
    let other = owes(&world, "2", "204820733", 7_700).await;
    let told = [entry(1, 45_000, "104820734"), nameless(2, 7_700, "nothing known")];
    let outcomes = import(&world, FILE, &told).await;
    let payment = outcomes[1].payment.unwrap();
    let shares = vec![Share { invoice: other, amount_minor: 7_700 }];
    world.ask(ConfirmMatch { payment, shares }).await.unwrap();

    let refused = check(&world, FILE).await;
    let Err(UseCaseError::Invalid(problems)) = &refused else { panic!("{refused:?}") };
    let shown: Vec<_> = problems.iter().map(|one| (one.place.as_str(), one.rule.as_str())).collect();
    assert_eq!(shown, [("entry 2", "moved_on")]);
    assert_eq!((world.open_minor(invoice).await, world.open_minor(other).await), (0, 0));
    assert_eq!(undoing(&world, FILE).await, BankFileUndoing::No);

    // What a person said about a return is moved on too.
    let back = import(&world, OTHER_FILE, &[taken_back(9, 45_000)]).await;
    assert_eq!(statuses(&back), [Unmatched]);
    let waits = world.store.list_returns(world.biller()).await.unwrap();
    let payment = outcomes[0].payment.unwrap();
    world.ask(ResolveReturn { id: waits[0].id, payment }).await.unwrap();
    assert_eq!(rule(check(&world, OTHER_FILE).await), "moved_on");
}

async fn what_a_person_moves_on_meanwhile_stays_and_is_counted(database: Database) {
    let world = World::open(&database).await;
    let invoice = owes(&world, "1", "104820734", 45_000).await;
    let other = owes(&world, "2", "204820733", 7_700).await;
    let told = [entry(1, 45_000, "104820734"), nameless(2, 7_700, "nothing known")];
    let outcomes = import(&world, FILE, &told).await;
    world.ask(BeginUndo { file: FILE }).await.unwrap();
    let shares = vec![Share { invoice: other, amount_minor: 7_700 }];
    let payment = outcomes[1].payment.unwrap();
    world.ask(ConfirmMatch { payment, shares }).await.unwrap();

    assert_eq!(go_on(&world, FILE).await, EntriesUndone { undone: 1, left: 1, next: None });
    assert_eq!((world.open_minor(invoice).await, world.open_minor(other).await), (45_000, 0));
    assert!(matches!(undoing(&world, FILE).await, BankFileUndoing::Ended { left: 1, .. }));
    // What stayed is known; the rest comes again.
    assert_eq!(statuses(&import(&world, FILE, &told).await), [Booked, Duplicate]);
    verify(&world).await;
}

async fn an_undoing_that_was_cut_off_goes_on_where_it_was(database: Database) {
    let world = World::open(&database).await;
    let mut told = Vec::new();
    let mut invoices = Vec::new();
    for (number, reference) in [(1, "104820734"), (2, "204820733"), (3, "304820732")] {
        invoices.push(owes(&world, &number.to_string(), reference, 10_000).await);
        told.push(entry(number, 10_000, reference));
    }
    import(&world, FILE, &told).await;
    world.ask(BeginUndo { file: FILE }).await.unwrap();
    // The end of the file is left for later.
    let step = world.ask(UndoEntries { file: FILE, before: 2, left: 0 }).await.unwrap().output;
    assert_eq!(step, EntriesUndone { undone: 1, left: 0, next: Some(i64::MAX) });
    assert!(matches!(undoing(&world, FILE).await, BankFileUndoing::Begun(_)));
    verify(&world).await;
    // Whoever says it again is not refused for what is gone already.
    assert_eq!(undo(&world, FILE).await, EntriesUndone { undone: 2, left: 0, next: None });
    for invoice in invoices {
        assert_eq!(world.open_minor(invoice).await, 10_000);
    }
    verify(&world).await;
}

async fn an_import_that_still_runs_is_ended_by_the_undoing(database: Database) {
    let world = World::open(&database).await;
    let invoice = owes(&world, "1", "104820734", 45_000).await;
    note(&world, FILE, 2, begun()).await;
    book(&world, FILE, &[entry(1, 45_000, "104820734")]).await;
    world.ask(BeginUndo { file: FILE }).await.unwrap();
    let more = usecases::bank_imports::BookBankEntries {
        file: FILE,
        entries: vec![nameless(2, 7_700, "nothing known")],
        allow_account: false,
    };
    let Err(UseCaseError::Invalid(problems)) = world.ask(more).await else { panic!("it was booked") };
    assert_eq!(problems[0].rule, "being_undone");
    let again = NoteBankFile {
        file: FILE,
        name: "again.xml".into(),
        format: "camt.053".into(),
        entries: 2,
        state: begun(),
    };
    assert!(matches!(world.ask(again).await, Err(UseCaseError::Invalid(_))));
    assert_eq!(go_on(&world, FILE).await.undone, 1);
    assert_eq!(world.open_minor(invoice).await, 45_000);
    verify(&world).await;
}

async fn a_refused_or_unknown_file_has_nothing_to_take_back(database: Database) {
    let world = World::open(&database).await;
    assert!(matches!(check(&world, FILE).await, Err(UseCaseError::NotFound("bank file"))));
    note(&world, FILE, 0, Imported::Refused("it does not add up".into())).await;
    assert_eq!(rule(check(&world, FILE).await), "refused");
    let other = world.with_biller("other").await;
    note(&other, OTHER_FILE, 1, begun()).await;
    assert!(matches!(check(&world, OTHER_FILE).await, Err(UseCaseError::NotFound("bank file"))));
}

async fn a_refusal_later_does_not_hide_what_was_imported(database: Database) {
    let world = World::open(&database).await;
    owes(&world, "1", "104820734", 45_000).await;
    import(&world, FILE, &[entry(1, 45_000, "104820734")]).await;
    note(&world, FILE, 1, Imported::Refused("its account is not among the biller's".into())).await;
    let files = world.store.bank_files(world.biller(), None, 10).await.unwrap().files;
    assert_eq!((files[0].refused.clone(), files[0].totals.is_some()), (None, true));
    assert_eq!(undo(&world, FILE).await.undone, 1);
}
