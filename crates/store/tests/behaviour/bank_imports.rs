//! Entries of bank files: each is booked once, whichever file and format tells of it, twins count twice, and what the
//! bank takes back is taken back.

use domain::ids::{InvoiceId, PaymentId};
use domain::payments::{PaymentState, Share};
use domain::{Money, StreamId};
use testkit::bank::entry;
use testkit::clocks::NOON;
use testkit::databases::{Database, on_both_engines};
use testkit::documents::invoice;
use testkit::world::World;
use usecases::bank_imports::{
    BankEntry, BankStore as _, BatchPart, BookBankEntries, EntryOutcome, EntryStatus, FileId, Imported,
    Lowered, NoteBankFile, ReturnReason, Totals, Way,
};
use usecases::{
    ChargesBorneBy, ConfirmMatch, ForgetPayer, InvoiceStore as _, KeepAsCredit, PaymentPolicy,
    PaymentStore as _, Policy, SetPolicy,
};

on_both_engines!(
    what_is_certain_is_booked_and_the_rest_waits,
    what_is_recorded_is_what_arrived_and_a_strangers_deduction_waits,
    charges_are_the_payers_or_a_cost_apart,
    references_stand_in_ids_and_go_over_lines,
    references_stand_in_what_the_bank_calls_it,
    the_same_file_again_changes_nothing,
    an_import_that_was_cut_off_is_finished_by_importing_again,
    another_file_with_the_same_entries_books_nothing,
    the_days_other_format_books_nothing,
    the_other_format_is_known_by_its_own_name_afterwards,
    genuine_twins_both_count,
    twins_that_come_in_two_files_with_names_of_their_own_both_count,
    other_money_of_the_same_sum_is_no_duplicate,
    outgoing_money_is_ignored,
    a_reversal_undoes_the_payment_with_the_banks_reason,
    a_returned_debit_is_found_by_reference_and_amount,
    a_return_of_nothing_known_waits_for_nobody_and_is_told_once,
    one_transfer_pays_several_invoices,
    two_transfers_of_one_import_pay_one_invoice_once,
    two_imports_at_once_book_once,
    a_sum_is_replaced_by_the_payments_in_it,
    a_sum_that_a_person_has_matched_stays,
    a_sum_whose_payments_are_known_is_no_news,
    files_are_listed_newest_first,
    nothing_of_a_forgotten_payer_is_compared_any_more,
);

pub const FILE: FileId = FileId([1; 16]);
pub const OTHER_FILE: FileId = FileId([2; 16]);
pub const THIRD_FILE: FileId = FileId([3; 16]);

/// The same without a name of the bank's for it.
pub fn nameless(number: u64, amount_minor: i64, reference: &str) -> BankEntry {
    BankEntry { bank_references: vec![], ..entry(number, amount_minor, reference) }
}

/// The same as MT940 tells of it: the account in another form, the name in capitals, the reference in the text.
pub fn as_mt940(entry: &BankEntry) -> BankEntry {
    BankEntry {
        format: "mt940".into(),
        account: "SE4550000000058398257466SEK".into(),
        booked_on: Some("2026-11-20".parse().unwrap()),
        valued_on: Some("2026-11-20".parse().unwrap()),
        bank_references: vec![format!("MT{}", entry.number)],
        debtor_name: entry.debtor_name.as_ref().map(|name| name.to_uppercase()),
        text: entry.references.iter().map(|one| format!("Betalning {one}")).collect(),
        references: vec![],
        ..entry.clone()
    }
}

/// A debit that takes something back.
pub fn taken_back(number: u64, amount_minor: i64) -> BankEntry {
    BankEntry {
        way: Way::Out,
        references: vec![],
        undoing: Some(ReturnReason { code: Some("MD06".into()), text: Some("Refund requested".into()) }),
        ..entry(number, amount_minor, "")
    }
}

pub async fn import(world: &World, file: FileId, entries: &[BankEntry]) -> Vec<EntryOutcome> {
    world.ask(BookBankEntries { file, entries: entries.to_vec(), allow_account: true }).await.unwrap().output
}

pub fn statuses(outcomes: &[EntryOutcome]) -> Vec<EntryStatus> {
    outcomes.iter().map(|outcome| outcome.status).collect()
}

