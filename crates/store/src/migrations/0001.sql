-- The schema, area by area. Never edited once released: a change is a new file beside this one.
--
-- BIGINT, TEXT and bytes only, so that one SQL text serves both engines; words in double braces are the engine's own
-- (src/engine). What a column's name does not tell:
--   *_minor            minor units of the row's currency (cents, öre)
--   *_at_ms, *_until_ms  UTC milliseconds since 1970
--   dates              ISO 8601 (2026-11-21), a civil day in the biller's zone
--   ids                the 16 bytes of a UUID, made in the order of time
--   yes and no         1 and 0
-- Every row belongs to a biller, the tenant, and every statement names it. Tables that are called folded are written anew
-- from the events by `billow rebuild`; they are never a source of truth.


-- ===== The kernel: what is derived, the log, the books, what can be erased, keys of callers =====

-- Migrations after which what is derived from the log has to be written anew. Such a migration says, at its end,
--   INSERT INTO rebuild_needed (migration) VALUES (2) ON CONFLICT DO NOTHING;
-- with its own number. After the last migration the program writes everything that is derived anew and empties this
-- table in the same transaction: a migration never calls code, which would be another code some versions later.
CREATE TABLE rebuild_needed (
    migration BIGINT NOT NULL PRIMARY KEY
);

