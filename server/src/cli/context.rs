//! What every command needs: the settings, the database, and the biller and the invoice that it names.

use std::path::Path;
use std::sync::Arc;

use domain::ids::{BillerId, InvoiceId};
use domain::{Currency, Date, Status};
use serde::Serialize;
use store::SqlStore;
use usecases::{
    Biller, Caller, Input, InvoiceList, InvoiceRow, Made, OperatorAccess, Principal, Services, Store,
    StoreError, SystemClock, UseCase, UuidV7, execute,
};

use super::Common;
use super::failure::Failure;
use crate::config::Settings;
use crate::providers::Limits;

/// The default settings file.
const SETTINGS_FILE: &str = "billow.toml";

/// The slug of the sandbox biller: the default if there are several billers and none is named.
pub const SANDBOX: &str = "demo";

/// The settings, the open database, and what use cases need.
pub struct CliContext {
    pub settings: Settings,
    /// The database, with operations for this process's own commands.
    pub store: Arc<SqlStore>,
    /// The same database, for use cases.
    pub services: Services,
    slug: Option<String>,
}

impl CliContext {
    /// Reads the settings, opens the database and migrates it.
    ///
    /// # Errors
    /// A setting is wrong, or the database cannot be opened.
    pub async fn open(common: &Common) -> Result<Self, Failure> {
        let settings = settings(common)?;
        // Before the database is opened: a wrong key must not leave an empty database behind.
        let link_keys = Arc::new(settings.link_keys()?);
        let store = open_store(&settings).await?;
        let services = Services::new(
            store.clone(),
            Arc::new(SystemClock),
            Arc::new(UuidV7),
            link_keys,
            Arc::new(Limits),
        );
        Ok(Self { settings, store, services, slug: common.biller.clone() })
    }

    /// The database without restrictions: whoever runs a command can read it anyway.
    pub fn database(&self) -> &Arc<dyn Store> {
        self.services.store(OperatorAccess)
    }

    /// The biller that `--biller` names. By default the only one, or the sandbox biller if there are several.
    ///
    /// # Errors
    /// There is none, or none with this name.
    pub async fn biller(&self) -> Result<Biller, Failure> {
        self.find_biller().await?.ok_or_else(|| {
            Failure::failed("there is no biller yet; `billow biller add SLUG` makes one, `billow demo` one to try things with")
        })
    }

    /// The same; `None` if the database has no biller yet.
    ///
    /// # Errors
    /// There is none with this name.
    pub async fn find_biller(&self) -> Result<Option<Biller>, Failure> {
        let mut billers = self.database().billers().await?;
        let Some(slug) = &self.slug else {
            return match billers.len() {
                0 | 1 => Ok(billers.pop()),
                _ => match billers.iter().position(|biller| biller.slug == SANDBOX) {
                    Some(at) => Ok(Some(billers.swap_remove(at))),
                    None => Err(Failure::usage(format!(
                        "there are several billers, name one with --biller: {}",
                        slugs(&billers)
                    ))),
                },
            };
        };
        match billers.iter().position(|biller| biller.slug == *slug) {
            Some(at) => Ok(Some(billers.swap_remove(at))),
            None if billers.is_empty() && slug == SANDBOX => Ok(None),
            None if billers.is_empty() => {
                Err(Failure::failed(format!("there is no biller “{slug}”, nor any other")))
            }
            None => Err(Failure::failed(format!(
                "there is no biller “{slug}”; --biller takes one of: {}",
                slugs(&billers)
            ))),
        }
    }

    /// The invoice with this id or number.
    ///
    /// # Errors
    /// There is none.
    pub async fn invoice(&self, biller: &Biller, name: &str) -> Result<InvoiceRow, Failure> {
        let store = self.database();
        if let Ok(id) = name.parse::<InvoiceId>()
            && let Some(found) = store.invoice(biller.id, id).await?
        {
            return Ok(found);
        }
        self.invoice_by_number(biller, name).await?.ok_or_else(|| {
            Failure::failed(format!("{} has no invoice with the number or id “{name}”", biller.name))
        })
    }

