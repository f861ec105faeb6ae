//! Jobs against a real database, with a clock that the test moves.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{BillerId, JobId};
use domain::payments::PaymentState;
use tempfile::TempDir;
use testkit::billers::{biller, services};
use testkit::clocks::StillClock;
use testkit::works::Enqueue;
use usecases::bank_imports::{
    BankEntry, BankFileUndoing, BeginUndo, BookBankEntries, FileId, Imported, NoteBankFile, Totals,
};
use usecases::{
    Biller, BillerSetUp, Caller, Clock as _, Input, NewJob, OperatorAccess, PURPOSES, Principal, Services,
    StoreError, UseCase, UseCaseError, execute,
};
use uuid::Uuid;

use super::handler::{Handler, Handlers};
use super::handlers::handlers;
use super::{AdvanceError, Runner, advance};
use crate::config::Settings;
use crate::providers::Providers;

const NOON: i64 = 1_800_000_000_000;
const HOUR: i64 = 3_600_000;

/// Records which job ran at which business time; fails as often as it is told.
#[derive(Default)]
struct Diary {
    ran: Mutex<Vec<(String, i64)>>,
    failures: AtomicUsize,
}

#[async_trait]
impl Handler for Diary {
    async fn run(&self, services: &Services, job: &NewJob) -> anyhow::Result<()> {
        let fails = |left: usize| left.checked_sub(1);
        if self.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, fails).is_ok() {
            anyhow::bail!("the post office is closed");
        }
        let biller = services.store(OperatorAccess).biller(job.biller).await?.unwrap();
        self.ran.lock().unwrap().push((job.unique.clone(), biller.now(services.clock.as_ref()).0));
        Ok(())
    }
}

impl Diary {
    fn ran(&self) -> Vec<(String, i64)> {
        self.ran.lock().unwrap().clone()
    }
}

struct World {
    services: Services,
    clock: Arc<StillClock>,
    biller: BillerId,
    diary: Arc<Diary>,
    _folder: TempDir,
}

impl World {
    async fn open(sandbox: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("billow.db").display());
        let clock = Arc::new(StillClock::at(Timestamp(NOON)));
        let services = services(store::open(&url, store::Options::default()).await.unwrap(), clock.clone());
        let biller = Biller { sandbox, ..biller("nordkraft", "Nordkraft Example") };
        let id = biller.id;
        services.store(OperatorAccess).write(Arc::new(BillerSetUp(biller))).await.unwrap();
        Self { services, clock, biller: id, diary: Arc::default(), _folder: folder }
    }

    async fn enqueue(&self, purpose: &str, unique: &str, due_at: i64) {
        let job = NewJob {
            id: JobId(Uuid::now_v7()),
            biller: self.biller,
            purpose: purpose.into(),
            unique: unique.into(),
            payload: "{}".into(),
            due_at: Timestamp(due_at),
            expires_at: None,
        };
        self.enqueue_job(job).await;
    }

    async fn enqueue_job(&self, job: NewJob) {
        self.services.store(OperatorAccess).write(Arc::new(Enqueue(job))).await.unwrap();
    }

    fn runner(&self) -> Runner {
        let diary: Arc<dyn Handler> = self.diary.clone();
        Runner::with(self.services.clone(), BTreeMap::from([("remind", diary)]))
    }

    async fn next(&self) -> Option<i64> {
        self.services
            .store(OperatorAccess)
            .next_job_due(self.biller, &["remind", "unheard-of"])
            .await
            .unwrap()
            .map(|due| due.0)
    }

    fn wait(&self, ms: i64) {
        self.clock.advance_ms(ms);
    }
}

fn names(ran: &[(String, i64)]) -> Vec<&str> {
    ran.iter().map(|(name, _)| name.as_str()).collect()
}

#[tokio::test]
async fn what_is_due_runs_once_whichever_node_looks() {
    let world = World::open(false).await;
    world.enqueue("remind", "second", NOON - 1).await;
    world.enqueue("remind", "first", NOON - HOUR).await;
    world.enqueue("remind", "later", NOON + HOUR).await;
    let (one, other) = (world.runner(), world.runner());
    let (a, b) = tokio::join!(one.run_due(), other.run_due());
    assert_eq!(a.unwrap() + b.unwrap(), 2);
    let mut ran = world.diary.ran();
    ran.sort();
    assert_eq!(names(&ran), ["first", "second"]);
    assert_eq!(world.next().await, Some(NOON + HOUR));
    assert_eq!(one.run_due().await.unwrap(), 0, "what ran does not run again");
}

