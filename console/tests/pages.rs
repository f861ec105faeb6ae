//! The console's pages, as a browser without scripts gets them.
#![allow(clippy::unwrap_used)]

mod support;

use console::pages::conversations::inbox::{self, Tab};
use console::pages::invoices::list as invoices;
use console::pages::invoices::tool::{self, Field, Kind, Preview};
use console::pages::sidebar::PaymentSummary;
use console::pages::{Area, Notice};
use domain::conversations::ConversationState;
use domain::ids::{DisputeId, PaymentId};
use domain::payments::{Method, PaymentState};
use serde_json::json;
use support::{
    HOSTILE, Log, assert_inert, conversation_of, frame, inbox_page, invoices_page, side_of, tool_page,
};
use uuid::Uuid;

#[test]
fn the_inbox_says_who_waits_and_by_when() {
    let html = inbox::render(&inbox_page()).html;
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    for text in ["Lena Sommer", "reply due in 11 min", "799.00", " unread. "] {
        assert!(html.contains(text), "{text}");
    }
    for (tab, count) in [("mine", "4"), ("open", "12")] {
        let (_, rest) = html.split_once(&format!("data-count=\"{tab}\"")).unwrap();
        let (_, text) = rest.split_once('>').unwrap();
        assert_eq!(text.split_once('<').unwrap().0, count, "{tab}");
    }
}

#[test]
fn every_row_is_a_link_and_every_change_a_form() {
    let html = inbox::render(&support::open_inbox(&Log::conversation())).html;
    assert!(html.contains("data-row="), "rows are links");
    for action in ["/say\"", "/assign\"", "/snooze\"", "/solve\""] {
        let form = format!("action=\"/console/invoices/{}{action}", support::INVOICE);
        assert!(html.contains(&form), "{action}");
    }
    assert!(html.contains("action=\"/console/logout\""));
}

#[test]
fn a_note_is_marked_as_staff_only_and_a_message_says_whether_it_was_seen() {
    let html = inbox::render(&support::open_inbox(&Log::conversation())).html;
    assert!(html.contains("Note, staff only"));
    assert!(html.contains(" · sent") && !html.contains(" · seen"));
    let seen =
        Log::conversation().and(json!({ "type": "messages_seen", "side": "payer", "through": 9 }), "payer");
    let html = inbox::render(&support::open_inbox(&seen)).html;
    assert!(html.contains(" · seen"));
}

#[test]
fn a_solved_conversation_can_be_reopened_and_not_solved() {
    let mut page = support::open_inbox(&Log::conversation());
    page.open.as_mut().unwrap().0.state = ConversationState::Solved;
    let html = inbox::render(&page).html;
    assert!(html.contains("/reopen\"") && !html.contains("/solve\""));
}

#[test]
fn who_may_only_read_gets_no_tools() {
    let mut page = support::open_inbox(&Log::conversation());
    let open = page.open.as_mut().unwrap();
    open.0.may_act = false;
    open.1.may_act = false;
    let html = inbox::render(&page).html;
    for tool in ["data-composer", "/solve\"", "Record payment", "data-point"] {
        assert!(!html.contains(tool), "{tool}");
    }
    assert!(html.contains("Lena Sommer"));
}

#[test]
fn admins_see_their_parts_of_the_navigation_and_others_do_not() {
    let mut page = inbox_page();
    assert!(!inbox::render(&page).html.contains("/console/audit"));
    page.frame.areas = Area::ALL.to_vec();
    assert!(inbox::render(&page).html.contains("/console/audit"));
}

#[test]
fn hostile_text_is_text_everywhere() {
    let mut page = support::open_inbox(&Log::hostile());
    let open = page.open.as_mut().unwrap();
    open.0.payer = HOSTILE.into();
    open.0.kept = HOSTILE.into();
    open.0.lines = vec![HOSTILE.into()];
    open.1.payer.name = HOSTILE.into();
    open.1.lines[0].name = HOSTILE.into();
    page.search = HOSTILE.into();
    for row in &mut page.rows {
        row.payer = HOSTILE.into();
        row.preview = HOSTILE.into();
    }
    page.frame.notice = Some(Notice::Refused(HOSTILE.into()));
    assert_inert(&inbox::render(&page).html);

    let mut list = invoices_page();
    list.search = HOSTILE.into();
    list.rows[0].payer = HOSTILE.into();
    list.rows[0].figures.number = HOSTILE.into();
    assert_inert(&invoices::render(&list).html);
}