-- The log. `row_id` is the commit order on SQLite, where one writer writes; (`tx`, `row_id`) is it on
-- PostgreSQL, below the oldest running transaction.
CREATE TABLE events (
    row_id {{row_id}},
    tx BIGINT NOT NULL DEFAULT {{tx}},
    biller {{bytes}} NOT NULL,
    stream_kind TEXT NOT NULL,
    stream_id {{bytes}} NOT NULL,
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
{{postgres}} CREATE UNIQUE INDEX events_feed ON events (tx, row_id);

-- The books, folded: those of one event sum to zero in each currency.
CREATE TABLE postings (
    stream_id {{bytes}} NOT NULL,
    stream_kind TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    biller {{bytes}} NOT NULL,
    account TEXT NOT NULL,
    -- Whose account it is, such as the invoice of a receivable; nothing where the biller has one of the kind.
    owner {{bytes}},
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    PRIMARY KEY (stream_id, stream_kind, seq, line)
) {{clustered}};

-- What can be erased: names, addresses, messages, reasons, original files. `data` is nothing once it was; events hold
-- the id.
CREATE TABLE content (
    id {{bytes}} NOT NULL PRIMARY KEY,
    biller {{bytes}} NOT NULL,
    payer {{bytes}} NOT NULL,
    kind TEXT NOT NULL,
    data {{bytes}}
);
CREATE INDEX content_payer ON content (biller, payer);

-- What was answered to a key of a caller, for as long as keys are kept.
CREATE TABLE idempotency (
    biller {{bytes}} NOT NULL,
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    -- The same key with another input is refused.
    input_hash {{bytes}} NOT NULL,
    body TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (biller, caller, key)
) {{clustered}};
CREATE INDEX idempotency_age ON idempotency (at_ms);


-- ===== Billers =====

-- The tenants: who sends invoices.
CREATE TABLE billers (
    id {{bytes}} NOT NULL PRIMARY KEY,
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

-- The key itself is never here.
CREATE TABLE api_keys (
    hash {{bytes}} NOT NULL PRIMARY KEY,
    biller {{bytes}} NOT NULL REFERENCES billers (id),
    name TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    UNIQUE (biller, name)
);

-- What is a biller's own: bank accounts and sellers. A file or document of others is refused.
CREATE TABLE biller_identities (
    biller {{bytes}} NOT NULL,
    -- account, seller
    kind TEXT NOT NULL,
    -- What it is compared by.
    key TEXT NOT NULL,
    -- As it was first written.
    value TEXT NOT NULL,
    added_at_ms BIGINT NOT NULL,
    PRIMARY KEY (biller, kind, key)
) {{clustered}};

-- What a biller lets Billow decide by itself; the usual where there is no row. JSON.
CREATE TABLE policies (
    biller {{bytes}} NOT NULL PRIMARY KEY,
    data TEXT NOT NULL
);


-- ===== Payers =====

-- A payer, folded.
CREATE TABLE payers (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    -- Unused credit that invoices gave back, by currency: JSON of minor units.
    credit TEXT NOT NULL,
    forgotten BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    -- The content row of the payer's details as they are now.
    details {{bytes}},
    PRIMARY KEY (biller, id)
) {{clustered}};

-- By what a document names a payer, such as a customer number: the next one is for the same payer.
CREATE TABLE payer_keys (
    biller {{bytes}} NOT NULL,
    key TEXT NOT NULL,
    payer {{bytes}} NOT NULL,
    PRIMARY KEY (biller, key)
) {{clustered}};
CREATE INDEX payer_keys_payer ON payer_keys (biller, payer);

-- Name, legal name, e-mail address and customer number, a line each, lower case. The two tables of a payer's words and
-- names are made of it.
CREATE TABLE payer_search (
    biller {{bytes}} NOT NULL,
    payer {{bytes}} NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (biller, payer)
) {{clustered}};

-- What staff search by. Words are compared byte by byte, so that the start of a word is a range.
CREATE TABLE payer_words (
    biller {{bytes}} NOT NULL,
    word TEXT {{bytewise}} NOT NULL,
    payer {{bytes}} NOT NULL,
    PRIMARY KEY (biller, word, payer)
) {{clustered}};
CREATE INDEX payer_words_of_payer ON payer_words (biller, payer, word);


-- ===== Invoices =====

-- Claims of document numbers, of invoices and credit notes.
CREATE TABLE documents (
    biller {{bytes}} NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    stream_id {{bytes}} NOT NULL,
    payer {{bytes}} NOT NULL,
    -- Of what it says, in canonical form: the same number with another content is refused.
    content_hash {{bytes}} NOT NULL,
    PRIMARY KEY (biller, kind, number)
) {{clustered}};

-- Counters of the numbers and references that Billow gives: gapless, one for each series.
CREATE TABLE series (
    biller {{bytes}} NOT NULL,
    name TEXT NOT NULL,
    -- The last one that was given.
    last BIGINT NOT NULL,
    PRIMARY KEY (biller, name)
) {{clustered}};

-- Invoices as lists read them, folded.
CREATE TABLE invoices (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    number TEXT NOT NULL,
    payer {{bytes}} NOT NULL,
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
) {{clustered}};
-- What staff look up and sort by.
CREATE INDEX invoices_open ON invoices (biller, is_open, id);
CREATE INDEX invoices_due ON invoices (biller, due_date);
CREATE INDEX invoices_number ON invoices (biller, number);
CREATE INDEX invoices_payer ON invoices (biller, payer);
CREATE INDEX invoices_total_minor ON invoices (biller, total_minor);
CREATE INDEX invoices_open_minor ON invoices (biller, open_minor, id);
CREATE INDEX invoices_asked_due ON invoices (biller, is_open, due_date, id);
-- What few invoices are, with all that counting them looks at.
CREATE INDEX invoices_partly_paid ON invoices (biller, is_open, due_date, id, open_minor, total_minor)
    WHERE is_open = 1 AND open_minor < total_minor;
CREATE INDEX invoices_closed ON invoices (biller, is_open, id, lifecycle, credited_minor, total_minor)
    WHERE lifecycle <> 'live' OR credited_minor > 0;
-- What is open, by who owes it and by the sum. All that is asked for stands in them: SQLite would otherwise go through
-- everything of a biller, of whom it thinks that there are many.
CREATE INDEX invoices_owed ON invoices (biller, payer, is_open, id) WHERE is_open = 1;
CREATE INDEX invoices_owing ON invoices (biller, open_minor, currency, is_open, id) WHERE is_open = 1;

-- As `payer_words`; folded.
CREATE TABLE invoice_words (
    biller {{bytes}} NOT NULL,
    word TEXT {{bytewise}} NOT NULL,
    invoice {{bytes}} NOT NULL,
    PRIMARY KEY (biller, word, invoice)
) {{clustered}};
CREATE INDEX invoice_words_of_invoice ON invoice_words (biller, invoice, word);


-- ===== Credit notes =====

-- Folded.
CREATE TABLE credit_notes (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    number TEXT NOT NULL,
    payer {{bytes}} NOT NULL,
    currency TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    -- The invoice; nothing while it waits for one.
    applied_to {{bytes}},
    seq BIGINT NOT NULL,
    PRIMARY KEY (biller, id)
) {{clustered}};

-- The invoices, by number, that a credit note names: how one that waits is found. Folded.
CREATE TABLE credit_note_invoices (
    biller {{bytes}} NOT NULL,
    number TEXT NOT NULL,
    credit_note {{bytes}} NOT NULL,
    PRIMARY KEY (biller, number, credit_note)
) {{clustered}};


-- ===== Payments: money that arrived or is on its way, and bank files that tell of it =====

-- Folded. A payment is unique by source, account, currency and id there: one account may be kept in several currencies.
CREATE TABLE payments (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    -- Empty while nobody knows whose money it is.
    payer {{bytes}} NOT NULL,
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
) {{clustered}};
CREATE INDEX payments_payer ON payments (biller, payer);
-- Payments by day, the newest first.
CREATE INDEX payments_paid ON payments (biller, paid_on, id);
-- What waits for a person is little, and asked for all the time.
CREATE INDEX payments_waiting ON payments (biller, id)
    WHERE state = 'settled' AND LENGTH(payer) = 0 AND free_minor > 0;
-- Money that waits, by its sum: an invoice that is issued asks for it.
CREATE INDEX payments_waiting_sum ON payments (biller, free_minor, currency, state, payer, id)
    WHERE state = 'settled' AND LENGTH(payer) = 0;
-- What somebody recorded before a bank file told of it, by its sum: every transfer asks for it.
CREATE INDEX payments_recorded ON payments (biller, amount_minor, id, joined, system)
    WHERE joined = 0 AND system <> 'bank';

-- Which invoices money may be for of which nobody knows yet whose it is, folded. Reminders of these invoices are held
-- back.
CREATE TABLE match_candidates (
    biller {{bytes}} NOT NULL,
    payment {{bytes}} NOT NULL,
    invoice {{bytes}} NOT NULL,
    -- From 0, best first.
    place BIGINT NOT NULL,
    -- 0 to 1000.
    score BIGINT NOT NULL,
    PRIMARY KEY (biller, payment, invoice)
) {{clustered}};
CREATE INDEX match_candidates_of_invoice ON match_candidates (biller, invoice);

-- By what an invoice that is issued later finds money that waits: hashes of references and of words of names.
CREATE TABLE waiting_keys (
    biller {{bytes}} NOT NULL,
    key {{bytes}} NOT NULL,
    payment {{bytes}} NOT NULL,
    PRIMARY KEY (biller, key, payment)
) {{clustered}};
CREATE INDEX waiting_keys_of_payment ON waiting_keys (biller, payment);

-- Bank files that came in.
CREATE TABLE bank_files (
    biller {{bytes}} NOT NULL,
    -- The beginning of the SHA-256 of its bytes: the same file is the same row.
    id {{bytes}} NOT NULL,
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
) {{clustered}};
CREATE INDEX bank_files_newest ON bank_files (biller, begun_at_ms);

-- Every movement of money that a bank told of, once. Nothing in it can be read: names, accounts and texts stand here
-- as the beginnings of their hashes, to be compared.
CREATE TABLE bank_entries (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    format TEXT NOT NULL,
    came_in BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL,
    -- 1 where nothing was told of what is in it.
    untold BIGINT NOT NULL,
    booked_on TEXT,
    valued_on TEXT,
    end_to_end {{bytes}},
    name {{bytes}},
    account {{bytes}},
    words {{bytes}},
    -- The payment that it recorded or took back; nothing where it did neither.
    payment {{bytes}},
    -- The payment that this entry took back, or in whose place it was booked, and how that one was before, JSON.
    undid {{bytes}},
    undid_how TEXT,
    PRIMARY KEY (biller, id)
) {{clustered}};
CREATE INDEX bank_entries_of_payment ON bank_entries (biller, payment);
CREATE INDEX bank_entries_undid ON bank_entries (biller, undid) WHERE undid IS NOT NULL;

-- Hashes of what names an entry: it is found again by any of them.
CREATE TABLE bank_keys (
    biller {{bytes}} NOT NULL,
    key {{bytes}} NOT NULL,
    entry {{bytes}} NOT NULL,
    PRIMARY KEY (biller, key, entry)
) {{clustered}};

-- Which file told of which entry, and under which number there.
CREATE TABLE bank_occurrences (
    biller {{bytes}} NOT NULL,
    file {{bytes}} NOT NULL,
    number BIGINT NOT NULL,
    entry {{bytes}} NOT NULL,
    format TEXT NOT NULL,
    -- What the bank called it there, as a hash.
    reference {{bytes}},
    PRIMARY KEY (biller, file, number)
) {{clustered}};
CREATE INDEX bank_occurrences_of_entry ON bank_occurrences (biller, entry);

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
    -- waiting, resolved, dismissed
    state TEXT NOT NULL,
    -- The payment that it took back.
    payment {{bytes}},
    PRIMARY KEY (biller, id)
) {{clustered}};
CREATE INDEX bank_returns_waiting ON bank_returns (biller, id) WHERE state = 'waiting';


-- ===== Matching: how money finds its invoice =====

-- Numbers and references of invoices in normal form, folded. Those of closed invoices stay: money that comes twice is
-- seen for what it is.
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
CREATE TABLE payer_bank_accounts (
    biller {{bytes}} NOT NULL,
    -- Letters and digits alone.
    account TEXT {{bytewise}} NOT NULL,
    payer {{bytes}} NOT NULL,
    confirmed_at_ms BIGINT NOT NULL,
    -- How often it was confirmed.
    times BIGINT NOT NULL,
    PRIMARY KEY (biller, account, payer)
) {{clustered}};
CREATE INDEX payer_bank_accounts_of_payer ON payer_bank_accounts (biller, payer, account);

-- Under what a payer is found by the name that a bank gives, though a word of it is misspelt or abbreviated.
CREATE TABLE payer_names (
    biller {{bytes}} NOT NULL,
    key TEXT {{bytewise}} NOT NULL,
    payer {{bytes}} NOT NULL,
    PRIMARY KEY (biller, key, payer)
) {{clustered}};
CREATE INDEX payer_names_of_payer ON payer_names (biller, payer, key);


-- ===== Checkouts: attempts to pay at payment providers =====

-- A biller's accounts at providers. The keys are sealed under the operator's secret key.
CREATE TABLE provider_connections (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL PRIMARY KEY,
    provider TEXT NOT NULL,
    base_url TEXT,
    -- What payers can choose there, separated by commas.
    methods TEXT NOT NULL,
    -- Which secret key sealed them.
    key_version BIGINT NOT NULL,
    secrets {{bytes}} NOT NULL,
    created_at_ms BIGINT NOT NULL,
    -- Nothing while payers are sent there.
    ended_at_ms BIGINT
);
CREATE INDEX provider_connections_of_biller ON provider_connections (biller, created_at_ms);

-- Attempts to pay, as we asked for them and as the provider answered. What the payer sees of them are events of the
-- invoice.
CREATE TABLE checkouts (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    invoice {{bytes}} NOT NULL,
    connection {{bytes}} NOT NULL,
    link {{bytes}} NOT NULL,
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
) {{clustered}};
CREATE UNIQUE INDEX checkouts_at_provider ON checkouts (biller, connection, provider_id)
    WHERE provider_id IS NOT NULL;

-- What the sandbox provider itself keeps: its payments, sealed, because they know the payer's way back.
CREATE TABLE sandbox_payments (
    id TEXT NOT NULL PRIMARY KEY,
    biller {{bytes}} NOT NULL,
    connection {{bytes}} NOT NULL,
    reference TEXT NOT NULL,
    key_version BIGINT NOT NULL,
    data {{bytes}} NOT NULL,
    -- Counted up with every change, so that of two at once one starts again.
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX sandbox_payments_by_reference ON sandbox_payments (connection, reference);


-- ===== Conversations, with the disputes and proposals in them =====

-- One row for each invoice on which somebody said something, or that somebody looks after: what the inbox lists.
-- Folded.
CREATE TABLE conversations (
    biller {{bytes}} NOT NULL,
    invoice {{bytes}} NOT NULL,
    payer {{bytes}} NOT NULL,
    -- open, waiting, snoozed, solved
    state TEXT NOT NULL,
    -- Business time; a snooze that is over counts as open.
    snoozed_until_ms BIGINT,
    assignee {{bytes}},
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
) {{clustered}};
CREATE INDEX conversations_listed ON conversations (biller, state, sorted_at_ms, invoice);
-- What is not solved is little, and asked for all the time.
CREATE INDEX conversations_unsolved ON conversations (biller, sorted_at_ms, invoice) WHERE state <> 'solved';
CREATE INDEX conversations_assigned ON conversations (biller, assignee, sorted_at_ms, invoice);

-- Answers that staff write with one click, and questions that are answered by themselves.
CREATE TABLE replies (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    -- canned, question
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    -- By language: the text, and for questions the words they are found by. JSON.
    texts TEXT NOT NULL,
    updated_at_ms BIGINT NOT NULL,
    PRIMARY KEY (biller, id)
) {{clustered}};


-- ===== Links =====

-- The token is never here: it can be made again from id, generation and key, and is looked up by its hash.
CREATE TABLE links (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    invoice {{bytes}} NOT NULL,
    recipient {{bytes}} NOT NULL,
    channel TEXT NOT NULL,
    -- Printed copies have a link each.
    copy BIGINT NOT NULL,
    -- Counted up when the token is replaced by another one.
    generation BIGINT NOT NULL,
    key_version BIGINT NOT NULL,
    token_hash {{bytes}} NOT NULL UNIQUE,
    created_at_ms BIGINT NOT NULL,
    expires_at_ms BIGINT,
    revoked_at_ms BIGINT,
    PRIMARY KEY (biller, id),
    UNIQUE (biller, invoice, recipient, channel, copy)
) {{clustered}};


-- ===== Attachments =====

-- Files that people attach. Their bytes are kept outside the database, under biller and id.
CREATE TABLE attachments (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    invoice {{bytes}} NOT NULL,
    payer {{bytes}} NOT NULL,
    -- Who uploaded it: payer or biller.
    side TEXT NOT NULL,
    -- By its content.
    media_type TEXT NOT NULL,
    -- In bytes.
    size BIGINT NOT NULL,
    -- The content row of its name.
    name {{bytes}} NOT NULL,
    -- waiting, posted; going: nobody can have it any more, and its bytes are to be deleted, then the row.
    state TEXT NOT NULL,
    -- Real time.
    uploaded_at_ms BIGINT NOT NULL,
    PRIMARY KEY (biller, id)
) {{clustered}};
CREATE INDEX attachments_of_invoice ON attachments (biller, invoice);
CREATE INDEX attachments_of_payer ON attachments (biller, payer);
CREATE INDEX attachments_unposted ON attachments (state, uploaded_at_ms) WHERE state <> 'posted';


-- ===== Staff, and what they did =====

-- People at the biller.
CREATE TABLE staff (
    id {{bytes}} NOT NULL PRIMARY KEY,
    biller {{bytes}} NOT NULL REFERENCES billers (id),
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

-- The token is never here, only its hash. Real time throughout.
CREATE TABLE staff_sessions (
    token_hash {{bytes}} NOT NULL PRIMARY KEY,
    biller {{bytes}} NOT NULL,
    staff {{bytes}} NOT NULL REFERENCES staff (id),
    generation BIGINT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    seen_at_ms BIGINT NOT NULL,
    -- The absolute end; the end of an idle one follows from `seen_at_ms`.
    expires_at_ms BIGINT NOT NULL
);
CREATE INDEX staff_sessions_of_staff ON staff_sessions (biller, staff, created_at_ms);
CREATE INDEX staff_sessions_end ON staff_sessions (expires_at_ms);

-- Who did what and when: ids and the names of actions, no personal data. Rows are added, never changed.
CREATE TABLE audit (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    at_ms BIGINT NOT NULL,
    -- staff, biller (its systems and the command line), system
    actor TEXT NOT NULL,
    staff {{bytes}},
    action TEXT NOT NULL,
    subject_kind TEXT,
    subject {{bytes}},
    detail TEXT,
    PRIMARY KEY (biller, id)
) {{clustered}};
CREATE INDEX audit_of_staff ON audit (biller, staff, id);
CREATE INDEX audit_of_subject ON audit (biller, subject, id);


-- ===== Jobs =====

-- What is done later, written in the same transaction as what asks for it.
CREATE TABLE jobs (
    id {{bytes}} NOT NULL PRIMARY KEY,
    biller {{bytes}} NOT NULL,
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
