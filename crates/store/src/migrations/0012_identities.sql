-- What is a biller's own: bank accounts and sellers. A file or document of others is refused.
CREATE TABLE biller_identities (
    biller {{bytes}} NOT NULL,
    -- account, seller.
    kind TEXT NOT NULL,
    -- What it is compared by.
    key TEXT NOT NULL,
    -- As it was first written.
    value TEXT NOT NULL,
    added_at_ms BIGINT NOT NULL,
    PRIMARY KEY (biller, kind, key)
) {{clustered}};

-- An import that is undone: when that began, when it had ended, and how many payments stayed because somebody had
-- moved them on meanwhile.
ALTER TABLE bank_files ADD COLUMN undoing_at_ms BIGINT;
ALTER TABLE bank_files ADD COLUMN undone_at_ms BIGINT;
ALTER TABLE bank_files ADD COLUMN left_payments BIGINT;

-- The payment that this entry took back, or in whose place it was booked, and how that one was before, JSON.
ALTER TABLE bank_entries ADD COLUMN undid {{bytes}};
ALTER TABLE bank_entries ADD COLUMN undid_how TEXT;
CREATE INDEX bank_entries_undid ON bank_entries (biller, undid) WHERE undid IS NOT NULL;