#[tokio::test]
async fn what_fails_comes_back_after_a_longer_wait_each_time() {
    let world = World::open(false).await;
    world.diary.failures.store(3, Ordering::SeqCst);
    world.enqueue("remind", "stubborn", NOON).await;
    let runner = world.runner();
    for wait in [10_000, 20_000, 40_000] {
        assert_eq!(runner.run_due().await.unwrap(), 1);
        assert_eq!(world.next().await, Some(world.clock.now().0 + wait));
        assert_eq!(runner.run_due().await.unwrap(), 0, "not before its time");
        world.wait(wait);
    }
    assert_eq!(runner.run_due().await.unwrap(), 1);
    assert_eq!(names(&world.diary.ran()), ["stubborn"]);
    assert_eq!(world.next().await, None);
}

#[tokio::test]
async fn what_never_works_is_given_up_after_twenty_tries() {
    let world = World::open(false).await;
    world.diary.failures.store(usize::MAX, Ordering::SeqCst);
    world.enqueue("remind", "odd", NOON).await;
    let runner = world.runner();
    let mut tries = 0;
    while world.next().await.is_some() {
        tries += runner.run_due().await.unwrap();
        world.wait(2 * HOUR);
    }
    assert_eq!(tries, 20);
}

#[tokio::test]
async fn what_nobody_here_knows_waits_and_holds_nothing_up() {
    let world = World::open(true).await;
    world.enqueue("unheard-of", "odd", NOON).await;
    world.enqueue("remind", "known", NOON + HOUR).await;
    assert_eq!(world.runner().run_due().await.unwrap(), 0);
    let ran = advance(&world.services, &world.runner(), world.biller, 2 * HOUR).await.unwrap();
    assert_eq!((ran, names(&world.diary.ran())), (1, vec!["known"]));
    assert_eq!(world.next().await, Some(NOON), "it is still there");
    let knows_nothing = Runner::with(world.services.clone(), BTreeMap::new());
    assert_eq!(knows_nothing.run_due().await.unwrap(), 0);
}

#[tokio::test]
async fn the_sandbox_clock_stops_at_every_due_job_in_order() {
    let world = World::open(true).await;
    for (name, hours) in [("third", 50), ("late", -1), ("first", 2), ("beyond", 80), ("second", 26)] {
        world.enqueue("remind", name, NOON + hours * HOUR).await;
    }
    let ran = advance(&world.services, &world.runner(), world.biller, 72 * HOUR).await.unwrap();
    assert_eq!(ran, 4);
    let expected = [("late", 0), ("first", 2), ("second", 26), ("third", 50)];
    let expected = expected.map(|(name, hours)| (name.to_owned(), NOON + hours * HOUR));
    assert_eq!(world.diary.ran(), expected, "each ran at its own time");
    let biller = world.services.store(OperatorAccess).biller(world.biller).await.unwrap().unwrap();
    assert_eq!(biller.clock_offset_ms, 72 * HOUR);
    assert_eq!(world.next().await, Some(NOON + 80 * HOUR));
}

#[tokio::test]
async fn only_a_sandbox_clock_moves() {
    let world = World::open(false).await;
    world.enqueue("remind", "due", NOON).await;
    let refused = advance(&world.services, &world.runner(), world.biller, HOUR).await;
    assert!(matches!(refused, Err(AdvanceError::Store(StoreError::NotSandbox))));
    assert!(world.diary.ran().is_empty());
}

impl World {
    /// Every handler of a node.
    fn handlers(&self) -> Handlers {
        handlers(&self.services, &Providers::new(self.services.clone(), &settings()))
    }

    async fn carry_out<U: UseCase>(&self, use_case: U) -> U::Output {
        let caller = Caller { biller: self.biller, principal: Principal::Operator };
        execute(&self.services, caller, Input { use_case, key: None }).await.unwrap().output
    }
}