/// An invoice to Anna with a reference.
pub async fn owes(world: &World, number: &str, reference: &str, total_minor: i64) -> InvoiceId {
    let mut document = invoice(number, total_minor);
    document.buyer.name = "Anna Exempel".into();
    document.payment_means[0].reference = Some(reference.into());
    world.import(document).await.invoice_id.unwrap()
}

pub async fn state(world: &World, payment: PaymentId) -> PaymentState {
    world.store.payment(world.biller(), payment).await.unwrap().unwrap().state
}

pub async fn verify(world: &World) {
    let findings = world.store.verify().await.unwrap();
    assert!(findings.is_empty(), "{findings:?}");
}

use EntryStatus::{Booked, Duplicate, Ignored, Reversed, Suggested, Unmatched};

use crate::beside::Beside as _;

async fn what_is_certain_is_booked_and_the_rest_waits(database: Database) {
    let world = World::open(&database).await;
    let paid = owes(&world, "1", "104820734", 45_000).await;
    let nobodys = BankEntry { debtor_name: Some("Nils Okänd".into()), ..entry(2, 77_700, "nothing known") };
    let outcomes = import(&world, FILE, &[entry(1, 45_000, "104820734"), nobodys]).await;
    assert_eq!(statuses(&outcomes), [Booked, Unmatched]);
    assert_eq!(
        (outcomes[0].invoices.clone(), outcomes[0].numbers.clone()),
        (vec![paid], vec!["1".to_owned()])
    );
    assert!(outcomes[0].score.unwrap() >= 800 && !outcomes[0].reasons.is_empty());
    assert_eq!(world.open_minor(paid).await, 0);
    let waiting = world.store.payment(world.biller(), outcomes[1].payment.unwrap()).await.unwrap().unwrap();
    assert_eq!((waiting.payer, waiting.state, waiting.free_minor), (None, PaymentState::Settled, 77_700));
    verify(&world).await;
}

async fn the_same_file_again_changes_nothing(database: Database) {
    let world = World::open(&database).await;
    let paid = owes(&world, "1", "104820734", 45_000).await;
    let entries = [entry(1, 20_000, "104820734"), nameless(2, 9_900, "x"), nameless(3, 9_900, "x")];
    let first = import(&world, FILE, &entries).await;
    let again = import(&world, FILE, &entries).await;
    assert_eq!(statuses(&again), [Duplicate; 3]);
    let payments = |outcomes: &[EntryOutcome]| outcomes.iter().map(|one| one.payment).collect::<Vec<_>>();
    assert_eq!(payments(&again), payments(&first), "each is the one of before");
    assert_eq!(world.open_minor(paid).await, 25_000);
}

async fn an_import_that_was_cut_off_is_finished_by_importing_again(database: Database) {
    let world = World::open(&database).await;
    let entries: Vec<_> = (1..=6).map(|number| nameless(number, 9_900, "rent")).collect();
    import(&world, FILE, &entries[..4]).await;
    let again = import(&world, FILE, &entries).await;
    assert_eq!(statuses(&again)[..4], [Duplicate; 4]);
    assert!(
        again[4..].iter().all(|one| one.status != Duplicate),
        "the last two had not been booked: {again:?}"
    );
    assert_eq!(statuses(&import(&world, FILE, &entries).await), [Duplicate; 6]);
}

async fn another_file_with_the_same_entries_books_nothing(database: Database) {
    let world = World::open(&database).await;
    owes(&world, "1", "104820734", 45_000).await;
    import(&world, FILE, &[entry(1, 45_000, "104820734"), nameless(2, 9_900, "x")]).await;
    // The month's statement has them at other places, and one more.
    let mut month = [entry(7, 45_000, "104820734"), nameless(8, 9_900, "x"), nameless(9, 9_900, "x")];
    month[0].bank_references = vec!["BANK-1".into()];
    let outcomes = import(&world, OTHER_FILE, &month).await;
    assert_eq!(statuses(&outcomes)[..2], [Duplicate; 2]);
    assert_ne!(outcomes[2].status, Duplicate, "a second one of them is another one");
}

