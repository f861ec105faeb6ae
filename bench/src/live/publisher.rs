//! Publishes: small requests over one open connection.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A connection to a server.
pub struct Publisher {
    stream: TcpStream,
    address: SocketAddr,
    buffer: Vec<u8>,
}

impl Publisher {
    pub async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, address, buffer: Vec::new() })
    }

    /// Posts, and waits for the answer.
    pub async fn post(&mut self, path: &str, headers: &str, body: &str) -> Result<()> {
        let (host, length) = (self.address, body.len());
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
        );
        self.stream.write_all(request.as_bytes()).await?;
        let status = self.answer().await?;
        if !(200..300).contains(&status) {
            bail!("POST {path} was answered with {status}: {}", String::from_utf8_lossy(&self.buffer));
        }
        Ok(())
    }

    /// Reads one answer, and returns its status.
    async fn answer(&mut self) -> Result<u16> {
        self.buffer.clear();
        let head = loop {
            if let Some(end) = self.buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                break end + 4;
            }
            self.read().await?;
        };
        let text = String::from_utf8_lossy(&self.buffer[..head]).to_ascii_lowercase();
        let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
        let length = text.lines().find_map(|line| line.strip_prefix("content-length:"));
        let length: usize = length.and_then(|length| length.trim().parse().ok()).context("no length")?;
        while self.buffer.len() < head + length {
            self.read().await?;
        }
        status.context("no status")
    }

    async fn read(&mut self) -> Result<()> {
        let read = self.stream.read_buf(&mut self.buffer).await?;
        if read == 0 {
            bail!("the server has hung up");
        }
        Ok(())
    }
}

/// The status of a `GET`, on a connection of its own.
pub async fn status(address: SocketAddr, path: &str) -> Result<u16> {
    let mut publisher = Publisher::connect(address).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    publisher.stream.write_all(request.as_bytes()).await?;
    publisher.answer().await
}
