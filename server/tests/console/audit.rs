//! The audit log: what staff do leaves an entry, in the same transaction, without personal data.

use domain::Actor;
use domain::ids::StaffId;
use usecases::{
    AuditEntry, AuditQuery, ChangeDueDate, Input, PostMessage, RevokeLink, Role, UseCaseError, execute,
};

use crate::support::page::in_time;
use crate::support::staff::PASSWORD;
use crate::support::{TestServer, payment};

async fn entries(server: &TestServer) -> Vec<AuditEntry> {
    let query = AuditQuery { staff: None, subject: None, after: None, limit: 200 };
    server.database().audit(server.biller, &query).await.unwrap().entries
}

/// What was done, newest first.
async fn actions(server: &TestServer) -> Vec<String> {
    entries(server).await.into_iter().map(|one| one.entry.action).collect()
}

fn as_staff(server: &TestServer, id: StaffId) -> usecases::Caller {
    let principal = usecases::Principal::Staff { id, role: Role::Admin };
    usecases::Caller { biller: server.biller, principal }
}

#[tokio::test]
async fn what_a_person_does_to_an_invoice_is_noted_with_who_and_which() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let invoice = server.invoice(10_000).await;
    let before = entries(&server).await.len();
    let use_case = PostMessage::plain(invoice.id, "a secret of Anna's");
    let input = Input { use_case, key: Some("k".into()) };
    execute(&server.services, as_staff(&server, staff), input).await.unwrap();
    let all = entries(&server).await;
    assert_eq!(all.len(), before + 1);
    let AuditEntry { entry, staff_name, subject_name } = &all[0];
    assert_eq!((entry.action.as_str(), entry.actor), ("say", Actor::Staff { id: staff }));
    assert_eq!(
        entry.subject.as_ref().map(|one| (one.kind.as_str(), one.id)),
        Some(("invoice", invoice.id.0))
    );
    assert_eq!(staff_name.as_deref(), Some("amira"));
    assert_eq!(subject_name.as_ref(), Some(&invoice.number));
    assert!(!format!("{all:?}").contains("secret of Anna"));
}

#[tokio::test]
async fn money_and_links_are_noted_with_their_invoice() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let invoice = server.invoice(10_000).await;
    let paid = Input { use_case: payment(&invoice, 1_000), key: Some("k".into()) };
    execute(&server.services, as_staff(&server, staff), paid).await.unwrap();
    let revoked = Input { use_case: RevokeLink { link: invoice.link }, key: None };
    execute(&server.services, as_staff(&server, staff), revoked).await.unwrap();
    let query = AuditQuery { staff: Some(staff), subject: Some(invoice.id.0), after: None, limit: 10 };
    let told = server.database().audit(server.biller, &query).await.unwrap().entries;
    let told: Vec<_> = told.iter().map(|one| one.entry.action.as_str()).collect();
    assert_eq!(told, ["revoke_link", "record_payment"]);
}

#[tokio::test]
async fn what_is_refused_or_repeated_leaves_nothing() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let invoice = server.invoice(10_000).await;
    let say = |text: &str| Input { use_case: PostMessage::plain(invoice.id, text), key: Some("k".into()) };
    execute(&server.services, as_staff(&server, staff), say("hello")).await.unwrap();
    let before = actions(&server).await;
    assert!(execute(&server.services, as_staff(&server, staff), say("hello")).await.unwrap().repeated);
    let refused = execute(&server.services, as_staff(&server, staff), say("other")).await;
    assert!(matches!(refused, Err(UseCaseError::KeyReused)));
    let due_date = "1999-01-01".parse().unwrap();
    let use_case =
        ChangeDueDate { invoice: domain::ids::InvoiceId(uuid::Uuid::nil()), due_date, reason: None };
    let refused = execute(&server.services, as_staff(&server, staff), Input { use_case, key: None }).await;
    assert_eq!(refused.unwrap_err().code(), "not_found");
    assert_eq!(actions(&server).await, before);
}

#[tokio::test]
async fn the_billers_own_systems_are_not_audited_but_for_staff() {
    let server = TestServer::start().await;
    let invoice = server.invoice(10_000).await;
    server.say(&invoice, "from the ERP").await;
    // Whose documents are taken in is about more than one of them.
    assert_eq!(actions(&server).await, ["add_seller"]);
    server.staff("amira@example.com", Role::Agent).await;
    assert_eq!(actions(&server).await, ["add_staff", "add_seller"]);
    let all = entries(&server).await;
    assert_eq!(all[0].entry.actor, Actor::Biller);
    assert_eq!(all[0].entry.detail.as_deref(), Some("agent"));
}

#[tokio::test]
async fn logging_in_failing_to_and_logging_out_are_noted() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser();
    browser.log_in("amira@example.com", "lamp fjord biscuits").await;
    in_time(async {
        let mut seen = 0;
        while actions(&server).await.len() < 2 {
            seen = server.database().wait_for_commits(seen, 1_000).await;
        }
    })
    .await;
    browser.log_in("nobody@example.com", PASSWORD).await;
    browser.log_in("amira@example.com", PASSWORD).await;
    browser.post("/console/password", &[("current", PASSWORD), ("new", "other odd words")]).await;
    browser.post("/console/logout-everywhere", &[]).await;
    browser.log_in("amira@example.com", "other odd words").await;
    browser.post("/console/logout", &[]).await;
    let mut done = actions(&server).await;
    done.reverse();
    assert_eq!(
        done,
        [
            "add_staff",
            "log_in_failed",
            "log_in",
            "set_password",
            "log_in",
            "log_out_everywhere",
            "log_in",
            "log_out"
        ]
    );
    let all = entries(&server).await;
    let failed = all.iter().find(|one| one.entry.action == "log_in_failed").unwrap();
    assert_eq!((failed.entry.actor, failed.entry.subject.as_ref().unwrap().id), (Actor::System, staff.0));
    let text = format!("{all:?}");
    for personal in ["example.com", PASSWORD, "biscuit", "odd words", "argon2"] {
        assert!(!text.contains(personal), "{personal}");
    }
}

#[tokio::test]
async fn the_log_is_read_a_page_at_a_time_and_by_person() {
    let server = TestServer::start().await;
    let amira = server.staff("amira@example.com", Role::Agent).await;
    let astrid = server.staff("astrid@example.com", Role::Admin).await;
    let invoice = server.invoice(10_000).await;
    for (number, staff) in [amira, astrid, amira, amira, astrid].into_iter().enumerate() {
        let use_case = PostMessage::plain(invoice.id, format!("message {number}"));
        execute(&server.services, as_staff(&server, staff), Input { use_case, key: None }).await.unwrap();
    }
    let mut query = AuditQuery { staff: Some(amira), subject: Some(invoice.id.0), after: None, limit: 2 };
    let first = server.database().audit(server.biller, &query).await.unwrap();
    assert_eq!(first.entries.len(), 2);
    query.after = first.next;
    let second = server.database().audit(server.biller, &query).await.unwrap();
    assert_eq!((second.entries.len(), second.next), (1, None));
    assert!(second.entries[0].entry.id < first.entries[1].entry.id);
    let stranger = server.another_biller("stranger").await;
    let foreign = server.database().audit(stranger, &query).await.unwrap();
    assert_eq!(foreign.entries, []);
}
