//! nchan: publish and subscribe in nginx. Its messages are as long as an event of Billow, or longer.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::Result;
use tokio::process::Command;

use super::process::{Process, find_program, free_port};
use super::{Channel, Server, publisher};

/// Bytes of a message.
const SIZE: usize = 256;
/// Where Debian and others put modules.
const MODULES: [&str; 3] = [
    "/usr/lib/nginx/modules/ngx_nchan_module.so",
    "/usr/lib64/nginx/modules/ngx_nchan_module.so",
    "/usr/local/lib/nginx/modules/ngx_nchan_module.so",
];

/// Starts it, or says why it cannot be measured here.
pub async fn start(folder: &Path, channels: usize) -> Result<Result<Server, String>> {
    let Some(program) = find_program("nginx") else {
        return Ok(Err("nginx is not installed (apt-get install nginx libnginx-mod-nchan)".into()));
    };
    let Some(module) = MODULES.iter().find(|path| Path::new(path).exists()) else {
        return Ok(Err("nginx has no nchan module (apt-get install libnginx-mod-nchan)".into()));
    };
    let address = SocketAddr::from(([127, 0, 0, 1], free_port()?));
    let settings = folder.join("nginx.conf");
    std::fs::write(&settings, configuration(folder, module, address))?;
    let mut command = Command::new(program);
    command.arg("-p").arg(folder).arg("-c").arg(&settings).stdout(Stdio::null());
    let mut process = Process::start(&mut command)?;
    let began = tokio::time::Instant::now();
    while publisher::status(address, "/").await.is_err() {
        if process.check().is_err() || began.elapsed() > Duration::from_secs(10) {
            return Ok(Err(format!("nginx does not start on {address}; its message stands above")));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let channel =
        |number| Channel { watched_at: format!("/sub/{number}"), published_at: format!("/pub/{number}") };
    let channels = (0..channels).map(channel).collect();
    let headers = Box::new(|| "Content-Type: application/json\r\n".to_owned());
    Ok(Ok(Server { name: "nchan".into(), process, address, channels, headers, body }))
}

/// One process: nchan is fastest without messages between processes.
fn configuration(folder: &Path, module: &str, address: SocketAddr) -> String {
    let folder = folder.display();
    format!(
        r#"load_module {module};
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr warn;
events {{ worker_connections 16384; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    keepalive_requests 1000000;
    nchan_shared_memory_size 256M;
    server {{
        listen {address} backlog=4096;
        tcp_nodelay on;
        location ~ ^/pub/(\w+)$ {{
            nchan_publisher;
            nchan_channel_id $1;
            nchan_message_buffer_length 16;
            nchan_message_timeout 10s;
        }}
        location ~ ^/sub/(\w+)$ {{
            nchan_subscriber websocket;
            nchan_channel_id $1;
            nchan_subscriber_first_message newest;
            nchan_websocket_ping_interval 15;
        }}
        location / {{ return 200 "ready"; }}
    }}
}}
"#
    )
}

fn body(number: usize) -> String {
    let head = format!(r#"{{"amount_minor":{},"filler":""#, number + 1);
    format!(r#"{head}{}"}}"#, "x".repeat(SIZE.saturating_sub(head.len() + 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_as_long_as_said() {
        for number in [0, 9, 1_000_000] {
            assert_eq!(body(number).len(), SIZE);
        }
    }
}
