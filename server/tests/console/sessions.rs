//! Sessions: new at each login, ended by time, by logging out, and by what happens to the person.

use usecases::{
    ChangeStaff, Clock, Role, SESSION_IDLE_MS, SESSION_LASTS_MS, SessionToken, StaffChange,
    session_token_hash,
};

use crate::support::TestServer;
use crate::support::page::in_time;
use crate::support::staff::{Browser, PASSWORD};

const PAGE: &str = "/console/password";

async fn is_in(browser: &mut Browser<'_>) -> bool {
    match browser.get(PAGE).await.status {
        200 => true,
        303 => false,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_session_that_somebody_planted_is_not_the_one_that_is_logged_in() {
    let server = TestServer::start().await;
    server.staff("amira@example.com", Role::Agent).await;
    let planted = SessionToken::random().reveal().to_owned();
    let mut victim = server.browser();
    victim.token = Some(planted.clone());
    assert_eq!(victim.log_in("amira@example.com", PASSWORD).await.status, 303);
    assert_ne!(victim.token.as_ref(), Some(&planted));
    assert!(is_in(&mut victim).await);
    let mut attacker = server.browser();
    attacker.token = Some(planted);
    assert!(!is_in(&mut attacker).await);
}

#[tokio::test]
async fn logging_in_again_ends_the_session_that_the_browser_had() {
    let server = TestServer::start().await;
    server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser();
    browser.log_in("amira@example.com", PASSWORD).await;
    let mut old = server.browser();
    old.token = browser.token.clone();
    browser.log_in("amira@example.com", PASSWORD).await;
    assert_ne!(browser.token, old.token);
    assert!(is_in(&mut browser).await);
    assert!(!is_in(&mut old).await);
}

#[tokio::test]
async fn whoever_logs_out_is_out_and_takes_the_cookie_along() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let (mut here, mut there) =
        (server.browser_of(server.biller, staff).await, server.browser_of(server.biller, staff).await);
    let mut copy = server.browser();
    copy.token = here.token.clone();
    let answer = here.post("/console/logout", &[]).await;
    assert_eq!((answer.status, answer.header("location")), (303, Some("/console/login?out=1")));
    assert_eq!(here.token, None);
    assert!(!is_in(&mut copy).await, "the session has ended, not only the cookie");
    assert!(is_in(&mut there).await, "the other one goes on");
}

#[tokio::test]
async fn logging_out_everywhere_ends_every_session_of_the_person_and_nobody_elses() {
    let server = TestServer::start().await;
    let amira = server.staff("amira@example.com", Role::Agent).await;
    let astrid = server.staff("astrid@example.com", Role::Admin).await;
    let mut browsers = Vec::new();
    for _ in 0..3 {
        browsers.push(server.browser_of(server.biller, amira).await);
    }
    let mut other = server.browser_of(server.biller, astrid).await;
    assert_eq!(browsers[0].post("/console/logout-everywhere", &[]).await.status, 303);
    for browser in &mut browsers {
        assert!(!is_in(browser).await);
    }
    assert!(is_in(&mut other).await);
    assert_eq!(server.browser().log_in("amira@example.com", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn a_person_who_is_disabled_is_out_at_once_and_does_not_get_in_again() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, staff).await;
    assert!(is_in(&mut browser).await);
    server.ask(ChangeStaff { staff, change: StaffChange::Disable }).await.unwrap();
    assert!(!is_in(&mut browser).await);
    assert_eq!(server.browser().log_in("amira@example.com", PASSWORD).await.status, 401);
    server.ask(ChangeStaff { staff, change: StaffChange::Enable }).await.unwrap();
    assert!(!is_in(&mut browser).await, "what has ended has ended");
    assert_eq!(server.browser().log_in("amira@example.com", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn another_password_ends_every_session_but_the_one_that_changed_it() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let (mut here, mut there) =
        (server.browser_of(server.biller, staff).await, server.browser_of(server.biller, staff).await);
    let before = here.token.clone();
    for (current, new, says) in [
        ("not the current one", "other odd words", "The current password is not right."),
        (PASSWORD, "short", "10 are the least"),
    ] {
        let answer = here.post("/console/password", &[("current", current), ("new", new)]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains(says), "{says} in {}", answer.body);
    }
    assert!(is_in(&mut there).await);
    let answer = here.post("/console/password", &[("current", PASSWORD), ("new", "other odd words")]).await;
    assert_eq!(answer.status, 303);
    assert_ne!(here.token, before);
    assert!(is_in(&mut here).await);
    assert!(!is_in(&mut there).await);
    assert_eq!(server.browser().log_in("amira@example.com", PASSWORD).await.status, 401);
    assert_eq!(server.browser().log_in("amira@example.com", "other odd words").await.status, 303);
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, staff).await;
    server.clock.advance_ms(SESSION_IDLE_MS - 60_000);
    assert!(is_in(&mut browser).await);
    noted(&server, &browser).await;
    server.clock.advance_ms(SESSION_IDLE_MS - 60_000);
    assert!(is_in(&mut browser).await, "its use was noted");
    noted(&server, &browser).await;
    server.clock.advance_ms(SESSION_IDLE_MS + 1);
    assert!(!is_in(&mut browser).await);
}

#[tokio::test]
async fn a_session_ends_after_a_working_day_however_much_it_is_used() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, staff).await;
    let step = SESSION_IDLE_MS / 2;
    for _ in 1..SESSION_LASTS_MS / step {
        server.clock.advance_ms(step);
        assert!(is_in(&mut browser).await);
        noted(&server, &browser).await;
    }
    server.clock.advance_ms(step);
    assert!(!is_in(&mut browser).await);
    assert_eq!(server.database().purge_sessions(server.clock.now()).await.unwrap(), 1);
}

#[tokio::test]
async fn a_person_has_so_many_sessions_and_the_oldest_one_ends() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let mut browsers = Vec::new();
    for _ in 0..21 {
        browsers.push(server.browser_of(server.biller, staff).await);
        server.clock.advance_ms(1);
    }
    assert!(!is_in(&mut browsers[0]).await);
    for browser in &mut browsers[1..] {
        assert!(is_in(browser).await);
    }
}

