//! The payer's page and the pages for problems, as a browser without scripts gets them.
#![allow(clippy::unwrap_used)]

mod support;

use app::live::{Presence, ToPage};
use app::pages::invoices::{Done, FormOutcome, InvoicePage, render};
use app::pages::problem::{PageProblem, ProblemPage, render as render_problem};
use app::pages::{Assets, Rendered};
use app::presenter::{self, ViewContext, island_texts};
use domain::Timestamp;
use domain::conversations::Side;
use domain::invoices::document::VatCode;
use domain::invoices::view::PayerView;
use domain::invoices::wire::PayerFrame;
use serde_json::json;
use support::{Log, NOW, english, long_document, page, partly_paid, speaking};

fn html(page: &InvoicePage) -> String {
    render(page, english()).html
}

/// The page without the island's properties, in which every text occurs once more.
fn shown(page: &InvoicePage) -> String {
    let html = html(page);
    let (before, after) = html.split_once(" data-opening=\"").unwrap();
    let (_, after) = after.split_once('"').unwrap();
    [before, after].concat()
}

/// The opening tag of the only element with this attribute.
fn tag<'a>(html: &'a str, mark: &str) -> &'a str {
    assert_eq!(html.matches(mark).count(), 1, "{mark} has to be there once");
    let at = html.find(mark).unwrap();
    let start = html[..at].rfind('<').unwrap();
    &html[start..at + html[at..].find('>').unwrap()]
}

fn minor(html: &str, amount: &str) -> i64 {
    let tag = tag(html, &format!("data-amount=\"{amount}\""));
    let (_, rest) = tag.split_once("data-minor=\"").unwrap();
    rest.split_once('"').unwrap().0.parse().unwrap()
}

fn slot_is_shown(html: &str, name: &str) -> bool {
    !tag(html, &format!("data-slot=\"{name}\"")).contains("hidden")
}

#[test]
fn a_partly_paid_invoice_says_what_is_left_until_when_and_who_moved_it() {
    let html = shown(&page(&partly_paid()));
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">"), "{}", &html[..80]);
    let root = tag(&html, "data-live=\"off\"");
    assert!(root.contains("data-seq=\"5\"") && root.contains("data-status=\"partly_paid\""), "{root}");
    assert_eq!(minor(&html, "open"), 79_900);
    assert_eq!(minor(&html, "paid"), 45_000);
    assert_eq!(minor(&html, "pending"), 0);
    assert_eq!(minor(&html, "total"), 124_900);
    assert!(tag(&html, "data-due=").contains("data-due=\"2026-12-14\""));
    for text in [
        "Partly paid",
        "left of kr\u{a0}1,249.00",
        "14 December 2026",
        "30 November",
        "moved by Amira",
        "We received your payment of kr\u{a0}450.00. Thank you.",
        "Pay kr\u{a0}799.00",
        "Due date moved to 14 December",
    ] {
        assert!(html.contains(text), "{text}");
    }
}

#[test]
fn every_state_has_its_own_words_and_only_what_is_asked_for_can_be_paid() {
    let open = || Log::issued("SEK", 124_900);
    let void = json!({ "type": "voided", "released_minor": 0 });
    let given_up = json!({ "type": "written_off", "amount_minor": 124_900 });
    let credited =
        json!({ "type": "credited", "number": "CN-7", "amount_minor": 124_900, "applied_minor": 124_900 });
    for (log, status, open_minor, payable, text) in [
        (open(), "open", 124_900, true, ">Open<"),
        (open().settled(1, 45_000, 45_000), "partly_paid", 79_900, true, ">Partly paid<"),
        (open().settled(1, 124_900, 124_900), "paid", 0, false, "Everything is paid. Thank you."),
        (open().and(void), "void", 0, false, "This invoice was withdrawn."),
        (open().and(credited), "credited", 0, false, "This invoice was credited in full."),
        (open().and(given_up), "written_off", 0, false, "This invoice is closed."),
    ] {
        let html = shown(&page(&log));
        assert!(tag(&html, "data-live=").contains(&format!("data-status=\"{status}\"")), "{status}");
        assert_eq!(minor(&html, "open"), open_minor, "{status}");
        assert!(html.contains(text), "{status}: {text}");
        assert_eq!(slot_is_shown(&html, "due"), payable, "{status}");
        assert_eq!(slot_is_shown(&html, "closed"), !payable, "{status}");
        let parts = html.matches("data-slot=\"payable\" hidden").count();
        assert_eq!(parts, if payable { 0 } else { 2 }, "{status}: the account and the bar at the thumb");
    }
}