async fn the_days_other_format_books_nothing(database: Database) {
    let world = World::open(&database).await;
    let paid = owes(&world, "1", "104820734", 45_000).await;
    let told = [entry(1, 20_000, "104820734"), entry(2, 25_000, "104820734"), nameless(3, 9_900, "")];
    import(&world, FILE, &told).await;
    let other: Vec<_> = told.iter().map(as_mt940).collect();
    let outcomes = import(&world, OTHER_FILE, &other).await;
    assert_eq!(statuses(&outcomes), [Duplicate; 3]);
    assert_eq!(world.open_minor(paid).await, 0);
}

async fn the_other_format_is_known_by_its_own_name_afterwards(database: Database) {
    let world = World::open(&database).await;
    let told = entry(1, 20_000, "104820734");
    let first = import(&world, FILE, std::slice::from_ref(&told)).await;
    let other = as_mt940(&told);
    import(&world, OTHER_FILE, std::slice::from_ref(&other)).await;
    // A later file of that format tells less, but by the same name.
    let later = BankEntry { number: 9, debtor_name: None, text: vec![], ..other };
    let outcomes = import(&world, THIRD_FILE, &[later]).await;
    assert_eq!(statuses(&outcomes), [Duplicate]);
    assert_eq!(outcomes[0].payment, first[0].payment);
}

async fn genuine_twins_both_count(database: Database) {
    let world = World::open(&database).await;
    let outcomes = import(&world, FILE, &[nameless(1, 9_900, "coffee"), nameless(2, 9_900, "coffee")]).await;
    assert!(outcomes.iter().all(|one| one.status != Duplicate));
    assert_ne!(outcomes[0].payment, outcomes[1].payment);
    let other: Vec<_> =
        [nameless(1, 9_900, "coffee"), nameless(2, 9_900, "coffee")].iter().map(as_mt940).collect();
    assert_eq!(statuses(&import(&world, OTHER_FILE, &other).await), [Duplicate; 2]);
}

async fn twins_that_come_in_two_files_with_names_of_their_own_both_count(database: Database) {
    let world = World::open(&database).await;
    import(&world, FILE, &[entry(1, 9_900, "coffee")]).await;
    // The same payer, the same sum, the same day, later in the day: the bank calls it something else.
    let outcomes = import(&world, OTHER_FILE, &[entry(2, 9_900, "coffee")]).await;
    assert_ne!(outcomes[0].status, Duplicate);
}

async fn other_money_of_the_same_sum_is_no_duplicate(database: Database) {
    let world = World::open(&database).await;
    import(&world, FILE, &[nameless(1, 9_900, "104820734")]).await;
    let base = nameless(1, 9_900, "104820734");
    let others = [
        BankEntry { debtor_name: Some("Bo Prov".into()), ..base.clone() },
        BankEntry { references: vec!["104820742".into()], ..base.clone() },
        BankEntry { account: "SE3550000000054910000003".into(), ..base.clone() },
        BankEntry {
            booked_on: Some("2026-11-23".parse().unwrap()),
            valued_on: Some("2026-11-23".parse().unwrap()),
            ..base.clone()
        },
        BankEntry { amount: Money::new(9_900, "EUR".parse().unwrap()), ..base },
    ];
    for (at, other) in (10..).zip(others) {
        let outcomes = import(&world, FileId([at; 16]), std::slice::from_ref(&other)).await;
        assert_ne!(outcomes[0].status, Duplicate, "{other:?}");
    }
}

async fn outgoing_money_is_ignored(database: Database) {
    let world = World::open(&database).await;
    let out = BankEntry { way: Way::Out, ..entry(1, 45_000, "104820734") };
    let expected = BankEntry { booked: false, ..entry(2, 45_000, "104820734") };
    let nothing = entry(3, 0, "104820734");
    let outcomes = import(&world, FILE, &[out, expected, nothing]).await;
    assert_eq!(statuses(&outcomes), [Ignored; 3]);
    assert_eq!(outcomes[0].amount.minor, -45_000);
    // What was only expected is booked when it has come.
    let outcomes = import(&world, OTHER_FILE, &[entry(2, 45_000, "104820734")]).await;
    assert_ne!(outcomes[0].status, Duplicate);
}

