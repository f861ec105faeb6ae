-- What staff search and sort by. Words are compared byte by byte, so that the start of a word is a range.

CREATE TABLE invoice_words (
    biller {{bytes}} NOT NULL,
    word TEXT {{bytewise}} NOT NULL,
    invoice {{bytes}} NOT NULL,
    PRIMARY KEY (biller, word, invoice)
) {{clustered}};
CREATE INDEX invoice_words_of_invoice ON invoice_words (biller, invoice, word);

CREATE TABLE payer_words (
    biller {{bytes}} NOT NULL,
    word TEXT {{bytewise}} NOT NULL,
    payer {{bytes}} NOT NULL,
    PRIMARY KEY (biller, word, payer)
) {{clustered}};
CREATE INDEX payer_words_of_payer ON payer_words (biller, payer, word);

CREATE INDEX invoices_total_minor ON invoices (biller, total_minor);
CREATE INDEX invoices_open_minor ON invoices (biller, open_minor, id);
CREATE INDEX invoices_asked_due ON invoices (biller, is_open, due_date, id);
-- What few invoices are, with all that counting them looks at.
CREATE INDEX invoices_partly_paid ON invoices (biller, is_open, due_date, id, open_minor, total_minor)
    WHERE is_open = 1 AND open_minor < total_minor;
CREATE INDEX invoices_closed ON invoices (biller, is_open, id, lifecycle, credited_minor, total_minor)
    WHERE lifecycle <> 'live' OR credited_minor > 0;
CREATE INDEX receipts_payer ON receipts (biller, payer);

-- Where a payer's details are now: the newest of them.
ALTER TABLE accounts ADD COLUMN details {{bytes}};
UPDATE accounts SET details = (
    SELECT c.id FROM content c
    WHERE c.biller = accounts.biller AND c.payer = accounts.id AND c.kind = 'payer'
    ORDER BY c.id DESC LIMIT 1
);
