-- A database of schema 1 on SQLite, as the program of its time made and filled it. The test of
-- upgrades (tests/behaviour/upgrade.rs) brings it up to date. Written by it, never by hand.

BEGIN;

CREATE TABLE migrations (version BIGINT NOT NULL PRIMARY KEY);
CREATE TABLE rebuild_needed (
    migration BIGINT NOT NULL PRIMARY KEY
);
CREATE TABLE events (
    row_id INTEGER PRIMARY KEY,
    tx BIGINT NOT NULL DEFAULT 0,
    biller BLOB NOT NULL,
    stream_kind TEXT NOT NULL,
    stream_id BLOB NOT NULL,
    -- From 1 in each stream, without gaps.
    seq BIGINT NOT NULL,
    type TEXT NOT NULL,
    version BIGINT NOT NULL,
    -- JSON of this type and version; ids, amounts and dates, no names.
    data TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    actor TEXT NOT NULL,
    -- The number of the event before it that a payer may see, zero for the first; nothing where the payer
    -- may not see this one, or where the stream is none that payers read.
    payer_prev BIGINT,
    UNIQUE (stream_id, stream_kind, seq)
);
CREATE INDEX events_of_biller ON events (biller, tx, row_id);
CREATE TABLE postings (
    stream_id BLOB NOT NULL,
    stream_kind TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    biller BLOB NOT NULL,
    account TEXT NOT NULL,
    -- Whose account it is, such as the invoice of a receivable; nothing where the biller has one of the kind.
    owner BLOB,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    PRIMARY KEY (stream_id, stream_kind, seq, line)
) WITHOUT ROWID;
CREATE TABLE content (
    id BLOB NOT NULL PRIMARY KEY,
    biller BLOB NOT NULL,
    payer BLOB NOT NULL,
    kind TEXT NOT NULL,
    data BLOB
);
CREATE INDEX content_payer ON content (biller, payer);
CREATE TABLE idempotency (
    biller BLOB NOT NULL,
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    -- The same key with another input is refused.
    input_hash BLOB NOT NULL,
    body TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (biller, caller, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_age ON idempotency (at_ms);
CREATE TABLE billers (
    id BLOB NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- IANA, such as Europe/Stockholm.
    zone TEXT NOT NULL,
    language TEXT NOT NULL,
    -- #rrggbb.
    colour TEXT NOT NULL,
    -- A path under /assets.
    logo TEXT,
    email TEXT,
    phone TEXT,
    -- From issue to due date where a document names none.
    default_term_days BIGINT NOT NULL,
    sandbox BIGINT NOT NULL,
    -- How far the business clock of a sandbox is ahead of the real one.
    clock_offset_ms BIGINT NOT NULL
);
CREATE TABLE api_keys (
    hash BLOB NOT NULL PRIMARY KEY,
    biller BLOB NOT NULL REFERENCES billers (id),
    name TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    UNIQUE (biller, name)
);
CREATE TABLE biller_identities (
    biller BLOB NOT NULL,
    -- account, seller
    kind TEXT NOT NULL,
    -- What it is compared by.
    key TEXT NOT NULL,
    -- As it was first written.
    value TEXT NOT NULL,
    added_at_ms BIGINT NOT NULL,
    PRIMARY KEY (biller, kind, key)
) WITHOUT ROWID;
CREATE TABLE policies (
    biller BLOB NOT NULL PRIMARY KEY,
    data TEXT NOT NULL
);
CREATE TABLE payers (
    biller BLOB NOT NULL,
    id BLOB NOT NULL,
    -- Unused credit that invoices gave back, by currency: JSON of minor units.
    credit TEXT NOT NULL,
    forgotten BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    -- The content row of the payer's details as they are now.
    details BLOB,
    PRIMARY KEY (biller, id)
) WITHOUT ROWID;
CREATE TABLE payer_keys (
    biller BLOB NOT NULL,
    key TEXT NOT NULL,
    payer BLOB NOT NULL,
    PRIMARY KEY (biller, key)
) WITHOUT ROWID;
CREATE INDEX payer_keys_payer ON payer_keys (biller, payer);
CREATE TABLE payer_search (
    biller BLOB NOT NULL,
    payer BLOB NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (biller, payer)
) WITHOUT ROWID;
CREATE TABLE payer_words (
    biller BLOB NOT NULL,
    word TEXT  NOT NULL,
    payer BLOB NOT NULL,
    PRIMARY KEY (biller, word, payer)
) WITHOUT ROWID;
CREATE INDEX payer_words_of_payer ON payer_words (biller, payer, word);
CREATE TABLE documents (
    biller BLOB NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    stream_id BLOB NOT NULL,
    payer BLOB NOT NULL,
    -- Of what it says, in canonical form: the same number with another content is refused.
    content_hash BLOB NOT NULL,
    PRIMARY KEY (biller, kind, number)
) WITHOUT ROWID;
CREATE TABLE series (
    biller BLOB NOT NULL,
    name TEXT NOT NULL,
    -- The last one that was given.
    last BIGINT NOT NULL,
    PRIMARY KEY (biller, name)
) WITHOUT ROWID;
CREATE TABLE invoices (
    biller BLOB NOT NULL,
    id BLOB NOT NULL,
    number TEXT NOT NULL,
    payer BLOB NOT NULL,
    currency TEXT NOT NULL,
    -- With fees.
    total_minor BIGINT NOT NULL,
    -- The total less what was paid before the invoice was issued.
    payable_minor BIGINT NOT NULL,
    paid_minor BIGINT NOT NULL,
    -- On its way; no part of what is paid.
    pending_minor BIGINT NOT NULL,
    -- Never below zero: what is too much is credit.
    open_minor BIGINT NOT NULL,
    credit_minor BIGINT NOT NULL,
    -- By credit notes.
    credited_minor BIGINT NOT NULL,
    issue_date TEXT NOT NULL,
    due_date TEXT NOT NULL,
    -- live, voided, written_off
    lifecycle TEXT NOT NULL,
    -- 1 while something is open and asked for: what indexes can hold of the status.
    is_open BIGINT NOT NULL,
    -- 1 where a person should look at it.
    flagged BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    -- Number and remittance references, a line each, lower case.
    search TEXT NOT NULL,
    PRIMARY KEY (biller, id)
) WITHOUT ROWID;
CREATE INDEX invoices_open ON invoices (biller, is_open, id);
CREATE INDEX invoices_due ON invoices (biller, due_date);
CREATE INDEX invoices_number ON invoices (biller, number);
CREATE INDEX invoices_payer ON invoices (biller, payer);
CREATE INDEX invoices_total_minor ON invoices (biller, total_minor);
CREATE INDEX invoices_open_minor ON invoices (biller, open_minor, id);
CREATE INDEX invoices_asked_due ON invoices (biller, is_open, due_date, id);
CREATE INDEX invoices_partly_paid ON invoices (biller, is_open, due_date, id, open_minor, total_minor)
    WHERE is_open = 1 AND open_minor < total_minor;
CREATE INDEX invoices_closed ON invoices (biller, is_open, id, lifecycle, credited_minor, total_minor)
    WHERE lifecycle <> 'live' OR credited_minor > 0;
CREATE INDEX invoices_owed ON invoices (biller, payer, is_open, id) WHERE is_open = 1;
CREATE INDEX invoices_owing ON invoices (biller, open_minor, currency, is_open, id) WHERE is_open = 1;
CREATE TABLE invoice_words (
    biller BLOB NOT NULL,
    word TEXT  NOT NULL,
    invoice BLOB NOT NULL,
    PRIMARY KEY (biller, word, invoice)
) WITHOUT ROWID;
CREATE INDEX invoice_words_of_invoice ON invoice_words (biller, invoice, word);
CREATE TABLE credit_notes (
    biller BLOB NOT NULL,
    id BLOB NOT NULL,
    number TEXT NOT NULL,
    payer BLOB NOT NULL,
    currency TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    -- The invoice; nothing while it waits for one.
    applied_to BLOB,
    seq BIGINT NOT NULL,
    PRIMARY KEY (biller, id)
) WITHOUT ROWID;
CREATE TABLE credit_note_invoices (
    biller BLOB NOT NULL,
    number TEXT NOT NULL,
    credit_note BLOB NOT NULL,
    PRIMARY KEY (biller, number, credit_note)
) WITHOUT ROWID;
CREATE TABLE payments (
    biller BLOB NOT NULL,
    id BLOB NOT NULL,
    -- Empty while nobody knows whose money it is.
    payer BLOB NOT NULL,
    -- Who reported it, on which account there, and under what id.
    system TEXT NOT NULL,
    account TEXT NOT NULL,
    source_id TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    method TEXT NOT NULL,
    paid_on TEXT NOT NULL,
    state TEXT NOT NULL,
    -- What is booked on no invoice.
    free_minor BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    -- 1 where it and another report of the same money were joined, either way.
    joined BIGINT NOT NULL,
    PRIMARY KEY (biller, id),
    UNIQUE (biller, system, account, source_id, currency)
) WITHOUT ROWID;
CREATE INDEX payments_payer ON payments (biller, payer);
CREATE INDEX payments_paid ON payments (biller, paid_on, id);
CREATE INDEX payments_waiting ON payments (biller, id)
    WHERE state = 'settled' AND LENGTH(payer) = 0 AND free_minor > 0;
CREATE INDEX payments_waiting_sum ON payments (biller, free_minor, currency, state, payer, id)
    WHERE state = 'settled' AND LENGTH(payer) = 0;
CREATE INDEX payments_recorded ON payments (biller, amount_minor, id, joined, system)
    WHERE joined = 0 AND system <> 'bank';
CREATE TABLE match_candidates (
    biller BLOB NOT NULL,
    payment BLOB NOT NULL,
    invoice BLOB NOT NULL,
    -- From 0, best first.
    place BIGINT NOT NULL,
    -- 0 to 1000.
    score BIGINT NOT NULL,
    PRIMARY KEY (biller, payment, invoice)
) WITHOUT ROWID;
CREATE INDEX match_candidates_of_invoice ON match_candidates (biller, invoice);
CREATE TABLE waiting_keys (
    biller BLOB NOT NULL,
    key BLOB NOT NULL,
    payment BLOB NOT NULL,
    PRIMARY KEY (biller, key, payment)
) WITHOUT ROWID;
CREATE INDEX waiting_keys_of_payment ON waiting_keys (biller, payment);
CREATE TABLE bank_files (
    biller BLOB NOT NULL,
    -- The beginning of the SHA-256 of its bytes: the same file is the same row.
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    entries BIGINT NOT NULL,
    -- When it was imported the last time.
    begun_at_ms BIGINT NOT NULL,
    -- Nothing while it is being imported, and where that was cut off.
    ended_at_ms BIGINT,
    -- Who sent it, as in events.
    actor TEXT NOT NULL,
    -- What became of its entries, JSON; nothing until it ended.
    totals TEXT,
    -- Why nothing of it was taken.
    refused TEXT,
    -- An import that is undone: when that began, when it had ended, and how many payments stayed because somebody had
    -- moved them on meanwhile.
    undoing_at_ms BIGINT,
    undone_at_ms BIGINT,
    left_payments BIGINT,
    PRIMARY KEY (biller, id)
) WITHOUT ROWID;
CREATE INDEX bank_files_newest ON bank_files (biller, begun_at_ms);
CREATE TABLE bank_entries (
    biller BLOB NOT NULL,
    id BLOB NOT NULL,
    format TEXT NOT NULL,
    came_in BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL,
    -- 1 where nothing was told of what is in it.
    untold BIGINT NOT NULL,
    booked_on TEXT,
    valued_on TEXT,
    end_to_end BLOB,
    name BLOB,
    account BLOB,
    words BLOB,
    -- The payment that it recorded or took back; nothing where it did neither.
    payment BLOB,
    -- The payment that this entry took back, or in whose place it was booked, and how that one was before, JSON.
    undid BLOB,
    undid_how TEXT,
    PRIMARY KEY (biller, id)
) WITHOUT ROWID;
CREATE INDEX bank_entries_of_payment ON bank_entries (biller, payment);
CREATE INDEX bank_entries_undid ON bank_entries (biller, undid) WHERE undid IS NOT NULL;
CREATE TABLE bank_keys (
    biller BLOB NOT NULL,
    key BLOB NOT NULL,
    entry BLOB NOT NULL,
    PRIMARY KEY (biller, key, entry)
) WITHOUT ROWID;
CREATE TABLE bank_occurrences (
    biller BLOB NOT NULL,
    file BLOB NOT NULL,
    number BIGINT NOT NULL,
    entry BLOB NOT NULL,
    format TEXT NOT NULL,
    -- What the bank called it there, as a hash.
    reference BLOB,
    PRIMARY KEY (biller, file, number)
) WITHOUT ROWID;
CREATE INDEX bank_occurrences_of_entry ON bank_occurrences (biller, entry);
CREATE TABLE bank_returns (
    biller BLOB NOT NULL,
    -- The entry of the bank file.
    id BLOB NOT NULL,
    account TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    booked_on TEXT NOT NULL,
    -- Where what the bank says is kept, JSON; emptied when the return has ended.
    content BLOB NOT NULL,
    -- By what its payment is found, JSON of hashes and sums.
    keys TEXT NOT NULL,
    arrived_at_ms BIGINT NOT NULL,
    -- waiting, resolved, dismissed
    state TEXT NOT NULL,
    -- The payment that it took back.
    payment BLOB,
    PRIMARY KEY (biller, id)
) WITHOUT ROWID;
CREATE INDEX bank_returns_waiting ON bank_returns (biller, id) WHERE state = 'waiting';
CREATE TABLE payment_references (
    biller BLOB NOT NULL,
    reference TEXT  NOT NULL,
    invoice BLOB NOT NULL,
    -- number, reference
    kind TEXT NOT NULL,
    PRIMARY KEY (biller, reference, invoice)
) WITHOUT ROWID;
CREATE INDEX payment_references_of_invoice ON payment_references (biller, invoice, reference, kind);
CREATE TABLE payer_bank_accounts (
    biller BLOB NOT NULL,
    -- Letters and digits alone.
    account TEXT  NOT NULL,
    payer BLOB NOT NULL,
    confirmed_at_ms BIGINT NOT NULL,
    -- How often it was confirmed.
    times BIGINT NOT NULL,
    PRIMARY KEY (biller, account, payer)
) WITHOUT ROWID;
CREATE INDEX payer_bank_accounts_of_payer ON payer_bank_accounts (biller, payer, account);
CREATE TABLE payer_names (
    biller BLOB NOT NULL,
    key TEXT  NOT NULL,
    payer BLOB NOT NULL,
    PRIMARY KEY (biller, key, payer)
) WITHOUT ROWID;
CREATE INDEX payer_names_of_payer ON payer_names (biller, payer, key);
CREATE TABLE provider_connections (
    biller BLOB NOT NULL,
    id BLOB NOT NULL PRIMARY KEY,
    provider TEXT NOT NULL,
    base_url TEXT,
    -- What payers can choose there, separated by commas.
    methods TEXT NOT NULL,
    -- Which secret key sealed them.
    key_version BIGINT NOT NULL,
    secrets BLOB NOT NULL,
    created_at_ms BIGINT NOT NULL,
    -- Nothing while payers are sent there.
    ended_at_ms BIGINT
);
CREATE INDEX provider_connections_of_biller ON provider_connections (biller, created_at_ms);
CREATE TABLE checkouts (
    biller BLOB NOT NULL,
    id BLOB NOT NULL,
    invoice BLOB NOT NULL,
    connection BLOB NOT NULL,
    link BLOB NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    method TEXT NOT NULL,
    opened_at_ms BIGINT NOT NULL,
    expires_at_ms BIGINT NOT NULL,
    -- Nothing until the provider has answered; the page goes again when the checkout is over.
    provider_id TEXT,
    url TEXT,
    -- How often the provider was asked how it stands.
    asked BIGINT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (biller, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX checkouts_at_provider ON checkouts (biller, connection, provider_id)
    WHERE provider_id IS NOT NULL;
CREATE TABLE sandbox_payments (
    id TEXT NOT NULL PRIMARY KEY,
    biller BLOB NOT NULL,
    connection BLOB NOT NULL,
    reference TEXT NOT NULL,
    key_version BIGINT NOT NULL,
    data BLOB NOT NULL,
    -- Counted up with every change, so that of two at once one starts again.
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX sandbox_payments_by_reference ON sandbox_payments (connection, reference);
CREATE TABLE conversations (
    biller BLOB NOT NULL,
    invoice BLOB NOT NULL,
    payer BLOB NOT NULL,
    -- open, waiting, snoozed, solved
    state TEXT NOT NULL,
    -- Business time; a snooze that is over counts as open.
    snoozed_until_ms BIGINT,
    assignee BLOB,
    -- The newest thing that was said: the number of its event, when, by which side. Zero and nothing for none.
    last_seq BIGINT NOT NULL,
    last_at_ms BIGINT,
    last_side TEXT,
    -- Since when the payer waits for a person, and by when one should have answered.
    unanswered_since_ms BIGINT,
    respond_by_ms BIGINT,
    -- What the payer said that no staff have read.
    unread BIGINT NOT NULL,
    -- Whether the payer has not read the last thing that the biller said.
    unread_by_payer BIGINT NOT NULL,
    disputed BIGINT NOT NULL,
    -- Until when a proposal waits for an answer: the payer's proposal for staff, the biller's for the payer.
    payer_proposal_until_ms BIGINT,
    biller_proposal_until_ms BIGINT,
    -- What the list is ordered by: when something last happened that concerns it.
    sorted_at_ms BIGINT NOT NULL,
    PRIMARY KEY (biller, invoice)
) WITHOUT ROWID;
CREATE INDEX conversations_listed ON conversations (biller, state, sorted_at_ms, invoice);
CREATE INDEX conversations_unsolved ON conversations (biller, sorted_at_ms, invoice) WHERE state <> 'solved';
CREATE INDEX conversations_assigned ON conversations (biller, assignee, sorted_at_ms, invoice);
CREATE TABLE replies (
    biller BLOB NOT NULL,
    id BLOB NOT NULL,
    -- canned, question
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    -- By language: the text, and for questions the words they are found by. JSON.
    texts TEXT NOT NULL,
    updated_at_ms BIGINT NOT NULL,
    PRIMARY KEY (biller, id)
) WITHOUT ROWID;
CREATE TABLE links (
    biller BLOB NOT NULL,
    id BLOB NOT NULL,
    invoice BLOB NOT NULL,
    recipient BLOB NOT NULL,
    channel TEXT NOT NULL,
    -- Printed copies have a link each.
    copy BIGINT NOT NULL,
    -- Counted up when the token is replaced by another one.
    generation BIGINT NOT NULL,
    key_version BIGINT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    created_at_ms BIGINT NOT NULL,
    expires_at_ms BIGINT,
    revoked_at_ms BIGINT,
    PRIMARY KEY (biller, id),
    UNIQUE (biller, invoice, recipient, channel, copy)
) WITHOUT ROWID;
CREATE TABLE attachments (
    biller BLOB NOT NULL,
    id BLOB NOT NULL,
    invoice BLOB NOT NULL,
    payer BLOB NOT NULL,
    -- Who uploaded it: payer or biller.
    side TEXT NOT NULL,
    -- By its content.
    media_type TEXT NOT NULL,
    -- In bytes.
    size BIGINT NOT NULL,
    -- The content row of its name.
    name BLOB NOT NULL,
    -- waiting, posted; going: nobody can have it any more, and its bytes are to be deleted, then the row.
    state TEXT NOT NULL,
    -- Real time.
    uploaded_at_ms BIGINT NOT NULL,
    PRIMARY KEY (biller, id)
) WITHOUT ROWID;
CREATE INDEX attachments_of_invoice ON attachments (biller, invoice);
CREATE INDEX attachments_of_payer ON attachments (biller, payer);
CREATE INDEX attachments_unposted ON attachments (state, uploaded_at_ms) WHERE state <> 'posted';
CREATE TABLE staff (
    id BLOB NOT NULL PRIMARY KEY,
    biller BLOB NOT NULL REFERENCES billers (id),
    -- Lower case. A person logs in without naming a biller, so the address is one person's everywhere.
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    -- Argon2id, in PHC form.
    password TEXT NOT NULL,
    -- Counted up when every session ends: a session of another generation holds no longer.
    generation BIGINT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    disabled_at_ms BIGINT
);
CREATE INDEX staff_of_biller ON staff (biller, email);
CREATE TABLE staff_sessions (
    token_hash BLOB NOT NULL PRIMARY KEY,
    biller BLOB NOT NULL,
    staff BLOB NOT NULL REFERENCES staff (id),
    generation BIGINT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    seen_at_ms BIGINT NOT NULL,
    -- The absolute end; the end of an idle one follows from `seen_at_ms`.
    expires_at_ms BIGINT NOT NULL
);
CREATE INDEX staff_sessions_of_staff ON staff_sessions (biller, staff, created_at_ms);
CREATE INDEX staff_sessions_end ON staff_sessions (expires_at_ms);
CREATE TABLE audit (
    biller BLOB NOT NULL,
    id BLOB NOT NULL,
    at_ms BIGINT NOT NULL,
    -- staff, biller (its systems and the command line), system
    actor TEXT NOT NULL,
    staff BLOB,
    action TEXT NOT NULL,
    subject_kind TEXT,
    subject BLOB,
    detail TEXT,
    PRIMARY KEY (biller, id)
) WITHOUT ROWID;
CREATE INDEX audit_of_staff ON audit (biller, staff, id);
CREATE INDEX audit_of_subject ON audit (biller, subject, id);
CREATE TABLE jobs (
    id BLOB NOT NULL PRIMARY KEY,
    biller BLOB NOT NULL,
    purpose TEXT NOT NULL,
    -- What is asked for twice under one key is done once.
    unique_key TEXT NOT NULL,
    -- JSON.
    payload TEXT NOT NULL,
    -- Business time of the biller.
    due_at_ms BIGINT NOT NULL,
    -- waiting, done, given_up, expired
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    -- Real time: until then the node that claimed it has it to itself.
    lease_until_ms BIGINT NOT NULL,
    lease_owner TEXT,
    error TEXT,
    -- From then on it is too late for it: business time; never where there is none.
    expires_at_ms BIGINT,
    -- When it ended, real time; nothing while it waits. Some time later it is removed.
    ended_at_ms BIGINT,
    UNIQUE (biller, purpose, unique_key)
);
CREATE INDEX jobs_claimed ON jobs (purpose, due_at_ms, id) WHERE state = 'waiting';
CREATE INDEX jobs_next ON jobs (biller, due_at_ms) WHERE state = 'waiting';
CREATE INDEX jobs_ended ON jobs (purpose, ended_at_ms) WHERE state <> 'waiting';

INSERT INTO migrations (version) VALUES
  (1);

INSERT INTO events (row_id, biller, stream_kind, stream_id, seq, type, version, data, at_ms, actor, payer_prev) VALUES
  (1, X'01934A5B6C7D7E8F9A0B000000000001', 'payer', X'01934A5B6C7D7E8F9A0B00000000000C', 1, 'opened', 1, '{"language":"sv","details":"01934a5b-6c7d-7e8f-9a0b-00000000000d"}', 1795262400000, '{"kind":"biller"}', NULL),
  (2, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B00000000000E', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-1","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RFK-1"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"80.00","price_quantity":"1","net_minor":8000,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":8000,"tax_minor":2000}],"totals":{"lines_minor":8000,"allowances_minor":0,"charges_minor":0,"without_vat_minor":8000,"vat_minor":2000,"with_vat_minor":10000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":10000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-00000000000f","original":"01934a5b-6c7d-7e8f-9a0b-000000000010"}', 1795262400000, '{"kind":"biller"}', 0),
  (3, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000013', 1, 'recorded', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","source":{"system":"camt","account":"SE45","id":"A-1"},"amount":{"minor":4000,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-21","shares":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","amount_minor":4000}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (4, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000013', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (5, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000013', 3, 'allocated', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","amount_minor":4000}', 1795262400000, '{"kind":"biller"}', NULL),
  (6, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B00000000000E', 2, 'payment_settled', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-000000000013","amount_minor":4000,"allocated_minor":4000,"method":"bank_transfer","paid_on":"2026-11-21"}', 1795262400000, '{"kind":"biller"}', 1),
  (7, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B00000000000E', 3, 'message_posted', 1, '{"message":"01934a5b-6c7d-7e8f-9a0b-000000000015","content":"01934a5b-6c7d-7e8f-9a0b-000000000016","respond_by":1795431600000}', 1795262400000, '{"kind":"payer"}', 2),
  (8, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B00000000000E', 4, 'message_posted', 1, '{"message":"01934a5b-6c7d-7e8f-9a0b-00000000001c","content":"01934a5b-6c7d-7e8f-9a0b-00000000001d","attachments":["01934a5b-6c7d-7e8f-9a0b-000000000018"]}', 1795262400000, '{"kind":"staff","id":"01934a5b-6c7d-7e8f-9a0b-000000000003"}', 3),
  (9, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B00000000000E', 5, 'note_posted', 1, '{"note":"01934a5b-6c7d-7e8f-9a0b-000000000021","content":"01934a5b-6c7d-7e8f-9a0b-000000000020"}', 1795262400000, '{"kind":"staff","id":"01934a5b-6c7d-7e8f-9a0b-000000000003"}', NULL),
  (10, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B000000000024', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-2","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RFK-2"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"64.00","price_quantity":"1","net_minor":6400,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":6400,"tax_minor":1600}],"totals":{"lines_minor":6400,"allowances_minor":0,"charges_minor":0,"without_vat_minor":6400,"vat_minor":1600,"with_vat_minor":8000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":8000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-000000000025","original":"01934a5b-6c7d-7e8f-9a0b-000000000026"}', 1795262400000, '{"kind":"biller"}', 0),
  (11, X'01934A5B6C7D7E8F9A0B000000000001', 'credit_note', X'01934A5B6C7D7E8F9A0B000000000029', 1, 'received', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","document":{"kind":"credit_note","number":"C-1","issue_date":"2026-11-21","due_date":null,"currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"preceding":["K-2"],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"24.00","price_quantity":"1","net_minor":2400,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":2400,"tax_minor":600}],"totals":{"lines_minor":2400,"allowances_minor":0,"charges_minor":0,"without_vat_minor":2400,"vat_minor":600,"with_vat_minor":3000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":3000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-00000000002a","original":"01934a5b-6c7d-7e8f-9a0b-00000000002b"}', 1795262400000, '{"kind":"biller"}', NULL),
  (12, X'01934A5B6C7D7E8F9A0B000000000001', 'credit_note', X'01934A5B6C7D7E8F9A0B000000000029', 2, 'applied', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000024"}', 1795262400000, '{"kind":"biller"}', NULL),
  (13, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B000000000024', 2, 'credited', 1, '{"credit_note":"01934a5b-6c7d-7e8f-9a0b-000000000029","number":"C-1","amount_minor":3000,"applied_minor":3000,"split":{"revenue_minor":2400,"vat_minor":600,"rounding_minor":0,"prepaid_minor":0}}', 1795262400000, '{"kind":"biller"}', 1),
  (14, X'01934A5B6C7D7E8F9A0B000000000001', 'credit_note', X'01934A5B6C7D7E8F9A0B00000000002D', 1, 'received', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","document":{"kind":"credit_note","number":"C-2","issue_date":"2026-11-21","due_date":null,"currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"preceding":["not here yet"],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"16.00","price_quantity":"1","net_minor":1600,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":1600,"tax_minor":400}],"totals":{"lines_minor":1600,"allowances_minor":0,"charges_minor":0,"without_vat_minor":1600,"vat_minor":400,"with_vat_minor":2000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":2000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-00000000002e","original":"01934a5b-6c7d-7e8f-9a0b-00000000002f"}', 1795262400000, '{"kind":"biller"}', NULL),
  (15, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B000000000024', 3, 'checkout_opened', 1, '{"checkout":"01934a5b-6c7d-7e8f-9a0b-000000000036","amount_minor":5000,"method":"card","expires_at":1795266000000}', 1795262400000, '{"kind":"biller"}', 2),
  (16, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B00000000003C', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-3","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"104820734"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"360.00","price_quantity":"1","net_minor":36000,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":36000,"tax_minor":9000}],"totals":{"lines_minor":36000,"allowances_minor":0,"charges_minor":0,"without_vat_minor":36000,"vat_minor":9000,"with_vat_minor":45000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":45000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-00000000003d","original":"01934a5b-6c7d-7e8f-9a0b-00000000003e"}', 1795262400000, '{"kind":"biller"}', 0),
  (17, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000044', 1, 'recorded', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","source":{"system":"bank","account":"50000000058398257466","id":"BANK-1 01934a5b-6c7d-7e8f-9a0b-000000000043"},"amount":{"minor":45000,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-20","shares":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000003c","amount_minor":45000}],"remittance":"01934a5b-6c7d-7e8f-9a0b-000000000049","matching":{"outcome":"booked","given":"104820734","candidates":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000003c","score":1000,"reasons":["reference_exact","amount_exact","name_agrees"]}]}}', 1795262400000, '{"kind":"biller"}', NULL),
  (18, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000044', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (19, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000044', 3, 'allocated', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000003c","amount_minor":45000}', 1795262400000, '{"kind":"biller"}', NULL),
  (20, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B00000000003C', 2, 'payment_settled', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-000000000044","amount_minor":45000,"allocated_minor":45000,"method":"bank_transfer","paid_on":"2026-11-20"}', 1795262400000, '{"kind":"biller"}', 1),
  (21, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000046', 1, 'recorded', 1, '{"payer":null,"source":{"system":"bank","account":"50000000058398257466","id":"BANK-2 01934a5b-6c7d-7e8f-9a0b-000000000045"},"amount":{"minor":1000,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-20","shares":[],"remittance":"01934a5b-6c7d-7e8f-9a0b-00000000004a","matching":{"outcome":"asked","given":"NOTHINGKNOWN","candidates":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","score":290,"reasons":["amount_part","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000024","score":290,"reasons":["amount_part","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000003c","score":200,"reasons":["paid_already","name_agrees"]}]}}', 1795262400000, '{"kind":"biller"}', NULL),
  (22, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000046', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (23, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000048', 1, 'recorded', 1, '{"payer":null,"source":{"system":"bank","account":"50000000058398257466","id":"BANK-3 01934a5b-6c7d-7e8f-9a0b-000000000047"},"amount":{"minor":8000,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-20","shares":[],"remittance":"01934a5b-6c7d-7e8f-9a0b-00000000004b","matching":{"outcome":"asked","given":"NOTHINGKNOWN","candidates":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000024","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000003c","score":200,"reasons":["paid_already","name_agrees"]}]}}', 1795262400000, '{"kind":"biller"}', NULL),
  (24, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000048', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (25, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000046', 3, 'identified', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","invoices":["01934a5b-6c7d-7e8f-9a0b-00000000000e"]}', 1795262400000, '{"kind":"biller"}', NULL),
  (26, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000046', 4, 'allocated', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","amount_minor":1000}', 1795262400000, '{"kind":"biller"}', NULL),
  (27, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B00000000000E', 6, 'payment_settled', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-000000000046","amount_minor":1000,"allocated_minor":1000,"method":"bank_transfer","paid_on":"2026-11-20"}', 1795262400000, '{"kind":"biller"}', 4),
  (28, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B000000000051', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-4","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RFK-4"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"72.00","price_quantity":"1","net_minor":7200,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":7200,"tax_minor":1800}],"totals":{"lines_minor":7200,"allowances_minor":0,"charges_minor":0,"without_vat_minor":7200,"vat_minor":1800,"with_vat_minor":9000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":9000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-000000000052","original":"01934a5b-6c7d-7e8f-9a0b-000000000053"}', 1795262400000, '{"kind":"biller"}', 0),
  (29, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000048', 3, 'rematched', 1, '{"outcome":"asked","given":"NOTHINGKNOWN","candidates":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000051","score":290,"reasons":["amount_part","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000024","score":260,"reasons":["amount_more","name_agrees"]}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (30, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000056', 1, 'recorded', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","source":{"system":"manual","account":"","id":"01934a5b-6c7d-7e8f-9a0b-000000000056"},"amount":{"minor":2000,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-21","shares":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000051","amount_minor":2000}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (31, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B000000000051', 2, 'payment_pending', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-000000000056","amount_minor":2000,"method":"bank_transfer","paid_on":"2026-11-21"}', 1795262400000, '{"kind":"biller"}', 1),
  (32, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B000000000051', 3, 'disputed', 1, '{"dispute":"01934a5b-6c7d-7e8f-9a0b-000000000059","line":1,"content":"01934a5b-6c7d-7e8f-9a0b-000000000058","attachments":[],"respond_by":1795431600000}', 1795262400000, '{"kind":"payer"}', 2),
  (33, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B00000000005B', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-5","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RF336562305849"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"56.00","price_quantity":"1","net_minor":5600,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":5600,"tax_minor":1400}],"totals":{"lines_minor":5600,"allowances_minor":0,"charges_minor":0,"without_vat_minor":5600,"vat_minor":1400,"with_vat_minor":7000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":7000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-00000000005c","original":"01934a5b-6c7d-7e8f-9a0b-00000000005d"}', 1795262400000, '{"kind":"biller"}', 0),
  (34, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000048', 4, 'rematched', 1, '{"outcome":"asked","given":"NOTHINGKNOWN","candidates":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000051","score":290,"reasons":["amount_part","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000024","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000005b","score":260,"reasons":["amount_more","name_agrees"]}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (35, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000060', 1, 'recorded', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","source":{"system":"manual","account":"","id":"01934a5b-6c7d-7e8f-9a0b-000000000060"},"amount":{"minor":7500,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-21","shares":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000005b","amount_minor":7500}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (36, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000060', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (37, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000060', 3, 'allocated', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000005b","amount_minor":7000}', 1795262400000, '{"kind":"biller"}', NULL),
  (38, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B00000000005B', 2, 'payment_settled', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-000000000060","amount_minor":7500,"allocated_minor":7000,"method":"bank_transfer","paid_on":"2026-11-21"}', 1795262400000, '{"kind":"biller"}', 1),
  (39, X'01934A5B6C7D7E8F9A0B000000000001', 'payer', X'01934A5B6C7D7E8F9A0B000000000062', 1, 'opened', 1, '{"language":"sv","details":"01934a5b-6c7d-7e8f-9a0b-000000000063"}', 1795262400000, '{"kind":"biller"}', NULL),
  (40, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B000000000064', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000062","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-6","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RFK-6"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"8.00","price_quantity":"1","net_minor":800,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":800,"tax_minor":200}],"totals":{"lines_minor":800,"allowances_minor":0,"charges_minor":0,"without_vat_minor":800,"vat_minor":200,"with_vat_minor":1000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":1000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-000000000065","original":"01934a5b-6c7d-7e8f-9a0b-000000000066"}', 1795262400000, '{"kind":"biller"}', 0),
  (41, X'01934A5B6C7D7E8F9A0B000000000001', 'payment', X'01934A5B6C7D7E8F9A0B000000000048', 5, 'rematched', 1, '{"outcome":"asked","given":"NOTHINGKNOWN","candidates":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000051","score":290,"reasons":["amount_part","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000024","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000064","score":260,"reasons":["amount_more","name_agrees"]}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (42, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B000000000064', 2, 'proposal_made', 1, '{"id":"01934a5b-6c7d-7e8f-9a0b-000000000069","change":{"kind":"due_date","to":"2027-02-01"},"expires_at":1796472000000,"terms":{"open_minor":1000,"due_date":"2026-12-21"},"respond_by":1795431600000}', 1795262400000, '{"kind":"payer"}', 1),
  (43, X'01934A5B6C7D7E8F9A0B000000000001', 'payer', X'01934A5B6C7D7E8F9A0B000000000062', 2, 'forgotten', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (44, X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', X'01934A5B6C7D7E8F9A0B000000000064', 3, 'payer_forgotten', 1, 'null', 1795262400000, '{"kind":"biller"}', 2);

INSERT INTO postings (stream_id, stream_kind, seq, line, biller, account, owner, amount_minor, currency) VALUES
  (X'01934A5B6C7D7E8F9A0B00000000000E', 'invoice', 1, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'receivable', X'01934A5B6C7D7E8F9A0B00000000000E', 10000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B00000000000E', 'invoice', 1, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'revenue', NULL, -8000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B00000000000E', 'invoice', 1, 3, X'01934A5B6C7D7E8F9A0B000000000001', 'vat', NULL, -2000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000013', 'payment', 2, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'payer_credit', X'01934A5B6C7D7E8F9A0B00000000000C', -4000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000013', 'payment', 2, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'clearing', NULL, 4000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000013', 'payment', 3, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'receivable', X'01934A5B6C7D7E8F9A0B00000000000E', -4000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000013', 'payment', 3, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'payer_credit', X'01934A5B6C7D7E8F9A0B00000000000C', 4000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000024', 'invoice', 1, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'receivable', X'01934A5B6C7D7E8F9A0B000000000024', 8000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000024', 'invoice', 1, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'revenue', NULL, -6400, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000024', 'invoice', 1, 3, X'01934A5B6C7D7E8F9A0B000000000001', 'vat', NULL, -1600, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000024', 'invoice', 2, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'receivable', X'01934A5B6C7D7E8F9A0B000000000024', -3000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000024', 'invoice', 2, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'revenue', NULL, 2400, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000024', 'invoice', 2, 3, X'01934A5B6C7D7E8F9A0B000000000001', 'vat', NULL, 600, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B00000000003C', 'invoice', 1, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'receivable', X'01934A5B6C7D7E8F9A0B00000000003C', 45000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B00000000003C', 'invoice', 1, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'revenue', NULL, -36000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B00000000003C', 'invoice', 1, 3, X'01934A5B6C7D7E8F9A0B000000000001', 'vat', NULL, -9000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000044', 'payment', 2, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'payer_credit', X'01934A5B6C7D7E8F9A0B00000000000C', -45000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000044', 'payment', 2, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'clearing', NULL, 45000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000044', 'payment', 3, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'receivable', X'01934A5B6C7D7E8F9A0B00000000003C', -45000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000044', 'payment', 3, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'payer_credit', X'01934A5B6C7D7E8F9A0B00000000000C', 45000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000046', 'payment', 2, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'unidentified', NULL, -1000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000046', 'payment', 2, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'clearing', NULL, 1000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000046', 'payment', 3, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'payer_credit', X'01934A5B6C7D7E8F9A0B00000000000C', -1000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000046', 'payment', 3, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'unidentified', NULL, 1000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000046', 'payment', 4, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'receivable', X'01934A5B6C7D7E8F9A0B00000000000E', -1000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000046', 'payment', 4, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'payer_credit', X'01934A5B6C7D7E8F9A0B00000000000C', 1000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000048', 'payment', 2, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'unidentified', NULL, -8000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000048', 'payment', 2, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'clearing', NULL, 8000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000051', 'invoice', 1, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'receivable', X'01934A5B6C7D7E8F9A0B000000000051', 9000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000051', 'invoice', 1, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'revenue', NULL, -7200, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000051', 'invoice', 1, 3, X'01934A5B6C7D7E8F9A0B000000000001', 'vat', NULL, -1800, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B00000000005B', 'invoice', 1, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'receivable', X'01934A5B6C7D7E8F9A0B00000000005B', 7000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B00000000005B', 'invoice', 1, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'revenue', NULL, -5600, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B00000000005B', 'invoice', 1, 3, X'01934A5B6C7D7E8F9A0B000000000001', 'vat', NULL, -1400, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000060', 'payment', 2, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'payer_credit', X'01934A5B6C7D7E8F9A0B00000000000C', -7500, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000060', 'payment', 2, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'clearing', NULL, 7500, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000060', 'payment', 3, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'receivable', X'01934A5B6C7D7E8F9A0B00000000005B', -7000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000060', 'payment', 3, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'payer_credit', X'01934A5B6C7D7E8F9A0B00000000000C', 7000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000064', 'invoice', 1, 1, X'01934A5B6C7D7E8F9A0B000000000001', 'receivable', X'01934A5B6C7D7E8F9A0B000000000064', 1000, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000064', 'invoice', 1, 2, X'01934A5B6C7D7E8F9A0B000000000001', 'revenue', NULL, -800, 'SEK'),
  (X'01934A5B6C7D7E8F9A0B000000000064', 'invoice', 1, 3, X'01934A5B6C7D7E8F9A0B000000000001', 'vat', NULL, -200, 'SEK');

INSERT INTO content (id, biller, payer, kind, data) VALUES
  (X'01934A5B6C7D7E8F9A0B00000000000D', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'payer', X'7B226E616D65223A22416E6E61204578656D70656C222C22656D61696C223A22616E6E61406578616D706C652E636F6D227D'),
  (X'01934A5B6C7D7E8F9A0B00000000000F', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'buyer', X'7B226E616D65223A22416E6E61204578656D70656C222C22656D61696C223A22616E6E61406578616D706C652E636F6D227D'),
  (X'01934A5B6C7D7E8F9A0B000000000010', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'original', X'3C6F726967696E616C206F66204B2D313E'),
  (X'01934A5B6C7D7E8F9A0B000000000016', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'message', X'4973207468652072657374206475650A6F6E204672696461793F20E2809420E2809CC3A5E2809D'),
  (X'01934A5B6C7D7E8F9A0B000000000019', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'file_name', X'5AC3A4686C65722E706E67'),
  (X'01934A5B6C7D7E8F9A0B00000000001D', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'message', X'536565207468652070696374757265'),
  (X'01934A5B6C7D7E8F9A0B000000000020', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'message', X'43616C6C65642C206E6F626F6479207468657265'),
  (X'01934A5B6C7D7E8F9A0B000000000025', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'buyer', X'7B226E616D65223A22416E6E61204578656D70656C222C22656D61696C223A22616E6E61406578616D706C652E636F6D227D'),
  (X'01934A5B6C7D7E8F9A0B000000000026', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'original', X'3C6F726967696E616C206F66204B2D323E'),
  (X'01934A5B6C7D7E8F9A0B00000000002A', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'buyer', X'7B226E616D65223A22416E6E61204578656D70656C222C22656D61696C223A22616E6E61406578616D706C652E636F6D227D'),
  (X'01934A5B6C7D7E8F9A0B00000000002B', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'original', X'3C6F726967696E616C206F6620432D313E'),
  (X'01934A5B6C7D7E8F9A0B00000000002E', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'buyer', X'7B226E616D65223A22416E6E61204578656D70656C222C22656D61696C223A22616E6E61406578616D706C652E636F6D227D'),
  (X'01934A5B6C7D7E8F9A0B00000000002F', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'original', X'3C6F726967696E616C206F6620432D323E'),
  (X'01934A5B6C7D7E8F9A0B00000000003D', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'buyer', X'7B226E616D65223A22416E6E61204578656D70656C222C22656D61696C223A22616E6E61406578616D706C652E636F6D227D'),
  (X'01934A5B6C7D7E8F9A0B00000000003E', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'original', X'3C6F726967696E616C206F66204B2D333E'),
  (X'01934A5B6C7D7E8F9A0B000000000049', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'remittance', X'7B22646562746F725F6E616D65223A22416E6E61204578656D70656C222C227265666572656E636573223A5B22313034383230373334225D2C2262616E6B5F7265666572656E6365223A2242414E4B2D31227D'),
  (X'01934A5B6C7D7E8F9A0B00000000004A', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'remittance', X'7B22646562746F725F6E616D65223A22416E6E61204578656D70656C222C22646562746F725F6163636F756E74223A225345333520353030302030303030203035343920313030302030303033222C227265666572656E636573223A5B226E6F7468696E67206B6E6F776E225D2C2262616E6B5F7265666572656E6365223A2242414E4B2D32227D'),
  (X'01934A5B6C7D7E8F9A0B00000000004B', X'01934A5B6C7D7E8F9A0B000000000001', X'00000000000000000000000000000000', 'remittance', X'7B22646562746F725F6E616D65223A22416E6E61204578656D70656C222C227265666572656E636573223A5B226E6F7468696E67206B6E6F776E225D2C2262616E6B5F7265666572656E6365223A2242414E4B2D33227D'),
  (X'01934A5B6C7D7E8F9A0B00000000004D', X'01934A5B6C7D7E8F9A0B000000000001', X'00000000000000000000000000000000', 'remittance', X'7B2272656D697474616E6365223A7B22646562746F725F6E616D65223A22416E6E61204578656D70656C222C2262616E6B5F7265666572656E6365223A2242414E4B2D34227D2C22636F6465223A224D443036222C2274657874223A22526566756E6420726571756573746564227D'),
  (X'01934A5B6C7D7E8F9A0B000000000052', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'buyer', X'7B226E616D65223A22416E6E61204578656D70656C222C22656D61696C223A22616E6E61406578616D706C652E636F6D227D'),
  (X'01934A5B6C7D7E8F9A0B000000000053', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'original', X'3C6F726967696E616C206F66204B2D343E'),
  (X'01934A5B6C7D7E8F9A0B000000000058', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'message', X'4C696E65206F6E65206973206E6F74206D696E65'),
  (X'01934A5B6C7D7E8F9A0B00000000005C', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'buyer', X'7B226E616D65223A22416E6E61204578656D70656C222C22656D61696C223A22616E6E61406578616D706C652E636F6D227D'),
  (X'01934A5B6C7D7E8F9A0B00000000005D', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'original', X'3C6F726967696E616C206F66204B2D353E'),
  (X'01934A5B6C7D7E8F9A0B000000000063', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000062', 'payer', NULL),
  (X'01934A5B6C7D7E8F9A0B000000000065', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000062', 'buyer', NULL),
  (X'01934A5B6C7D7E8F9A0B000000000066', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000062', 'original', X'3C6F726967696E616C206F66204B2D363E');

INSERT INTO idempotency (biller, caller, key, input_hash, body, at_ms) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000002', X'025CAF15E378895271962BD8B8649541DBEB9B686E8395D8FC8D6A98189A7EA3', '{"staff":"01934a5b-6c7d-7e8f-9a0b-000000000003"}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000007', X'C91CCB95249CEE59464DD5BBDA981B9F5F5B5FFA161ACC34313A9329856BEF0E', '{"more_time":{"days":14,"times":1},"proposal_days":14,"first_response_minutes":240,"hours":{"from_minute":480,"to_minute":1020,"weekdays":31},"answers":true,"payments":{"reference_scheme":"rf","recognised":["ocr","ocr_length","rf","kid10","kid11","finnish","belgian","swiss_qr","invoice_number"],"minimum_payment_minor":100,"auto_book_threshold":800,"bank_charges":"payer","swish_number":null}}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000008', X'452008510603DEB438AF2AC40DEF9EA8B024DD832987AA188A802399845BE890', '{"id":"01934a5b-6c7d-7e8f-9a0b-000000000009"}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000000a', X'9249B38AAD765BBB2D2AE3C08283DC26BA01A25902F19BECD47D48809DD68B50', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-00000000000e","number":"K-1","invoice_id":"01934a5b-6c7d-7e8f-9a0b-00000000000e","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-000000000011","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000012', X'A5758123B0A530296BE608AE8FFA575CC42B5C43F0B8993770CDA570877FA149', '{"payment_id":"01934a5b-6c7d-7e8f-9a0b-000000000013","seq":2,"credit_minor":0,"known":false}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000023', X'42AAED1A92B3503B8B924B202F3746F9810F0B2DAA47DB7A388E73BDA25565B2', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-000000000024","number":"K-2","invoice_id":"01934a5b-6c7d-7e8f-9a0b-000000000024","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-000000000027","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000028', X'A0431C27F28135C97023414192854D4623F76CED6B8FF7E694B03059C395613A', '{"status":"credited","id":"01934a5b-6c7d-7e8f-9a0b-000000000029","number":"C-1","invoice_id":"01934a5b-6c7d-7e8f-9a0b-000000000024","seq":2,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-000000000027","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000002c', X'B981253919C9B3D247ED08BAADC173ED51D26EB2AEF5A06023BE2DE78F4AC54E', '{"status":"waiting","id":"01934a5b-6c7d-7e8f-9a0b-00000000002d","number":"C-2","invoice_id":null,"seq":0,"link":null}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000033', X'D4E28ABC2263730786381141E75D74D799C8DBED137A96D46CE40E4134F4A447', '{"connection_id":"01934a5b-6c7d-7e8f-9a0b-000000000030"}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000034', X'74EC198DBE8461C794BDF3DED593B8F4BE18A2417F05B9539F14D2C28372CC6B', '{"checkout_id":"01934a5b-6c7d-7e8f-9a0b-000000000036","amount_minor":5000,"expires_at":1795266000000,"seq":3}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000003b', X'2AD85B0709445B77652CF2104550E639FE8C0C7AD6931E5602E1F7714877AD01', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-00000000003c","number":"K-3","invoice_id":"01934a5b-6c7d-7e8f-9a0b-00000000003c","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-00000000003f","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000040', X'5585A96BA768162D0DE86BB87D898CB73D37DAD62F45A8915F717665BB601A4B', '{"file":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000041', X'7B65DEC4873B75B4CB53CCFB92949F6F26F240AA4F01B451B705AE9BB2CC70CD', '[{"number":1,"status":"booked","amount":{"minor":45000,"currency":"SEK"},"payment":"01934a5b-6c7d-7e8f-9a0b-000000000044","invoices":["01934a5b-6c7d-7e8f-9a0b-00000000003c"],"numbers":["K-3"],"score":1000,"reasons":["reference_exact","amount_exact","name_agrees"]},{"number":2,"status":"suggested","amount":{"minor":1000,"currency":"SEK"},"payment":"01934a5b-6c7d-7e8f-9a0b-000000000046","invoices":["01934a5b-6c7d-7e8f-9a0b-00000000000e","01934a5b-6c7d-7e8f-9a0b-000000000024","01934a5b-6c7d-7e8f-9a0b-00000000003c"],"numbers":["K-1","K-2","K-3"],"score":290,"reasons":["amount_part","name_agrees"]},{"number":3,"status":"suggested","amount":{"minor":8000,"currency":"SEK"},"payment":"01934a5b-6c7d-7e8f-9a0b-000000000048","invoices":["01934a5b-6c7d-7e8f-9a0b-00000000000e","01934a5b-6c7d-7e8f-9a0b-000000000024","01934a5b-6c7d-7e8f-9a0b-00000000003c"],"numbers":["K-1","K-2","K-3"],"score":260,"reasons":["amount_more","name_agrees"]},{"number":4,"status":"unmatched","amount":{"minor":-12300,"currency":"SEK"},"payment":null,"invoices":[],"numbers":[],"score":null,"reasons":["return_waiting"]}]', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000004e', X'45E92858E4ACCCEC1CF412053CF6C7EDA2AA0BAAFD6FC1EEC777D53FDC6FD71C', '{"file":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000004f', X'17C48A0D5FE6E07682FB6E18615E29F9D8D7C4F4A32289AFFC40984735150A93', '{"payment_id":"01934a5b-6c7d-7e8f-9a0b-000000000046","state":"settled","payer_id":"01934a5b-6c7d-7e8f-9a0b-00000000000c","credit_minor":0,"invoices":[{"invoice_id":"01934a5b-6c7d-7e8f-9a0b-00000000000e","seq":6}]}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000050', X'7A67243544C8C338D2B8B124B94CAE9DEB4968012E737EA7B0B67D76215F94BB', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-000000000051","number":"K-4","invoice_id":"01934a5b-6c7d-7e8f-9a0b-000000000051","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-000000000054","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000055', X'BA7D58463CEFC1CDC211599F26DA14DB1CCF40608315F2F634F2907BF1FA0DB3', '{"payment_id":"01934a5b-6c7d-7e8f-9a0b-000000000056","seq":2,"credit_minor":0,"known":false}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000005a', X'A5C6EDEA7F628F4FCF82CD7CECFF32116CD2BFF068B9D85F1D340BAF550D63A9', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-00000000005b","number":"K-5","invoice_id":"01934a5b-6c7d-7e8f-9a0b-00000000005b","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-00000000005e","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000005f', X'BC3AA8132F94A7577B295BD4F4E1246D81EBE55C7C44D109DF5AE1ECB80B7481', '{"payment_id":"01934a5b-6c7d-7e8f-9a0b-000000000060","seq":2,"credit_minor":500,"known":false}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000061', X'62CA932EA7B327DDE431B60DA3E81DF90CAC70DA209D54346267CF80B99949A6', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-000000000064","number":"K-6","invoice_id":"01934a5b-6c7d-7e8f-9a0b-000000000064","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-000000000067","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000006a', X'5F72B6F01A4F5E3CD1FE85B190241EE7C2D0725B7A0D6CD4A4F6DCADE2941F47', '{"payer_id":"01934a5b-6c7d-7e8f-9a0b-000000000062","erased":2,"invoices":1}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'link:00000000-0000-0000-0000-000000000001', '01934a5b-6c7d-7e8f-9a0b-000000000014', X'563FD57F95E6B5AA04DF888E2F796F240AC921036A4A086EEB18B0172B62F04D', '{"message_id":"01934a5b-6c7d-7e8f-9a0b-000000000015","seq":3}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'link:00000000-0000-0000-0000-000000000001', '01934a5b-6c7d-7e8f-9a0b-000000000057', X'A9FF90CD80B4B6B172788E6A877D892B056341D82629A02A57BC977E35B24B77', '{"dispute_id":"01934a5b-6c7d-7e8f-9a0b-000000000059","seq":3}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'link:00000000-0000-0000-0000-000000000001', '01934a5b-6c7d-7e8f-9a0b-000000000068', X'0CEC25CE33DE17543B68383372024879BB266777D49B070FF61EE2611D25D45E', '{"proposal_id":"01934a5b-6c7d-7e8f-9a0b-000000000069","due_date":"2026-12-21","seq":2}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'staff:01934a5b-6c7d-7e8f-9a0b-000000000003', '01934a5b-6c7d-7e8f-9a0b-000000000005', X'3600949AC512F1B749A4462B8C15F611B56B70B8D37104927FCD6EC0065810A3', '{"expires_at":1795305600000}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'staff:01934a5b-6c7d-7e8f-9a0b-000000000003', '01934a5b-6c7d-7e8f-9a0b-000000000017', X'4CE9B03B90A17A19360E779620919C5F6DE9FDEFFEB1B7BE34020E952987F4B6', '{"id":"01934a5b-6c7d-7e8f-9a0b-000000000018","media_type":"image/png","size":5738}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'staff:01934a5b-6c7d-7e8f-9a0b-000000000003', '01934a5b-6c7d-7e8f-9a0b-00000000001b', X'0048CC78020E2599A58FD258B41CF409AAC99289A4003DAC0DBEE14A52F3807E', '{"message_id":"01934a5b-6c7d-7e8f-9a0b-00000000001c","seq":4}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'staff:01934a5b-6c7d-7e8f-9a0b-000000000003', '01934a5b-6c7d-7e8f-9a0b-00000000001f', X'A5F693619B8FEA5D52D8EA9001619A81905F1A8BCEB44C6BF4314D5F46B57807', '{"id":"01934a5b-6c7d-7e8f-9a0b-00000000000e","seq":5}', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'tests', '01934a5b-6c7d-7e8f-9a0b-000000000039', X'218CB81FD023B4265848C80229E6DC1A055427BF788824EE8E1F838233AEA330', 'false', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'tests', '01934a5b-6c7d-7e8f-9a0b-00000000003a', X'081626E7857F0E323E01461AF0E8EF91D4D354F405814A35423D11EBA61C5CDE', 'true', 1795262400000);

INSERT INTO billers (id, slug, name, zone, language, colour, logo, email, phone, default_term_days, sandbox, clock_offset_ms) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', 'acme', 'Acme', 'Europe/Stockholm', 'sv', '#0b6e63', NULL, NULL, NULL, 30, 1, 0);

INSERT INTO api_keys (hash, biller, name, created_at_ms) VALUES
  (X'0505050505050505050505050505050505050505050505050505050505050505', X'01934A5B6C7D7E8F9A0B000000000001', 'billing system', 1795262400000);

INSERT INTO biller_identities (biller, kind, key, value, added_at_ms) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', 'account', '50000000058398257466', 'SE45 5000 0000 0583 9825 7466', 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'seller', 'ACMEAB', 'Acme AB', 1795262400000);

INSERT INTO policies (biller, data) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', '{"more_time":{"days":14,"times":1},"proposal_days":14,"first_response_minutes":240,"hours":{"from_minute":480,"to_minute":1020,"weekdays":31},"answers":true,"payments":{"reference_scheme":"rf","recognised":["ocr","ocr_length","rf","kid10","kid11","finnish","belgian","swiss_qr","invoice_number"],"minimum_payment_minor":100,"auto_book_threshold":800,"bank_charges":"payer","swish_number":null}}');

INSERT INTO payers (biller, id, credit, forgotten, seq, details) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', '{}', 0, 1, X'01934A5B6C7D7E8F9A0B00000000000D'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000062', '{}', 1, 2, X'01934A5B6C7D7E8F9A0B000000000063');

INSERT INTO payer_keys (biller, key, payer) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', 'email:anna@example.com', X'01934A5B6C7D7E8F9A0B00000000000C');

INSERT INTO payer_search (biller, payer, text) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000C', 'anna exempel
anna@example.com');

INSERT INTO payer_words (biller, word, payer) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', 'anna', X'01934A5B6C7D7E8F9A0B00000000000C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'anna@example.com', X'01934A5B6C7D7E8F9A0B00000000000C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'com', X'01934A5B6C7D7E8F9A0B00000000000C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'example', X'01934A5B6C7D7E8F9A0B00000000000C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'exempel', X'01934A5B6C7D7E8F9A0B00000000000C');

INSERT INTO documents (biller, kind, number, stream_id, payer, content_hash) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', 'credit_note', 'C-1', X'01934A5B6C7D7E8F9A0B000000000029', X'01934A5B6C7D7E8F9A0B00000000000C', X'869F5E1AC8FD0CB13D91ADB696A329C80F197C06A0773E7A55DEA706DE7736C1'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'credit_note', 'C-2', X'01934A5B6C7D7E8F9A0B00000000002D', X'01934A5B6C7D7E8F9A0B00000000000C', X'BB9424B62F092E6936DB2977D79D89570BDA1C445D02B68F360E578AE2A020F9'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', 'K-1', X'01934A5B6C7D7E8F9A0B00000000000E', X'01934A5B6C7D7E8F9A0B00000000000C', X'724CCFA8B5D46E7EBE8C9D3CB076AACFA67E32F0560FCCC3351F91881DAD15FF'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', 'K-2', X'01934A5B6C7D7E8F9A0B000000000024', X'01934A5B6C7D7E8F9A0B00000000000C', X'7C83B46716BC4FC28186D092D7DFA29AB5C67B4B5B4F416678B0A35E82F868B0'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', 'K-3', X'01934A5B6C7D7E8F9A0B00000000003C', X'01934A5B6C7D7E8F9A0B00000000000C', X'A5FD8EDF3CFFA3A351816628B6EC663C90BE92F34033166F86B7BEF53EDBBFA6'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', 'K-4', X'01934A5B6C7D7E8F9A0B000000000051', X'01934A5B6C7D7E8F9A0B00000000000C', X'6DD014D5E5CF75399655280D230F879E1DE4521B822CAAA990B0F8D2777F12BD'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', 'K-5', X'01934A5B6C7D7E8F9A0B00000000005B', X'01934A5B6C7D7E8F9A0B00000000000C', X'F32B6581E08C92141E7BB15AA33567213FEB05DB992B64EF25580E17FCAE2AEE'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'invoice', 'K-6', X'01934A5B6C7D7E8F9A0B000000000064', X'01934A5B6C7D7E8F9A0B000000000062', X'137DEE2320EFE0A2ED5BC249AC35707049EE8AFC8A463626A30A3195A044B67D');

INSERT INTO series (biller, name, last) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', 'reference', 1);

INSERT INTO invoices (biller, id, number, payer, currency, total_minor, payable_minor, paid_minor, pending_minor, open_minor, credit_minor, credited_minor, issue_date, due_date, lifecycle, is_open, flagged, seq, search) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000E', 'K-1', X'01934A5B6C7D7E8F9A0B00000000000C', 'SEK', 10000, 10000, 5000, 0, 5000, 0, 0, '2026-11-21', '2026-12-21', 'live', 1, 0, 6, 'k-1
rfk-1'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000024', 'K-2', X'01934A5B6C7D7E8F9A0B00000000000C', 'SEK', 8000, 8000, 0, 0, 5000, 0, 3000, '2026-11-21', '2026-12-21', 'live', 1, 0, 3, 'k-2
rfk-2'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000003C', 'K-3', X'01934A5B6C7D7E8F9A0B00000000000C', 'SEK', 45000, 45000, 45000, 0, 0, 0, 0, '2026-11-21', '2026-12-21', 'live', 0, 0, 2, 'k-3
104820734'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000051', 'K-4', X'01934A5B6C7D7E8F9A0B00000000000C', 'SEK', 9000, 9000, 0, 2000, 9000, 0, 0, '2026-11-21', '2026-12-21', 'live', 1, 0, 3, 'k-4
rfk-4'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000005B', 'K-5', X'01934A5B6C7D7E8F9A0B00000000000C', 'SEK', 7000, 7000, 7000, 0, 0, 500, 0, '2026-11-21', '2026-12-21', 'live', 0, 0, 2, 'k-5
rf336562305849'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000064', 'K-6', X'01934A5B6C7D7E8F9A0B000000000062', 'SEK', 1000, 1000, 0, 0, 1000, 0, 0, '2026-11-21', '2026-12-21', 'live', 1, 0, 3, 'k-6
rfk-6');

INSERT INTO invoice_words (biller, word, invoice) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', '1', X'01934A5B6C7D7E8F9A0B00000000000E'),
  (X'01934A5B6C7D7E8F9A0B000000000001', '104820734', X'01934A5B6C7D7E8F9A0B00000000003C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', '2', X'01934A5B6C7D7E8F9A0B000000000024'),
  (X'01934A5B6C7D7E8F9A0B000000000001', '3', X'01934A5B6C7D7E8F9A0B00000000003C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', '336562305849', X'01934A5B6C7D7E8F9A0B00000000005B'),
  (X'01934A5B6C7D7E8F9A0B000000000001', '4', X'01934A5B6C7D7E8F9A0B000000000051'),
  (X'01934A5B6C7D7E8F9A0B000000000001', '5', X'01934A5B6C7D7E8F9A0B00000000005B'),
  (X'01934A5B6C7D7E8F9A0B000000000001', '6', X'01934A5B6C7D7E8F9A0B000000000064'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'k', X'01934A5B6C7D7E8F9A0B00000000000E'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'k', X'01934A5B6C7D7E8F9A0B000000000024'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'k', X'01934A5B6C7D7E8F9A0B00000000003C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'k', X'01934A5B6C7D7E8F9A0B000000000051'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'k', X'01934A5B6C7D7E8F9A0B00000000005B'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'k', X'01934A5B6C7D7E8F9A0B000000000064'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'k-1', X'01934A5B6C7D7E8F9A0B00000000000E'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'k-2', X'01934A5B6C7D7E8F9A0B000000000024'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'k-3', X'01934A5B6C7D7E8F9A0B00000000003C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'k-4', X'01934A5B6C7D7E8F9A0B000000000051'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'k-5', X'01934A5B6C7D7E8F9A0B00000000005B'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'k-6', X'01934A5B6C7D7E8F9A0B000000000064'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'rf336562305849', X'01934A5B6C7D7E8F9A0B00000000005B'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'rfk', X'01934A5B6C7D7E8F9A0B00000000000E'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'rfk', X'01934A5B6C7D7E8F9A0B000000000024'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'rfk', X'01934A5B6C7D7E8F9A0B000000000051'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'rfk', X'01934A5B6C7D7E8F9A0B000000000064'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'rfk-1', X'01934A5B6C7D7E8F9A0B00000000000E'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'rfk-2', X'01934A5B6C7D7E8F9A0B000000000024'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'rfk-4', X'01934A5B6C7D7E8F9A0B000000000051'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'rfk-6', X'01934A5B6C7D7E8F9A0B000000000064');

INSERT INTO credit_notes (biller, id, number, payer, currency, amount_minor, applied_to, seq) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000029', 'C-1', X'01934A5B6C7D7E8F9A0B00000000000C', 'SEK', 3000, X'01934A5B6C7D7E8F9A0B000000000024', 2),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000002D', 'C-2', X'01934A5B6C7D7E8F9A0B00000000000C', 'SEK', 2000, NULL, 1);

INSERT INTO credit_note_invoices (biller, number, credit_note) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', 'K-2', X'01934A5B6C7D7E8F9A0B000000000029'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'not here yet', X'01934A5B6C7D7E8F9A0B00000000002D');

INSERT INTO payments (biller, id, payer, system, account, source_id, amount_minor, currency, method, paid_on, state, free_minor, seq, joined) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000013', X'01934A5B6C7D7E8F9A0B00000000000C', 'camt', 'SE45', 'A-1', 4000, 'SEK', 'bank_transfer', '2026-11-21', 'settled', 0, 3, 0),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000044', X'01934A5B6C7D7E8F9A0B00000000000C', 'bank', '50000000058398257466', 'BANK-1 01934a5b-6c7d-7e8f-9a0b-000000000043', 45000, 'SEK', 'bank_transfer', '2026-11-20', 'settled', 0, 3, 0),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000046', X'01934A5B6C7D7E8F9A0B00000000000C', 'bank', '50000000058398257466', 'BANK-2 01934a5b-6c7d-7e8f-9a0b-000000000045', 1000, 'SEK', 'bank_transfer', '2026-11-20', 'settled', 0, 4, 0),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000048', X'', 'bank', '50000000058398257466', 'BANK-3 01934a5b-6c7d-7e8f-9a0b-000000000047', 8000, 'SEK', 'bank_transfer', '2026-11-20', 'settled', 8000, 5, 0),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000056', X'01934A5B6C7D7E8F9A0B00000000000C', 'manual', '', '01934a5b-6c7d-7e8f-9a0b-000000000056', 2000, 'SEK', 'bank_transfer', '2026-11-21', 'pending', 0, 1, 0),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000060', X'01934A5B6C7D7E8F9A0B00000000000C', 'manual', '', '01934a5b-6c7d-7e8f-9a0b-000000000060', 7500, 'SEK', 'bank_transfer', '2026-11-21', 'settled', 500, 3, 0);

INSERT INTO match_candidates (biller, payment, invoice, place, score) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000048', X'01934A5B6C7D7E8F9A0B00000000000E', 1, 260),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000048', X'01934A5B6C7D7E8F9A0B000000000024', 2, 260),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000048', X'01934A5B6C7D7E8F9A0B000000000051', 0, 290),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000048', X'01934A5B6C7D7E8F9A0B000000000064', 3, 260);

INSERT INTO waiting_keys (biller, key, payment) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'46F1B8DB861389DCF320612D219ABA64', X'01934A5B6C7D7E8F9A0B000000000048'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'5DFBB04DEA1E7F29E8D6891BBBF6F305', X'01934A5B6C7D7E8F9A0B000000000048'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'98ECE6D7B225D9C02B27F634AE811366', X'01934A5B6C7D7E8F9A0B000000000048'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'B8FA36EBB83F6275A849B4D89466EA83', X'01934A5B6C7D7E8F9A0B000000000048'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'EA7C93960FC7526B9504F68A0C8F5506', X'01934A5B6C7D7E8F9A0B000000000048');

INSERT INTO bank_files (biller, id, name, format, entries, begun_at_ms, ended_at_ms, actor, totals, refused, undoing_at_ms, undone_at_ms, left_payments) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01010101010101010101010101010101', 'monday.xml', 'camt.053', 4, 1795262400000, 1795262400000, '{"kind":"biller"}', '{"entries":0,"booked":0,"suggested":0,"unmatched":0,"duplicate":0,"reversed":0,"ignored":0,"rejected":0,"amount_minor":{}}', NULL, NULL, NULL, NULL);

INSERT INTO bank_entries (biller, id, format, came_in, amount_minor, untold, booked_on, valued_on, end_to_end, name, account, words, payment, undid, undid_how) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000043', 'camt.053', 1, 45000, 0, '2026-11-20', '2026-11-21', NULL, X'51919934457A287C', NULL, X'1168BD01C41471EE', X'01934A5B6C7D7E8F9A0B000000000044', NULL, NULL),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000045', 'camt.053', 1, 1000, 0, '2026-11-20', '2026-11-21', NULL, X'51919934457A287C', X'14A3D0C857AA2534', X'D230707A1A7E1AE3', X'01934A5B6C7D7E8F9A0B000000000046', NULL, NULL),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000047', 'camt.053', 1, 8000, 0, '2026-11-20', '2026-11-21', NULL, X'51919934457A287C', NULL, X'D230707A1A7E1AE3', X'01934A5B6C7D7E8F9A0B000000000048', NULL, NULL),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000004C', 'camt.053', 0, 12300, 0, '2026-11-20', '2026-11-21', NULL, X'51919934457A287C', NULL, NULL, NULL, NULL, NULL);

INSERT INTO bank_keys (biller, key, entry) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'1C93B58035606E75BF908B6EDA60639C', X'01934A5B6C7D7E8F9A0B000000000047'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'365B22023D15F7FFD77CC90C250F124B', X'01934A5B6C7D7E8F9A0B000000000045'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'3D23A7B6ADAABC0EC7EEF3CD941838B9', X'01934A5B6C7D7E8F9A0B00000000004C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'5AA90C5C0DBE63F741B4577D319838A9', X'01934A5B6C7D7E8F9A0B00000000004C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'709FC1D275060AADAA1F8272487A5EA4', X'01934A5B6C7D7E8F9A0B000000000043'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'888D4503DD153C4F4860F8E61DCC1ECC', X'01934A5B6C7D7E8F9A0B00000000004C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'90D264CD489CB9269EC42FB209B7C713', X'01934A5B6C7D7E8F9A0B000000000045'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'A1F30BA8D27442984822B92B8946AE86', X'01934A5B6C7D7E8F9A0B000000000047'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'AB68BDA4698DB0032002B5C4C3DD9E37', X'01934A5B6C7D7E8F9A0B000000000045'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'B0D11E77CDC24CCD0A3EF69CDC552711', X'01934A5B6C7D7E8F9A0B000000000043'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'D27E5679FB06DF133402409F61CEE494', X'01934A5B6C7D7E8F9A0B000000000045'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'D2D25D33987BF39A0F2C8A6A5950A930', X'01934A5B6C7D7E8F9A0B000000000045'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'D6780518E3495BB8A0A81FFBB07E3F72', X'01934A5B6C7D7E8F9A0B000000000043'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'D87F0FEC78F9F264121280D6D57C1847', X'01934A5B6C7D7E8F9A0B00000000004C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'EC739AC9267511ACAE404AD8D459C513', X'01934A5B6C7D7E8F9A0B000000000047'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'F11FBAF5C1D36088D45329384EC21350', X'01934A5B6C7D7E8F9A0B00000000004C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'F488D05004B598A1483769D284F4EF4A', X'01934A5B6C7D7E8F9A0B000000000047'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'F59A176686D34224B5229FFD94538B5D', X'01934A5B6C7D7E8F9A0B00000000004C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'F646AA0D16EE75C0421EBC690C6C1399', X'01934A5B6C7D7E8F9A0B000000000043'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'F78CBF4DA69E252FE0B88A3C6BDE37E8', X'01934A5B6C7D7E8F9A0B000000000043'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'FD69B6DF276D5DB2C9EE5901F4F9BEB2', X'01934A5B6C7D7E8F9A0B000000000047');

INSERT INTO bank_occurrences (biller, file, number, entry, format, reference) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01010101010101010101010101010101', 1, X'01934A5B6C7D7E8F9A0B000000000043', 'camt.053', X'F8B08C38A6BDFCD5'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01010101010101010101010101010101', 2, X'01934A5B6C7D7E8F9A0B000000000045', 'camt.053', X'2CC003BDE5F8AFA3'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01010101010101010101010101010101', 3, X'01934A5B6C7D7E8F9A0B000000000047', 'camt.053', X'BDD94DC718D43C7E'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01010101010101010101010101010101', 4, X'01934A5B6C7D7E8F9A0B00000000004C', 'camt.053', X'A4C7199038C22FC4');

INSERT INTO bank_returns (biller, id, account, amount_minor, currency, booked_on, content, keys, arrived_at_ms, state, payment) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000004C', 'SE45 5000 0000 0583 9825 7466', 12300, 'SEK', '2026-11-20', X'01934A5B6C7D7E8F9A0B00000000004D', '{"ids":[],"weak_ids":[],"bank_ids":[[136,141,69,3,221,21,60,79,72,96,248,230,29,204,30,204]],"references":[],"structured":false,"amounts_minor":[12300],"accounts":["50000000058398257466"]}', 1795262400000, 'waiting', NULL);

INSERT INTO payment_references (biller, reference, invoice, kind) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', '104820734', X'01934A5B6C7D7E8F9A0B00000000003C', 'reference'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'K1', X'01934A5B6C7D7E8F9A0B00000000000E', 'number'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'K2', X'01934A5B6C7D7E8F9A0B000000000024', 'number'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'K3', X'01934A5B6C7D7E8F9A0B00000000003C', 'number'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'K4', X'01934A5B6C7D7E8F9A0B000000000051', 'number'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'K5', X'01934A5B6C7D7E8F9A0B00000000005B', 'number'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'K6', X'01934A5B6C7D7E8F9A0B000000000064', 'number'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'RF336562305849', X'01934A5B6C7D7E8F9A0B00000000005B', 'reference'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'RFK1', X'01934A5B6C7D7E8F9A0B00000000000E', 'reference'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'RFK2', X'01934A5B6C7D7E8F9A0B000000000024', 'reference'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'RFK4', X'01934A5B6C7D7E8F9A0B000000000051', 'reference'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'RFK6', X'01934A5B6C7D7E8F9A0B000000000064', 'reference');

INSERT INTO payer_bank_accounts (biller, account, payer, confirmed_at_ms, times) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', 'SE3550000000054910000003', X'01934A5B6C7D7E8F9A0B00000000000C', 1795262400000, 1);

INSERT INTO payer_names (biller, key, payer) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', 'a exempel', X'01934A5B6C7D7E8F9A0B00000000000C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'anna exempel', X'01934A5B6C7D7E8F9A0B00000000000C'),
  (X'01934A5B6C7D7E8F9A0B000000000001', 'e anna', X'01934A5B6C7D7E8F9A0B00000000000C');

INSERT INTO provider_connections (biller, id, provider, base_url, methods, key_version, secrets, created_at_ms, ended_at_ms) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000030', 'sandbox', NULL, 'card', 1, X'72629539EBF8C014DABFBC1A44B90A2365BD60FCBFEAF4BA450F372E8625958FA5402932551B814839682CE90F98D63B721A16A8B60FD98DD41A799E7B5AF2FDEDB03D3B1DC39327230CA037912677', 1795262400000, NULL);

INSERT INTO checkouts (biller, id, invoice, connection, link, amount_minor, currency, method, opened_at_ms, expires_at_ms, provider_id, url, asked, state) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000036', X'01934A5B6C7D7E8F9A0B000000000024', X'01934A5B6C7D7E8F9A0B000000000030', X'01934A5B6C7D7E8F9A0B000000000035', 5000, 'SEK', 'card', 1795262400000, 1795266000000, 'sbx_1', 'https://sandbox.example.com/pay', 0, 'open');

INSERT INTO sandbox_payments (id, biller, connection, reference, key_version, data, version) VALUES
  ('sbx_1', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000030', '01934a5b-6c7d-7e8f-9a0b-000000000036', 1, X'010203', 1);

INSERT INTO conversations (biller, invoice, payer, state, snoozed_until_ms, assignee, last_seq, last_at_ms, last_side, unanswered_since_ms, respond_by_ms, unread, unread_by_payer, disputed, payer_proposal_until_ms, biller_proposal_until_ms, sorted_at_ms) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000E', X'01934A5B6C7D7E8F9A0B00000000000C', 'waiting', NULL, NULL, 4, 1795262400000, 'biller', NULL, NULL, 0, 1, 0, NULL, NULL, 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000051', X'01934A5B6C7D7E8F9A0B00000000000C', 'open', NULL, NULL, 3, 1795262400000, 'payer', 1795262400000, 1795431600000, 1, 0, 1, NULL, NULL, 1795262400000),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000064', X'01934A5B6C7D7E8F9A0B000000000062', 'open', NULL, NULL, 2, 1795262400000, 'payer', 1795262400000, 1795431600000, 1, 0, 0, 1796472000000, NULL, 1795262400000);

INSERT INTO replies (biller, id, kind, name, texts, updated_at_ms) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000009', 'canned', 'Thanks', '{"en":{"text":"Thank you for telling us."}}', 1795262400000);

INSERT INTO links (biller, id, invoice, recipient, channel, copy, generation, key_version, token_hash, created_at_ms, expires_at_ms, revoked_at_ms) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000011', X'01934A5B6C7D7E8F9A0B00000000000E', X'01934A5B6C7D7E8F9A0B00000000000C', 'email', 1, 1, 1, X'CBE92443937D8EFDB48A788652D8B30700CC0AF725DEFF3D8CB7F7EB70F6BEB6', 1795262400000, NULL, NULL),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000027', X'01934A5B6C7D7E8F9A0B000000000024', X'01934A5B6C7D7E8F9A0B00000000000C', 'email', 1, 1, 1, X'AF9AF1D595CEF26948C7A617CC2FE37428122D899167ED5E45C5929DA4ADC798', 1795262400000, NULL, NULL),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000035', X'01934A5B6C7D7E8F9A0B000000000024', X'01934A5B6C7D7E8F9A0B00000000000C', 'api', 1, 1, 1, X'120D7FCA45CD000E0583BADA78A15B968F86521480F9CE7BBBEFF2BA9343D69E', 1795262400000, NULL, NULL),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000003F', X'01934A5B6C7D7E8F9A0B00000000003C', X'01934A5B6C7D7E8F9A0B00000000000C', 'email', 1, 1, 1, X'16ED067F36562D5C3D5E75ED058A3BCE3AAB114A194DC31D26240B8628129B44', 1795262400000, NULL, NULL),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000054', X'01934A5B6C7D7E8F9A0B000000000051', X'01934A5B6C7D7E8F9A0B00000000000C', 'email', 1, 1, 1, X'38C87BCDB9C187C923B906AFED533EBD1835465934480F913F468EBF89262008', 1795262400000, NULL, NULL),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000005E', X'01934A5B6C7D7E8F9A0B00000000005B', X'01934A5B6C7D7E8F9A0B00000000000C', 'email', 1, 1, 1, X'E43E164767BA4F74CCF5C150F4C3FC67C954536382CE62C264A4B183DF92B94C', 1795262400000, NULL, NULL),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000067', X'01934A5B6C7D7E8F9A0B000000000064', X'01934A5B6C7D7E8F9A0B000000000062', 'email', 1, 1, 1, X'430BAAB787EEA7CA712F1F55A6F5F76E86E383A7854363493DC90DC513CC2592', 1795262400000, NULL, NULL);

INSERT INTO attachments (biller, id, invoice, payer, side, media_type, size, name, state, uploaded_at_ms) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000018', X'01934A5B6C7D7E8F9A0B00000000000E', X'01934A5B6C7D7E8F9A0B00000000000C', 'biller', 'image/png', 5738, X'01934A5B6C7D7E8F9A0B000000000019', 'posted', 1795262400000);

INSERT INTO staff (id, biller, email, name, role, password, generation, created_at_ms, disabled_at_ms) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000003', X'01934A5B6C7D7E8F9A0B000000000001', 'amira@example.com', 'Amira Haddad', 'agent', '$argon2id$nothing', 1, 1795262400000, NULL);

INSERT INTO staff_sessions (token_hash, biller, staff, generation, created_at_ms, seen_at_ms, expires_at_ms) VALUES
  (X'0707070707070707070707070707070707070707070707070707070707070707', X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000003', 1, 1795262400000, 1795262400000, 1795305600000);

INSERT INTO audit (biller, id, at_ms, actor, staff, action, subject_kind, subject, detail) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000004', 1795262400000, 'biller', NULL, 'add_staff', 'staff', X'01934A5B6C7D7E8F9A0B000000000003', 'agent'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000006', 1795262400000, 'staff', X'01934A5B6C7D7E8F9A0B000000000003', 'log_in', NULL, NULL, NULL),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000000B', 1795262400000, 'biller', NULL, 'add_seller', 'biller', X'01934A5B6C7D7E8F9A0B000000000001', 'ending in MEAB'),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000001A', 1795262400000, 'staff', X'01934A5B6C7D7E8F9A0B000000000003', 'attach', 'invoice', X'01934A5B6C7D7E8F9A0B00000000000E', NULL),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B00000000001E', 1795262400000, 'staff', X'01934A5B6C7D7E8F9A0B000000000003', 'say', 'invoice', X'01934A5B6C7D7E8F9A0B00000000000E', NULL),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000022', 1795262400000, 'staff', X'01934A5B6C7D7E8F9A0B000000000003', 'write_note', 'invoice', X'01934A5B6C7D7E8F9A0B00000000000E', NULL),
  (X'01934A5B6C7D7E8F9A0B000000000001', X'01934A5B6C7D7E8F9A0B000000000042', 1795262400000, 'biller', NULL, 'add_bank_account', 'biller', X'01934A5B6C7D7E8F9A0B000000000001', 'ending in 7466');

INSERT INTO jobs (id, biller, purpose, unique_key, payload, due_at_ms, state, attempts, lease_until_ms, lease_owner, error, expires_at_ms, ended_at_ms) VALUES
  (X'01934A5B6C7D7E8F9A0B000000000037', X'01934A5B6C7D7E8F9A0B000000000001', 'create_checkout', '01934a5b-6c7d-7e8f-9a0b-000000000036:create', '{"checkout":"01934a5b-6c7d-7e8f-9a0b-000000000036"}', 1795262410000, 'waiting', 0, 0, NULL, NULL, NULL, NULL),
  (X'01934A5B6C7D7E8F9A0B000000000038', X'01934A5B6C7D7E8F9A0B000000000001', 'check_checkout', '01934a5b-6c7d-7e8f-9a0b-000000000036:poll:0', '{"checkout":"01934a5b-6c7d-7e8f-9a0b-000000000036","goes_on":true,"asked":0}', 1795262420000, 'waiting', 0, 0, NULL, NULL, NULL, NULL);

COMMIT;
