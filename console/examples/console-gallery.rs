//! Writes the console's pages into a folder, to look at: `cargo run -p console --features ssr --example
//! console-gallery -- FOLDER`. The style sheet is put beside the pages.
#![allow(clippy::unwrap_used)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::PathBuf;
use std::{env, fs};

use console::pages::bank_imports::files as bank;
use console::pages::conversations::inbox;
use console::pages::invoices::tool::{Field, Kind, Preview};
use console::pages::invoices::{list as invoices, tool};
use console::pages::matching::queue;
use console::pages::payments::{list as payments, payment};
use console::pages::{Area, Assets, Frame};
use support::payments::{bank_page, decided_queue, open_queue, payment_page, payments_page, queue_page};
use support::{Log, inbox_page, invoices_page, open_inbox, tool_page};

fn main() {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "target/gallery/console".into()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("console.css"), include_str!("../../style/console.css")).unwrap();
    fs::write(folder.join("console-money.css"), include_str!("../../style/console-money.css")).unwrap();
    let assets = || Assets { css: Some("console.css".into()), js: None, wasm: None };
    let around = |frame: Frame| Frame { assets: assets(), areas: Area::ALL.to_vec(), ..frame };
    let write = |name: &str, html: String| fs::write(folder.join(format!("{name}.html")), html).unwrap();

    let mut page = inbox_page();
    page.frame = around(page.frame);
    write("inbox", inbox::render(&page).html);
    page.rows.clear();
    write("inbox-empty", inbox::render(&page).html);
    let mut page = open_inbox(&Log::conversation());
    page.frame = around(page.frame);
    write("conversation", inbox::render(&page).html);
    let mut page = invoices_page();
    page.frame = around(page.frame);
    write("invoices", invoices::render(&page).html);
    let mut page = tool_page();
    page.frame = around(page.frame);
    page.fields = vec![Field::new("to", "New due date", Kind::Day, "2026-12-14")];
    write("tool", tool::render(&page).html);
    page.fields.clear();
    page.preview = Some(Preview {
        language: "sv".into(),
        language_name: "Svenska".into(),
        payer_reads: vec!["Amira flyttade förfallodagen till 14 december 2026.".into()],
        changes: vec!["Due on 14 Dec 2026 instead of 30 Nov 2026.".into()],
        button: "Move to 14 Dec 2026".into(),
    });
    write("confirmation", tool::render(&page).html);
    for (name, mut page) in
        [("matching", queue_page()), ("doubt", open_queue()), ("doubt-decided", decided_queue())]
    {
        page.frame = around(page.frame);
        write(name, queue::render(&page).html);
    }
    let mut page = queue_page();
    page.frame = Frame { doubtful: 0, ..around(page.frame) };
    page.rows.clear();
    write("matching-empty", queue::render(&page).html);
    let mut page = payments_page();
    page.frame = around(page.frame);
    write("payments", payments::render(&page).html);
    let mut page = payment_page();
    page.frame = around(page.frame);
    write("payment", payment::render(&page).html);
    let mut page = bank_page();
    page.frame = around(page.frame);
    write("bank", bank::render(&page).html);
    println!("{}", folder.display());
}
