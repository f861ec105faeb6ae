//! What lists read: invoices and payers, found by the starts of words.

pub(crate) mod invoices;
pub(crate) mod payers;
pub(crate) mod search;
pub(crate) mod words;

use async_trait::async_trait;
use domain::Date;
use domain::ids::{BillerId, InvoiceId, PayerId};
use usecases::personal_data::Goes;
use usecases::{
    AccountEntry, InvoiceCounts, InvoiceList, ListStore, ListedInvoices, ListedPayers, PayerList, PayerRow,
    StoreError,
};

use crate::failure::Failure;
use crate::personal_data::TableData;
use crate::rows::Columns;
use crate::select::Select;
use crate::store::SqlStore;
use search::Search;

/// The table `invoice_words`.
pub(crate) const INVOICE_WORDS_DATA: TableData = TableData::plain("invoices", &["biller", "word", "invoice"]);

/// The table `payer_words`.
pub(crate) const PAYER_WORDS_DATA: TableData = TableData {
    area: "payers",
    plain: &["biller", "payer"],
    personal: &[(
        &["word"],
        "words of name, e-mail address and customer number, by which staff find a payer",
        Goes::Forgotten,
    )],
    erase: &["DELETE FROM payer_words WHERE biller = $1 AND payer = $2"],
};

#[async_trait]
impl ListStore for SqlStore {
    async fn list_invoices(
        &self,
        biller: BillerId,
        list: &InvoiceList,
    ) -> Result<ListedInvoices, StoreError> {
        Ok(invoices::page(&mut *self.reader().await?, biller, list).await?)
    }

    async fn count_invoices(&self, biller: BillerId, today: Date) -> Result<InvoiceCounts, StoreError> {
        Ok(invoices::counts(&mut *self.reader().await?, biller, today).await?)
    }

    async fn list_payers(&self, biller: BillerId, list: &PayerList) -> Result<ListedPayers, StoreError> {
        Ok(payers::page(&mut *self.reader().await?, biller, list).await?)
    }

    async fn payer(&self, biller: BillerId, payer: PayerId) -> Result<Option<PayerRow>, StoreError> {
        Ok(payers::get(&mut *self.reader().await?, biller, payer).await?)
    }

    async fn payer_history(&self, biller: BillerId, payer: PayerId) -> Result<Vec<AccountEntry>, StoreError> {
        Ok(payers::history(&mut *self.reader().await?, biller, payer).await?)
    }

    async fn search_talks(
        &self,
        biller: BillerId,
        search: &str,
        limit: usize,
    ) -> Result<Vec<InvoiceId>, StoreError> {
        let mut reader = self.reader().await?;
        let search = Search::prepare(&mut reader, biller, search, true).await?;
        let mut select = Select::of(biller, "SELECT i.id FROM ");
        search.add_source(&mut select);
        select.push(" JOIN conversations t ON t.biller = i.biller AND t.invoice = i.id WHERE i.biller = $1");
        if search.is_led() {
            select.and("i.id = found.id", []);
        }
        search.ask(&mut select);
        select.push(&format!(" ORDER BY i.id DESC LIMIT {}", limit.clamp(1, 200)));
        let rows = select.query().fetch_all(&mut *reader).await.map_err(Failure::from)?;
        let found: Result<Vec<_>, Failure> = rows.iter().map(|row| Ok(InvoiceId(row.uuid(0)?))).collect();
        Ok(found?)
    }
}
