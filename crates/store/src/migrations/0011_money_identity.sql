-- A payment is unique by source, account, currency and id there: one account may be kept in several currencies.
-- SQLite cannot change a constraint, so the table is made anew. It is a projection of the events.
CREATE TABLE receipts_anew (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    payer {{bytes}} NOT NULL,
    system TEXT NOT NULL,
    account TEXT NOT NULL,
    source_id TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    method TEXT NOT NULL,
    paid_on TEXT NOT NULL,
    state TEXT NOT NULL,
    free_minor BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    -- 1 where it and another report of the same money were joined, either way.
    joined BIGINT NOT NULL,
    PRIMARY KEY (biller, id),
    UNIQUE (biller, system, account, source_id, currency)
) {{clustered}};
INSERT INTO receipts_anew (biller, id, payer, system, account, source_id, amount_minor, currency, method, paid_on,
    state, free_minor, seq, joined)
SELECT biller, id, payer, system, account, source_id, amount_minor, currency, method, paid_on, state, free_minor, seq, 0
FROM receipts;
DROP TABLE receipts;
ALTER TABLE receipts_anew RENAME TO receipts;
CREATE INDEX receipts_payer ON receipts (biller, payer);
CREATE INDEX receipts_paid ON receipts (biller, paid_on, id);
CREATE INDEX receipts_waiting ON receipts (biller, id)
    WHERE state = 'settled' AND LENGTH(payer) = 0 AND free_minor > 0;
-- Money that waits, by its sum: an invoice that is issued asks for it.
CREATE INDEX receipts_waiting_sum ON receipts (biller, free_minor, currency, state, payer, id)
    WHERE state = 'settled' AND LENGTH(payer) = 0;
-- What somebody recorded before a bank file told of it, by its sum: every transfer asks for it.
CREATE INDEX receipts_recorded ON receipts (biller, amount_minor, id, joined, system)
    WHERE joined = 0 AND system <> 'bank';

-- By what an invoice that is issued later finds money that waits: hashes of references and of words of names.
CREATE TABLE waiting_keys (
    biller {{bytes}} NOT NULL,
    key {{bytes}} NOT NULL,
    receipt {{bytes}} NOT NULL,
    PRIMARY KEY (biller, key, receipt)
) {{clustered}};
CREATE INDEX waiting_keys_of_receipt ON waiting_keys (biller, receipt);

-- What a bank took back without a payment that it names: it waits for the payment, or for a person.
CREATE TABLE bank_returns (
    biller {{bytes}} NOT NULL,
    -- The entry of the bank file.
    id {{bytes}} NOT NULL,
    account TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    booked_on TEXT NOT NULL,
    -- Where what the bank says is kept, JSON; emptied when the return has ended.
    content {{bytes}} NOT NULL,
    -- By what its payment is found, JSON of hashes and sums.
    keys TEXT NOT NULL,
    arrived_at_ms BIGINT NOT NULL,
    -- waiting, resolved, dismissed.
    state TEXT NOT NULL,
    -- The payment that it took back.
    receipt {{bytes}},
    PRIMARY KEY (biller, id)
) {{clustered}};
CREATE INDEX bank_returns_waiting ON bank_returns (biller, id) WHERE state = 'waiting';
