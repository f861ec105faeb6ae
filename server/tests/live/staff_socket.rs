//! A page of the console, as far as its sockets go: what comes is looked at as it is written.

use app::live::PROTOCOL;
use futures_util::StreamExt;
use serde_json::Value;
use tokio_tungstenite::tungstenite::Message;

use crate::support::page::{NotOpened, Page, in_time};
use crate::support::staff::Browser;
use crate::support::{Invoice, TestServer};

/// A page with one socket, and every text that came over it.
pub struct StaffSocket {
    pub page: Page,
    pub heard: Vec<String>,
}

impl StaffSocket {
    /// The page of one invoice, for somebody who has everything up to `since`.
    pub async fn open(server: &TestServer, browser: &Browser<'_>, invoice: &Invoice, since: i64) -> Self {
        let path = format!("/console/invoices/{}/live?since={since}&v={PROTOCOL}", invoice.id);
        Self::try_open(server, browser, &path).await.unwrap()
    }

    pub async fn inbox(server: &TestServer, browser: &Browser<'_>) -> Self {
        Self::try_open(server, browser, &format!("/console/live?v={PROTOCOL}")).await.unwrap()
    }

    /// A socket at a path, with the browser's cookie.
    pub async fn try_open(server: &TestServer, browser: &Browser<'_>, path: &str) -> Result<Self, NotOpened> {
        let page = Page::try_open(server, path, &[("cookie", &browser.cookie())]).await?;
        Ok(Self { page, heard: Vec::new() })
    }

    /// The next message that `pick` picks.
    pub async fn next_that<T>(&mut self, mut pick: impl FnMut(&Value) -> Option<T>) -> T {
        in_time(async {
            loop {
                let text = match self.page.socket.next().await {
                    Some(Ok(Message::Text(text))) => text.to_string(),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                    other => panic!("the socket must stay open: {other:?}"),
                };
                let message = serde_json::from_str(&text).unwrap();
                self.heard.push(text);
                if let Some(picked) = pick(&message) {
                    return picked;
                }
            }
        })
        .await
    }

    /// The next event of this type.
    pub async fn event(&mut self, kind: &str) -> Value {
        self.next_that(|message| (message["event"]["type"] == kind).then(|| message["event"].clone())).await
    }

    /// The next word of who writes: by whom, and whether they do.
    pub async fn typing(&mut self) -> (Value, bool) {
        self.next_that(|message| {
            let typing = message.get("typing")?;
            Some((typing["by"].clone(), typing["on"].as_bool()?))
        })
        .await
    }

    /// The next answer to what was asked under this id.
    pub async fn acked(&mut self, id: &str) {
        self.next_that(|message| (message["ack"] == id).then_some(())).await;
    }

    /// The answer to what was asked under this id and the event of it, whichever comes first.
    pub async fn acked_and_event(&mut self, id: &str, kind: &str) -> Value {
        let (mut acked, mut event) = (false, None);
        self.next_that(|message| {
            acked |= message["ack"] == id;
            if message["event"]["type"] == kind {
                event = Some(message["event"].clone());
            }
            event.clone().filter(|_| acked)
        })
        .await
    }

    pub async fn send(&mut self, text: &str) {
        self.page.send(text).await;
    }
}
