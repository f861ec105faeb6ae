//! Settings: `billow.toml`, overridden by `BILLOW_*`. A wrong setting stops the start with a message that names it.

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use files::BlobStore;
use ipnet::IpNet;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use usecases::LinkKeys;

const NAMES: &[&str] = &[
    "database_url",
    "database_connections",
    "addr",
    "base_url",
    "secret_key",
    "trusted_proxies",
    "sockets_per_address",
    "files",
    "sandbox_url",
];

/// The default folder of attached files.
const FILES_FOLDER: &str = "billow-files";

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// `sqlite:billow.db` or `postgres://user:password@host/database`.
    pub database_url: String,
    /// The most connections that a node opens.
    pub database_connections: u32,
    /// Where the server listens.
    pub addr: SocketAddr,
    /// The address at which people reach the server, without a slash at the end. Links begin with it.
    pub base_url: String,
    /// The secret that links are made with: `KEY`, or `VERSION:KEY,VERSION:KEY…`.
    pub secret_key: Option<SecretString>,
    /// Networks whose `X-Forwarded-For` is trusted, separated by commas.
    #[serde(deserialize_with = "networks")]
    pub trusted_proxies: Vec<IpNet>,
    /// How many live pages one address may have open on this node. A whole office may share one address.
    pub sockets_per_address: u32,
    /// Where attached files are stored: a folder, or `s3://BUCKET/PREFIX`. By default a folder beside the database, see
    /// [`Self::files_place`].
    pub files: Option<String>,
    /// The address of the sandbox provider's pages, if it is not [`Self::base_url`]: to a browser a payment provider is
    /// another site.
    #[serde(default)]
    pub sandbox_url: Option<String>,
}

#[derive(Serialize)]
struct Defaults {
    database_url: &'static str,
    database_connections: u32,
    addr: &'static str,
    base_url: Option<String>,
    trusted_proxies: &'static str,
    sockets_per_address: u32,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A setting is missing or wrong; the text names it and its place.
    #[error("{}: {}", place(.0), .0.kind)]
    Wrong(Box<figment::Error>),
    /// The base URL is no address.
    #[error("BILLOW_BASE_URL (base_url): “{0}” does not begin with http:// or https://")]
    BaseUrl(String),
    /// The place of attached files cannot be used.
    #[error("BILLOW_FILES (files): {0}; name a folder that this program may write to, or s3://BUCKET/PREFIX")]
    Files(#[from] files::BlobError),
    /// The secret key is not valid.
    #[error("BILLOW_SECRET_KEY (secret_key): {0}")]
    SecretKey(#[from] usecases::SecretKeyError),
    /// There is no secret key, and no place to keep one.
    #[error(
        "BILLOW_SECRET_KEY (secret_key) is missing: with PostgreSQL every node needs the same one; make it with: openssl rand -hex 32"
    )]
    NoSecretKey,
    /// The file with the secret key cannot be read or written.
    #[error("the secret key in {0} cannot be used: {1}")]
    SecretFile(PathBuf, std::io::Error),
}

impl Settings {
    /// Reads the settings from `file`, if it exists, and from the environment.
    ///
    /// # Errors
    /// [`SettingsError`], which names the setting.
    pub fn read(file: &Path) -> Result<Self, SettingsError> {
        let defaults = Defaults {
            database_url: "sqlite:billow.db",
            database_connections: 32,
            addr: "127.0.0.1:3000",
            base_url: None,
            trusted_proxies: "",
            sockets_per_address: 4_000,
        };
        let mut figment = Figment::from(Serialized::defaults(defaults))
            .merge(Toml::file(file))
            .merge(Env::prefixed("BILLOW_").only(NAMES));
        if figment.extract_inner::<Option<String>>("base_url").ok().flatten().is_none() {
            // Without a base URL the server answers at the address where it listens.
            let addr: String = figment.extract_inner("addr").map_err(wrong)?;
            figment = figment.merge(("base_url", format!("http://{addr}")));
        }
        let mut settings: Self = figment.extract().map_err(wrong)?;
        settings.base_url = settings.base_url.trim_end_matches('/').to_owned();
        if !settings.base_url.starts_with("http://") && !settings.base_url.starts_with("https://") {
            return Err(SettingsError::BaseUrl(settings.base_url));
        }
        Ok(settings)
    }