async fn a_reversal_undoes_the_payment_with_the_banks_reason(database: Database) {
    let world = World::open(&database).await;
    let paid = owes(&world, "1", "104820734", 45_000).await;
    let came = BankEntry { end_to_end: Some("E2E-1".into()), ..entry(1, 45_000, "104820734") };
    let back = BankEntry { end_to_end: Some("E2E-1".into()), ..taken_back(2, 45_000) };
    // In one file: it came in a moment ago.
    let outcomes = import(&world, FILE, &[came, back.clone()]).await;
    assert_eq!(statuses(&outcomes), [Booked, Reversed]);
    assert_eq!(outcomes[1].payment, outcomes[0].payment);
    assert_eq!(outcomes[1].reasons, ["MD06", "Refund requested"]);
    assert_eq!(state(&world, outcomes[0].payment.unwrap()).await, PaymentState::Reversed);
    assert_eq!(world.open_minor(paid).await, 45_000);
    let frames = world.store.staff_frames(world.biller(), paid, 0).await.unwrap();
    let last = serde_json::to_string(frames.last().unwrap()).unwrap();
    assert!(last.contains("payment_reversed") && last.contains("MD06 Refund requested"), "{last}");
    assert_eq!(statuses(&import(&world, FILE, &[BankEntry { number: 2, ..back }]).await), [Duplicate]);
    verify(&world).await;
}

async fn a_returned_debit_is_found_by_reference_and_amount(database: Database) {
    let world = World::open(&database).await;
    owes(&world, "1", "104820734", 45_000).await;
    let came = import(&world, FILE, &[entry(1, 45_000, "104820734")]).await;
    let back = BankEntry { references: vec!["104820734".into()], ..taken_back(5, 45_000) };
    let outcomes = import(&world, OTHER_FILE, std::slice::from_ref(&back)).await;
    assert_eq!(statuses(&outcomes), [Reversed]);
    assert_eq!(outcomes[0].payment, came[0].payment);
    // A second return has nothing left to take back.
    let second = BankEntry { number: 6, bank_references: vec!["BANK-6".into()], ..back };
    let outcomes = import(&world, THIRD_FILE, &[second]).await;
    assert_eq!(statuses(&outcomes), [Unmatched]);
}

async fn a_return_of_nothing_known_waits_for_nobody_and_is_told_once(database: Database) {
    let world = World::open(&database).await;
    let outcomes = import(&world, FILE, &[taken_back(1, 45_000)]).await;
    assert_eq!((outcomes[0].status, outcomes[0].payment), (Unmatched, None));
    assert_eq!(outcomes[0].reasons, ["return_waiting"]);
    assert_eq!(statuses(&import(&world, OTHER_FILE, &[taken_back(1, 45_000)]).await), [Duplicate]);
}

async fn one_transfer_pays_several_invoices(database: Database) {
    let world = World::open(&database).await;
    let first = owes(&world, "1", "104820734", 45_000).await;
    let second = owes(&world, "2", "204820732", 30_000).await;
    let both = BankEntry { references: vec!["104820734".into(), "204820732".into()], ..entry(1, 75_000, "") };
    let outcomes = import(&world, FILE, &[both]).await;
    assert_eq!(statuses(&outcomes), [Booked]);
    let mut invoices = outcomes[0].invoices.clone();
    invoices.sort_unstable();
    assert_eq!(invoices, [first.min(second), first.max(second)]);
    assert_eq!((world.open_minor(first).await, world.open_minor(second).await), (0, 0));
}

async fn two_transfers_of_one_import_pay_one_invoice_once(database: Database) {
    let world = World::open(&database).await;
    let paid = owes(&world, "1", "104820734", 45_000).await;
    let outcomes =
        import(&world, FILE, &[entry(1, 45_000, "104820734"), entry(2, 45_000, "104820734")]).await;
    assert_eq!(outcomes[0].status, Booked);
    // Whatever becomes of the second one, nothing is lost, and the invoice is paid once.
    let books =
        world.books(&[StreamId::Invoice(paid), StreamId::Payment(outcomes[1].payment.unwrap())]).await;
    assert_eq!(books.invoices[&paid].open_minor, 0);
    assert_eq!(books.payments[&outcomes[1].payment.unwrap()].free_minor(), 45_000);
    verify(&world).await;
}

