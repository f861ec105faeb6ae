//! People, sessions and the audit log.

use std::sync::Arc;

use domain::ids::StaffId;
use domain::invoices::wire::StaffFrame;
use domain::{Actor, Timestamp};
use testkit::clocks::NOON;
use testkit::databases::{Database, on_both_engines};
use testkit::works::done;
use testkit::world::World;
use usecases::{
    AddStaff, AuditQuery, AuditStore, ChangeStaff, KnownSession, LogIn, LogOutEverywhere, PasswordHash,
    PayerStore as _, PostMessage, Role, SESSION_IDLE_MS, SESSION_LASTS_MS, SessionToken, SetPassword,
    StaffChange, StaffMember, StaffStore, UseCaseError,
};

on_both_engines!(
    a_person_is_found_by_the_address_and_by_the_biller,
    an_address_is_one_persons_among_all_billers,
    a_session_holds_until_its_end_and_while_it_is_used,
    what_happens_to_a_person_ends_the_sessions,
    a_log_in_with_the_old_password_opens_nothing_after_the_change,
    of_many_sessions_those_that_hold_are_told,
    another_billers_people_and_sessions_are_not_found,
    frames_name_the_person_who_acts,
    an_entry_of_the_audit_log_is_as_durable_as_what_it_tells,
    people_sessions_and_the_audit_log_are_in_a_backup,
);

fn hash(text: &str) -> PasswordHash {
    PasswordHash::of_phc(format!("$argon2id${text}"))
}

async fn add(world: &World, email: &str) -> StaffMember {
    let add = AddStaff {
        email: email.into(),
        name: "Amira Haddad".into(),
        role: Role::Agent,
        password: hash("first"),
    };
    let staff = world.ask(add).await.unwrap().output.staff;
    world.store.staff_member(world.biller(), staff).await.unwrap().unwrap()
}

async fn log_in(world: &World, member: &StaffMember) -> Vec<u8> {
    let token_hash = SessionToken::random().hash();
    let log_in = LogIn {
        staff: member.id,
        generation: member.generation,
        token_hash: token_hash.clone(),
        instead_of: None,
    };
    world.ask(log_in).await.unwrap();
    token_hash
}

async fn session(world: &World, hash: &[u8], at_ms: i64) -> Option<KnownSession> {
    world.store.session(hash, Timestamp(NOON.0 + at_ms)).await.unwrap()
}

async fn a_person_is_found_by_the_address_and_by_the_biller(database: Database) {
    let world = World::open(&database).await;
    let member = add(&world, " Amira@Example.com").await;
    assert_eq!(member.email, "amira@example.com");
    assert_eq!((member.role, member.created_at, member.disabled_at), (Role::Agent, NOON, None));
    let known = world.store.credentials("amira@example.com").await.unwrap().unwrap();
    assert_eq!((known.member, known.password), (member.clone(), hash("first")));
    assert_eq!(world.store.credentials("nobody@example.com").await.unwrap(), None);

    for change in
        [StaffChange::Role(Role::Admin), StaffChange::Name("A. Haddad".into()), StaffChange::Disable]
    {
        world.ask(ChangeStaff { staff: member.id, change }).await.unwrap();
    }
    let changed = world.store.staff(world.biller()).await.unwrap().remove(0);
    assert_eq!((changed.role, changed.name.as_str()), (Role::Admin, "A. Haddad"));
    assert_eq!(changed.disabled_at, Some(NOON));
    // Somebody always stays who can.
    let actor = Actor::Staff { id: member.id };
    let own = world.acting(actor);
    for change in [StaffChange::Role(Role::Agent), StaffChange::Enable] {
        let Err(UseCaseError::Invalid(problems)) = own.ask(ChangeStaff { staff: member.id, change }).await
        else {
            panic!("changed")
        };
        assert_eq!(problems[0].rule, "not_yourself");
    }
    let nobody = ChangeStaff { staff: StaffId(uuid::Uuid::nil()), change: StaffChange::Enable };
    assert!(matches!(world.ask(nobody).await, Err(UseCaseError::NotFound(_))));
}

async fn an_address_is_one_persons_among_all_billers(database: Database) {
    let world = World::open(&database).await;
    let stranger = world.with_biller("stranger").await;
    add(&world, "amira@example.com").await;
    for own in [&world, &stranger] {
        let again = AddStaff {
            email: "AMIRA@example.com".into(),
            name: "Somebody else".into(),
            role: Role::Admin,
            password: hash("other"),
        };
        let Err(UseCaseError::Invalid(problems)) = own.ask(again).await else { panic!("added") };
        assert_eq!(problems[0].rule, "email_taken");
    }
    assert_eq!(stranger.store.staff(stranger.biller()).await.unwrap(), []);
    // The transaction that failed has left the database as it was, and usable.
    add(&stranger, "astrid@example.com").await;
}