#[test]
fn the_list_keeps_search_filter_and_order_in_its_links() {
    let mut page = invoices_page();
    page.search = "åsa & co".into();
    page.next = Some("018f.2026".into());
    let html = invoices::render(&page).html;
    assert!(html.contains("state=overdue&amp;sort=due&amp;q=%C3%A5sa%20%26%20co"), "{html}");
    assert!(html.contains("after=018f.2026"));
}

#[test]
fn a_tool_asks_first_then_says_what_the_payer_will_read_in_the_payers_language() {
    let mut page = tool_page();
    page.fields = vec![Field::new("to", "New due date", Kind::Day, "2026-12-14")];
    let html = tool::render(&page).html;
    assert!(html.contains("method=\"get\"") && html.contains("type=\"date\""));
    assert!(!html.contains("data-payer-reads"), "nothing is confirmed yet");

    page.preview = Some(Preview {
        language: "sv".into(),
        language_name: "Svenska".into(),
        payer_reads: vec!["Amira flyttade förfallodagen till 14 december 2026.".into()],
        changes: vec!["Due on 14 Dec 2026 instead of 30 Nov 2026.".into()],
        button: "Move to 14 Dec 2026".into(),
    });
    let html = tool::render(&page).html;
    assert!(html.contains("<p lang=\"sv\">Amira flyttade"), "in the payer's language");
    assert!(html.contains("name=\"key\"") && html.contains("method=\"post\""));
    assert!(html.contains("name=\"to\" value=\"2026-12-14\""), "what was filled in goes along");
}

#[test]
fn a_problem_stands_at_its_field() {
    let mut page = tool_page();
    let mut field = Field::new("amount", "Amount", Kind::Amount, "x");
    field.problem = Some("Write an amount above zero.".into());
    page.fields = vec![field];
    let html = tool::render(&page).html;
    assert!(html.contains("aria-invalid=\"true\""));
    assert!(html.contains("aria-describedby=\"field-amount-problem\""));
}

#[test]
fn each_tool_stands_where_it_is_offered() {
    let log = Log::conversation();
    let mut side = side_of(&log);
    let payment = |last: u128, state| PaymentSummary {
        id: PaymentId(Uuid::from_u128(last)),
        amount_minor: 10_000,
        state,
        method: Method::Card,
        paid_on: "2026-11-20".parse().unwrap(),
    };
    side.payments = vec![payment(1, PaymentState::Pending), payment(2, PaymentState::Failed)];
    side.dispute = Some((DisputeId(Uuid::from_u128(3)), None));
    let html = inbox::render(&support::page_with(conversation_of(&log), side.clone())).html;
    let base = format!("/console/invoices/{}", support::INVOICE);
    for (path, times) in
        [("due", 1), ("settle?payment=", 1), ("fail?payment=", 1), ("reverse", 0), ("dispute", 1)]
    {
        assert_eq!(html.matches(&format!("href=\"{base}/{path}")).count(), times, "{path}");
    }
    let pending = PaymentId(Uuid::from_u128(1));
    assert!(html.contains(&format!("href=\"{base}/settle?payment={pending}\">It arrived …</a>")), "{html}");

    side.may_act = false;
    let html = inbox::render(&support::page_with(conversation_of(&log), side)).html;
    for path in ["due", "settle", "fail", "dispute"] {
        assert!(!html.contains(&format!("href=\"{base}/{path}")), "{path} for somebody who may only read");
    }
}

#[test]
fn the_conversation_keeps_its_order_and_links_only_web_addresses() {
    let log = Log::issued().said("payer", "see https://example.com/a and javascript:alert(1)");
    let conversation = conversation_of(&log);
    let html = inbox::render(&support::page_with(conversation, side_of(&log))).html;
    assert!(html.contains("href=\"https://example.com/a\""));
    assert!(html.contains("rel=\"noopener noreferrer nofollow\""));
    assert!(!html.contains("href=\"javascript"));
}

#[test]
fn tabs_have_addresses_of_their_own() {
    for tab in Tab::ALL {
        assert_eq!(Tab::from_path(tab.path()), Some(tab));
    }
    assert_eq!(Tab::from_path("<script>"), None);
    let _ = frame();
}
