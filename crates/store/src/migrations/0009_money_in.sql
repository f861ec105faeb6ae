-- Money that waits for a person, and payments as staff list them.

-- Which invoices money may be for of which nobody knows yet whose it is: the candidates of receipts that wait,
-- folded from their events, never a source of truth. Reminders of these invoices are held back.
CREATE TABLE match_candidates (
    biller {{bytes}} NOT NULL,
    receipt {{bytes}} NOT NULL,
    invoice {{bytes}} NOT NULL,
    -- From 0, best first.
    place BIGINT NOT NULL,
    -- 0 to 1000.
    score BIGINT NOT NULL,
    PRIMARY KEY (biller, receipt, invoice)
) {{clustered}};
CREATE INDEX match_candidates_of_invoice ON match_candidates (biller, invoice);

-- Payments by day, the newest first.
CREATE INDEX receipts_paid ON receipts (biller, paid_on, id);
-- What waits for a person is little, and asked for all the time.
CREATE INDEX receipts_waiting ON receipts (biller, id)
    WHERE state = 'settled' AND LENGTH(payer) = 0 AND free_minor > 0;
