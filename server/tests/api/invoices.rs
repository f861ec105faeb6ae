//! Invoices in our own JSON, and reading them.

use serde_json::{Value, json};

use crate::client::{Client, invoice, with};

#[tokio::test]
async fn an_invoice_gets_a_number_a_day_and_a_link() {
    let client = Client::start().await;
    let created = client.post("/api/v1/invoices", &invoice()).await.expect(201);
    assert_eq!((created["number"].as_str(), created["status"].as_str()), (Some("1"), Some("created")));
    assert_eq!(created["seq"], 1);
    assert!(created["link"].as_str().unwrap().starts_with("https://pay.example.com/i/"));
    let figures = client.figures(created["id"].as_str().unwrap()).await;
    for (field, value) in [
        ("currency", json!("SEK")),
        ("total_minor", json!(125_000)),
        ("payable_minor", json!(125_000)),
        ("paid_minor", json!(0)),
        ("pending_minor", json!(0)),
        ("open_minor", json!(125_000)),
        ("credit_minor", json!(0)),
        ("due_date", json!("2099-12-31")),
        ("status", json!("open")),
        ("flagged", json!(false)),
    ] {
        assert_eq!(figures[field], value, "{field}");
    }
    let next = client.post("/api/v1/invoices", &invoice()).await.expect(201);
    assert_eq!(next["number"], "2");
}

#[tokio::test]
async fn the_link_opens_the_page() {
    let client = Client::start().await;
    let created = client.post("/api/v1/invoices", &invoice()).await.expect(201);
    let path = created["link"].as_str().unwrap().trim_start_matches("https://pay.example.com").to_owned();
    let page = client.get(&path).await;
    assert_eq!(page.status, 200);
    assert!(String::from_utf8_lossy(&page.bytes).contains("data-amount=\"open\""));
}

#[tokio::test]
async fn own_numbers_step_over_imported_ones_and_have_no_gaps() {
    let client = Client::start().await;
    client.post("/api/v1/invoices", &with(invoice(), "/number", "2".into())).await.expect(201);
    let bad = with(invoice(), "/lines", json!([]));
    client.post("/api/v1/invoices", &bad).await.expect(422);
    let mut numbers = Vec::new();
    for _ in 0..3 {
        let created = client.post("/api/v1/invoices", &invoice()).await.expect(201);
        numbers.push(created["number"].as_str().unwrap().to_owned());
    }
    assert_eq!(numbers, ["1", "3", "4"]);
}

#[tokio::test]
async fn the_same_invoice_again_is_unchanged_and_another_one_is_refused() {
    let client = Client::start().await;
    let numbered = with(with(invoice(), "/number", "A-1".into()), "/issue_date", "2026-11-01".into());
    let first = client.post("/api/v1/invoices", &numbered).await.expect(201);
    let again = client.post("/api/v1/invoices", &numbered).await.expect(200);
    assert_eq!((again["status"].as_str(), &again["id"]), (Some("unchanged"), &first["id"]));
    assert_eq!(again["link"], first["link"]);
    let other = with(numbered, "/lines/0/unit_price", "1001".into());
    client.post("/api/v1/invoices", &other).await.problem(409, "different_content");
}

