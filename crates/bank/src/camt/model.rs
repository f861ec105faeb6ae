//! A camt file as the bank states it, in the terms of ISO 20022. The comment on each field names its element; the names
//! are the same in all supported versions unless both are given.

use domain::{Date, Money};
use jiff::Timestamp;

use crate::{Direction, State};

/// `GrpHdr`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupHeader {
    /// `MsgId`.
    pub message_id: Option<String>,
    /// `CreDtTm`.
    pub created: Option<Timestamp>,
    /// `MsgRcpt`.
    pub recipient: Option<Party>,
    /// `MsgPgntn/PgNb`.
    pub page: Option<String>,
    /// `OrgnlBizQry`: `MsgId`, `MsgNmId`, `CreDtTm`.
    pub original_query: Option<(String, Option<String>, Option<Timestamp>)>,
    /// `AddtlInf`.
    pub additional: Option<String>,
}

/// `Stmt` or `Ntfctn`, without its entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// `Id`.
    pub id: Option<String>,
    /// `StmtPgntn/PgNb`, `NtfctnPgntn/PgNb`.
    pub page: Option<String>,
    /// `ElctrncSeqNb`.
    pub electronic_number: Option<String>,
    /// `LglSeqNb`.
    pub legal_number: Option<String>,
    /// `CreDtTm`.
    pub created: Option<Timestamp>,
    /// `FrToDt/FrDtTm`.
    pub from: Option<Timestamp>,
    /// `FrToDt/ToDtTm`.
    pub to: Option<Timestamp>,
    /// `CpyDplctInd`.
    pub copy: Option<String>,
    /// `Acct`.
    pub account: Account,
    /// `Bal`. They need not add up, and nothing here relies on it.
    pub balances: Vec<Balance>,
}

/// `Bal`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// `Tp/CdOrPrtry`: `OPBD`, `CLBD`, `OPAV`, `CLAV` …
    pub kind: String,
    /// `Amt` with the sign of `CdtDbtInd`.
    pub amount: Money,
    /// `Dt`.
    pub at: Option<Moment>,
}

/// A day, or an instant, as the bank states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day in the bank's own zone.
    pub date: Date,
    /// The instant; the beginning of the day in UTC where only a day is stated.
    pub instant: Timestamp,
}

/// `Acct`, `DbtrAcct`, `CdtrAcct`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// `Id/IBAN`.
    pub iban: Option<String>,
    /// `Id/Othr/Id`.
    pub other: Option<String>,
    /// `Ccy`.
    pub currency: Option<String>,
}

impl Account {
    /// The IBAN, else the number in the bank's own form.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        self.iban.as_deref().or(self.other.as_deref())
    }
}

/// `Ntry`, without its details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Position in the file, from 1.
    pub number: u64,
    /// Where it stands: `Stmt[1]/Ntry[3]`.
    pub place: String,
    /// `NtryRef`.
    pub reference: Option<String>,
    /// `Amt`, never negative.
    pub amount: Money,
    /// `CdtDbtInd`.
    pub direction: Direction,
    /// `RvslInd`.
    pub reversal: bool,
    /// `Sts`, or `Sts/Cd`: `BOOK`, `PDNG`, `INFO`, `FUTR`.
    pub status: String,
    /// `BookgDt`.
    pub booked: Option<Moment>,
    /// `ValDt`.
    pub valued: Option<Moment>,
    /// `AcctSvcrRef`.
    pub servicer_reference: Option<String>,
    /// `BkTxCd`.
    pub code: TransactionCode,
    /// `Chrgs` of the whole entry, or `Chrgs/Rcrd`: the sum.
    pub charges: Option<Money>,
}

impl Entry {
    /// The amount with its sign.
    #[must_use]
    pub fn signed(&self) -> Money {
        signed(self.amount, self.direction)
    }

    /// What `status` says.
    #[must_use]
    pub fn state(&self) -> State {
        match self.status.as_str() {
            "PDNG" | "FUTR" => State::Pending,
            "INFO" => State::Information,
            _ => State::Booked,
        }
    }
}

/// The amount with the sign of its direction.
#[must_use]
pub(super) fn signed(amount: Money, direction: Direction) -> Money {
    match direction {
        Direction::Credit => amount,
        Direction::Debit => Money::new(-amount.minor, amount.currency),
    }
}

/// `BkTxCd`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TransactionCode {
    /// `Domn/Cd`.
    pub domain: Option<String>,
    /// `Domn/Fmly/Cd`.
    pub family: Option<String>,
    /// `Domn/Fmly/SubFmlyCd`.
    pub sub_family: Option<String>,
    /// `Prtry/Cd`.
    pub proprietary: Option<String>,
    /// `Prtry/Issr`.
    pub issuer: Option<String>,
}

/// `Btch`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// `MsgId`.
    pub message_id: Option<String>,
    /// `PmtInfId`.
    pub payment_id: Option<String>,
    /// `NbOfTxs`.
    pub count: Option<u64>,
    /// `TtlAmt`.
    pub total: Option<Money>,
}

