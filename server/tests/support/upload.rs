//! Files as a browser sends them in a form, and what comes back as bytes.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Pictures and a document as programs make them.
pub const PNG: &[u8] = include_bytes!("../../../crates/files/tests/samples/meter.png");
pub const JPEG: &[u8] = include_bytes!("../../../crates/files/tests/samples/meter.jpg");
pub const WEBP: &[u8] = include_bytes!("../../../crates/files/tests/samples/meter.webp");
pub const PDF: &[u8] = include_bytes!("../../../crates/files/tests/samples/payment.pdf");

const BOUNDARY: &str = "----a-boundary-that-no-file-contains";

/// What came back.
#[derive(Debug)]
pub struct Bytes {
    pub status: u16,
    /// Header lines, names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Bytes {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!("{error} in {} {:?}", self.status, String::from_utf8_lossy(&self.body))
        })
    }
}

/// A form in parts.
#[derive(Default)]
pub struct Parts(Vec<u8>);

impl Parts {
    pub fn field(mut self, name: &str, value: &str) -> Self {
        self.part(&format!("name=\"{name}\""), "", value.as_bytes());
        self
    }

    /// With a file called `name`, of the type that a browser claims.
    pub fn file(mut self, name: &str, claimed: &str, bytes: &[u8]) -> Self {
        let disposition = format!("name=\"file\"; filename=\"{name}\"");
        self.part(&disposition, &format!("Content-Type: {claimed}\r\n"), bytes);
        self
    }

    fn part(&mut self, disposition: &str, headers: &str, bytes: &[u8]) {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n{headers}\r\n");
        self.0.extend_from_slice(head.as_bytes());
        self.0.extend_from_slice(bytes);
        self.0.extend_from_slice(b"\r\n");
    }

    /// Posts it from a page of our own.
    pub async fn post(self, server: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Bytes {
        let mut all = vec![("Sec-Fetch-Site", "same-origin")];
        all.extend(headers);
        self.post_as(server, path, &all).await
    }

    /// Posts it from wherever these headers say.
    pub async fn post_as(mut self, server: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Bytes {
        self.0.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let mut all = vec![("Content-Type", kind.as_str())];
        all.extend(headers);
        send(server, "POST", path, &all, &self.0).await
    }
}

pub fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    }) ^ u32::MAX
}

/// A request with bytes, on a connection of its own.
pub async fn send(
    server: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Bytes {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    let head =
        format!("{method} {path} HTTP/1.0\r\nHost: {server}\r\n{headers}Content-Length: {length}\r\n\r\n");
    let mut stream = TcpStream::connect(server).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    // A server that has answered before everything was sent may have hung up.
    let _ = stream.write_all(body).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head and a body");
    let head = String::from_utf8(answer[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap().parse().unwrap();
    let header = |line: &str| {
        let (name, value) = line.split_once(':')?;
        Some((name.to_ascii_lowercase(), value.trim().to_owned()))
    };
    Bytes { status, headers: lines.filter_map(header).collect(), body: answer[end + 4..].to_vec() }
}