async fn two_imports_at_once_book_once(database: Database) {
    let world = World::open(&database).await;
    let paid = owes(&world, "1", "104820734", 90_000).await;
    let told: Vec<_> = (1..=20).map(|number| entry(number, 4_500, "104820734")).collect();
    let other: Vec<_> = told.iter().map(as_mt940).collect();
    let (one, two) = tokio::join!(import(&world, FILE, &told), import(&world, OTHER_FILE, &other));
    let booked = one.iter().chain(&two).filter(|outcome| outcome.status != Duplicate).count();
    assert_eq!(booked, 20);
    assert_eq!(world.open_minor(paid).await, 0);
}

/// A deposit as a statement tells of it: a sum, and the bank's name for it.
fn deposit(minor: i64) -> BankEntry {
    BankEntry {
        bank_references: vec!["DEPOSIT-7".into()],
        references: vec![],
        debtor_name: None,
        part: BatchPart::BatchTotal("DEPOSIT-7".into()),
        ..entry(1, minor, "")
    }
}

/// The payments in it, as a notification tells of them.
fn in_deposit() -> [BankEntry; 2] {
    [(1, 45_000, "104820734"), (2, 30_000, "204820732")].map(|(number, minor, reference)| BankEntry {
        format: "camt.054".into(),
        bank_references: vec![format!("DEPOSIT-7#{number}")],
        part: BatchPart::Detail("DEPOSIT-7".into()),
        ..entry(number, minor, reference)
    })
}

async fn a_sum_is_replaced_by_the_payments_in_it(database: Database) {
    let world = World::open(&database).await;
    let first = owes(&world, "1", "104820734", 45_000).await;
    let second = owes(&world, "2", "204820732", 30_000).await;
    let sum = import(&world, FILE, &[deposit(75_000)]).await;
    assert_ne!(sum[0].status, Booked);
    let outcomes = import(&world, OTHER_FILE, &in_deposit()).await;
    assert_eq!(statuses(&outcomes), [Booked; 2]);
    assert_eq!((world.open_minor(first).await, world.open_minor(second).await), (0, 0));
    assert_eq!(state(&world, sum[0].payment.unwrap()).await, PaymentState::Reversed);
    assert_eq!(statuses(&import(&world, THIRD_FILE, &in_deposit()).await), [Duplicate; 2]);
    assert_eq!(statuses(&import(&world, THIRD_FILE, &[deposit(75_000)]).await), [Duplicate]);
    verify(&world).await;
}

async fn a_sum_that_a_person_has_matched_stays(database: Database) {
    let world = World::open(&database).await;
    let first = owes(&world, "1", "104820734", 75_000).await;
    let sum = import(&world, FILE, &[deposit(75_000)]).await;
    let shares = vec![Share { invoice: first, amount_minor: 75_000 }];
    world.ask(ConfirmMatch { payment: sum[0].payment.unwrap(), shares }).await.unwrap();
    let single = BankEntry { part: BatchPart::Single, ..deposit(75_000) };
    let told = BankEntry { format: "camt.054".into(), references: vec!["104820734".into()], ..single };
    assert_eq!(statuses(&import(&world, OTHER_FILE, &[told]).await), [Duplicate]);
    assert_eq!(world.open_minor(first).await, 0);
}

async fn a_sum_whose_payments_are_known_is_no_news(database: Database) {
    let world = World::open(&database).await;
    import(&world, FILE, &in_deposit()).await;
    let outcomes = import(&world, OTHER_FILE, &[deposit(75_000)]).await;
    assert_eq!(statuses(&outcomes), [Duplicate]);
    assert_eq!(outcomes[0].reasons, ["told_one_by_one"]);
}

