//! Paying on the page, as a browser without scripts gets it, and what it says of attempts to pay.
#![allow(clippy::unwrap_used)]

mod support;

use app::pages::checkouts::{RedirectPage, RedirectTarget, render as render_going};
use app::pages::invoices::{Ask, FormOutcome, InvoicePage, render};
use app::presenter::{self, Item, Paying, ViewContext};
use domain::conversations::Side;
use serde_json::json;
use support::{Log, NOW, english, id, page};

fn shown(page: &InvoicePage) -> String {
    let html = render(page, english()).html;
    let (before, after) = html.split_once(" data-opening=\"").unwrap();
    let (_, after) = after.split_once('"').unwrap();
    [before, after].concat()
}

/// The first opening tag with this attribute.
fn tag<'a>(html: &'a str, mark: &str) -> &'a str {
    let at = html.find(mark).unwrap_or_else(|| panic!("{mark} is nowhere"));
    let start = html[..at].rfind('<').unwrap();
    &html[start..at + html[at..].find('>').unwrap()]
}

fn is_shown(html: &str, slot: &str) -> bool {
    !tag(html, &format!("data-slot=\"{slot}\"")).contains(" hidden")
}

fn open() -> Log {
    Log::issued("SEK", 124_900)
}

/// The page of somebody who comes back from an attempt.
fn back(log: &Log, n: u8) -> String {
    let mut page = page(log);
    page.back_from = Some(id(n).parse().unwrap());
    shown(&page)
}

#[test]
fn what_is_open_or_a_part_of_it_can_be_paid_in_each_way_the_biller_has() {
    let html = shown(&page(&open().pending(1, 45_000)));
    let form = tag(&html, "action=\"/i/token/pay\"");
    assert!(
        form.contains("method=\"post\"") && !form.contains("data-form"),
        "no script takes it over: {form}"
    );
    assert!(tag(&html, "name=\"shown\"").contains("value=\"79900\""), "what is on its way is not paid again");
    assert!(
        tag(&html, "value=\"card\"").contains("checked")
            && !tag(&html, "value=\"swish\"").contains("checked")
    );
    for text in [
        "Pay kr\u{a0}799.00",
        "All that is open",
        "From kr\u{a0}100.00",
        "Amount in SEK",
        ">Card<",
        ">Swish<",
    ] {
        assert!(html.contains(text), "{text}");
    }
}

#[test]
fn of_less_than_the_minimum_all_of_it_is_paid() {
    let html = shown(&page(&open().settled(1, 114_900, 114_900)));
    assert!(!is_shown(&html, "pay-other") && is_shown(&html, "rest"));
    assert!(is_shown(&shown(&page(&open())), "pay-other"));
}

#[test]
fn a_biller_without_a_provider_has_no_form() {
    let mut page = page(&open());
    page.ways.clear();
    let html = shown(&page);
    assert!(!html.contains("/i/token/pay\"") && html.contains("By bank transfer, to any of these accounts"));
}

#[test]
fn nothing_can_be_paid_and_no_code_is_shown_when_nothing_is_left() {
    for log in [open().settled(1, 124_900, 124_900), open().pending(1, 124_900)] {
        let html = shown(&page(&log));
        assert!(
            !is_shown(&html, "payable") && !html.contains("/code/"),
            "no picture of nothing is asked for"
        );
    }
    let html = shown(&page(&open().settled(1, 45_000, 45_000)));
    assert!(tag(&html, "data-slot=\"code-epc\"").contains("src=\"/i/token/code/epc.svg?rest=79900\""));
    assert!(tag(&html, "data-slot=\"code-swish\"").contains("loading=\"lazy\""));
}

