//! Files and names that mean harm.

use tokio::io::AsyncWriteExt;

use crate::support::TestServer;
use crate::support::page::in_time;
use crate::support::upload::{Bytes, JPEG, PDF, PNG, Parts, checksum, send};

async fn upload(server: &TestServer, token: &str, name: &str, bytes: &[u8]) -> Bytes {
    let path = format!("/i/{token}/attachments");
    let headers = [("Accept-Language", "de")];
    Parts::default().file(name, "image/png", bytes).post(server.address, &path, &headers).await
}

fn said(key: &str) -> String {
    locale::Texts::get().text(locale::Language::De, key, &[])
}

#[tokio::test]
async fn what_is_no_picture_and_no_document_is_refused_with_a_reason() {
    let server = TestServer::start().await;
    let zip = b"PK\x03\x04\x14\0\0\0\x08\0bomb".as_slice();
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".as_slice();
    let page = b"<!doctype html><script>alert(document.cookie)</script>".as_slice();
    let polyglot = [JPEG, b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"].concat();
    let scripted = [PNG, page].concat();
    let mut bomb = PNG.to_vec();
    bomb[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let sum = checksum(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    for (bytes, status, code, text) in [
        (svg, 422, "file_kind", "said-file-kind"),
        (page, 422, "file_kind", "said-file-kind"),
        (zip, 422, "file_kind", "said-file-kind"),
        (b"MZ\x90\0", 422, "file_kind", "said-file-kind"),
        (&polyglot, 422, "file_damaged", "said-file-kind"),
        (&scripted, 422, "file_damaged", "said-file-kind"),
        (&PNG[..PNG.len() - 1], 422, "file_damaged", "said-file-kind"),
        (&PDF[..PDF.len() / 2], 422, "file_damaged", "said-file-kind"),
        (&bomb, 422, "file_pixels", "said-file-pixels"),
        (b"", 422, "file_empty", "said-file-empty"),
    ] {
        let invoice = server.invoice(50_000).await;
        let refused = upload(&server, &invoice.token, "harmless.png", bytes).await;
        let problem = refused.json();
        assert_eq!((refused.status, problem["code"].as_str().unwrap()), (status, code));
        assert_eq!(problem["detail"], said(text));
        assert_eq!(refused.header("content-type"), Some("application/problem+json"));
    }
    assert_eq!(std::fs::read_dir(server.settings.files_place()).unwrap().count(), 0, "nothing was kept");
}

#[tokio::test]
async fn eleven_megabytes_are_too_much_and_whoever_sends_them_is_told() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let refused = upload(&server, &invoice.token, "large.png", &[PNG, &vec![0; 11 << 20]].concat()).await;
    assert_eq!((refused.status, refused.json()["code"].as_str().unwrap()), (413, "file_too_large"));
    assert_eq!(refused.json()["detail"], said("said-file-too-large"));
}

#[tokio::test]
async fn names_are_cleaned_and_cannot_break_out_of_a_header() {
    let server = TestServer::start().await;
    for (name, kept, header) in [
        ("../../../etc/passwd", "passwd.png", "passwd.png"),
        ("C:\\\\windows\\\\evil.exe", "evil.exe.png", "evil.exe.png"),
        ("meter\u{202e}gnp.exe", "metergnp.exe.png", "metergnp.exe.png"),
        (
            "<img src=x onerror=alert(1)>.png",
            "<img src=x onerror=alert(1)>.png",
            "%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E.png",
        ),
        ("=cmd|' /C calc'!A0.png", "C calc'!A0.png", "C%20calc%27!A0.png"),
        ("a;b=c,d.png", "a;b=c,d.png", "a%3Bb%3Dc%2Cd.png"),
        ("", "file.png", "file.png"),
        ("电表.png", "电表.png", "%E7%94%B5%E8%A1%A8.png"),
    ] {
        let invoice = server.invoice(50_000).await;
        let taken = upload(&server, &invoice.token, name, PNG).await;
        assert_eq!(taken.status, 201, "{name}: {}", String::from_utf8_lossy(&taken.body));
        let file = taken.json();
        assert_eq!(file["name"], kept, "{name}");
        let at = format!("/i/{}/attachments/{}", invoice.token, file["id"].as_str().unwrap());
        let served = send(server.address, "GET", &at, &[], b"").await;
        let expected = format!("attachment; filename*=UTF-8''{header}");
        assert_eq!(served.header("content-disposition"), Some(expected.as_str()));
    }
}

#[tokio::test]
async fn forms_that_nobody_wrote_are_refused() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let path = format!("/i/{}/attachments", invoice.token);
    let address = server.address;
    let two = Parts::default().file("a.png", "image/png", PNG).file("b.png", "image/png", PNG);
    assert_eq!(two.post(address, &path, &[]).await.status, 400);
    let none = Parts::default().field("text", "no file here");
    assert_eq!(none.post(address, &path, &[]).await.json()["code"], "file_empty");
    let mut many = Parts::default();
    for number in 0..50 {
        many = many.field(&format!("field{number}"), "x");
    }
    assert_eq!(many.post(address, &path, &[]).await.status, 400);
    let long = Parts::default().field("text", &"x".repeat(100_000)).file("a.png", "image/png", PNG);
    assert_eq!(long.post(address, &path, &[]).await.status, 413);
    for (kind, body) in [
        ("multipart/form-data", b"--x\r\n\r\n".as_slice()),
        ("multipart/form-data; boundary=x", b"--y--"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\ncut",
        ),
        ("application/json", b"{}"),
        ("", b""),
    ] {
        let headers = [("Content-Type", kind), ("Sec-Fetch-Site", "same-origin")];
        let refused = send(address, "POST", &path, &headers, body).await;
        assert!([400, 413, 422].contains(&refused.status), "{kind}: {}", refused.status);
    }
}

#[tokio::test]
async fn whoever_sends_slowly_keeps_nobody_else_waiting_for_long() {
    let server = TestServer::start_with(|settings| {
        settings.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    })
    .await;
    let invoice = server.invoice(50_000).await;
    let path = format!("/i/{}/attachments", invoice.token);
    let from = |address| [("Accept-Language", "de"), ("X-Forwarded-For", address)];
    let mut slow = Vec::new();
    for _ in 0..8 {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.1\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000\r\n\r\n--x\r\n"
        );
        let mut stream = tokio::net::TcpStream::connect(server.address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    let form = || Parts::default().file("meter.png", "image/png", PNG);
    // Until the last of the eight is being read there is room for one.
    in_time(async {
        while form().post(server.address, &path, &from("192.0.2.1")).await.status != 429 {
            tokio::task::yield_now().await;
        }
    })
    .await;
    assert_eq!(form().post(server.address, &path, &from("192.0.2.2")).await.status, 201);
    drop(slow);
    let another = server.invoice(50_000).await;
    let path = format!("/i/{}/attachments", another.token);
    in_time(async {
        while form().post(server.address, &path, &from("192.0.2.1")).await.status != 201 {
            tokio::task::yield_now().await;
        }
    })
    .await;
}
