//! What a tool shows before it does something is what then happens: the payer reads those sentences, the figures are
//! those figures, and what would be refused is refused already there.

use app::presenter::{Paying, ViewContext, news, proposal_text};
use domain::Money;
use domain::conversations::Side;
use domain::ids::{FeeId, PaymentId};
use domain::invoices::view::PayerView;
use domain::invoices::wire::PayerEvent;
use domain::payments::Share;
use domain::proposals::MoreTime;
use locale::{Language, Localizer};
use server::console::invoices::tools::TOOLS;
use server::localization::RequestLocalizer;
use testkit::billers::ZONE;
use usecases::{
    ChangePayment, ChargeFee, CloseInvoice, Closing, CreditInvoice, DisputeInvoice, InvoiceRow,
    PauseReminders, PaymentChange, RecordPayment, Role, WaiveFee,
};
use uuid::Uuid;

use crate::support::staff::{Browser, encoded};
use crate::support::{Invoice, TestServer, in_days, payment, today};

type Form = Vec<(&'static str, String)>;

/// A tool on an invoice that is prepared for it.
struct Case {
    /// Its address.
    tool: &'static str,
    about: &'static str,
    invoice: Invoice,
    form: Form,
    /// What staff are told of figures, before it happens.
    told: Vec<String>,
}

fn words(language: Language) -> RequestLocalizer {
    RequestLocalizer(Localizer::new(language, ZONE.parse::<usecases::Zone>().unwrap().rules().clone()))
}

fn kronor(minor: i64) -> String {
    app::words::Words::money(&words(Language::En), Money::new(minor, "SEK".parse().unwrap()))
}

fn form<const N: usize>(fields: [(&'static str, &str); N]) -> Form {
    fields.map(|(name, value)| (name, value.to_owned())).to_vec()
}

async fn row(server: &TestServer, invoice: &Invoice) -> InvoiceRow {
    server.database().invoice(server.biller, invoice.id).await.unwrap().unwrap()
}

async fn announce(server: &TestServer, invoice: &Invoice, minor: i64) -> PaymentId {
    let announced = RecordPayment { settled: false, ..payment(invoice, minor) };
    server.ask(announced).await.unwrap().output.payment_id
}

async fn charge(server: &TestServer, invoice: &Invoice, amount_minor: i64) -> FeeId {
    server.ask(ChargeFee { invoice: invoice.id, amount_minor, reason: None }).await.unwrap().output.fee_id
}

/// The payer disputes the invoice.
async fn dispute(server: &TestServer, invoice: &Invoice) {
    let use_case = DisputeInvoice {
        invoice: invoice.id,
        line: None,
        text: "I never had this".into(),
        attachments: vec![],
    };
    server.ask(use_case).await.unwrap();
}

fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")]
        .into_iter()
        .fold(text, |text, (entity, sign)| text.replace(entity, sign))
}

/// The texts of all elements of a name within the first element that begins so.
fn texts(page: &str, within: &str, ends: &str, element: &str) -> Vec<String> {
    let Some((_, rest)) = page.split_once(within) else { return Vec::new() };
    let (part, _) = rest.split_once(ends).unwrap();
    let (open, close) = (format!("<{element}"), format!("</{element}>"));
    part.split(&open)
        .skip(1)
        .map(|one| {
            let (content, _) = one.split_once(&close).unwrap();
            plain(content.split_once('>').unwrap().1)
        })
        .collect()
}

fn payer_reads(page: &str) -> Vec<String> {
    texts(page, "data-payer-reads", "<footer", "p")
}

fn changes(page: &str) -> Vec<String> {
    texts(page, "class=\"changes\"", "</ul>", "li")
}

/// What the payer reads of the events after `seq`, by the page's own words.
async fn read_in_the_log(server: &TestServer, invoice: &Invoice, seq: i64) -> Vec<String> {
    let frames = server.frames(invoice).await;
    let view = PayerView::try_from(frames.clone()).unwrap();
    let words = words(Language::Sv);
    let seen = ViewContext {
        view: &view,
        now: domain::Timestamp(0),
        biller: "Nordkraft Example",
        payer: "Anna Exempel",
        side: Side::Payer,
        base: "",
        more_time: MoreTime::default(),
        paying: Paying::default(),
        line: &|_| String::new(),
        words: &words,
    };
    let read = |event: &PayerEvent| match event {
        PayerEvent::ProposalMade { change, terms, text, .. } => {
            let (title, terms) = proposal_text(&words, change, *terms, view.currency);
            [Some(title), Some(terms), text.clone()].into_iter().flatten().collect()
        }
        other => news(&seen, other).map(|(_, text)| text).into_iter().collect::<Vec<_>>(),
    };
    frames.iter().filter(|frame| frame.seq > seq).flat_map(|frame| read(&frame.event)).collect()
}

async fn cases(server: &TestServer) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |tool, about, invoice: &Invoice, form, told: Vec<String>| {
        cases.push(Case { tool, about, invoice: invoice.clone(), form, told });
    };
    let open = |minor: i64| format!("{} will be open.", kronor(minor));
    let credit = |minor: i64| format!("{} becomes the payer's credit.", kronor(minor));
    let (day, later) = (today().to_string(), in_days(60).to_string());

    for (about, amount, told) in
        [("in part", "40.00", vec![open(6_000)]), ("too much", "150.00", vec![open(0), credit(5_000)])]
    {
        let invoice = server.invoice(10_000).await;
        let form = form([("amount", amount), ("paid_on", &day), ("method", "card"), ("arrived", "yes")]);
        add("payment", about, &invoice, form, told);
    }
    let invoice = server.invoice(10_000).await;
    let on_its_way = form([("amount", "40.00"), ("paid_on", &day), ("method", "card"), ("arrived", "no")]);
    let told = vec![format!("{} stays open until it has arrived.", kronor(10_000))];
    add("payment", "on its way", &invoice, on_its_way, told);
    let voided = server.invoice(10_000).await;
    close(server, &voided, Closing::Void).await;
    let late = form([("amount", "40.00"), ("paid_on", &day), ("method", "cash"), ("arrived", "yes")]);
    add("payment", "of a withdrawn invoice", &voided, late, vec![credit(4_000)]);

    let invoice = server.invoice(10_000).await;
    let pending = announce(server, &invoice, 3_000).await;
    server.pay(&invoice, 8_000).await;
    let told = vec![open(0), credit(1_000)];
    add("settle", "more than is open by now", &invoice, form([("payment", &pending.to_string())]), told);
    let invoice = server.invoice(10_000).await;
    let pending = announce(server, &invoice, 3_000).await;
    let fields = form([("payment", &pending.to_string()), ("reason", "no funds")]);
    add("fail", "pending", &invoice, fields, vec![]);

    // One payment of two invoices: each takes back its own part.
    let (first, second) = (server.invoice(10_000).await, server.invoice(6_000).await);
    let shares = [(&first, 4_000), (&second, 6_000)]
        .map(|(invoice, amount_minor)| Share { invoice: invoice.id, amount_minor });
    let split = RecordPayment { shares: shares.to_vec(), ..payment(&first, 10_000) };
    let split = server.ask(split).await.unwrap().output.payment_id;
    let told = vec![open(10_000), format!("Invoice {}: {}", second.number, open(6_000))];
    let fields = form([("payment", &split.to_string()), ("reason", "the bank took it back")]);
    add("reverse", "of two invoices", &first, fields, told);

    let invoice = server.invoice(10_000).await;
    add("due", "later", &invoice, form([("to", &later), ("reason", "asked")]), vec![]);
    let invoice = server.invoice(10_000).await;
    server.pay(&invoice, 9_000).await;
    let fields = form([("amount", "25.00"), ("reason", "a late delivery")]);
    add("credit", "more than is open", &invoice, fields, vec![open(0), credit(1_500)]);
    let (left, other) = (server.invoice(10_000).await, server.invoice(10_000).await);
    leave_credit(server, &left, 4_000).await;
    let told = vec![
        format!("{} of the payer's credit is gone.", kronor(1_500)),
        format!("Invoice {}: {}", other.number, open(8_500)),
    ];
    let fields = form([("invoice", &other.id.to_string()), ("amount", "15.00")]);
    add("use-credit", "a part of it", &left, fields, told);
    let invoice = server.invoice(10_000).await;
    server.pay(&invoice, 3_000).await;
    add("void", "paid in part", &invoice, form([("reason", "")]), vec![open(0), credit(3_000)]);
    let invoice = server.invoice(10_000).await;
    server.pay(&invoice, 3_000).await;
    let told = vec![open(0), format!("{} is given up.", kronor(7_000))];
    add("write-off", "paid in part", &invoice, form([("reason", "")]), told);
    let invoice = server.invoice(10_000).await;
    add("fee", "on top", &invoice, form([("amount", "60.00")]), vec![open(16_000)]);
    let invoice = server.invoice(10_000).await;
    let fee = charge(server, &invoice, 6_000).await;
    server.pay(&invoice, 12_000).await;
    let told = vec![open(0), credit(2_000)];
    add("waive", "paid in part", &invoice, form([("fee", &fee.to_string())]), told);
    let invoice = server.invoice(10_000).await;
    add("pause", "until a day", &invoice, form([("until", &later), ("reason", "on holiday")]), vec![]);
    let invoice = server.invoice(10_000).await;
    let pause = PauseReminders { invoice: invoice.id, until: None, reason: None };
    server.ask(pause).await.unwrap();
    add("resume", "paused", &invoice, form([]), vec![]);
    let invoice = server.invoice(10_000).await;
    add("links", "made", &invoice, form([("channel", "sms"), ("rotate", "no")]), vec![]);
    add("links", "revoked", &invoice, form([("revoke", &invoice.link.to_string())]), vec![]);

    let invoice = server.invoice(10_000).await;
    let fee = charge(server, &invoice, 6_000).await.to_string();
    let by = in_days(7).to_string();
    for (about, fields) in [
        ("another day", form([("kind", "due_date"), ("to", &later), ("text", "Would this help?")])),
        ("a credit", form([("kind", "credit"), ("amount", "10.00")])),
        ("a fee", form([("kind", "waive_fee"), ("fee", &fee)])),
        ("a part", form([("kind", "part_payment"), ("now", "50.00"), ("now_by", &by), ("rest_due", &later)])),
    ] {
        add("propose", about, &invoice, fields, vec![]);
    }
    for (about, upheld) in [("the invoice stands", "no"), ("the payer is right", "yes")] {
        let invoice = server.invoice(10_000).await;
        dispute(server, &invoice).await;
        add("dispute", about, &invoice, form([("upheld", upheld), ("reason", "")]), vec![]);
    }
    cases
}

/// The invoice is paid, and then credited by this amount.
async fn leave_credit(server: &TestServer, invoice: &Invoice, amount_minor: i64) {
    server.pay(invoice, row(server, invoice).await.open_minor).await;
    let credit = CreditInvoice { invoice: invoice.id, amount_minor: Some(amount_minor), reason: None };
    server.ask(credit).await.unwrap();
}

async fn close(server: &TestServer, invoice: &Invoice, closing: Closing) {
    server.ask(CloseInvoice { invoice: invoice.id, closing, reason: None }).await.unwrap();
}

async fn asked(browser: &mut Browser<'_>, case: &Case) -> (String, String) {
    let path = format!("/console/invoices/{}/{}", case.invoice.id, case.tool);
    let fields: Vec<_> = case.form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = browser.get(&format!("{path}?go=1&{}", encoded(&fields))).await;
    assert_eq!(answer.status, 200, "{} {}: {}", case.tool, case.about, answer.body);
    (path, answer.body)
}

/// Sends the page's own form, or, where it has none, what was filled in.
async fn sent(
    browser: &mut Browser<'_>,
    path: &str,
    case: &Case,
    page: &str,
) -> crate::support::http::Answer {
    let form = page.split(&format!("method=\"post\" action=\"{path}\"")).nth(1);
    let hidden = form.map(|form| form.split("</form>").next().unwrap().split("<input ").skip(1));
    let attribute = |input: &str, name: &str| {
        let value = input.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        plain(value.unwrap_or_default())
    };
    let fields: Vec<(String, String)> = match hidden {
        Some(inputs) => inputs.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect(),
        None => case.form.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
    };
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

#[tokio::test]
async fn each_tool_shows_what_then_happens() {
    let server = TestServer::start().await;
    let agent = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let cases = cases(&server).await;
    for tool in TOOLS.iter().map(|tool| tool.description().path) {
        assert!(cases.iter().any(|case| case.tool == tool), "{tool} has no case");
    }
    for case in cases {
        let about = format!("{}, {}", case.tool, case.about);
        let before = row(&server, &case.invoice).await;
        let (path, page) = asked(&mut browser, &case).await;
        assert_eq!(row(&server, &case.invoice).await, before, "{about}: looking changes nothing");
        assert!(!page.contains("data-refused"), "{about}: {page}");
        let shown = payer_reads(&page);
        let told = changes(&page);
        assert!(!told.is_empty(), "{about}: {page}");
        for sentence in &case.told {
            assert!(told.contains(sentence), "{about}: {sentence:?} is not in {told:?}");
        }
        let figures = |text: &String| text.contains("will be open") || text.contains("credit");
        let more: Vec<_> = told.iter().filter(|text| figures(text) && !case.told.contains(text)).collect();
        assert!(more.is_empty(), "{about}: {more:?} is not expected");

        let answer = sent(&mut browser, &path, &case, &page).await;
        assert_eq!(answer.status, 303, "{about}: {}", answer.body);
        let log = read_in_the_log(&server, &case.invoice, before.seq).await;
        assert_eq!(shown, log, "{about}");
        if case.tool != "links" {
            assert!(!log.is_empty(), "{about}: the payer reads something");
        }
        let after = row(&server, &case.invoice).await;
        if after.open_minor != before.open_minor {
            let open = kronor(after.open_minor);
            assert!(told.iter().any(|text| text.starts_with(&open)), "{about}: {open} in {told:?}");
        }
        // The same form once more changes nothing and is no mistake.
        assert_eq!(sent(&mut browser, &path, &case, &page).await.status, 303, "{about}, sent twice");
        assert_eq!(row(&server, &case.invoice).await, after, "{about}: done once");
    }
    assert_eq!(server_findings(&server).await, Vec::<String>::new());
}

/// What `billow verify` finds.
async fn server_findings(server: &TestServer) -> Vec<String> {
    let url = &server.settings.database_url;
    let store = store::open(url, store::Options::default()).await.unwrap();
    let found = store.verify().await.unwrap();
    store.close().await;
    found.iter().map(|one| format!("{one:?}")).collect()
}

#[tokio::test]
async fn what_would_be_refused_is_refused_before_it_is_sent() {
    let server = TestServer::start().await;
    let agent = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let open = server.invoice(10_000).await;
    let (settled, pending) = (server.pay(&open, 1_000).await.payment_id, announce(&server, &open, 500).await);
    let fee = charge(&server, &open, 600).await;
    server.ask(WaiveFee { invoice: open.id, fee }).await.unwrap();
    let voided = server.invoice(10_000).await;
    close(&server, &voided, Closing::Void).await;
    let reversed = server.pay(&voided, 1_000).await.payment_id;
    let reverse = ChangePayment { payment: reversed, change: PaymentChange::Reverse, reason: None };
    server.ask(reverse).await.unwrap();

    let credited = server.invoice(10_000).await;
    leave_credit(&server, &credited, 1_000).await;

    let (day, yesterday, unknown) =
        (today().to_string(), in_days(-1).to_string(), Uuid::now_v7().to_string());
    let due = row(&server, &open).await.due_date.to_string();
    let refused: Vec<(&str, &Invoice, Form, &str)> = vec![
        ("settle", &open, form([("payment", &settled.to_string())]), "not pending"),
        ("fail", &open, form([("payment", &settled.to_string())]), "not pending"),
        ("reverse", &open, form([("payment", &pending.to_string())]), "not settled"),
        ("reverse", &voided, form([("payment", &reversed.to_string())]), "not settled"),
        ("due", &open, form([("to", &due)]), "already"),
        ("due", &open, form([("to", "1999-01-01")]), "before the issue date"),
        ("credit", &open, form([("amount", "999.00")]), "less than asked for"),
        (
            "use-credit",
            &credited,
            form([("invoice", &open.id.to_string()), ("amount", "15.00")]),
            "of credit, less than asked for",
        ),
        ("void", &voided, form([]), "withdrawn"),
        ("write-off", &voided, form([]), "withdrawn"),
        ("fee", &voided, form([("amount", "1.00")]), "withdrawn"),
        ("waive", &open, form([("fee", &fee.to_string())]), "waived before"),
        ("pause", &open, form([("until", &yesterday)]), "or later"),
        ("resume", &open, form([]), "not paused"),
        ("links", &open, form([("revoke", &unknown)]), "no link"),
        ("propose", &open, form([("kind", "due_date"), ("to", &yesterday)]), "or later"),
        (
            "propose",
            &open,
            form([("kind", "part_payment"), ("now", "900.00"), ("now_by", &day), ("rest_due", &due)]),
            "less than the open amount",
        ),
        ("dispute", &open, form([("dispute", &unknown), ("upheld", "no")]), "no open dispute"),
    ];
    for tool in TOOLS.iter().map(|tool| tool.description().path).filter(|tool| *tool != "payment") {
        assert!(refused.iter().any(|one| one.0 == tool), "{tool} is refused nowhere");
    }
    // Money is always taken; what staff write down is bounded at its field.
    let tomorrow = in_days(1).to_string();
    let fields = form([("amount", "1.00"), ("paid_on", &tomorrow), ("method", "card"), ("arrived", "yes")]);
    let early = Case { tool: "payment", about: "early", invoice: open.clone(), form: fields, told: vec![] };
    let (path, page) = asked(&mut browser, &early).await;
    assert!(page.contains("cannot have arrived tomorrow") && !page.contains("class=\"changes\""), "{page}");
    assert_eq!(sent(&mut browser, &path, &early, &page).await.status, 422);
    for (tool, invoice, fields, why) in refused {
        let case = Case { tool, about: why, invoice: invoice.clone(), form: fields, told: vec![] };
        let before = row(&server, invoice).await;
        let (path, page) = asked(&mut browser, &case).await;
        let notice = page.split("data-refused").nth(1).unwrap_or_else(|| panic!("{tool}: {page}"));
        let notice = plain(notice.split("</").next().unwrap());
        assert!(notice.contains(why), "{tool}: {why:?} in {notice:?}");
        assert!(!page.contains("class=\"changes\""), "{tool}: nothing is to be confirmed");
        let answer = sent(&mut browser, &path, &case, &page).await;
        assert_eq!(answer.status, 422, "{tool}");
        assert!(plain(&answer.body).contains(why), "{tool}: the same reason when it is sent");
        assert_eq!(row(&server, invoice).await, before);
    }
}