/// `TxDtls`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detail {
    /// `Refs`.
    pub references: References,
    /// `Amt`, never negative.
    pub amount: Option<Money>,
    /// `AmtDtls/TxAmt/Amt`, never negative.
    pub transaction_amount: Option<Money>,
    /// `AmtDtls/CntrValAmt/Amt`: in the account's currency, where the transaction was in another one.
    pub counter_value: Option<Money>,
    /// `AmtDtls/InstdAmt/Amt`: the amount that the payer instructed.
    pub instructed: Option<Money>,
    /// `CdtDbtInd`; an entry's own one decides where both stand and disagree.
    pub direction: Option<Direction>,
    /// `BkTxCd`.
    pub code: TransactionCode,
    /// `Chrgs`, or `Chrgs/Rcrd`: the sum.
    pub charges: Option<Money>,
    /// `RltdPties/Dbtr` with `DbtrAcct`.
    pub debtor: RelatedParty,
    /// `RltdPties/UltmtDbtr`: the party on whose behalf the debtor pays.
    pub ultimate_debtor: Option<Party>,
    /// `RltdPties/Cdtr` with `CdtrAcct`.
    pub creditor: RelatedParty,
    /// `RltdAgts/DbtrAgt`.
    pub debtor_agent: Option<Agent>,
    /// `RltdAgts/CdtrAgt`.
    pub creditor_agent: Option<Agent>,
    /// `RmtInf/Ustrd`.
    pub unstructured: Vec<String>,
    /// `RmtInf/Strd`.
    pub structured: Vec<Structured>,
    /// `RltdRmtInf/RmtId`: the id of a remittance that was sent separately.
    pub remittance_ids: Vec<String>,
    /// `RtrInf`.
    pub returned: Option<Returned>,
    /// `AddtlTxInf`.
    pub additional: Option<String>,
}

/// `Refs`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// `MsgId`.
    pub message: Option<String>,
    /// `AcctSvcrRef`.
    pub servicer: Option<String>,
    /// `PmtInfId`.
    pub payment: Option<String>,
    /// `InstrId`.
    pub instruction: Option<String>,
    /// `EndToEndId`.
    pub end_to_end: Option<String>,
    /// `UETR`.
    pub uetr: Option<String>,
    /// `TxId`.
    pub transaction: Option<String>,
    /// `AcctOwnrTxId`.
    pub account_owner: Option<String>,
    /// `MndtId`.
    pub mandate: Option<String>,
    /// `ClrSysRef`.
    pub clearing: Option<String>,
    /// `Prtry`: `Tp` and `Ref`.
    pub proprietary: Vec<(String, String)>,
}

/// A party with its account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RelatedParty {
    /// `Dbtr`, `Cdtr`.
    pub party: Option<Party>,
    /// `DbtrAcct`, `CdtrAcct`.
    pub account: Option<Account>,
}

/// A party; from version 8 on in `Pty`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// `Nm`.
    pub name: Option<String>,
    /// `PstlAdr`.
    pub address: Option<Address>,
    /// `Id/OrgId` or `Id/PrvtId`.
    pub identification: Option<Identification>,
    /// `CtryOfRes`.
    pub country: Option<String>,
}

/// `PstlAdr`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// `StrtNm`.
    pub street: Option<String>,
    /// `BldgNb`.
    pub building: Option<String>,
    /// `PstCd`.
    pub post_code: Option<String>,
    /// `TwnNm`.
    pub town: Option<String>,
    /// `CtrySubDvsn`.
    pub subdivision: Option<String>,
    /// `Ctry`.
    pub country: Option<String>,
    /// `AdrLine`.
    pub lines: Vec<String>,
}

/// `OrgId` or `PrvtId`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identification {
    /// `AnyBIC`.
    pub bic: Option<String>,
    /// `BICOrBEI`, which stood in its place before version 3.
    pub bei: Option<String>,
    /// `Othr/Id`.
    pub other: Option<String>,
    /// `Othr/Issr`.
    pub issuer: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agent {
    /// `FinInstnId/BICFI`, before version 3 `BIC`.
    pub bic: Option<String>,
    /// `FinInstnId/Nm`.
    pub name: Option<String>,
}

/// `Strd`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Structured {
    /// `CdtrRefInf/Ref`.
    pub reference: Option<String>,
    /// `CdtrRefInf/Tp/CdOrPrtry/Cd`: `SCOR` …
    pub code: Option<String>,
    /// `CdtrRefInf/Tp/CdOrPrtry/Prtry`.
    pub proprietary: Option<String>,
    /// `RfrdDocInf/Nb`: numbers of invoices.
    pub documents: Vec<String>,
    /// `AddtlRmtInf`.
    pub additional: Vec<String>,
    /// Numbers of parts of invoices: `RfrdDocInf/LineDtls/Id/Nb`, and of taxes: `TaxRmt/RefNb`.
    pub further: Vec<String>,
}

/// `RtrInf`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Returned {
    /// `Rsn/Cd` or `Rsn/Prtry`.
    pub reason: Option<String>,
    /// `AddtlInf`.
    pub additional: Vec<String>,
}