#[test]
fn whoever_comes_back_reads_what_is_known_and_no_more() {
    let html = back(&open().begun(0x61, 124_900), 0x61);
    assert!(html.contains("We do not know yet whether your payment of kr\u{a0}1,249.00 went through."));
    assert!(
        is_shown(&html, "back-check")
            && html.contains(&format!("action=\"/i/token/checkout/{}/check\"", id(0x61)))
    );
    assert!(!html.contains("Thank you"), "coming back is no payment");

    for (why, text) in [
        ("cancelled", "The payment of kr\u{a0}1,249.00 was cancelled. Nothing was taken."),
        ("expired", "was not finished in time. Nothing was taken."),
        ("amount_changed", "was closed, because the open amount has changed."),
    ] {
        let html = back(&open().begun(0x61, 124_900).ended(0x61, why), 0x61);
        assert!(html.contains(text) && is_shown(&html, "back") && !is_shown(&html, "back-check"), "{why}");
    }
}

#[test]
fn what_the_newest_change_says_is_not_said_twice() {
    let paid = open().begun(0x61, 124_900).settled(1, 124_900, 124_900).ended(0x61, "paid");
    let html = back(&paid, 0x61);
    assert!(
        !is_shown(&html, "back") && html.contains("We received your payment of kr\u{a0}1,249.00. Thank you.")
    );
    let failed = back(&open().begun(0x61, 124_900).ended(0x61, "failed"), 0x61);
    assert!(!is_shown(&failed, "back"));
    assert_eq!(failed.matches("did not go through. Nothing was taken").count(), 1);
    // Something else is newer.
    let moved = back(&paid.moved(Some("Amira")), 0x61);
    assert!(is_shown(&moved, "back") && moved.contains("Your payment of kr\u{a0}1,249.00 went through."));
}

#[test]
fn an_attempt_in_another_window_is_warned_of_until_it_ends() {
    let log = open().begun(0x61, 50_000);
    let html = shown(&page(&log));
    assert!(is_shown(&html, "begun") && html.contains("A payment of kr\u{a0}500.00 was begun"));
    assert!(tag(&html, "name=\"seen\"").contains(&format!("value=\"{}\"", id(0x61))));
    assert!(
        tag(&html, "data-slot=\"begun-go\"").contains(&format!("href=\"/i/token/checkout/{}\"", id(0x61)))
    );
    assert!(html.contains(&format!("action=\"/i/token/checkout/{}/cancel\"", id(0x61))));
    assert!(is_shown(&html, "payable"), "warned, not kept from paying");

    let mut late = page(&log);
    late.now = domain::Timestamp(NOW.0 + 3_600_000);
    assert!(!is_shown(&shown(&late), "begun"), "nobody can finish it any more");
    let html = shown(&page(&log.ended(0x61, "cancelled")));
    assert!(!is_shown(&html, "begun") && tag(&html, "name=\"seen\"").contains("value=\"\""));
}

#[test]
fn an_attempt_that_was_closed_by_us_is_explained_for_a_day_and_the_payment_stays_the_news() {
    for paid in [45_000, 124_900] {
        let log = open().begun(0x61, 124_900).settled(1, paid, paid).ended(0x61, "amount_changed");
        let closed_at = log.frames().last().unwrap().at;
        let after = |ms: i64| {
            let mut page = page(&log);
            page.now = domain::Timestamp(closed_at.0 + ms);
            shown(&page)
        };
        let html = after(60_000);
        assert!(is_shown(&html, "attempt-closed"), "also where nothing is left to pay");
        assert!(tag(&html, "data-slot=\"banner\"").contains("data-tone=\"good\""));
        let told = "The payment of kr\u{a0}1,249.00 that had been begun was closed";
        assert_eq!(html.matches(told).count(), 2, "and in the history");
        let later = after(86_400_000);
        assert!(!is_shown(&later, "attempt-closed") && later.contains(told));
    }
}

#[test]
fn what_was_refused_can_be_corrected() {
    let mut page = page(&open());
    page.said =
        Some(FormOutcome::NotDone { ask: Ask::Pay, code: "below_minimum".into(), text: "9,50".into() });
    let html = shown(&page);
    assert!(html.contains("This is less than Nordlys Energi accepts."));
    assert!(tag(&html, "id=\"pay-amount\"").contains("value=\"9,50\""));
    assert!(
        tag(&html, "value=\"other\"").contains("checked") && !tag(&html, "value=\"all\"").contains("checked")
    );
}

