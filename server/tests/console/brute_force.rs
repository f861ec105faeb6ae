//! Guessing passwords: an account and an address have so many tries, and then none for a while.

use usecases::Role;

use crate::support::TestServer;
use crate::support::staff::PASSWORD;

#[tokio::test]
async fn an_account_that_is_guessed_at_lets_nobody_in_for_a_while() {
    let server = TestServer::start().await;
    server.staff("amira@example.com", Role::Agent).await;
    for guess in 0..20 {
        let answer = server.browser().log_in("amira@example.com", &format!("guess number {guess}")).await;
        assert_eq!(answer.status, 401, "{guess}");
    }
    // Not even with the right password: else each guess would be worth it.
    let answer = server.browser().log_in("Amira@example.com", PASSWORD).await;
    assert_eq!(answer.status, 429);
    assert!(answer.header("set-cookie").is_none());
    let seconds: u32 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=6).contains(&seconds), "{seconds}");
    assert!(answer.body.contains("Too many tries"), "{}", answer.body);
}

#[tokio::test]
async fn an_account_that_does_not_exist_is_limited_in_the_same_way() {
    let server = TestServer::start().await;
    let mut statuses = Vec::new();
    for guess in 0..21 {
        statuses.push(server.browser().log_in("nobody@example.com", &format!("guess {guess}")).await.status);
    }
    assert_eq!(statuses[..20], [401; 20]);
    assert_eq!(statuses[20], 429);
}

#[tokio::test]
async fn an_address_that_tries_one_account_after_the_other_is_stopped() {
    let server = TestServer::start().await;
    server.staff("amira@example.com", Role::Agent).await;
    let mut refused = 0;
    for guess in 0..62 {
        let answer = server.browser().log_in(&format!("person{guess}@example.com"), PASSWORD).await;
        refused += u32::from(answer.status == 429);
    }
    assert!(refused >= 1, "the address has had its tries");
}

#[tokio::test]
async fn changing_the_password_is_no_way_around_the_limit() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, staff).await;
    for guess in 0..20 {
        let fields = [("current", format!("guess number {guess}")), ("new", "other odd words".into())];
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(browser.post("/console/password", &fields).await.status, 422, "{guess}");
    }
    let fields = [("current", PASSWORD), ("new", "other odd words")];
    assert_eq!(browser.post("/console/password", &fields).await.status, 429);
}
