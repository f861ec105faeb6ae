//! The table of routes, walked from its first line to its last: anonymous, wrong role, another biller's ids,
//! another origin, right.

use domain::ids::{BillerId, StaffId};
use server::console::{Access, Route, table};
use usecases::Role;
use uuid::Uuid;

use crate::support::TestServer;
use crate::support::http::Answer;
use crate::support::staff::Browser;

/// Whose ids stand in a path.
struct Things {
    biller: BillerId,
    staff: StaffId,
    invoice: Uuid,
    payer: Uuid,
    payment: Uuid,
}

impl Things {
    /// Makes a person, an invoice and a payer for a biller.
    async fn of(server: &TestServer, biller: BillerId, email: &str) -> Self {
        let staff = server.staff_of(biller, email, Role::Agent).await;
        let invoice = server.invoice_of(biller, "1").await;
        let row = server.database().invoice(biller, invoice).await.unwrap().unwrap();
        let payment = server.unidentified(biller, invoice, 1_000).await;
        Self { biller, staff, invoice: invoice.0, payer: row.payer.0, payment: payment.0 }
    }

    /// A route's path with these ids in it.
    fn path(&self, route: &Route) -> String {
        let segments = route.path.split('/').map(|segment| match segment {
            "{invoice}" => self.invoice.to_string(),
            "{payer}" => self.payer.to_string(),
            "{payment}" => self.payment.to_string(),
            "{staff}" => self.staff.to_string(),
            // What belongs to an invoice is looked for there; the walk makes none.
            "{proposal}" | "{attachment}" | "{dispute}" | "{link}" | "{reply}" | "{fee}" | "{return}" => {
                Uuid::nil().to_string()
            }
            "{file}" => Uuid::nil().simple().to_string(),
            other if other.starts_with('{') => {
                panic!("{other} in {}: say here what its ids are of", route.path)
            }
            other => other.to_owned(),
        });
        segments.collect::<Vec<_>>().join("/")
    }
}

/// What the guard looks at.
const GUARDED: [&str; 4] = ["{invoice}", "{payer}", "{payment}", "{staff}"];

/// Whether a path holds ids that the guard looks at.
fn is_guarded(route: &Route) -> bool {
    GUARDED.iter().any(|id| route.path.contains(id))
}

/// Whether a path holds ids that this walk makes nothing for.
fn has_other_ids(route: &Route) -> bool {
    route.path.split('/').any(|segment| segment.starts_with('{') && !GUARDED.contains(&segment))
}

async fn ask(browser: &mut Browser<'_>, route: &Route, path: &str) -> Answer {
    browser.send(route.method.as_str(), path, &[("Sec-Fetch-Site", "same-origin")], "").await
}

async fn walk() -> (TestServer, Vec<Route>) {
    let routes = table();
    assert!(routes.len() >= 7, "the table has lines");
    (TestServer::start().await, routes)
}

#[tokio::test]
async fn nobody_gets_anywhere_without_logging_in() {
    let (server, routes) = walk().await;
    let things = Things::of(&server, server.biller, "amira@example.com").await;
    for route in &routes {
        let (name, path) = (format!("{} {}", route.method, route.path), things.path(route));
        let answer = ask(&mut server.browser(), route, &path).await;
        match (route.access, route.method.as_str()) {
            (Access::Open, _) => assert!(
                ![401, 403, 404, 405, 500].contains(&answer.status) || route.method == "POST",
                "{name}: {}",
                answer.status
            ),
            (Access::Declared(_), "GET") => {
                assert_eq!(answer.status, 303, "{name}");
                assert!(answer.header("location").unwrap().starts_with("/console/login"), "{name}");
                // A script or a socket does not follow to a form.
                let headers = [("Sec-Fetch-Mode", "cors")];
                let told = server.browser().send("GET", &path, &headers, "").await;
                assert_eq!(told.status, 401, "{name}");
                let headers = [("Connection", "Upgrade"), ("Upgrade", "websocket")];
                let told = server.browser().send("GET", &path, &headers, "").await;
                assert_eq!(told.status, 401, "{name}");
            }
            (Access::Declared(_), _) => assert_eq!(answer.status, 401, "{name}"),
        }
    }
}