#[test]
fn the_day_after_the_due_date_it_was_due() {
    let mut page = page(&Log::issued("SEK", 124_900));
    page.now = Timestamp(page.view.overdue_from.0 - 1);
    assert!(shown(&page).contains("data-status=\"open\""));
    page.now = page.view.overdue_from;
    let html = shown(&page);
    assert!(html.contains("data-status=\"overdue\"") && html.contains("Was due"));
}

#[test]
fn money_on_its_way_is_neither_paid_nor_asked_for_twice() {
    let html = shown(&page(&Log::issued("SEK", 124_900).pending(1, 45_000)));
    assert_eq!((minor(&html, "open"), minor(&html, "paid"), minor(&html, "pending")), (124_900, 0, 45_000));
    assert!(html.contains("Payment on its way") && html.contains("Pay kr\u{a0}799.00"));
    let html = shown(&page(&Log::issued("SEK", 124_900).pending(1, 124_900)));
    assert!(html.contains("data-status=\"open\""), "a pending payment is not a paid invoice");
    assert!(
        html.contains("There is nothing for you to do.") && html.contains("data-slot=\"payable\" hidden")
    );
}

#[test]
fn what_was_paid_too_much_is_kept_as_credit() {
    let html = shown(&page(&Log::issued("SEK", 124_900).settled(1, 129_900, 124_900)));
    assert_eq!((minor(&html, "open"), minor(&html, "paid")), (0, 124_900));
    assert!(html.contains("kr\u{a0}50.00 is kept as your credit with Nordlys Energi."));
}

#[test]
fn accounts_are_written_for_people_and_copied_for_banks() {
    let html = shown(&page(&Log::issued("SEK", 124_900)));
    assert!(html.contains(">SE35 5000 0000 0549 1000 0003<"));
    for copied in ["SE3550000000054910000003", "5050-1055", "1048 2073 4", "ESSESESS", "1249.00"] {
        assert!(tag(&html, &format!("data-copy=\"{copied}\"")).contains("hidden"), "useless without scripts");
    }
    assert!(!html.contains("data-copy=\"SE:BANKGIRO\""), "a clearing system is no BIC");
}

#[test]
fn without_an_account_the_page_says_whom_to_ask() {
    let mut page = page(&Log::issued("SEK", 124_900));
    page.document.payment_means.clear();
    page.ways.clear();
    let html = shown(&page);
    assert!(html.contains("names no account") && html.contains("href=\"mailto:hej@nordlys.example.com\""));
    page.document.payment_means = support::document("SEK").payment_means;
    for means in &mut page.document.payment_means {
        means.code = "59".into();
    }
    let html = shown(&page);
    assert!(html.contains("collected from your account") && !html.contains("SE35"));
}

#[test]
fn currencies_keep_their_own_decimals() {
    let yen = shown(&page(&Log::issued("JPY", 124_900).settled(1, 45_000, 45_000)));
    assert!(yen.contains(">79,900<") && yen.contains("data-copy=\"79900\""));
    let dinar = shown(&page(&Log::issued("KWD", 1_249_125).settled(1, 125, 125)));
    assert!(dinar.contains(">1,249.000<") && dinar.contains("data-copy=\"1249.000\""));
}

#[test]
fn a_hundred_lines_stay_readable_and_add_up_in_sight() {
    let mut page = page(&partly_paid());
    page.document = long_document();
    let html = shown(&page);
    assert_eq!(html.matches("<span data-line-name=\"\">Meter reading, place").count(), 100);
    assert!(html.contains("Show 70 more lines"));
    for text in
        ["Loyal customer", "-kr\u{a0}50.00", "Rounding", "-kr\u{a0}0.37", "Paid beforehand", "VAT 12%"]
    {
        assert!(html.contains(text), "{text}");
    }
    page.document.vat_breakdown[0].vat.code = VatCode::AE;
    assert!(shown(&page).contains("owed by the buyer"));
}

