//! An admin looks after the people in the console.

use usecases::Role;

use crate::support::TestServer;
use crate::support::staff::PASSWORD;

const OTHER: &str = "other odd words";

#[tokio::test]
async fn an_admin_adds_a_person_who_can_then_log_in() {
    let server = TestServer::start().await;
    let admin = server.staff("astrid@example.com", Role::Admin).await;
    let mut browser = server.browser_of(server.biller, admin).await;
    let form = |email, password| {
        [("email", email), ("name", "Nils & <b>Co</b>"), ("role", "agent"), ("password", password)]
    };
    for (email, password, says) in [
        ("nils@example.com", "short", "10 are the least"),
        ("astrid@example.com", OTHER, "already"),
        ("no address", OTHER, "no e-mail address"),
    ] {
        let answer = browser.post("/console/staff", &form(email, password)).await;
        assert_eq!(answer.status, 422, "{email}");
        assert!(answer.body.contains(says), "{says} in {}", answer.body);
        assert!(answer.body.contains(&format!("value=\"{email}\"")), "what was typed stays");
        assert!(!answer.body.contains(OTHER) && !answer.body.contains("<b>Co"), "{}", answer.body);
    }
    assert_eq!(browser.post("/console/staff", &form("nils@example.com", OTHER)).await.status, 303);
    let list = browser.get("/console/staff").await;
    assert!(list.body.contains("nils@example.com") && !list.body.contains("<b>Co"), "{}", list.body);
    assert_eq!(server.browser().log_in("nils@example.com", OTHER).await.status, 303);
}

#[tokio::test]
async fn another_role_holds_from_the_next_request() {
    let server = TestServer::start().await;
    let admin = server.staff("astrid@example.com", Role::Admin).await;
    let milo = server.staff("milo@example.com", Role::Marketing).await;
    let mut browser = server.browser_of(server.biller, admin).await;
    let mut his = server.browser_of(server.biller, milo).await;
    assert_eq!(his.get("/console/audit").await.status, 403);
    let role = format!("/console/staff/{milo}/role");
    assert_eq!(browser.post(&role, &[("role", "root")]).await.status, 422);
    assert_eq!(browser.post(&role, &[("role", "admin")]).await.status, 303);
    assert_eq!(
        his.get("/console/audit").await.status,
        303,
        "logged out: what is open had the role of before"
    );
    let mut his = server.browser_of(server.biller, milo).await;
    assert_eq!(his.get("/console/audit").await.status, 200);
    // And away again, by whom it was given to.
    let role = format!("/console/staff/{admin}/role");
    assert_eq!(his.post(&role, &[("role", "agent")]).await.status, 303);
    assert_eq!(browser.get("/console/audit").await.status, 303);
    let mut browser = server.browser_of(server.biller, admin).await;
    assert_eq!(browser.get("/console/audit").await.status, 403);
}

#[tokio::test]
async fn a_person_is_disabled_let_in_again_and_given_a_password() {
    let server = TestServer::start().await;
    let admin = server.staff("astrid@example.com", Role::Admin).await;
    let amira = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, admin).await;
    let mut hers = server.browser_of(server.biller, amira).await;
    let person = format!("/console/staff/{amira}");
    assert_eq!(browser.post(&format!("{person}/disable"), &[]).await.status, 303);
    assert_eq!(hers.get("/console/password").await.status, 303, "logged out");
    assert!(browser.get(&person).await.body.contains("Disabled"));
    assert_eq!(browser.post(&format!("{person}/enable"), &[]).await.status, 303);
    assert_eq!(browser.post(&format!("{person}/password"), &[("password", "short")]).await.status, 422);
    assert_eq!(browser.post(&format!("{person}/password"), &[("password", OTHER)]).await.status, 303);
    assert_eq!(server.browser().log_in("amira@example.com", PASSWORD).await.status, 401);
    assert_eq!(server.browser().log_in("amira@example.com", OTHER).await.status, 303);
}

#[tokio::test]
async fn nobody_takes_the_own_role_away_or_sets_the_own_password_without_the_present_one() {
    let server = TestServer::start().await;
    let admin = server.staff("astrid@example.com", Role::Admin).await;
    let mut browser = server.browser_of(server.biller, admin).await;
    let own = format!("/console/staff/{admin}");
    assert_eq!(browser.post(&format!("{own}/role"), &[("role", "agent")]).await.status, 422);
    assert_eq!(browser.post(&format!("{own}/disable"), &[]).await.status, 422);
    let answer = browser.post(&format!("{own}/password"), &[("password", OTHER)]).await;
    assert_eq!(answer.header("location"), Some("/console/password"));
    assert_eq!(browser.post(&format!("{own}/name"), &[("name", "Astrid Berg")]).await.status, 303);
    assert!(browser.get(&own).await.body.contains("Astrid Berg"));
    assert_eq!(server.browser().log_in("astrid@example.com", PASSWORD).await.status, 303);
}
