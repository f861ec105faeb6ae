//! Bank files: which entries are known, under which keys, and which file contains them.

mod entries;
mod files;
mod known;
mod recorded;
mod returns;
pub(crate) mod tables;
mod undo;
pub(crate) mod waiting;

use async_trait::async_trait;
use domain::ids::{BillerId, PaymentId};
use domain::{Money, Timestamp};
use usecases::StoreError;
use usecases::bank_imports::{
    BankFile, BankFileUndoing, BankFiles, BankStore, BankTransaction, EntryKey, EntryOfFile, FileId,
    KnownEntry, ListedReturn, NewBankEntry, NewReturn, Occurrence, RecordedPayment, ReversedPayment,
    WaitingReturn,
};
use uuid::Uuid;

use crate::store::SqlStore;
use crate::transaction::SqlTransaction;

pub(crate) use entries::erase_of_forgotten;

#[async_trait]
impl BankTransaction for SqlTransaction<'_> {
    async fn lock_imports(&mut self, biller: BillerId) -> Result<(), StoreError> {
        self.hold_name(&format!("bank {biller}")).await
    }

    async fn seen_of_file(
        &mut self,
        biller: BillerId,
        file: FileId,
        first: i64,
        last: i64,
    ) -> Result<Vec<(i64, Option<PaymentId>)>, StoreError> {
        let seen = known::of_file(self.conn().await?, biller, file, first, last).await;
        self.check(seen)
    }

    async fn entries_by_keys(
        &mut self,
        biller: BillerId,
        keys: &[EntryKey],
    ) -> Result<Vec<(EntryKey, KnownEntry)>, StoreError> {
        let found = known::by_keys(self.conn().await?, biller, keys).await;
        self.check(found)
    }

    async fn put_entries(&mut self, biller: BillerId, entries: &[NewBankEntry]) -> Result<(), StoreError> {
        let put = entries::put(self.conn().await?, biller, entries).await;
        self.check_write(put, || format!("bank {biller}"))
    }

    async fn put_sightings(
        &mut self,
        biller: BillerId,
        occurrences: &[Occurrence],
        keys: &[(EntryKey, Uuid)],
    ) -> Result<(), StoreError> {
        let put = entries::put_sightings(self.conn().await?, biller, occurrences.iter()).await;
        self.check_write(put, || format!("bank {biller}"))?;
        let put = entries::put_keys(self.conn().await?, biller, keys).await;
        self.check_write(put, || format!("bank {biller}"))
    }

    async fn put_return(&mut self, biller: BillerId, new: &NewReturn) -> Result<(), StoreError> {
        let put = returns::put(self.conn().await?, biller, new).await;
        self.check_write(put, || format!("bank {biller}"))
    }

    async fn waiting_returns(&mut self, biller: BillerId) -> Result<Vec<WaitingReturn>, StoreError> {
        let found = returns::waiting(self.conn().await?, biller).await;
        self.check(found)
    }

    async fn waiting_return(
        &mut self,
        biller: BillerId,
        id: Uuid,
    ) -> Result<Option<WaitingReturn>, StoreError> {
        let found = returns::one(self.conn().await?, biller, id).await;
        self.check(found)
    }

    async fn end_return(
        &mut self,
        biller: BillerId,
        id: Uuid,
        undid: Option<&ReversedPayment>,
    ) -> Result<(), StoreError> {
        let ended = returns::end(self.conn().await?, biller, id, undid).await;
        self.check(ended)
    }

    async fn was_returned(&mut self, biller: BillerId, payment: PaymentId) -> Result<bool, StoreError> {
        let found = returns::was_returned(self.conn().await?, biller, payment).await;
        self.check(found)
    }

    async fn recorded_payments(
        &mut self,
        biller: BillerId,
        amounts_minor: &[i64],
    ) -> Result<Vec<RecordedPayment>, StoreError> {
        let found = recorded::find(self.conn().await?, biller, amounts_minor).await;
        self.check(found)
    }

    async fn put_waiting_keys(
        &mut self,
        biller: BillerId,
        keys: &[(EntryKey, PaymentId)],
    ) -> Result<(), StoreError> {
        let put = waiting::put(self.conn().await?, biller, keys).await;
        self.check(put)
    }

    async fn waiting_for(
        &mut self,
        biller: BillerId,
        keys: &[EntryKey],
        amount: Money,
        most: usize,
    ) -> Result<Vec<PaymentId>, StoreError> {
        let found = waiting::find(self.conn().await?, biller, keys, amount, most).await;
        self.check(found)
    }

    async fn bank_file(&mut self, biller: BillerId, file: FileId) -> Result<Option<BankFile>, StoreError> {
        let found = files::get(self.conn().await?, biller, file).await;
        self.check(found)
    }

    async fn entries_of_file(
        &mut self,
        biller: BillerId,
        file: FileId,
        before: i64,
        limit: usize,
    ) -> Result<Vec<EntryOfFile>, StoreError> {
        let found = undo::entries(self.conn().await?, biller, file, before, limit).await;
        self.check(found)
    }

    async fn count_entries_of_file(&mut self, biller: BillerId, file: FileId) -> Result<i64, StoreError> {
        let count = undo::count(self.conn().await?, biller, file).await;
        self.check(count)
    }

    async fn is_undone(
        &mut self,
        biller: BillerId,
        payment: PaymentId,
        file: Option<FileId>,
    ) -> Result<bool, StoreError> {
        let found = undo::is_undone(self.conn().await?, biller, payment, file).await;
        self.check(found)
    }

    async fn forget_entries(
        &mut self,
        biller: BillerId,
        file: FileId,
        entries: &[EntryOfFile],
    ) -> Result<(), StoreError> {
        let forgotten = undo::forget(self.conn().await?, biller, file, entries).await;
        self.check(forgotten)
    }

    async fn is_reported_elsewhere(
        &mut self,
        biller: BillerId,
        payment: PaymentId,
        file: FileId,
    ) -> Result<bool, StoreError> {
        let found = undo::is_reported_elsewhere(self.conn().await?, biller, payment, file).await;
        self.check(found)
    }

    async fn replace_payment(
        &mut self,
        biller: BillerId,
        from: PaymentId,
        to: PaymentId,
    ) -> Result<(), StoreError> {
        let replaced = undo::replace_payment(self.conn().await?, biller, from, to).await;
        self.check(replaced)
    }

    async fn put_undoing(
        &mut self,
        biller: BillerId,
        file: FileId,
        undoing: BankFileUndoing,
    ) -> Result<(), StoreError> {
        let put = files::put_undoing(self.conn().await?, biller, file, undoing).await;
        self.check(put)
    }

    async fn put_bank_file(&mut self, biller: BillerId, file: &BankFile) -> Result<(), StoreError> {
        let put = files::put(self.conn().await?, biller, file).await;
        self.check(put)
    }
}

#[async_trait]
impl BankStore for SqlStore {
    async fn bank_files(
        &self,
        biller: BillerId,
        before: Option<Timestamp>,
        limit: usize,
    ) -> Result<BankFiles, StoreError> {
        Ok(files::page(&mut *self.reader().await?, biller, before, limit).await?)
    }

    async fn list_returns(&self, biller: BillerId) -> Result<Vec<ListedReturn>, StoreError> {
        Ok(returns::list(&mut *self.reader().await?, biller).await?)
    }

    async fn count_returns(&self, biller: BillerId) -> Result<i64, StoreError> {
        Ok(returns::count(&mut *self.reader().await?, biller).await?)
    }
}
