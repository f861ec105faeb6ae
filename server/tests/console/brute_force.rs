//! Guessing passwords: an account and an address have so many tries, and then none for a while.

use std::net::IpAddr;

use usecases::Role;

use crate::support::TestServer;
use crate::support::staff::PASSWORD;

/// Uses up the tries of an account, from one address after the other, faster than they come back.
fn use_up(server: &TestServer, email: &str) {
    let tries =
        (0..=255).take_while(|number| server.app.limits.log_in([192, 0, 2, *number].into(), email).is_ok());
    assert!((19..30).contains(&tries.count()));
}

#[tokio::test]
async fn an_account_that_is_guessed_at_lets_nobody_in_for_a_while() {
    let server = TestServer::start().await;
    server.staff("amira@example.com", Role::Agent).await;
    assert_eq!(server.browser().log_in("amira@example.com", "guess number 1").await.status, 401);
    use_up(&server, "amira@example.com");
    // Not even with the right password: else each guess would be worth it.
    let answer = server.browser().log_in("Amira@example.com", PASSWORD).await;
    assert_eq!(answer.status, 429);
    assert!(answer.header("set-cookie").is_none());
    let seconds: u32 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=6).contains(&seconds), "{seconds}");
    assert!(answer.body.contains("Too many tries"), "{}", answer.body);
    // Whoever is in stays in, and others get in.
    server.staff("astrid@example.com", Role::Admin).await;
    assert_eq!(server.browser().log_in("astrid@example.com", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn an_account_that_does_not_exist_is_limited_in_the_same_way() {
    let server = TestServer::start().await;
    use_up(&server, "nobody@example.com");
    assert_eq!(server.browser().log_in("nobody@example.com", PASSWORD).await.status, 429);
}

#[tokio::test]
async fn an_address_that_tries_one_account_after_the_other_is_stopped() {
    let server = TestServer::start().await;
    server.staff("amira@example.com", Role::Agent).await;
    let here = IpAddr::from([127, 0, 0, 1]);
    for number in 0..60 {
        server.app.limits.log_in(here, &format!("person{number}@example.com")).unwrap();
    }
    assert_eq!(server.browser().log_in("amira@example.com", PASSWORD).await.status, 429);
}

#[tokio::test]
async fn changing_the_password_is_no_way_around_the_limit() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, staff).await;
    let wrong = [("current", "guess number 1"), ("new", "other odd words")];
    assert_eq!(browser.post("/console/password", &wrong).await.status, 422);
    use_up(&server, "amira@example.com");
    let right = [("current", PASSWORD), ("new", "other odd words")];
    assert_eq!(browser.post("/console/password", &right).await.status, 429);
}