#[tokio::test]
async fn a_retry_with_its_key_makes_one_invoice() {
    let client = Client::start().await;
    let first = client.call_as("POST", "/api/v1/invoices", &invoice(), "order-1").await.expect(201);
    let again = client.call_as("POST", "/api/v1/invoices", &invoice(), "order-1").await.expect(200);
    assert_eq!(first, again);
    let list = client.get("/api/v1/invoices").await.expect(200);
    assert_eq!(list["invoices"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn yen_have_no_decimals_and_dinars_three() {
    let client = Client::start().await;
    for (currency, price, rate, total) in
        [("SEK", "99.99", "25", 12_499), ("JPY", "1005", "10", 1_106), ("KWD", "10.005", "5", 10_505)]
    {
        let mut body = with(invoice(), "/currency", currency.into());
        body["lines"][0]["unit_price"] = price.into();
        body["lines"][0]["vat"]["rate"] = rate.into();
        let created = client.post("/api/v1/invoices", &body).await.expect(201);
        let figures = client.figures(created["id"].as_str().unwrap()).await;
        assert_eq!((&figures["total_minor"], &figures["currency"]), (&json!(total), &json!(currency)));
    }
}

#[tokio::test]
async fn everything_an_invoice_can_say_is_taken() {
    let client = Client::start().await;
    let body = json!({
        "number": "2026/77", "currency": "SEK", "issue_date": "2026-11-01", "due_date": "2026-11-30",
        "seller": {"name": "Nordkraft", "legal_name": "Nordkraft Example AB", "registration": "555555-5555",
                   "vat_number": "SE555555555501", "email": "help@example.com", "phone": "+46 555 0100",
                   "address": {"lines": ["Strömgatan 5"], "city": "Sundby", "post_code": "123 45", "country": "SE"}},
        "buyer": {"name": "Anna Exempel", "identifier": "C-1", "contact_name": "Anna"},
        "buyer_reference": "REF-77", "order_reference": "PO-1", "notes": ["First\nSecond"],
        "payment_terms": "30 days net",
        "payment_means": [{"reference": "104827", "account": "5555-5555", "bank": "SE:BANKGIRO"},
                          {"code": "58", "account": "SE4550000000058398257466", "account_name": "Nordkraft"}],
        "lines": [
            {"name": "Electricity", "description": "October", "quantity": "412", "unit": "KWH",
             "unit_price": "143.20", "price_quantity": 100, "net_minor": 58_000,
             "allowances_charges": [{"kind": "allowance", "amount_minor": 998, "reason": "Loyalty"}],
             "vat": {"code": "S", "rate": "25"}, "period_start": "2026-10-01", "period_end": "2026-10-31"},
            {"name": "Book", "quantity": 1, "unit_price": 100, "vat": {"code": "S", "rate": 6}},
            {"name": "Insurance", "quantity": "1", "unit_price": "50.00",
             "vat": {"code": "E", "exemption_reason": "Insurance is exempt"}}
        ],
        "allowances_charges": [{"kind": "charge", "amount_minor": 2_900, "reason": "Invoice fee",
                                "vat": {"code": "S", "rate": "25.0"}}],
        "prepaid_minor": 10_000, "rounding_minor": 25,
        "totals": {"lines_minor": 73_000, "allowances_minor": 0, "charges_minor": 2_900,
                   "without_vat_minor": 75_900, "vat_minor": 15_825, "with_vat_minor": 91_725,
                   "payable_minor": 81_750},
        "language": "sv"
    });
    let created = client.post("/api/v1/invoices", &body).await.expect(201);
    let figures = client.figures(created["id"].as_str().unwrap()).await;
    assert_eq!(
        (figures["total_minor"].as_i64(), figures["payable_minor"].as_i64()),
        (Some(91_750), Some(81_750))
    );
}

#[tokio::test]
async fn totals_that_do_not_add_up_are_refused_with_rule_and_both_figures() {
    let client = Client::start().await;
    for (field, stated, rule, ours) in [
        ("lines_minor", 99_999, "BR-CO-10", "1000.00 SEK"),
        ("allowances_minor", 1, "BR-CO-11", "0.00 SEK"),
        ("charges_minor", 1, "BR-CO-12", "0.00 SEK"),
        ("without_vat_minor", 100_001, "BR-CO-13", "1000.00 SEK"),
        ("vat_minor", 24_999, "BR-CO-14", "250.00 SEK"),
        ("with_vat_minor", 125_001, "BR-CO-15", "1250.00 SEK"),
        ("payable_minor", 1, "BR-CO-16", "1250.00 SEK"),
    ] {
        let body = with(invoice(), "/totals", json!({field: stated}));
        let problem = client.post("/api/v1/invoices", &body).await.problem(422, "invalid");
        let error = &problem["errors"][0];
        assert_eq!((&error["where"], &error["rule"]), (&json!(format!("/totals/{field}")), &json!(rule)));
        let message = error["message"].as_str().unwrap();
        let (whole, part) = (stated / 100, stated % 100);
        assert!(message.contains(ours) && message.contains(&format!("{whole}.{part:02} SEK")), "{message}");
    }
    let line = with(invoice(), "/lines/0/net_minor", json!(99_999));
    let (place, rule) = client.post("/api/v1/invoices", &line).await.only_error(422);
    assert_eq!((place.as_str(), rule.as_str()), ("/lines/0/net_minor", "PEPPOL-EN16931-R120"));
    assert_eq!(client.get("/api/v1/invoices").await.json()["invoices"], json!([]), "nothing was stored");
}

#[tokio::test]
async fn every_field_that_is_wrong_is_named_at_once() {
    let client = Client::start().await;
    let mut body = invoice();
    body["buyer"]["email"] = "no address".into();
    body["buyer"]["name"] = "  ".into();
    body["lines"][0]["unit_price"] = "-1".into();
    body["lines"][0]["vat"] = json!({"code": "S"});
    body["issue_date"] = "01/11/2026".into();
    let problem = client.post("/api/v1/invoices", &body).await.problem(422, "invalid");
    let errors = problem["errors"].as_array().unwrap();
    let mut found: Vec<(&str, &str)> =
        errors.iter().map(|one| (one["where"].as_str().unwrap(), one["rule"].as_str().unwrap())).collect();
    found.sort_unstable();
    let wanted = [
        ("/buyer/email", "email"),
        ("/buyer/name", "empty"),
        ("/issue_date", "date"),
        ("/lines/0/unit_price", "BR-27"),
        ("/lines/0/vat/rate", "BR-S-05"),
    ];
    for one in wanted {
        assert!(found.contains(&one), "{one:?} in {found:?}");
    }
}

#[tokio::test]
async fn what_no_invoice_can_be_is_refused() {
    let client = Client::start().await;
    for (pointer, value, place, rule) in [
        ("/currency", json!("EURO"), "/currency", "CURRENCY"),
        ("/currency", json!("XXX"), "/currency", "CURRENCY"),
        ("/number", json!(""), "/number", "empty"),
        ("/number", json!("n".repeat(101)), "/number", "too_long"),
        ("/number", json!("a\u{0}b"), "/number", "control"),
        ("/buyer/name", json!("a\u{1b}[31mb"), "/buyer/name", "control"),
        ("/lines", json!([]), "/lines", "BR-16"),
        ("/lines/0/quantity", json!(1.5), "/lines/0/quantity", "shape"),
        ("/lines/0/quantity", json!("1e3"), "/lines/0/quantity", "shape"),
        ("/lines/0/price_quantity", json!(0), "/lines/0/price_quantity", "PEPPOL-EN16931-R121"),
        ("/lines/0/quantity", json!("99999999999999999999"), "/lines/0", "amount_too_large"),
        ("/lines/0/vat", json!({"code": "AE", "rate": "25"}), "/lines/0/vat/rate", "BR-AE-05"),
        ("/lines/0/vat", json!({"code": "X", "rate": "25"}), "/lines/0/vat/code", "BR-CL-18"),
        ("/lines/0/vat", json!({"code": "S", "rate": "101"}), "/lines/0/vat/rate", "BR-S-05"),
        ("/lines/0/quantity", json!("-1"), "/lines", "NEGATIVE"),
        ("/prepaid_minor", json!(-1), "/prepaid_minor", "NEGATIVE"),
        ("/rounding_minor", json!(-125_001), "/rounding_minor", "NEGATIVE"),
        ("/language", json!("sv_SE!"), "/language", "language"),
        ("/due_date", json!("2020-02-30"), "/due_date", "date"),
        ("/colour", json!("red"), "/colour", "shape"),
    ] {
        let answer = client.post("/api/v1/invoices", &with(invoice(), pointer, value.clone())).await;
        let found = answer.only_error(422);
        assert_eq!((found.0.as_str(), found.1.as_str()), (place, rule), "{pointer} {value}");
    }
    let early = with(with(invoice(), "/issue_date", "2026-11-01".into()), "/due_date", "2026-10-31".into());
    let found = client.post("/api/v1/invoices", &early).await.only_error(422);
    assert_eq!(found, ("/due_date".into(), "due_date_before_issue".into()));
    assert_eq!(client.get("/api/v1/invoices").await.json()["invoices"], json!([]), "nothing was stored");
}

#[tokio::test]
async fn a_list_is_filtered_and_paged_from_the_newest() {
    let client = Client::start().await;
    for number in 1..=5 {
        let mut body = with(invoice(), "/number", format!("N-{number}").into());
        body["due_date"] = format!("2099-0{number}-15").into();
        body["buyer"]["name"] = if number == 3 { "Berta Beispiel" } else { "Anna Exempel" }.into();
        body["buyer"]["identifier"] = if number == 3 { "C-3" } else { "C-1" }.into();
        body["buyer"]["email"] = Value::Null;
        let id = client.post("/api/v1/invoices", &body).await.expect(201)["id"].as_str().unwrap().to_owned();
        if number == 4 {
            client.payment(&id, 125_000).await;
        }
    }
    let numbers = |list: &Value| -> Vec<String> {
        let invoices = list["invoices"].as_array().unwrap();
        invoices.iter().map(|one| one["number"].as_str().unwrap().to_owned()).collect()
    };
    for (query, wanted) in [
        ("", vec!["N-5", "N-4", "N-3", "N-2", "N-1"]),
        ("number=N-2", vec!["N-2"]),
        ("number=N-9", vec![]),
        ("status=paid", vec!["N-4"]),
        ("status=open,overdue", vec!["N-5", "N-3", "N-2", "N-1"]),
        ("due_from=2099-02-15&due_to=2099-03-15", vec!["N-3", "N-2"]),
        ("status=open,paid", vec!["N-5", "N-4", "N-3", "N-2", "N-1"]),
        ("q=berta", vec!["N-3"]),
        ("q=BER%20beisp", vec!["N-3"]),
        ("q=erta", vec![]),
        ("q=n-2", vec!["N-2"]),
        ("q=1250.00&due_to=2099-02-15", vec!["N-2", "N-1"]),
        ("q=berta&number=N-2", vec![]),
        ("q=c-3", vec!["N-3"]),
        ("status=paid&q=berta", vec![]),
    ] {
        let list = client.get(&format!("/api/v1/invoices?{query}")).await.expect(200);
        assert_eq!(numbers(&list), wanted, "{query}");
        assert_eq!(list["next"], Value::Null);
    }
    let (mut path, mut seen) = ("/api/v1/invoices?limit=2".to_owned(), Vec::new());
    loop {
        let list = client.get(&path).await.expect(200);
        seen.push(numbers(&list));
        let Some(next) = list["next"].as_str() else { break };
        path = format!("/api/v1/invoices?limit=2&after={next}");
    }
    assert_eq!(seen, [vec!["N-5", "N-4"], vec!["N-3", "N-2"], vec!["N-1"]]);
}

#[tokio::test]
async fn a_filter_that_means_nothing_is_refused() {
    let client = Client::start().await;
    for (query, place) in [
        ("status=late", "?status"),
        ("due_from=soon", "?due_from"),
        ("due_to=2026-13-01", "?due_to"),
        ("limit=0", "?limit"),
        ("limit=201", "?limit"),
        ("limit=many", "?limit"),
        ("after=x", "?after"),
        ("stauts=open", "?"),
    ] {
        let (found, _) = client.get(&format!("/api/v1/invoices?{query}")).await.only_error(422);
        assert_eq!(found, place, "{query}");
    }
    let q = "a".repeat(201);
    assert_eq!(client.get(&format!("/api/v1/invoices?q={q}")).await.only_error(422).0, "?q");
}

#[tokio::test]
async fn an_id_that_is_none_is_not_found() {
    let client = Client::start().await;
    for id in ["1", "..%2f..", "0199b5f3-9f3c-7f4e-8d6a-3f1f2e9a7c10", "%00", "%ff"] {
        client.get(&format!("/api/v1/invoices/{id}")).await.problem(404, "not_found");
    }
}
