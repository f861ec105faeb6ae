//! A file of any size is read as it comes.

use std::io::{self, Read};

/// A statement that is made while it is read, and counts how far ahead of its reader it was asked.
struct Endless {
    entries: u64,
    made: u64,
    ready: Vec<u8>,
    at: usize,
}

impl Endless {
    fn new(entries: u64) -> Self {
        let head = br#"<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>SE1</IBAN></Id></Acct>"#;
        Self { entries, made: 0, ready: head.to_vec(), at: 0 }
    }
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.ready.len() {
            self.at = 0;
            self.made += 1;
            self.ready = match self.made {
                made if made <= self.entries => format!(
                    "<Ntry><Amt Ccy=\"SEK\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls><TxDtls>\
                     <RmtInf><Ustrd>{made}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
                )
                .into_bytes(),
                made if made == self.entries + 1 => b"</Stmt></BkToCstmrStmt></Document>".to_vec(),
                _ => return Ok(0),
            };
        }
        let length = into.len().min(self.ready.len() - self.at);
        into[..length].copy_from_slice(&self.ready[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

#[test]
fn transactions_come_before_the_file_has_been_read_to_its_end() {
    const MANY: u64 = 20_000;
    let survey = bank::survey(Endless::new(MANY)).unwrap();
    assert_eq!(survey.transactions, MANY);
    // A file that ends in the middle of its hundredth entry still gives those before: nothing waits for the end.
    let broken = Endless::new(MANY).take(40_000);
    let given = bank::transactions(broken, &survey).unwrap().take_while(Result::is_ok).count();
    assert!((100..300).contains(&given), "{given}");
}
