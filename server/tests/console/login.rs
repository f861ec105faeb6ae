//! Logging in: who may, what a failure says, and what the cookie is like.

use usecases::{ChangeStaff, Role, StaffChange};

use crate::support::TestServer;
use crate::support::http::Answer;
use crate::support::staff::PASSWORD;

/// What the page says about the last try.
fn told(answer: &Answer) -> &str {
    let (_, rest) = answer.body.split_once("role=\"alert\"").expect("a word about what went wrong");
    let (_, rest) = rest.split_once('>').unwrap();
    rest.split('<').next().unwrap()
}

#[tokio::test]
async fn whoever_has_the_password_gets_in_and_comes_to_the_page_that_was_wanted() {
    let server = TestServer::start().await;
    server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser();
    let sent = browser.get("/console/password?x=1").await;
    assert_eq!(sent.status, 303);
    let to_log_in = sent.header("location").unwrap().to_owned();
    assert_eq!(to_log_in, "/console/login?next=/console/password%3Fx%3D1");
    let form = browser.get(&to_log_in).await;
    assert_eq!(form.status, 200);
    assert!(form.body.contains(r#"name="next" value="/console/password?x=1""#), "{}", form.body);

    let fields =
        [("email", " AMIRA@example.com "), ("password", PASSWORD), ("next", "/console/password?x=1")];
    let answer = browser.post("/console/login", &fields).await;
    assert_eq!((answer.status, answer.header("location")), (303, Some("/console/password?x=1")));
    assert_eq!(browser.get("/console/password").await.status, 200);
    // Who is in needs no form.
    let again = browser.get("/console/login").await;
    assert_eq!((again.status, again.header("location")), (303, Some("/console")));
}

#[tokio::test]
async fn nobody_is_sent_to_another_site_after_logging_in() {
    let server = TestServer::start().await;
    server.staff("amira@example.com", Role::Agent).await;
    for next in ["https://evil.example.com/", "//evil.example.com", "/console/../i/x", "javascript:alert(1)"]
    {
        let fields = [("email", "amira@example.com"), ("password", PASSWORD), ("next", next)];
        let answer = server.browser().post("/console/login", &fields).await;
        assert_eq!((answer.status, answer.header("location")), (303, Some("/console")), "{next}");
    }
}

#[tokio::test]
async fn a_failure_never_says_which_part_was_wrong() {
    let server = TestServer::start().await;
    server.staff("amira@example.com", Role::Agent).await;
    let gone = server.staff("gone@example.com", Role::Agent).await;
    server.ask(ChangeStaff { staff: gone, change: StaffChange::Disable }).await.unwrap();
    let mut answers = Vec::new();
    for (email, password) in [
        ("amira@example.com", "lamp fjord biscuits"),
        ("nobody@example.com", PASSWORD),
        ("gone@example.com", PASSWORD),
        ("no address at all", PASSWORD),
        ("amira@example.com", &"long".repeat(2_000)),
    ] {
        let mut browser = server.browser();
        let answer = browser.log_in(email, password).await;
        assert_eq!(browser.token, None, "{email}");
        answers.push((answer.status, told(&answer).to_owned(), answer.header("location").is_some()));
    }
    assert_eq!(answers[0].0, 401);
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

#[tokio::test]
async fn what_was_typed_comes_back_as_text() {
    let server = TestServer::start().await;
    let answer = server.browser().log_in(r#""><script>alert(1)</script>"#, "x").await;
    assert_eq!(answer.status, 401);
    assert!(!answer.body.contains("<script>alert"), "{}", answer.body);
    assert!(!answer.body.contains(r#"value="""#) || !answer.body.contains("alert(1)</script>"));
}

#[tokio::test]
async fn the_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts() {
    let server = TestServer::start().await;
    server.staff("amira@example.com", Role::Agent).await;
    let answer = server.browser().log_in("amira@example.com", PASSWORD).await;
    let cookie = answer.header("set-cookie").unwrap();
    let (pair, flags) = cookie.split_once("; ").unwrap();
    assert!(pair.starts_with("__Host-billow=") && pair.len() == "__Host-billow=".len() + 43, "{cookie}");
    let mut flags: Vec<_> = flags.split("; ").collect();
    flags.sort_unstable();
    assert_eq!(flags, ["HttpOnly", "Max-Age=43200", "Path=/", "SameSite=Lax", "Secure"]);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn a_form_from_another_origin_logs_nobody_in() {
    let server = TestServer::start().await;
    server.staff("amira@example.com", Role::Agent).await;
    let body = crate::support::staff::encoded(&[("email", "amira@example.com"), ("password", PASSWORD)]);
    for headers in [
        &[("Sec-Fetch-Site", "cross-site")][..],
        &[("Sec-Fetch-Site", "same-site"), ("Origin", "https://shop.example.com")],
        &[("Origin", "https://evil.example.com")],
        &[("Origin", "null")],
    ] {
        let answer = server.browser().send("POST", "/console/login", headers, &body).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (403, None), "{headers:?}");
    }
}

#[tokio::test]
async fn many_log_in_at_once_and_each_gets_a_session_of_their_own() {
    let server = TestServer::start().await;
    server.staff("amira@example.com", Role::Agent).await;
    let tries = (0..12).map(|_| async {
        let mut browser = server.browser();
        let answer = browser.log_in("amira@example.com", PASSWORD).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(browser.get("/console/password").await.status, 200);
        browser.token.unwrap()
    });
    let mut tokens = futures_util::future::join_all(tries).await;
    tokens.sort_unstable();
    tokens.dedup();
    assert_eq!(tokens.len(), 12);
}

#[tokio::test]
async fn pages_of_the_console_are_private_and_run_nothing_of_others() {
    let server = TestServer::start().await;
    let staff = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, staff).await;
    for path in ["/console/login", "/console/password", "/console"] {
        let answer =
            if path.ends_with("login") { server.browser().get(path).await } else { browser.get(path).await };
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"), "{path}");
        assert_eq!(answer.header("x-robots-tag"), Some("noindex, nofollow"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"), "{policy}");
    }
}

#[tokio::test]
async fn what_is_no_form_or_too_large_is_refused() {
    let server = TestServer::start().await;
    let same = [("Sec-Fetch-Site", "same-origin")];
    let large = format!("email=a&password={}", "x".repeat(70_000));
    assert_eq!(server.browser().send("POST", "/console/login", &same, &large).await.status, 413);
    for body in ["", "email=amira%40example.com", "password=x", "email=%ff&password=x"] {
        let answer = server.browser().send("POST", "/console/login", &same, body).await;
        assert!((400..500).contains(&answer.status), "{body}: {}", answer.status);
        assert!(answer.header("set-cookie").is_none());
    }
    for method in ["PUT", "DELETE", "PATCH"] {
        let answer = server.browser().send(method, "/console/login", &same, "").await;
        assert_eq!(answer.status, 405, "{method}");
    }
}
