//! Stands between a node and PostgreSQL, and cuts the connection of one transaction at its COMMIT.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// When the connection is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The COMMIT never reaches the database, which takes everything back.
    BeforeCommit,
    /// The database has committed; its answer never reaches the node.
    AfterCommit,
}

/// COMMIT as a simple query of PostgreSQL's protocol.
const COMMIT: &[u8] = b"Q\0\0\0\x0bCOMMIT\0";
/// How the database says that it has committed.
const COMMITTED: &[u8] = b"C\0\0\0\x0bCOMMIT\0";

/// The one who stands between.
#[derive(Clone)]
pub struct Cutter {
    address: SocketAddr,
    armed: Arc<Mutex<Option<Armed>>>,
}

/// Which transaction is to be cut: the one in which this text is sent.
struct Armed {
    text: Vec<u8>,
    cut: Cut,
}

impl Cutter {
    /// In front of the server that `url` names. Answers the address to connect to instead.
    pub async fn before(url: &str) -> (Self, String) {
        let (user, rest) = url.split_once('@').unwrap();
        let (server, database) = rest.split_once('/').unwrap();
        let server: SocketAddr = server.parse().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let cutter = Self { address: listener.local_addr().unwrap(), armed: Arc::default() };
        let url = format!("{user}@{}/{database}", cutter.address);
        tokio::spawn({
            let cutter = cutter.clone();
            async move {
                while let Ok((client, _)) = listener.accept().await {
                    tokio::spawn(cutter.clone().pass_on(client, server));
                }
            }
        });
        (cutter, url)
    }

    /// Cuts the next transaction in which this text is sent, once.
    pub fn arm(&self, text: &str, cut: Cut) {
        *self.armed.lock().unwrap() = Some(Armed { text: text.into(), cut });
    }

    pub fn has_cut(&self) -> bool {
        self.armed.lock().unwrap().is_none()
    }

    /// How this transaction is to end, where it is the one.
    fn fires(&self, sent: &[u8]) -> Option<Cut> {
        let mut armed = self.armed.lock().unwrap();
        armed.take_if(|armed| contains(sent, &armed.text)).map(|armed| armed.cut)
    }

    async fn pass_on(self, mut client: TcpStream, server: SocketAddr) {
        let Ok(mut server) = TcpStream::connect(server).await else { return };
        let (mut from_client, mut from_server) = (vec![0; 1 << 16], vec![0; 1 << 16]);
        // What this transaction has sent so far.
        let mut sent = Vec::new();
        loop {
            tokio::select! {
                read = client.read(&mut from_client) => {
                    let Ok(length @ 1..) = read else { return };
                    sent.extend_from_slice(&from_client[..length]);
                    if contains(&sent, COMMIT) {
                        match self.fires(&sent) {
                            Some(Cut::BeforeCommit) => return,
                            Some(Cut::AfterCommit) => {
                                server.write_all(&from_client[..length]).await.unwrap();
                                let mut answered = Vec::new();
                                while !contains(&answered, COMMITTED) {
                                    let length = server.read(&mut from_server).await.unwrap();
                                    answered.extend_from_slice(&from_server[..length]);
                                }
                                return;
                            }
                            None => sent.clear(),
                        }
                    } else if contains(&sent, b"ROLLBACK\0") {
                        sent.clear();
                    }
                    if server.write_all(&from_client[..length]).await.is_err() {
                        return;
                    }
                }
                read = server.read(&mut from_server) => {
                    let Ok(length @ 1..) = read else { return };
                    if client.write_all(&from_server[..length]).await.is_err() {
                        return;
                    }
                }
            }
        }
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