async fn a_session_holds_until_its_end_and_while_it_is_used(database: Database) {
    let world = World::open(&database).await;
    let member = add(&world, "amira@example.com").await;
    let hash = log_in(&world, &member).await;
    let known = session(&world, &hash, 0).await.unwrap();
    assert_eq!(known.member, member);
    assert_eq!(known.session.expires_at, Timestamp(NOON.0 + SESSION_LASTS_MS));
    assert!(session(&world, &hash, SESSION_IDLE_MS - 1).await.is_some());
    assert_eq!(session(&world, &hash, SESSION_IDLE_MS).await, None);
    let mut at_ms = 0;
    while at_ms + SESSION_IDLE_MS / 2 < SESSION_LASTS_MS {
        at_ms += SESSION_IDLE_MS / 2;
        assert!(session(&world, &hash, at_ms).await.is_some(), "{at_ms}");
        world.store.touch_session(&hash, Timestamp(NOON.0 + at_ms)).await.unwrap();
        // One that comes late takes nothing back.
        world.store.touch_session(&hash, NOON).await.unwrap();
    }
    assert_eq!(session(&world, &hash, SESSION_LASTS_MS).await, None);
    assert_eq!(world.store.purge_sessions(Timestamp(NOON.0 + at_ms)).await.unwrap(), 0);
    assert_eq!(world.store.purge_sessions(Timestamp(NOON.0 + SESSION_LASTS_MS)).await.unwrap(), 1);
    assert_eq!(session(&world, &hash, 0).await, None);
}

async fn what_happens_to_a_person_ends_the_sessions(database: Database) {
    let world = World::open(&database).await;
    let amira = add(&world, "amira@example.com").await;
    let astrid = add(&world, "astrid@example.com").await;
    let others = log_in(&world, &astrid).await;
    for _ in 0..3 {
        let now = world.store.staff_member(world.biller(), amira.id).await.unwrap().unwrap();
        let sessions = [log_in(&world, &now).await, log_in(&world, &now).await];
        assert!(session(&world, &sessions[0], 0).await.is_some());
        match now.generation {
            1 => drop(world.ask(LogOutEverywhere { staff: amira.id }).await.unwrap()),
            2 => drop(world.ask(SetPassword { staff: amira.id, password: hash("new") }).await.unwrap()),
            _ => {
                let disable = ChangeStaff { staff: amira.id, change: StaffChange::Disable };
                world.ask(disable).await.unwrap();
            }
        }
        for one in &sessions {
            assert_eq!(session(&world, one, 0).await, None);
        }
    }
    assert!(session(&world, &others, 0).await.is_some());
    let known = world.store.credentials("amira@example.com").await.unwrap().unwrap();
    assert_eq!((known.password, known.member.generation), (hash("new"), 4));
}

async fn a_log_in_with_the_old_password_opens_nothing_after_the_change(database: Database) {
    let world = World::open(&database).await;
    let before = add(&world, "amira@example.com").await;
    world.ask(SetPassword { staff: before.id, password: hash("new") }).await.unwrap();
    let late = LogIn {
        staff: before.id,
        generation: before.generation,
        token_hash: SessionToken::random().hash(),
        instead_of: None,
    };
    assert!(matches!(world.ask(late.clone()).await, Err(UseCaseError::NotFound(_))));
    assert_eq!(session(&world, &late.token_hash, 0).await, None);
}

async fn of_many_sessions_those_that_hold_are_told(database: Database) {
    let world = World::open(&database).await;
    let mut hashes: Vec<Arc<[u8]>> = vec![SessionToken::random().hash().into()];
    let mut holding = Vec::new();
    for person in 0..7 {
        let member = add(&world, &format!("person{person}@example.com")).await;
        for _ in 0..20 {
            hashes.push(log_in(&world, &member).await.into());
            if person != 3 {
                holding.push(hashes.last().unwrap().to_vec());
            }
        }
        if person == 3 {
            world.ask(ChangeStaff { staff: member.id, change: StaffChange::Disable }).await.unwrap();
        }
    }
    let mut held = world.store.sessions_that_hold(&hashes, NOON).await.unwrap();
    held.sort_unstable();
    held.dedup();
    holding.sort_unstable();
    assert_eq!(held, holding);
    let later = Timestamp(NOON.0 + SESSION_IDLE_MS);
    assert_eq!(world.store.sessions_that_hold(&hashes, later).await.unwrap(), Vec::<Vec<u8>>::new());
    assert_eq!(world.store.sessions_that_hold(&[], NOON).await.unwrap(), Vec::<Vec<u8>>::new());
}