    /// The invoice with this number.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn invoice_by_number(
        &self,
        biller: &Biller,
        number: &str,
    ) -> Result<Option<InvoiceRow>, StoreError> {
        let list = InvoiceList::numbered(number, self.today(biller));
        let found = self.database().list_invoices(biller.id, &list).await?.invoices.pop();
        Ok(found.map(|one| one.row))
    }

    /// Today's date at the biller.
    pub fn today(&self, biller: &Biller) -> Date {
        biller.now(self.services.clock.as_ref()).date_in(&biller.time_zone())
    }

    /// The command line as a caller of use cases.
    pub fn caller(biller: BillerId) -> Caller {
        Caller { biller, principal: Principal::Operator }
    }

    /// Runs a use case as the command line.
    ///
    /// # Errors
    /// Any error of the use case.
    pub async fn carry_out<U: UseCase>(&self, biller: BillerId, use_case: U) -> Result<U::Output, Failure> {
        let input = Input { use_case, key: None };
        Ok(execute(&self.services, Self::caller(biller), input).await?.output)
    }

    /// The address of a link.
    pub fn address(&self, link: &Made) -> Option<String> {
        let token = link.token(&self.services.link_keys)?;
        Some(format!("{}/i/{}", self.settings.base_url, token.reveal()))
    }
}

/// The settings, from the file that `--config` names or `billow.toml`, and from the environment.
///
/// # Errors
/// A setting is wrong, or the named file does not exist.
pub fn settings(common: &Common) -> Result<Settings, Failure> {
    let file = common.config.as_deref().unwrap_or(Path::new(SETTINGS_FILE));
    if common.config.is_some() && !file.is_file() {
        return Err(Failure::usage(format!(
            "--config: there is no file {}; name one, or leave it out to read {SETTINGS_FILE}",
            file.display()
        )));
    }
    let settings = Settings::read(file)?;
    let url = &settings.database_url;
    if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme)) {
        return Err(Failure::usage(
            "BILLOW_DATABASE_URL (database_url) has to be sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE",
        ));
    }
    Ok(settings)
}

/// Opens the database and migrates it.
///
/// # Errors
/// It cannot be opened.
pub async fn open_store(settings: &Settings) -> Result<Arc<SqlStore>, Failure> {
    // Half of the connections read, half of them write.
    let half = (settings.database_connections / 2).max(1);
    // On SQLite each connection has a cache of its own in this process.
    let readers = if settings.database_url.starts_with("sqlite:") { half.min(8) } else { half };
    let options = store::Options { readers, writers: half, ..store::Options::default() };
    store::open(&settings.database_url, options)
        .await
        .map_err(|error| Failure::failed(format!("BILLOW_DATABASE_URL (database_url): {error}")))
}

/// An invoice's figures, with the names of the API.
#[derive(Serialize)]
pub struct Figures {
    id: InvoiceId,
    number: String,
    currency: Currency,
    total_minor: i64,
    paid_minor: i64,
    pending_minor: i64,
    open_minor: i64,
    credit_minor: i64,
    due_date: Date,
    status: Status,
    seq: i64,
}

impl Figures {
    /// The figures of a row on `today`.
    pub fn of(row: InvoiceRow, today: Date) -> Self {
        Self {
            status: row.status(today),
            id: row.id,
            number: row.number,
            currency: row.currency,
            total_minor: row.total_minor,
            paid_minor: row.paid_minor,
            pending_minor: row.pending_minor,
            open_minor: row.open_minor,
            credit_minor: row.credit_minor,
            due_date: row.due_date,
            seq: row.seq,
        }
    }
}

fn slugs(billers: &[Biller]) -> String {
    billers.iter().map(|biller| biller.slug.as_str()).collect::<Vec<_>>().join(", ")
}
