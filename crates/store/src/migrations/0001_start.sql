-- Never edited once released: a change is a new file.
-- BIGINT, TEXT and bytes only, so that one SQL text serves both engines: minor units, UTC milliseconds,
-- 0 and 1, ISO dates, JSON as text, ids as their 16 bytes.

CREATE TABLE billers (
    id {{bytes}} NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    language TEXT NOT NULL,
    colour TEXT NOT NULL,
    logo TEXT,
    email TEXT,
    phone TEXT,
    default_term_days BIGINT NOT NULL,
    sandbox BIGINT NOT NULL,
    clock_offset_ms BIGINT NOT NULL
);

CREATE TABLE api_keys (
    hash {{bytes}} NOT NULL PRIMARY KEY,
    biller {{bytes}} NOT NULL REFERENCES billers (id),
    name TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    UNIQUE (biller, name)
);

-- The log. `row_id` is the commit order on SQLite, where one writer writes; (`tx`, `row_id`) is it on
-- PostgreSQL, below the oldest running transaction.
CREATE TABLE events (
    row_id {{row_id}},
    tx BIGINT NOT NULL DEFAULT {{tx}},
    biller {{bytes}} NOT NULL,
    stream_kind TEXT NOT NULL,
    stream_id {{bytes}} NOT NULL,
    seq BIGINT NOT NULL,
    type TEXT NOT NULL,
    version BIGINT NOT NULL,
    data TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    actor TEXT NOT NULL,
    -- The number of the event before it that a payer may see, zero for the first; nothing where the payer
    -- may not see this one, or where the stream is none that payers read.
    payer_prev BIGINT,
    UNIQUE (stream_id, stream_kind, seq)
);
CREATE INDEX events_of_biller ON events (biller, tx, row_id);
{{postgres}} CREATE UNIQUE INDEX events_feed ON events (tx, row_id);

CREATE TABLE postings (
    stream_id {{bytes}} NOT NULL,
    stream_kind TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    biller {{bytes}} NOT NULL,
    account TEXT NOT NULL,
    owner {{bytes}},
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    PRIMARY KEY (stream_id, stream_kind, seq, line)
) {{clustered}};

CREATE TABLE invoices (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    number TEXT NOT NULL,
    payer {{bytes}} NOT NULL,
    currency TEXT NOT NULL,
    total_minor BIGINT NOT NULL,
    payable_minor BIGINT NOT NULL,
    paid_minor BIGINT NOT NULL,
    pending_minor BIGINT NOT NULL,
    open_minor BIGINT NOT NULL,
    credit_minor BIGINT NOT NULL,
    credited_minor BIGINT NOT NULL,
    issue_date TEXT NOT NULL,
    due_date TEXT NOT NULL,
    lifecycle TEXT NOT NULL,
    -- 1 while something is open and asked for: what indexes can hold of the status.
    is_open BIGINT NOT NULL,
    flagged BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    -- Number and remittance references, lower case.
    search TEXT NOT NULL,
    PRIMARY KEY (biller, id)
) {{clustered}};
CREATE INDEX invoices_open ON invoices (biller, is_open, id);
CREATE INDEX invoices_due ON invoices (biller, due_date);
CREATE INDEX invoices_number ON invoices (biller, number);
CREATE INDEX invoices_payer ON invoices (biller, payer);

CREATE TABLE receipts (
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
    PRIMARY KEY (biller, id),
    UNIQUE (biller, system, account, source_id)
) {{clustered}};

CREATE TABLE accounts (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    -- Unused credit that invoices gave back, by currency: JSON of minor units.
    credit TEXT NOT NULL,
    forgotten BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (biller, id)
) {{clustered}};

CREATE TABLE credit_notes (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    number TEXT NOT NULL,
    payer {{bytes}} NOT NULL,
    currency TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    -- Nothing while it waits.
    applied_to {{bytes}},
    seq BIGINT NOT NULL,
    PRIMARY KEY (biller, id)
) {{clustered}};

-- The invoices, by number, that a credit note names: how one that waits is found.
CREATE TABLE credit_note_invoices (
    biller {{bytes}} NOT NULL,
    number TEXT NOT NULL,
    credit_note {{bytes}} NOT NULL,
    PRIMARY KEY (biller, number, credit_note)
) {{clustered}};

-- Claims of document numbers.
CREATE TABLE documents (
    biller {{bytes}} NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    stream_id {{bytes}} NOT NULL,
    payer {{bytes}} NOT NULL,
    content_hash {{bytes}} NOT NULL,
    PRIMARY KEY (biller, kind, number)
) {{clustered}};

CREATE TABLE series (
    biller {{bytes}} NOT NULL,
    name TEXT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (biller, name)
) {{clustered}};

CREATE TABLE payer_keys (
    biller {{bytes}} NOT NULL,
    key TEXT NOT NULL,
    payer {{bytes}} NOT NULL,
    PRIMARY KEY (biller, key)
) {{clustered}};
CREATE INDEX payer_keys_payer ON payer_keys (biller, payer);

CREATE TABLE payer_search (
    biller {{bytes}} NOT NULL,
    payer {{bytes}} NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (biller, payer)
) {{clustered}};

-- What can be erased. `data` is nothing once it was.
CREATE TABLE content (
    id {{bytes}} NOT NULL PRIMARY KEY,
    biller {{bytes}} NOT NULL,
    payer {{bytes}} NOT NULL,
    kind TEXT NOT NULL,
    data {{bytes}}
);
CREATE INDEX content_payer ON content (biller, payer);

CREATE TABLE links (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    invoice {{bytes}} NOT NULL,
    recipient {{bytes}} NOT NULL,
    channel TEXT NOT NULL,
    copy BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    key_version BIGINT NOT NULL,
    token_hash {{bytes}} NOT NULL UNIQUE,
    created_at_ms BIGINT NOT NULL,
    expires_at_ms BIGINT,
    revoked_at_ms BIGINT,
    PRIMARY KEY (biller, id),
    UNIQUE (biller, invoice, recipient, channel, copy)
) {{clustered}};

CREATE TABLE idempotency (
    biller {{bytes}} NOT NULL,
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    input_hash {{bytes}} NOT NULL,
    body TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (biller, caller, key)
) {{clustered}};
CREATE INDEX idempotency_age ON idempotency (at_ms);

CREATE TABLE jobs (
    id {{bytes}} NOT NULL PRIMARY KEY,
    biller {{bytes}} NOT NULL,
    purpose TEXT NOT NULL,
    unique_key TEXT NOT NULL,
    payload TEXT NOT NULL,
    -- Business time of the biller.
    due_at_ms BIGINT NOT NULL,
    -- waiting, done, given_up
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    -- Real time.
    lease_until_ms BIGINT NOT NULL,
    lease_owner TEXT,
    error TEXT,
    UNIQUE (biller, purpose, unique_key)
);
CREATE INDEX jobs_due ON jobs (biller, state, due_at_ms);