/// Markup, quotes, a closing comment, and letters that turn the reading direction.
const HOSTILE: &str = "<script>alert(1)</script>\"'><!--\u{202e}&amp;</textarea></title></style>{amount}";

#[test]
fn what_people_write_is_never_markup() {
    let mut page = page(&partly_paid().said(9, Some(HOSTILE), HOSTILE).moved(Some(HOSTILE)));
    let text = || HOSTILE.to_owned();
    let some = || Some(HOSTILE.to_owned());
    page.biller.name = text();
    page.biller.footer = vec![text()];
    page.biller.email = some();
    page.biller.phone = some();
    page.view.number = text();
    page.viewers = Presence { payers: 1, staff: vec![text()] };
    page.said = Some(FormOutcome::Refused { code: text(), text: text() });
    let document = &mut page.document;
    document.number = text();
    document.notes = vec![text()];
    document.payment_terms = some();
    document.buyer_reference = some();
    document.order_reference = some();
    document.lines[0].name = text();
    document.lines[0].description = some();
    document.lines[0].unit = text();
    document.vat_breakdown[0].exemption_reason = some();
    for means in &mut document.payment_means {
        (means.account, means.account_name, means.reference) = (some(), some(), some());
    }
    let seller = &mut document.seller;
    (seller.name, seller.legal_name, seller.registration, seller.email) = (text(), some(), some(), some());
    page.buyer = Some(document.seller.clone());

    let html = html(&page);
    let lower = html.to_lowercase();
    assert!(!lower.contains("<script>alert") && !html.contains("\"'>"), "it would run");
    assert!(!html.contains("<!--\u{202e}"), "it would hide what follows");
    let (_, after) = html.split_once("<textarea id=\"say-text\"").unwrap();
    assert!(
        after.split_once("</textarea>").unwrap().0.contains("&lt;/textarea"),
        "the field would end early"
    );
    let title = html.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0;
    assert!(title.contains("&lt;/title&gt;") && title.contains("&lt;script&gt;"), "{title}");
    let style = html.split_once("<style").unwrap().1.split_once("</style>").unwrap().0;
    assert!(style.contains("--brand:#") && style.ends_with("}}"), "{style}");
}

#[test]
fn nothing_on_the_page_breaks_its_content_security_policy() {
    let mut page = page(&partly_paid());
    page.assets = Assets {
        css: Some("/pkg/billow.1.css".into()),
        js: Some("/pkg/billow.1.js".into()),
        wasm: Some("/pkg/billow.1.wasm".into()),
    };
    let Rendered { html, nonce } = render(&page, english());
    assert!(nonce.len() >= 16 && render(&page, english()).nonce != nonce, "a nonce serves one response");
    assert_eq!(html.matches("<script").count(), html.matches("<script type=\"module\" nonce=").count());
    assert_eq!(html.matches("<style").count(), html.matches("<style nonce=").count());
    assert_eq!(html.matches(&format!("nonce=\"{nonce}\"")).count(), 2);
    assert!(!html.contains(" style=") && !html.contains(" onclick=") && !html.contains("javascript:"));
    assert!(!html.contains("http://") && !html.contains("https://"), "nothing comes from elsewhere");
    assert!(html.contains("\"/pkg/billow.1.wasm\"") && html.contains("href=\"/pkg/billow.1.css\""));
}

#[test]
fn without_scripts_a_message_is_a_plain_form_that_can_be_sent_twice() {
    let mut page = page(&Log::issued("SEK", 124_900));
    let html = shown(&page);
    let form = tag(&html, "action=\"/i/token/say\"");
    assert!(form.contains("method=\"post\""), "{form}");
    let inside = html.split_once("data-say-form").unwrap().1.split_once("</form>").unwrap().0;
    assert!(tag(inside, "name=\"id\"").contains(&page.say_key));
    assert!(form.contains("enctype=\"multipart/form-data\"") && inside.contains("type=\"file\""));
    assert!(tag(&html, "name=\"text\"").contains("required"));
    assert!(!html.contains("<script"), "nothing to load, nothing to run");
    assert!(slot_is_shown(&html, "chat-empty"));

    page.said = Some(FormOutcome::Refused { code: "message_too_long".into(), text: "A long story".into() });
    let html = shown(&page);
    assert!(html.contains("Your message is too long.") && html.contains(">A long story</textarea>"));
    assert!(tag(&html, "name=\"text\"").contains("aria-describedby=\"refused\""));
    page.said = Some(FormOutcome::Done(Done::Sent));
    assert!(shown(&page).contains("Your message was sent."));
}