fn claimed() -> Log {
    let offer = json!({ "kind": "claim_payment", "payment": id(0x71), "amount_minor": 45_000, "paid_on": "2026-11-03" });
    open().proposed(0x62, Some("Amira"), offer, None)
}

fn item(log: &Log, side: Side) -> Item {
    let (view, words) = (log.view(), english());
    let line = |_: u32| String::new();
    let sight = ViewContext {
        view: &view,
        now: NOW,
        biller: "Nordlys Energi",
        payer: "Kim",
        side,
        base: "/i/token",
        more_time: domain::proposals::MoreTime::default(),
        paying: Paying::default(),
        line: &line,
        words: &*words,
    };
    presenter::items(&sight).pop().unwrap()
}

#[test]
fn a_payment_that_nobody_knows_is_asked_about_with_answers_of_its_own() {
    let asked = item(&claimed(), Side::Payer);
    assert_eq!((asked.kind, asked.can), ("claim", "answer"));
    assert!(asked.who.starts_with("Amira asks") && asked.title == "Was this payment yours: kr\u{a0}450.00?");
    assert!(asked.terms.contains("3 November 2026"));
    let html = shown(&page(&claimed()));
    assert!(html.contains("Yes, that was me") && html.contains("No, it was not mine"));
    assert!(html.contains("Amira asks: was the payment of kr\u{a0}450.00 yours?"));
    assert_eq!(item(&claimed(), Side::Biller).kind, "proposal", "staff see what they have proposed");
}

#[test]
fn every_answer_to_it_and_every_correction_is_told() {
    let told = |log: &Log, text: &str| assert!(shown(&page(log)).contains(text), "{text}");
    told(&claimed().answered(0x62, None, true), "You said that the payment of kr\u{a0}450.00 was yours.");
    told(
        &claimed().answered(0x62, None, false),
        "You said that the payment of kr\u{a0}450.00 was not yours.",
    );
    let gone = claimed().and(json!({ "type": "proposal_withdrawn", "proposal_id": id(0x62) }));
    told(&gone, "is no longer a question.");

    let paid = || open().settled(1, 174_900, 124_900);
    let unmatched = json!({ "type": "payment_unmatched", "payment_id": id(1), "amount_minor": 174_900, "reopened_minor": 124_900 });
    told(&paid().and(unmatched), "was counted here by mistake. What it had paid is open again.");
    let refunded = json!({ "type": "payment_refunded", "payment_id": id(1), "amount_minor": 50_000 });
    let log = paid().and(refunded);
    told(&log, "kr\u{a0}500.00 is being paid back to you.");
    assert!(!is_shown(&shown(&page(&log)), "credit"), "what is paid back is no credit");
    let failed = json!({ "type": "refund_failed", "payment_id": id(1), "amount_minor": 50_000 });
    told(&log.and(failed), "The amount is your credit again.");
}

#[test]
fn the_page_between_goes_on_without_scripts_and_leads_nowhere_by_a_form() {
    let invoice = page(&open());
    let going = |to| {
        let (biller, amount) = (invoice.biller.clone(), invoice.view.money(124_900));
        let page = RedirectPage {
            biller,
            amount,
            to,
            back: "/i/token?checkout=1".into(),
            assets: invoice.assets.clone(),
        };
        render_going(&page, english()).html
    };
    let html = going(RedirectTarget::Provider("https://pay.example.com/p?a=1&b=\"2".into()));
    let address = "https://pay.example.com/p?a=1&amp;b=&quot;2";
    assert!(tag(&html, "http-equiv=\"refresh\"").contains(&format!("content=\"1;url={address}\"")), "{html}");
    assert!(tag(&html, "data-going").contains(&format!("href=\"{address}\"")));
    assert!(
        html.contains("You pay kr\u{a0}1,249.00 to Nordlys Energi")
            && !html.contains("<form")
            && !html.contains("<script")
    );
    let waits = going(RedirectTarget::Here("/i/token/checkout/1".into()));
    assert!(tag(&waits, "http-equiv=\"refresh\"").contains("content=\"2;url=/i/token/checkout/1\""));
    assert!(waits.contains("Nothing has been paid yet") && waits.contains("href=\"/i/token?checkout=1\""));
}
