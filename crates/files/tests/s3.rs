//! What goes over the wire to a server that speaks S3. The one here knows a bucket's three requests.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use domain::ids::{AttachmentId, BillerId};
use files::{BlobError, BlobStore};
use futures_util::TryStreamExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

/// A bucket called `invoices`, and what was asked of it.
#[derive(Default)]
struct Bucket {
    objects: HashMap<String, Vec<u8>>,
    asked: Vec<String>,
    /// Whether every request was signed.
    signed: bool,
}

type Shared = Arc<Mutex<Bucket>>;

async fn serve() -> (SocketAddr, Shared) {
    let bucket = Arc::new(Mutex::new(Bucket { signed: true, ..Bucket::default() }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let shared = Arc::clone(&bucket);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, Arc::clone(&shared)));
        }
    });
    (address, bucket)
}

/// Answers one request, and hangs up.
async fn answer(mut stream: TcpStream, bucket: Shared) {
    let mut request = Vec::new();
    let (head, length) = loop {
        if stream.read_buf(&mut request).await.unwrap() == 0 {
            return;
        }
        let Some(end) = request.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8(request[..end].to_vec()).unwrap();
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().unwrap())
        });
        break (head, end + 4 + length.unwrap_or(0));
    };
    while request.len() < length {
        stream.read_buf(&mut request).await.unwrap();
    }
    let body = request[request.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4..].to_vec();
    let (status, body) = respond(&head, body, &bucket);
    let modified = "Last-Modified: Sun, 22 Nov 2026 01:00:00 GMT\r\nETag: \"1\"";
    let head = format!(
        "HTTP/1.1 {status}\r\n{modified}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&body).await.unwrap();
}

fn respond(head: &str, body: Vec<u8>, bucket: &Shared) -> (&'static str, Vec<u8>) {
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    let bucket = &mut *bucket.lock().unwrap();
    bucket.asked.push(format!("{method} {path}"));
    bucket.signed &= head.to_ascii_lowercase().contains("authorization: aws4-hmac-sha256 credential=key/");
    match (method, path) {
        ("PUT", path) => {
            bucket.objects.insert(path.to_owned(), body);
            ("200 OK", Vec::new())
        }
        ("GET", path) => match bucket.objects.get(path) {
            Some(object) => ("200 OK", object.clone()),
            None => ("404 Not Found", b"<Error><Code>NoSuchKey</Code></Error>".to_vec()),
        },
        ("POST", "/invoices?delete" | "/invoices?delete=") => {
            let body = String::from_utf8(body).unwrap();
            let key = body.split_once("<Key>").unwrap().1.split_once("</Key>").unwrap().0.to_owned();
            bucket.objects.remove(&format!("/invoices/{key}"));
            let deleted = format!("<DeleteResult><Deleted><Key>{key}</Key></Deleted></DeleteResult>");
            ("200 OK", deleted.into_bytes())
        }
        _ => ("501 Not Implemented", Vec::new()),
    }
}

fn open(address: SocketAddr) -> BlobStore {
    let variables = [
        ("AWS_ENDPOINT", format!("http://{address}")),
        ("AWS_ALLOW_HTTP", "true".into()),
        ("AWS_REGION", "eu-north-1".into()),
        ("AWS_ACCESS_KEY_ID", "key".into()),
        ("AWS_SECRET_ACCESS_KEY", "secret".into()),
        ("AWS_SOMETHING_ELSE", "of another program".into()),
    ];
    let variables = variables.map(|(name, value)| (name.to_owned(), value));
    BlobStore::open_with("s3://invoices/billow/files", variables).unwrap()
}

async fn read(blobs: &BlobStore, biller: BillerId, id: AttachmentId) -> Option<Vec<u8>> {
    let kept = blobs.get(biller, id).await.unwrap()?;
    let pieces: Vec<Bytes> = kept.bytes.try_collect().await.unwrap();
    Some(pieces.concat())
}

#[tokio::test]
async fn files_lie_under_the_prefix_by_two_ids_and_every_request_is_signed() {
    let (address, bucket) = serve().await;
    let blobs = open(address);
    let (biller, id) = (BillerId(Uuid::new_v4()), AttachmentId(Uuid::new_v4()));
    assert_eq!(read(&blobs, biller, id).await, None);
    blobs.put(biller, id, Bytes::from_static(b"a picture of a meter")).await.unwrap();
    assert_eq!(read(&blobs, biller, id).await.unwrap(), b"a picture of a meter");
    let object = format!("/invoices/billow/files/{biller}/{id}");
    assert_eq!(bucket.lock().unwrap().objects.keys().collect::<Vec<_>>(), [&object]);
    blobs.delete(biller, id).await.unwrap();
    assert_eq!(read(&blobs, biller, id).await, None);
    let bucket = bucket.lock().unwrap();
    assert!(bucket.objects.is_empty());
    assert!(bucket.signed, "{:?}", bucket.asked);
}

#[tokio::test]
async fn a_bucket_that_does_not_answer_is_an_error_and_no_missing_file() {
    // A port that was somebody's a moment ago.
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let (biller, id) = (BillerId(Uuid::new_v4()), AttachmentId(Uuid::new_v4()));
    let missing = open(nobody).get(biller, id).await;
    assert!(matches!(missing, Err(BlobError::Unavailable(_))), "{:?}", missing.err());
}
