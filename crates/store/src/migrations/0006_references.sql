-- References of invoices and accounts of payers: how money finds its invoice.

-- Numbers and references of invoices in normal form, folded from what was issued, never a source of truth. Those
-- of closed invoices stay: money that comes twice is seen for what it is.
CREATE TABLE payment_references (
    biller {{bytes}} NOT NULL,
    reference TEXT {{bytewise}} NOT NULL,
    invoice {{bytes}} NOT NULL,
    -- number, reference
    kind TEXT NOT NULL,
    PRIMARY KEY (biller, reference, invoice)
) {{clustered}};
CREATE INDEX payment_references_of_invoice ON payment_references (biller, invoice, reference, kind);

-- Accounts that have paid for a payer, as a person confirmed. Erasure empties them.
CREATE TABLE payer_accounts (
    biller {{bytes}} NOT NULL,
    -- Letters and digits alone.
    account TEXT {{bytewise}} NOT NULL,
    payer {{bytes}} NOT NULL,
    confirmed_at_ms BIGINT NOT NULL,
    -- How often it was confirmed.
    times BIGINT NOT NULL,
    PRIMARY KEY (biller, account, payer)
) {{clustered}};
CREATE INDEX payer_accounts_of_payer ON payer_accounts (biller, payer, account);

-- Under what a payer is found by the name that a bank gives, though a word of it is misspelt or abbreviated.
CREATE TABLE payer_names (
    biller {{bytes}} NOT NULL,
    key TEXT {{bytewise}} NOT NULL,
    payer {{bytes}} NOT NULL,
    PRIMARY KEY (biller, key, payer)
) {{clustered}};
CREATE INDEX payer_names_of_payer ON payer_names (biller, payer, key);

-- What is open, by who owes it and by the sum. All that is asked for stands in them: SQLite would otherwise go through
-- everything of a biller, of whom it thinks that there are many.
CREATE INDEX invoices_owed ON invoices (biller, payer, is_open, id) WHERE is_open = 1;
CREATE INDEX invoices_owing ON invoices (biller, open_minor, currency, is_open, id) WHERE is_open = 1;