#[test]
fn an_erased_message_is_named_but_not_shown() {
    let log = partly_paid().and(json!({ "type": "payer_forgotten" }));
    let mut page = page(&log);
    page.buyer = None;
    let html = html(&page);
    assert!(!html.contains("two more weeks") && !html.contains("Kim Exempelsson"));
    assert_eq!(shown(&page).matches("This message was deleted.").count(), 2);
}

#[test]
fn the_markup_and_the_face_name_the_same_slots() {
    let mut page = page(&partly_paid());
    page.back_from = Some("018f0000-0000-7000-8000-000000000061".parse().unwrap());
    let words = english();
    let line = |_| String::new();
    let sight = ViewContext {
        view: &page.view,
        now: NOW,
        biller: "Nordlys",
        payer: "",
        side: Side::Payer,
        base: "/i/token",
        more_time: page.more_time,
        paying: presenter::Paying::default(),
        line: &line,
        words: &*words,
    };
    let html = shown(&page);
    for slot in presenter::slots(&sight) {
        assert!(html.contains(&format!("data-slot=\"{}\"", slot.name)), "{} is nowhere", slot.name);
    }
    for part in html.split("data-slot=\"").skip(1) {
        let name = part.split_once('"').unwrap().0;
        assert!(presenter::slots(&sight).iter().any(|slot| slot.name == name), "{name} never changes");
    }
}

#[test]
fn the_island_goes_on_from_what_the_page_gives_it() {
    let log = partly_paid();
    let html = html(&page(&log));
    let (_, opening) = html.split_once("data-opening=\"").unwrap();
    let opening = opening.split_once('"').unwrap().0.replace("&quot;", "\"").replace("&amp;", "&");
    let opening: serde_json::Value = serde_json::from_str(&opening).unwrap();
    let frames: Vec<PayerFrame> = serde_json::from_value(opening["log"].clone()).unwrap();
    assert_eq!(PayerView::try_from(frames).unwrap(), log.view());
    assert_eq!(opening["setting"]["base"], "/i/token");

    let sent = serde_json::to_string(&log.frames()[4]).unwrap();
    let message: ToPage = serde_json::from_str(&sent).unwrap();
    assert_eq!(message.frame(), log.frames().pop());
    let polled = json!({ "frames": log.frames(), "presence": { "payers": 2 } }).to_string();
    assert_eq!(serde_json::from_str::<ToPage>(&polled).unwrap().frames, log.frames());
}

#[test]
fn every_language_has_the_island_s_texts_with_their_placeholders() {
    for language in ["en", "de", "sv", "nl"] {
        let words = speaking(language);
        for (key, names) in island_texts() {
            let args: Vec<_> = names.iter().map(|name| (*name, "\u{1}")).collect();
            let text = words.text(key, &args);
            assert_eq!(text.matches('\u{1}').count(), names.len(), "{language} {key}: {text}");
        }
        let html = render(&page(&partly_paid()), words).html;
        assert!(html.contains(&format!("<html lang=\"{language}\">")));
    }
}

#[test]
fn a_link_that_does_not_work_says_what_to_do_and_not_why() {
    let page = |problem| ProblemPage { problem, assets: Assets::default() };
    let html = render_problem(&page(PageProblem::Link), english()).html;
    for text in ["Open the newest e-mail", "check that all of it is there", "ask the biller for a new link"] {
        assert!(html.contains(text), "{text}");
    }
    for hint in ["expired", "revoked", "wrong", "unknown"] {
        assert!(!html.to_lowercase().contains(hint), "{hint} would tell links apart");
    }
    let html = render_problem(&page(PageProblem::Server { request_id: HOSTILE.into() }), english()).html;
    assert!(!html.contains("<script") && html.contains("tell the biller this number"));
    let html = render_problem(&page(PageProblem::TooMany { retry_after_seconds: 30 }), english()).html;
    assert!(html.contains("about 30 seconds"));
}