async fn another_billers_people_and_sessions_are_not_found(database: Database) {
    let world = World::open(&database).await;
    let stranger = world.with_biller("stranger").await;
    let member = add(&world, "amira@example.com").await;
    let hash = log_in(&world, &member).await;
    let invoice = world.issue("1", 10_000).await;
    let payer = world.payer_of(invoice).await;
    let foreign = stranger.biller();
    assert_eq!(world.store.staff_member(foreign, member.id).await.unwrap(), None);
    assert_eq!(world.store.staff(foreign).await.unwrap(), []);
    assert!(world.store.payer_exists(world.biller(), payer).await.unwrap());
    assert!(!world.store.payer_exists(foreign, payer).await.unwrap());
    let query = AuditQuery { staff: None, subject: None, after: None, limit: 10 };
    assert_eq!(world.store.audit(foreign, &query).await.unwrap().entries, []);
    assert!(matches!(
        stranger.ask(ChangeStaff { staff: member.id, change: StaffChange::Disable }).await,
        Err(UseCaseError::NotFound(_))
    ));
    let token_hash = hash.clone();
    let id = member.id;
    stranger
        .write(move |tx| {
            let token_hash = token_hash.clone();
            Box::pin(async move {
                assert_eq!(tx.staff_member(foreign, id).await?, None);
                assert_eq!(tx.staff_by_email(foreign, "amira@example.com").await?, None);
                tx.end_session(foreign, &token_hash).await?;
                tx.end_sessions(foreign, id).await?;
                Ok(done())
            })
        })
        .await
        .unwrap();
    assert!(session(&world, &hash, 0).await.is_some());
}

async fn frames_name_the_person_who_acts(database: Database) {
    let world = World::open(&database).await;
    let member = add(&world, "amira@example.com").await;
    let invoice = world.issue("1", 10_000).await;
    let actor = Actor::Staff { id: member.id };
    let as_staff = world.acting(actor);
    as_staff.say(invoice, "hello").await;
    let frames: Vec<StaffFrame> =
        usecases::InvoiceStore::staff_frames(&*world.store, world.biller(), invoice, 1).await.unwrap();
    let text = serde_json::to_string(&frames).unwrap();
    assert!(text.contains("Amira Haddad"), "{text}");
    assert!(!text.contains("amira@example.com"), "{text}");
}

async fn an_entry_of_the_audit_log_is_as_durable_as_what_it_tells(database: Database) {
    let world = World::open(&database).await;
    let member = add(&world, "amira@example.com").await;
    let invoice = world.issue("1", 10_000).await;
    let actor = Actor::Staff { id: member.id };
    let as_staff = world.acting(actor);
    as_staff.say(invoice, "hello").await;
    let query = AuditQuery { staff: Some(member.id), subject: None, after: None, limit: 10 };
    let told = world.store.audit(world.biller(), &query).await.unwrap().entries;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].subject_name.as_deref(), Some("1"));
    world.store.close().await;
    let again = world.open_again(&database).await;
    assert_eq!(again.store.audit(again.biller(), &query).await.unwrap().entries, told);
    // What is undone leaves no entry.
    let refused = PostMessage::plain(invoice, "");
    let as_staff = World { caller: as_staff.caller, ..again.clone() };
    assert_eq!(as_staff.ask(refused).await.unwrap_err().code(), "invalid");
    assert_eq!(again.store.audit(again.biller(), &query).await.unwrap().entries, told);
}

async fn people_sessions_and_the_audit_log_are_in_a_backup(database: Database) {
    let world = World::open(&database).await;
    let member = add(&world, "amira@example.com").await;
    let hash = log_in(&world, &member).await;
    let file = database.path("staff.sqlite");
    world.store.backup(&file).await.unwrap();
    let target = Database::sqlite();
    let store = store::open(&target.url, store::Options::default()).await.unwrap();
    let restored = World::around(store).for_biller(world.biller());
    restored.store.restore(&file).await.unwrap();
    let query = AuditQuery { staff: None, subject: None, after: None, limit: 10 };
    assert_eq!(
        restored.store.audit(world.biller(), &query).await.unwrap(),
        world.store.audit(world.biller(), &query).await.unwrap()
    );
    assert_eq!(restored.store.staff(world.biller()).await.unwrap(), [member]);
    assert!(session(&restored, &hash, 0).await.is_some());
}
