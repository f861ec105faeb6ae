// Statements of an invented bank, as a biller would get them: camt.053.001.08.
import { randomUUID } from "node:crypto";

import { inDays } from "./billow.mjs";

const escaped = (text) => String(text).replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const today = () => inDays(0);

/** One credit of the statement. `amount` in major units; `reference` in its own field, `text` in the free one. */
function entry({ amount, name, account, reference, text, currency = "SEK", day = today(), id = randomUUID().slice(0, 12) }) {
  const debtor = name ? `<Dbtr><Pty><Nm>${escaped(name)}</Nm></Pty></Dbtr>` : "";
  const from = account ? `<DbtrAcct><Id><IBAN>${account}</IBAN></Id></DbtrAcct>` : "";
  const structured = reference
    ? `<Strd><CdtrRefInf><Ref>${escaped(reference)}</Ref></CdtrRefInf></Strd>`
    : "";
  const free = text ? `<Ustrd>${escaped(text)}</Ustrd>` : "";
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt><AcctSvcrRef>${id}</AcctSvcrRef>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs><AcctSvcrRef>${id}</AcctSvcrRef></Refs><Amt Ccy="${currency}">${amount}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><RltdPties>${debtor}${from}</RltdPties><RmtInf>${free}${structured}</RmtInf></TxDtls></NtryDtls></Ntry>`;
}

/** A statement with these credits. `count` is what its own counter says, the truth unless a test wants it wrong. */
export function statement(credits, { currency = "SEK", count = credits.length, account = "SE4550000000058398257466" } = {}) {
  const ore = credits.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
  const sum = (ore / 100).toFixed(2);
  const id = randomUUID().slice(0, 16);
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>${id}</MsgId>
<CreDtTm>${today()}T06:00:00Z</CreDtTm></GrpHdr><Stmt><Id>${id}</Id><CreDtTm>${today()}T06:00:00Z</CreDtTm>
<Acct><Id><IBAN>${account}</IBAN></Id><Ccy>${currency}</Ccy></Acct>
<TxsSummry><TtlNtries><NbOfNtries>${count}</NbOfNtries></TtlNtries><TtlCdtNtries><NbOfNtries>${count}</NbOfNtries><Sum>${sum}</Sum></TtlCdtNtries></TxsSummry>
${credits.map((credit) => entry({ currency, ...credit })).join("\n")}
</Stmt></BkToCstmrStmt></Document>`;
}