    /// The keys that links are made with. With SQLite and no key set, one is created and stored beside the database,
    /// readable by the owner alone.
    ///
    /// # Errors
    /// [`SettingsError`] if the key is weak, missing or cannot be stored.
    pub fn link_keys(&self) -> Result<LinkKeys, SettingsError> {
        if let Some(key) = &self.secret_key {
            return Ok(LinkKeys::parse(key)?);
        }
        let database = self.database_url.strip_prefix("sqlite:").ok_or(SettingsError::NoSecretKey)?;
        let database = database.trim_start_matches("//").split('?').next().unwrap_or_default();
        let path = PathBuf::from(format!("{database}.secret"));
        let key = kept_secret(&path).map_err(|error| SettingsError::SecretFile(path, error))?;
        Ok(LinkKeys::parse(&key)?)
    }

    /// Where attached files are stored.
    #[must_use]
    pub fn files_place(&self) -> String {
        if let Some(place) = &self.files {
            return place.clone();
        }
        let database = self.database_url.strip_prefix("sqlite:").unwrap_or_default();
        let database = database.trim_start_matches("//").split('?').next().unwrap_or_default();
        Path::new(database).with_file_name(FILES_FOLDER).display().to_string()
    }

    /// Opens the place of attached files.
    ///
    /// # Errors
    /// [`SettingsError::Files`] if it cannot be used.
    pub fn open_files(&self) -> Result<BlobStore, SettingsError> {
        Ok(BlobStore::open(&self.files_place())?)
    }

    /// Whether pages are served over TLS, so that cookies and headers may require it.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Whether browsers keep the console's cookie: under https, and under plain http on the local machine.
    #[must_use]
    pub fn keeps_sessions(&self) -> bool {
        let host = self.base_url.trim_start_matches("http://").split('/').next().unwrap_or_default();
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let own = name.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback());
        self.is_https() || own || ["localhost", "[::1]"].contains(&name) || host == "[::1]"
    }
}

fn kept_secret(path: &Path) -> std::io::Result<SecretString> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => {
            let key = SecretString::from(usecases::make_api_key());
            file.write_all(key.expose_secret().as_bytes())?;
            file.sync_all()?;
            Ok(key)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Ok(SecretString::from(std::fs::read_to_string(path)?.trim().to_owned()))
        }
        Err(error) => Err(error),
    }
}

/// The place of a setting, as its writer knows it.
fn place(error: &figment::Error) -> String {
    let key = error.path.join(".").to_lowercase();
    match error.metadata.as_ref().and_then(|metadata| metadata.source.as_ref()) {
        Some(figment::Source::File(file)) => match key.as_str() {
            "" => file.display().to_string(),
            _ => format!("{key} in {}", file.display()),
        },
        _ => format!("BILLOW_{} ({key})", key.to_uppercase()),
    }
}

fn wrong(error: figment::Error) -> SettingsError {
    SettingsError::Wrong(Box::new(error))
}

fn networks<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<IpNet>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let network =
                part.parse::<IpNet>().or_else(|_| part.parse::<std::net::IpAddr>().map(IpNet::from));
            network.map_err(|_| serde::de::Error::custom(format!("“{part}” is not an address or network")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn browsers_keep_a_log_in_under_https_and_on_ones_own_machine() {
        let mut settings = Settings::read(Path::new("no such file")).unwrap();
        let mut keeps = |base_url: &str| {
            settings.base_url = base_url.into();
            settings.keeps_sessions()
        };
        for base_url in [
            "https://pay.example.com",
            "http://127.0.0.1:3000",
            "http://127.0.0.2",
            "http://localhost:3000",
            "http://localhost",
            "http://[::1]:3000",
            "http://[::1]",
        ] {
            assert!(keeps(base_url), "{base_url}");
        }
        for base_url in ["http://pay.example.com", "http://192.168.1.5:3000", "http://localhost.example.com"]
        {
            assert!(!keeps(base_url), "{base_url}");
        }
    }
}
