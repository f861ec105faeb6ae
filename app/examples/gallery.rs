//! Writes the payer's page in each of its states into a folder, to look at: `cargo run -p app --features
//! ssr --example gallery -- FOLDER`. The style sheet is put beside the pages.
#![allow(clippy::unwrap_used)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::PathBuf;
use std::{env, fs};

use app::live::Presence;
use app::pages::Assets;
use app::pages::brand::{Brand, Rgb};
use app::pages::checkouts::{RedirectPage, RedirectTarget, render as render_going};
use app::pages::invoices::{FormOutcome, InvoicePage, render};
use app::pages::problem::{PageProblem, ProblemPage, render as render_problem};
use domain::Timestamp;
use serde_json::json;
use support::{Log, document, english, long_document, page, partly_paid, speaking, talked};

fn main() {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "target/gallery".into()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("billow.css"), include_str!("../../style/main.css")).unwrap();
    // Pages move when the browser's side has been put into the folder too.
    let found = |name: &str| folder.join(name).exists().then(|| name.to_owned());
    let assets = || Assets {
        css: found("billow.css"),
        js: found("billow.js").map(|js| format!("./{js}")),
        wasm: found("billow.wasm"),
    };
    for (name, language, mut page) in pages() {
        page.assets = assets();
        fs::write(folder.join(format!("{name}.html")), render(&page, speaking(language)).html).unwrap();
    }
    for (name, problem) in [
        ("problem-link", PageProblem::Link),
        ("problem-not-found", PageProblem::NotFound),
        ("problem-too-many", PageProblem::TooMany { retry_after_seconds: 30 }),
        ("problem-newer", PageProblem::Newer { retry_after_seconds: 10 }),
        ("problem-unknown", PageProblem::OutcomeUnknown { request_id: "018f-7c2a".into() }),
        ("problem-server", PageProblem::Server { request_id: "018f-7c2a".into() }),
    ] {
        let problem = ProblemPage { problem, assets: assets() };
        fs::write(folder.join(format!("{name}.html")), render_problem(&problem, english()).html).unwrap();
    }
    for (name, to) in [
        ("going", RedirectTarget::Provider("https://provider.example.com/pay/1".into())),
        ("going-wait", RedirectTarget::Here("/i/token/checkout/1".into())),
    ] {
        let invoice = page(&Log::issued("SEK", 124_900));
        let (amount, back) = (invoice.view.money(124_900), "/i/token".into());
        let page = RedirectPage { biller: invoice.biller, amount, to, back, assets: assets() };
        fs::write(folder.join(format!("{name}.html")), render_going(&page, english()).html).unwrap();
    }
    println!("{}", folder.display());
}

/// The page of somebody who comes back from the only attempt of a log.
fn back(log: &Log) -> InvoicePage {
    InvoicePage { back_from: Some(support::id(0x61).parse().unwrap()), ..page(log) }
}

fn pages() -> Vec<(&'static str, &'static str, InvoicePage)> {
    let open = || Log::issued("SEK", 124_900);
    let mut pages = vec![
        ("open", "en", page(&open())),
        ("partly-paid", "en", page(&partly_paid())),
        ("pending-part", "en", page(&open().pending(1, 45_000))),
        ("pending-all", "en", page(&open().pending(1, 124_900))),
        ("paid", "en", page(&open().settled(1, 124_900, 124_900))),
        ("overpaid", "en", page(&open().settled(1, 129_900, 124_900))),
        ("void", "en", page(&open().and(json!({ "type": "voided", "released_minor": 0 })))),
        (
            "credited",
            "en",
            page(&open().and(json!({ "type": "credited", "number": "CN-7", "amount_minor": 124_900,
                "applied_minor": 124_900 }))),
        ),
        (
            "written-off",
            "en",
            page(
                &open()
                    .settled(1, 45_000, 45_000)
                    .and(json!({ "type": "written_off", "amount_minor": 79_900 })),
            ),
        ),
        ("begun", "en", page(&open().settled(1, 45_000, 45_000).begun(0x61, 79_900))),
        (
            "closed-by-us",
            "de",
            page(&open().begun(0x61, 124_900).settled(1, 45_000, 45_000).ended(0x61, "amount_changed")),
        ),
        ("failed-attempt", "sv", page(&open().begun(0x61, 124_900).ended(0x61, "failed"))),
        ("back-open", "en", back(&open().begun(0x61, 124_900))),
        ("back-cancelled", "nl", back(&open().begun(0x61, 124_900).ended(0x61, "cancelled"))),
        (
            "claim",
            "en",
            page(&open().proposed(
                0x62,
                Some("Amira"),
                json!({ "kind": "claim_payment",
                "payment": support::id(0x71), "amount_minor": 45_000, "paid_on": "2026-11-03" }),
                None,
            )),
        ),
        (
            "below-minimum",
            "en",
            InvoicePage {
                said: Some(FormOutcome::NotDone {
                    ask: app::pages::invoices::Ask::Pay,
                    code: "below_minimum".into(),
                    text: "9.50".into(),
                }),
                ..page(&open())
            },
        ),
        (
            "failed",
            "en",
            page(&open().pending(1, 45_000).and(json!({ "type": "payment_failed",
                "payment_id": "018f0000-0000-7000-8000-000000000001", "amount_minor": 45_000 }))),
        ),
        ("talked", "en", page(&talked())),
        ("talked-german", "de", page(&talked())),
        (
            "asked",
            "sv",
            page(&open().disputed(0x41, None, "Jag har aldrig beställt detta.").fee(0x42, 6_000).proposed(
                0x43,
                None,
                json!({ "kind": "due_date", "to": "2027-01-31" }),
                None,
            )),
        ),
        ("german", "de", page(&partly_paid())),
        ("swedish", "sv", page(&partly_paid())),
        ("dutch", "nl", page(&partly_paid())),
        ("yen", "en", page(&Log::issued("JPY", 124_900).settled(1, 45_000, 45_000))),
        ("dinar", "en", page(&Log::issued("KWD", 1_249_000_125).settled(1, 450_125, 450_125))),
    ];
    let mut overdue = page(&open().settled(1, 45_000, 45_000));
    overdue.now = Timestamp(overdue.view.overdue_from.0 + 1);
    pages.push(("overdue", "en", overdue));
    let mut long = page(&partly_paid());
    long.document = long_document();
    long.biller.name = "Stadtwerke Oberunterammergau-Süd GmbH & Co".into();
    long.biller.brand = Brand::of(Rgb(0xff, 0xd8, 0x00));
    long.viewers = Presence { payers: 1, staff: vec!["Amira".into()] };
    long.sandbox = true;
    pages.push(("long", "de", long));
    let mut bare = page(&open());
    bare.document = document("SEK");
    bare.document.payment_means.clear();
    bare.buyer = None;
    bare.said = Some(FormOutcome::Refused { code: "message_too_long".into(), text: "A long story".into() });
    pages.push(("no-account", "en", bare));
    pages
}