async fn files_are_listed_newest_first(database: Database) {
    let world = World::open(&database).await;
    let note = |file, name: &str, state| NoteBankFile {
        file,
        name: name.into(),
        format: "camt.053".into(),
        entries: 3,
        state,
    };
    world
        .ask(note(
            FILE,
            "/var/in/monday\u{7}.xml",
            Imported::Begun { accounts: Vec::new(), allow_account: false },
        ))
        .await
        .unwrap();
    world
        .ask(note(OTHER_FILE, "tuesday.xml", Imported::Refused("TK70 says otherwise".into())))
        .await
        .unwrap();
    world.ask(note(FILE, "monday.xml", Imported::Ended(Totals::default()))).await.unwrap();
    let found = world.store.bank_files(world.biller(), None, 10).await.unwrap();
    let shown: Vec<_> = found.files.iter().map(|file| (file.name.as_str(), file.refused.is_some())).collect();
    assert_eq!(shown, [("monday.xml", false), ("tuesday.xml", true)]);
    assert_eq!(found.files[0].ended_at, Some(NOON));
    assert_eq!(found.files[0].totals, Some(Totals::default()));
    let other = world.with_biller("other").await;
    assert!(other.store.bank_files(other.biller(), None, 10).await.unwrap().files.is_empty());
}

async fn nothing_of_a_forgotten_payer_is_compared_any_more(database: Database) {
    let world = World::open(&database).await;
    let paid = owes(&world, "1", "104820734", 45_000).await;
    let open = owes(&world, "2", "204820733", 10_000).await;
    let told = [entry(1, 45_000, "104820734"), nameless(2, 10_000, "204820733")];
    let unknown =
        BankEntry { debtor_name: Some("Nils Okänd".into()), ..nameless(3, 77_700, "nothing known") };
    import(&world, FILE, &told[..1]).await;
    let unknown_payment = import(&world, FILE, std::slice::from_ref(&unknown)).await[0].payment.unwrap();
    let payer = world.payer_of(paid).await;
    world.ask(ForgetPayer { payer }).await.unwrap();
    // What comes later, and what turns out later to be theirs.
    assert_eq!(statuses(&import(&world, FILE, &told[1..]).await), [Booked]);
    assert_eq!(world.open_minor(open).await, 0);
    world.ask(KeepAsCredit { payment: unknown_payment, payer }).await.unwrap();
    let mut conn = database.connect().await;
    let left = sqlx::query("SELECT 1 FROM bank_entries WHERE name IS NOT NULL OR words IS NOT NULL");
    assert!(sqlx::Executor::fetch_optional(&mut conn, left).await.unwrap().is_none());
    // A further file still tells of nothing new, with the bank's own name for it and without.
    let again = import(&world, OTHER_FILE, &[told[0].clone(), told[1].clone(), unknown]).await;
    assert_eq!(statuses(&again), [Duplicate; 3]);
    verify(&world).await;
}

async fn what_is_recorded_is_what_arrived_and_a_strangers_deduction_waits(database: Database) {
    let world = World::open(&database).await;
    let paid = owes(&world, "1", "104820734", 80_000).await;
    let other = owes(&world, "2", "204820732", 50_000).await;
    // Of a thousand the payer set two hundred off; of five hundred something is off that nobody knows.
    let set_off = BankEntry { lowered: Lowered::ByPayer, ..entry(1, 80_000, "104820734") };
    let unclear = BankEntry { lowered: Lowered::Unclear, ..entry(2, 50_000, "204820732") };
    let deduction = BankEntry { way: Way::Out, lowered: Lowered::Lowers, ..entry(3, 20_000, "104820734") };
    let outcomes = import(&world, FILE, &[set_off, unclear, deduction]).await;
    assert_eq!(statuses(&outcomes), [Booked, EntryStatus::Suggested, Ignored]);
    assert_eq!(outcomes[2].reasons, ["taken_off_others"]);
    assert_eq!((world.open_minor(paid).await, world.open_minor(other).await), (0, 50_000));
    verify(&world).await;
}

