//! Which crate may depend on which: the rules of ARCHITECTURE.md.

use crate::{
    process,
    setup::{Rust, WASM},
};
use anyhow::{Result, bail};
use serde_json::Value;

/// The workspace crates that a crate may name, in any kind of dependency. Any crate's tests may use [`TESTKIT`].
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("matching", &["domain"]),
    ("answers", &["domain", "locale"]),
    ("usecases", &["answers", "domain", "locale", "matching"]),
    ("store", &["domain", "matching", "usecases"]),
    ("documents", &["domain", "usecases"]),
    ("files", &["domain"]),
    ("locale", &["domain"]),
    ("bank", &["domain"]),
    ("psp", &["domain"]),
    ("app", &["domain"]),
    ("console", &["app", "domain"]),
    (
        "server",
        &["app", "bank", "console", "documents", "domain", "files", "locale", "psp", "store", "usecases"],
    ),
    (
        "bench",
        &["app", "console", "documents", "domain", "locale", "matching", "server", "store", "usecases"],
    ),
    (TESTKIT, &["domain", "store", "usecases"]),
    ("xtask", &[]),
];

/// Fixtures: any crate's tests may use them, and nothing that is delivered may.
const TESTKIT: &str = "testkit";

/// SQL stands in `store`. `bench` measures it against a bare loop of the same statements.
const MAY_NAME_SQLX: &[&str] = &["store", "bench"];

/// What a browser must never download: the server's crates, and what they depend on.
const NEVER_IN_BROWSER: &[&str] = &[
    "answers",
    "axum",
    "documents",
    "files",
    "hyper",
    "icu",
    "reqwest",
    "server",
    "sqlx",
    "store",
    "testkit",
    "tokio",
    "usecases",
];

/// Checks the declared dependencies, and their transitive ones for the browser.
pub fn check(rust: &Rust) -> Result<()> {
    let metadata = process::output_of(rust.cargo().args(["metadata", "--format-version=1", "--no-deps"]))?;
    let mut broken = broken_rules(&serde_json::from_str(&metadata)?);
    let in_browser = |package: &[&str]| {
        let mut tree = rust.cargo();
        tree.args(["tree", "--target", WASM, "--edges=normal", "--prefix=none", "--format={lib}"])
            .args(package);
        process::output_of(&mut tree)
    };
    for package in [
        &["--package=app", "--no-default-features", "--features=hydrate"][..],
        &["--package=console", "--no-default-features", "--features=hydrate"],
        &["--package=domain"],
    ] {
        let tree = in_browser(package)?;
        let found = NEVER_IN_BROWSER.iter().filter(|never| tree.lines().any(|name| name == **never));
        broken.extend(found.map(|never| format!("{} brings `{never}` into the browser", package[0])));
    }
    if broken.is_empty() { Ok(()) } else { bail!("{}", broken.join("\n")) }
}

/// Every rule that the declared dependencies break, in words.
fn broken_rules(metadata: &Value) -> Vec<String> {
    let mut broken = Vec::new();
    let packages = metadata["packages"].as_array().map_or(&[][..], Vec::as_slice);
    let names: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, may_know)) = MAY_KNOW.iter().find(|(known, _)| *known == name) else {
            broken.push(format!(
                "crate `{name}` has no line in xtask/src/check/dependencies.rs: say whom it may know"
            ));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let is_for_tests = dependency["kind"] == "dev";
            let dependency = dependency["name"].as_str().unwrap_or_default();
            if dependency == TESTKIT {
                if !is_for_tests {
                    broken.push(format!("`{name}` must not know `{TESTKIT}` but in its tests"));
                }
            } else if names.contains(&dependency) && !may_know.contains(&dependency) {
                broken.push(format!("`{name}` must not know `{dependency}`"));
            }
            if dependency.starts_with("sqlx") && !MAY_NAME_SQLX.contains(&name) {
                broken.push(format!("`{name}` names `{dependency}`: SQL belongs into `store`"));
            }
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn workspace(name: &str, dependency: &str) -> Value {
        json!({ "packages": [
            { "name": name, "dependencies": [{ "name": dependency }] },
            { "name": "domain", "dependencies": [] },
            { "name": "store", "dependencies": [] },
        ] })
    }

    #[test]
    fn dependencies_point_one_way() {
        assert!(broken_rules(&workspace("app", "domain")).is_empty());
        assert_eq!(broken_rules(&workspace("app", "store")), ["`app` must not know `store`"]);
    }

    #[test]
    fn fixtures_are_for_tests() {
        let with = |kind: Value| {
            let dependency = json!({ "name": "testkit", "kind": kind });
            json!({ "packages": [{ "name": "domain", "dependencies": [dependency] }] })
        };
        assert!(broken_rules(&with(json!("dev"))).is_empty());
        for kind in [Value::Null, json!("build")] {
            assert_eq!(broken_rules(&with(kind)), ["`domain` must not know `testkit` but in its tests"]);
        }
    }

    #[test]
    fn sql_stays_in_store() {
        assert_eq!(
            broken_rules(&workspace("server", "sqlx")),
            ["`server` names `sqlx`: SQL belongs into `store`"]
        );
    }

    #[test]
    fn a_new_crate_needs_a_rule() {
        assert!(broken_rules(&workspace("helpers", "domain"))[0].contains("`helpers` has no line"));
    }
}