#[tokio::test]
async fn each_role_gets_where_the_table_says_and_nowhere_else() {
    let (server, routes) = walk().await;
    let things = Things::of(&server, server.biller, "person@example.com").await;
    for role in Role::ALL {
        let staff = server.staff(&format!("{role}@example.com"), role).await;
        for route in &routes {
            if route.access == Access::Open {
                continue;
            }
            let name = format!("{role}: {} {}", route.method, route.path);
            // A new one each time: some routes end it.
            let mut browser = server.browser_of(server.biller, staff).await;
            let answer = ask(&mut browser, route, &things.path(route)).await;
            if !route.access.lets_in(role) {
                assert_eq!(answer.status, 403, "{name}");
            } else if has_other_ids(route) {
                assert!(
                    ![401, 403, 405].contains(&answer.status) && answer.status < 500,
                    "{name}: {}",
                    answer.status
                );
            } else {
                assert!(
                    ![401, 403, 404, 405].contains(&answer.status) && answer.status < 500,
                    "{name}: {}",
                    answer.status
                );
            }
            if route.method == "GET"
                && answer.status >= 400
                && !has_other_ids(route)
                && route.access.lets_in(role)
            {
                // A socket that is asked for without an upgrade.
                assert!([400, 426].contains(&answer.status), "{name}: {}", answer.status);
            }
        }
    }
}

#[tokio::test]
async fn another_billers_ids_are_as_little_there_as_those_that_nobody_has() {
    let (server, routes) = walk().await;
    let stranger = server.another_biller("stranger").await;
    let foreign = Things::of(&server, stranger, "stranger@example.com").await;
    let own = Things::of(&server, server.biller, "own@example.com").await;
    let nobodys = Things {
        biller: server.biller,
        staff: StaffId(Uuid::nil()),
        invoice: Uuid::nil(),
        payer: Uuid::nil(),
        payment: Uuid::nil(),
    };
    assert_ne!(own.biller, foreign.biller);
    for role in Role::ALL {
        let staff = server.staff(&format!("{role}@example.com"), role).await;
        for route in routes.iter().filter(|route| is_guarded(route)) {
            assert_ne!(route.access, Access::Open, "{}", route.path);
            for things in [&foreign, &nobodys] {
                let mut browser = server.browser_of(server.biller, staff).await;
                let answer = ask(&mut browser, route, &things.path(route)).await;
                let expected = if route.access.lets_in(role) { 404 } else { 403 };
                assert_eq!(answer.status, expected, "{role}: {} {}", route.method, route.path);
            }
            let mut browser = server.browser_of(server.biller, staff).await;
            let broken = route.path.replace("{invoice}", "1").replace("{payer}", "x").replace("{staff}", "x");
            let broken = broken.replace("{payment}", "x").replace(['{', '}'], "");
            let answer = ask(&mut browser, route, &broken).await;
            let expected = if route.access.lets_in(role) { 404 } else { 403 };
            assert_eq!(answer.status, expected, "{role}: {} {broken}", route.method);
        }
    }
}

#[tokio::test]
async fn a_form_from_another_origin_changes_nothing_whoever_is_logged_in() {
    let (server, routes) = walk().await;
    let things = Things::of(&server, server.biller, "person@example.com").await;
    let staff = server.staff("admin@example.com", Role::Admin).await;
    for route in routes.iter().filter(|route| route.method != "GET") {
        for headers in [
            &[("Sec-Fetch-Site", "cross-site")][..],
            &[("Sec-Fetch-Site", "same-site")],
            &[("Origin", "https://evil.example.com")],
            &[("Origin", "null")],
        ] {
            let mut browser = server.browser_of(server.biller, staff).await;
            let path = things.path(route);
            let answer = browser.send(route.method.as_str(), &path, headers, "").await;
            assert_eq!(answer.status, 403, "{} {} {headers:?}", route.method, route.path);
            assert_eq!(browser.get("/console/password").await.status, 200, "still logged in");
        }
    }
}

#[tokio::test]
async fn every_change_is_a_post_and_every_line_is_there_once() {
    let (_, routes) = walk().await;
    let mut lines: Vec<_> = routes.iter().map(|route| format!("{} {}", route.path, route.method)).collect();
    lines.sort_unstable();
    let all = lines.len();
    lines.dedup();
    assert_eq!(lines.len(), all);
    for route in &routes {
        assert!(["GET", "POST"].contains(&route.method.as_str()), "{}", route.path);
        assert!(route.path == "/console" || route.path.starts_with("/console/"), "{}", route.path);
        assert!(route.access.lets_in(Role::Admin), "{}: an admin may do everything", route.path);
    }
}

/// Every file of the server's own code, by its path in `src`.
fn sources() -> Vec<(String, String)> {
    let root = std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let (mut folders, mut found) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).unwrap().display().to_string();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// The router of the console is made of the table, and nothing else serves anything there.
#[test]
fn no_route_of_the_console_stands_outside_the_table() {
    for (name, source) in sources() {
        for call in [".route(\"/console", ".nest(\"/console", ".route_service(\"/console"] {
            assert!(!source.contains(call), "{call}…) in {name}");
        }
    }
}

/// What a route answers goes through a declared use case or query.
#[test]
fn the_whole_database_is_for_the_command_line_alone() {
    for (name, source) in sources() {
        let may = name.starts_with("cli/") || name.ends_with("tests.rs");
        assert!(may || !source.contains("OperatorAccess"), "{name} takes the whole database");
    }
}
