//! Statements (camt.053.001.08) to import.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Result;
use domain::Date;

use crate::list::people;

const ACCOUNT: &str = "SE4550000000058398257466";

/// Amounts as ISO 20022 writes them: two decimals.
fn major(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

/// Writes a statement with one credit for each invoice that [`people::document`] makes: its reference, its amount, and
/// its payer's name in capitals.
pub fn write(path: &Path, entries: usize, payers: usize, today: Date) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let sum: i64 = (0..entries).map(people::total_minor).sum();
    head(&mut out, today)?;
    writeln!(
        out,
        "<TxsSummry><TtlCdtNtries><NbOfNtries>{entries}</NbOfNtries><Sum>{}</Sum></TtlCdtNtries></TxsSummry>",
        major(sum)
    )?;
    for at in 0..entries {
        let name = people::name(at, payers).to_uppercase();
        let reference = people::reference(at);
        writeln!(
            out,
            "<Ntry><Amt Ccy=\"{currency}\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
             <BookgDt><Dt>{today}</Dt></BookgDt><ValDt><Dt>{today}</Dt></ValDt><AcctSvcrRef>BANK{at:010}</AcctSvcrRef>\
             <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>\
             <NtryDtls><TxDtls><Refs><EndToEndId>E2E{at:010}</EndToEndId></Refs>\
             <Amt Ccy=\"{currency}\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty>\
             </Dbtr><DbtrAcct><Id><Othr><Id>9020{payer:08}</Id></Othr></Id></DbtrAcct></RltdPties>\
             <RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>{reference}</Ref></CdtrRefInf>\
             </Strd></RmtInf></TxDtls></NtryDtls></Ntry>",
            currency = people::CURRENCY,
            amount = major(people::total_minor(at)),
            payer = people::payer(at, payers),
        )?;
    }
    foot(&mut out)
}

/// Writes a statement of so many bytes, with outgoing money only. Returns how many entries it has.
pub fn write_large(path: &Path, bytes: u64, today: Date) -> Result<usize> {
    let mut out = BufWriter::new(File::create(path)?);
    head(&mut out, today)?;
    let (mut written, mut entries) = (0, 0);
    while written < bytes {
        let entry = format!(
            "<Ntry><Amt Ccy=\"{}\">125.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt>\
             <Dt>{today}</Dt></BookgDt><ValDt><Dt>{today}</Dt></ValDt><AcctSvcrRef>OUT{entries:010}</AcctSvcrRef>\
             <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>\
             <NtryDtls><TxDtls><Refs><EndToEndId>SALARY{entries:010}</EndToEndId></Refs><RltdPties><Cdtr><Pty>\
             <Nm>Somebody at Example Works</Nm><PstlAdr><StrtNm>Example Street</StrtNm><TwnNm>Example Town</TwnNm>\
             </PstlAdr></Pty></Cdtr></RltdPties><RmtInf><Ustrd>Wages of the month that has just ended</Ustrd></RmtInf>\
             </TxDtls></NtryDtls></Ntry>\n",
            people::CURRENCY
        );
        out.write_all(entry.as_bytes())?;
        written += entry.len() as u64;
        entries += 1;
    }
    foot(&mut out)?;
    Ok(entries)
}

fn head(out: &mut impl Write, today: Date) -> Result<()> {
    write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>BENCH</MsgId>\
         <CreDtTm>{today}T18:00:00+01:00</CreDtTm></GrpHdr><Stmt><Id>1</Id><CreDtTm>{today}T18:00:00+01:00</CreDtTm>\
         <Acct><Id><IBAN>{ACCOUNT}</IBAN></Id></Acct>\n"
    )?;
    Ok(())
}

fn foot(out: &mut impl Write) -> Result<()> {
    writeln!(out, "</Stmt></BkToCstmrStmt></Document>")?;
    Ok(out.flush()?)
}