/// The process that began the undo is gone: the node finishes it, once.
#[tokio::test]
async fn the_undoing_of_an_import_that_was_cut_off_is_gone_on_with() {
    let world = World::open(false).await;
    let file = FileId([7; 16]);
    let note = |state| NoteBankFile {
        file,
        name: "november.xml".into(),
        format: "camt.053".into(),
        entries: 1,
        state,
    };
    world.carry_out(note(Imported::Begun { accounts: vec![], allow_account: false })).await;
    let entry = BankEntry {
        account: "5050-1055".into(),
        booked_on: None,
        valued_on: None,
        debtor_name: None,
        references: vec![],
        ..testkit::bank::entry(1, 45_000, "")
    };
    let told = world.carry_out(BookBankEntries { file, entries: vec![entry], allow_account: false }).await;
    world.carry_out(note(Imported::Ended(Totals::default()))).await;
    world.carry_out(BeginUndo { file }).await;
    let runner = Runner::with(world.services.clone(), world.handlers());
    assert_eq!(runner.run_due().await.unwrap(), 0, "whoever began it has a minute");
    world.wait(HOUR);
    assert_eq!(runner.run_due().await.unwrap(), 1);
    let store = world.services.store(OperatorAccess);
    let payment = store.payment(world.biller, told[0].payment.unwrap()).await.unwrap().unwrap();
    assert_eq!(payment.state, PaymentState::Reversed);
    let files = store.bank_files(world.biller, None, 1).await.unwrap().files;
    assert!(matches!(files[0].undoing, BankFileUndoing::Ended { left: 0, .. }));
}

#[tokio::test]
async fn every_purpose_that_a_use_case_can_write_has_its_handler() {
    let world = World::open(false).await;
    let declared: BTreeSet<&str> = PURPOSES.iter().map(|purpose| purpose.name).collect();
    assert_eq!(world.handlers().keys().copied().collect::<BTreeSet<_>>(), declared);
}

fn settings() -> Settings {
    Settings {
        database_url: "sqlite:billow.db".into(),
        database_connections: 1,
        addr: ([127, 0, 0, 1], 0).into(),
        base_url: "https://pay.example.com".into(),
        secret_key: None,
        trusted_proxies: vec![],
        sockets_per_address: 1,
        files: None,
        sandbox_url: None,
    }
}

#[tokio::test]
async fn what_comes_too_late_is_ended_and_not_done() {
    let world = World::open(true).await;
    for (unique, hours) in [("soon", 1), ("long", 30)] {
        let job = NewJob {
            id: JobId(Uuid::now_v7()),
            biller: world.biller,
            purpose: "remind".into(),
            unique: unique.into(),
            payload: "{}".into(),
            due_at: Timestamp(NOON),
            expires_at: Some(Timestamp(NOON + hours * HOUR)),
        };
        world.enqueue_job(job).await;
    }
    // The node was down, and the biller's own clock is ahead of it.
    world.services.store(OperatorAccess).advance_clock(world.biller, HOUR).await.unwrap();
    world.wait(HOUR);
    assert_eq!(world.runner().run_due().await.unwrap(), 2);
    assert_eq!(names(&world.diary.ran()), ["long"]);
    assert_eq!(world.next().await, None, "neither of them waits");
}

/// A handler that always meets something that a newer version wrote.
struct TooOld;

#[async_trait]
impl Handler for TooOld {
    async fn run(&self, _: &Services, _: &NewJob) -> anyhow::Result<()> {
        let error = StoreError::NodeTooOld("event “surcharged”".into());
        Err(anyhow::Error::from(UseCaseError::from(error)).context("the payment could not be booked"))
    }
}

#[tokio::test]
async fn what_only_a_newer_version_can_do_is_left_to_it_and_never_given_up() {
    let world = World::open(false).await;
    world.enqueue("remind", "new", NOON).await;
    let older: Arc<dyn Handler> = Arc::new(TooOld);
    let older = Runner::with(world.services.clone(), BTreeMap::from([("remind", older)]));
    for _ in 0..50 {
        assert_eq!(older.run_due().await.unwrap(), 1);
        assert_eq!(
            world.next().await,
            Some(world.clock.now().0 + 10_000),
            "soon again, for whoever comes first"
        );
        world.wait(10_000);
    }
    assert_eq!(world.runner().run_due().await.unwrap(), 1);
    assert_eq!(names(&world.diary.ran()), ["new"]);
    assert_eq!(world.next().await, None);
}