#[tokio::test]
async fn a_session_holds_on_every_node_and_ends_on_all_of_them() {
    let server = TestServer::start().await;
    let other = server.start_another().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let mut here = server.browser_of(server.biller, staff).await;
    let mut there = other.browser();
    there.token = here.token.clone();
    assert!(is_in(&mut there).await);
    here.post("/console/logout", &[]).await;
    assert!(!is_in(&mut there).await);
    other.stop().await;
}

#[tokio::test]
async fn the_sandbox_clock_moves_no_session() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, staff).await;
    server.database().advance_clock(server.biller, 30 * 24 * 60 * 60 * 1000).await.unwrap();
    assert!(is_in(&mut browser).await);
    let mut new = server.browser_of(server.biller, staff).await;
    assert!(is_in(&mut new).await);
}

#[tokio::test]
async fn tokens_that_are_none_open_nothing() {
    let server = TestServer::start().await;
    server.staff("amira@example.com", Role::Agent).await;
    for token in ["", "x", &"a".repeat(43), &"a".repeat(4_000), "' OR 1=1 --", &"å".repeat(22)] {
        let mut browser = server.browser();
        browser.token = Some(token.to_owned());
        assert!(!is_in(&mut browser).await, "{token}");
    }
}

/// Waits until the last use of the session, now, has been noted.
async fn noted(server: &TestServer, browser: &Browser<'_>) {
    let hash = session_token_hash(browser.token.as_ref().unwrap());
    let store = server.database();
    in_time(async {
        let mut seen = 0;
        loop {
            let now = server.clock.now();
            let known = store.session(&hash, now).await.unwrap().unwrap();
            if now.0 - known.session.seen_at.0 < 60_000 {
                return;
            }
            seen = store.wait_for_commits(seen, 1_000).await;
        }
    })
    .await;
}