async fn charges_are_the_payers_or_a_cost_apart(database: Database) {
    let world = World::open(&database).await;
    let [first, second, third] = ["104820734", "204820732", "304820730"];
    let paid = |number, reference| BankEntry { charges_minor: 200, ..entry(number, 9_800, reference) };
    let theirs = owes(&world, "1", first, 10_000).await;
    let outcomes = import(&world, FILE, &[paid(1, first)]).await;
    assert_eq!(statuses(&outcomes), [Booked], "a part of it");
    assert_eq!(world.open_minor(theirs).await, 200);

    let payments = PaymentPolicy { bank_charges: ChargesBorneBy::Biller, ..PaymentPolicy::default() };
    world.ask(SetPolicy { policy: Policy { payments, ..Policy::default() } }).await.unwrap();
    let (ours, more) = (owes(&world, "2", second, 10_000).await, owes(&world, "3", third, 10_000).await);
    let outcomes =
        import(&world, OTHER_FILE, &[paid(2, second), entry(3, 10_000, third), paid(4, "nothing known")])
            .await;
    assert_eq!(statuses(&outcomes)[..2], [Booked, Booked]);
    assert_eq!((world.open_minor(ours).await, world.open_minor(more).await), (0, 0));
    let charges: Vec<i64> = {
        let streams: Vec<_> = outcomes.iter().map(|one| StreamId::Payment(one.payment.unwrap())).collect();
        let books = world.books(&streams).await;
        outcomes.iter().map(|one| books.payments[&one.payment.unwrap()].charges_minor).collect()
    };
    assert_eq!(charges, [200, 0, 200]);
    verify(&world).await;
}

async fn references_stand_in_ids_and_go_over_lines(database: Database) {
    let world = World::open(&database).await;
    let by_id = owes(&world, "1", "104820734", 45_000).await;
    let broken = owes(&world, "2", "204820732", 30_000).await;
    let payer = owes(&world, "3", "304820730", 20_000).await;
    let bare =
        |number, minor| BankEntry { debtor_name: None, references: vec![], ..entry(number, minor, "") };
    let outcomes = import(
        &world,
        FILE,
        &[
            BankEntry { further: vec!["104820734".into()], ..bare(1, 45_000) },
            BankEntry { text: vec!["thanks for all, 2048".into(), "20732 it was".into()], ..bare(2, 30_000) },
            BankEntry { end_to_end: Some("REF 304820730".into()), ..bare(3, 20_000) },
        ],
    )
    .await;
    assert_eq!(statuses(&outcomes), [Booked; 3]);
    for invoice in [by_id, broken, payer] {
        assert_eq!(world.open_minor(invoice).await, 0);
    }
}

async fn references_stand_in_what_the_bank_calls_it(database: Database) {
    let world = World::open(&database).await;
    let first = owes(&world, "1", "1048207340012", 45_000).await;
    let second = owes(&world, "2", "2048207340011", 30_000).await;
    let short = owes(&world, "20482", "304820730", 20_000).await;
    let whole = owes(&world, "4", "404820738", 10_000).await;
    let told = |number, minor, names: &[&str]| BankEntry {
        debtor_name: None,
        references: vec![],
        bank_references: names.iter().map(|name| (*name).to_owned()).collect(),
        ..entry(number, minor, "")
    };
    // One of several in what the bank calls 40482073: not what stands for the reference, with a counter behind it.
    let detail = BankEntry { part: BatchPart::Detail("40482073".into()), ..told(4, 10_000, &["40482073#8"]) };
    let entries = [
        told(1, 45_000, &["1048207340012"]),
        told(2, 30_000, &["BANK-2", "2048207340011"]),
        told(3, 20_000, &["20482"]),
        detail,
        told(5, 7_000, &["NONREF"]),
    ];
    let outcomes = import(&world, FILE, &entries).await;
    // A number of few digits may be the bank's counter, whatever sum it comes with.
    assert_eq!(statuses(&outcomes), [Booked, Booked, Suggested, Suggested, Unmatched]);
    assert!(!outcomes[3].reasons.contains(&"reference_in_text".to_owned()), "{outcomes:?}");
    for (invoice, open) in [(first, 0), (second, 0), (short, 20_000), (whole, 10_000)] {
        assert_eq!(world.open_minor(invoice).await, open);
    }
    // What came before its invoice is found by it as well.
    let early = import(&world, OTHER_FILE, &[told(1, 90_000, &["BANK-6", "5048207340018"])]).await;
    assert_eq!(statuses(&early), [Unmatched]);
    let late = owes(&world, "6", "5048207340018", 90_000).await;
    assert_eq!(world.open_minor(late).await, 0);
    verify(&world).await;
}
