-- A database of schema 1 on PostgreSQL, as the program of its time made and filled it. The test of
-- upgrades (tests/behaviour/upgrade.rs) brings it up to date. Written by it, never by hand.

BEGIN;

CREATE TABLE public.accounts (
    biller bytea NOT NULL,
    id bytea NOT NULL,
    credit text NOT NULL,
    forgotten bigint NOT NULL,
    seq bigint NOT NULL,
    details bytea
);
CREATE TABLE public.api_keys (
    hash bytea NOT NULL,
    biller bytea NOT NULL,
    name text NOT NULL,
    created_at_ms bigint NOT NULL
);
CREATE TABLE public.attachments (
    biller bytea NOT NULL,
    id bytea NOT NULL,
    invoice bytea NOT NULL,
    payer bytea NOT NULL,
    side text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    name bytea NOT NULL,
    state text NOT NULL,
    uploaded_at_ms bigint NOT NULL
);
CREATE TABLE public.audit (
    biller bytea NOT NULL,
    id bytea NOT NULL,
    at_ms bigint NOT NULL,
    actor text NOT NULL,
    staff bytea,
    action text NOT NULL,
    subject_kind text,
    subject bytea,
    detail text
);
CREATE TABLE public.bank_entries (
    biller bytea NOT NULL,
    id bytea NOT NULL,
    format text NOT NULL,
    came_in bigint NOT NULL,
    amount_minor bigint NOT NULL,
    untold bigint NOT NULL,
    booked_on text,
    valued_on text,
    end_to_end bytea,
    name bytea,
    account bytea,
    words bytea,
    receipt bytea,
    undid bytea,
    undid_how text
);
CREATE TABLE public.bank_files (
    biller bytea NOT NULL,
    id bytea NOT NULL,
    name text NOT NULL,
    format text NOT NULL,
    entries bigint NOT NULL,
    begun_at_ms bigint NOT NULL,
    ended_at_ms bigint,
    actor text NOT NULL,
    totals text,
    refused text,
    undoing_at_ms bigint,
    undone_at_ms bigint,
    left_payments bigint
);
CREATE TABLE public.bank_keys (
    biller bytea NOT NULL,
    key bytea NOT NULL,
    entry bytea NOT NULL
);
CREATE TABLE public.bank_returns (
    biller bytea NOT NULL,
    id bytea NOT NULL,
    account text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    booked_on text NOT NULL,
    content bytea NOT NULL,
    keys text NOT NULL,
    arrived_at_ms bigint NOT NULL,
    state text NOT NULL,
    receipt bytea
);
CREATE TABLE public.bank_sightings (
    biller bytea NOT NULL,
    file bytea NOT NULL,
    number bigint NOT NULL,
    entry bytea NOT NULL,
    format text NOT NULL,
    reference bytea
);
CREATE TABLE public.biller_identities (
    biller bytea NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    added_at_ms bigint NOT NULL
);
CREATE TABLE public.billers (
    id bytea NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    zone text NOT NULL,
    language text NOT NULL,
    colour text NOT NULL,
    logo text,
    email text,
    phone text,
    default_term_days bigint NOT NULL,
    sandbox bigint NOT NULL,
    clock_offset_ms bigint NOT NULL
);
CREATE TABLE public.checkouts (
    biller bytea NOT NULL,
    id bytea NOT NULL,
    invoice bytea NOT NULL,
    connection bytea NOT NULL,
    link bytea NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    means text NOT NULL,
    opened_at_ms bigint NOT NULL,
    expires_at_ms bigint NOT NULL,
    provider_id text,
    url text,
    asked bigint NOT NULL,
    state text NOT NULL
);
CREATE TABLE public.content (
    id bytea NOT NULL,
    biller bytea NOT NULL,
    payer bytea NOT NULL,
    kind text NOT NULL,
    data bytea
);
CREATE TABLE public.conversations (
    biller bytea NOT NULL,
    invoice bytea NOT NULL,
    payer bytea NOT NULL,
    state text NOT NULL,
    snoozed_until_ms bigint,
    assignee bytea,
    last_seq bigint NOT NULL,
    last_at_ms bigint,
    last_side text,
    unanswered_since_ms bigint,
    respond_by_ms bigint,
    unread bigint NOT NULL,
    unread_by_payer bigint NOT NULL,
    disputed bigint NOT NULL,
    payer_card_until_ms bigint,
    biller_card_until_ms bigint,
    sorted_at_ms bigint NOT NULL
);
CREATE TABLE public.credit_note_invoices (
    biller bytea NOT NULL,
    number text NOT NULL,
    credit_note bytea NOT NULL
);
CREATE TABLE public.credit_notes (
    biller bytea NOT NULL,
    id bytea NOT NULL,
    number text NOT NULL,
    payer bytea NOT NULL,
    currency text NOT NULL,
    amount_minor bigint NOT NULL,
    applied_to bytea,
    seq bigint NOT NULL
);
CREATE TABLE public.documents (
    biller bytea NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    stream_id bytea NOT NULL,
    payer bytea NOT NULL,
    content_hash bytea NOT NULL
);
CREATE TABLE public.events (
    row_id bigint NOT NULL,
    tx bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL,
    biller bytea NOT NULL,
    stream_kind text NOT NULL,
    stream_id bytea NOT NULL,
    seq bigint NOT NULL,
    type text NOT NULL,
    version bigint NOT NULL,
    data text NOT NULL,
    at_ms bigint NOT NULL,
    actor text NOT NULL,
    payer_prev bigint
);
ALTER TABLE public.events ALTER COLUMN row_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.events_row_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.idempotency (
    biller bytea NOT NULL,
    caller text NOT NULL,
    key text NOT NULL,
    input_hash bytea NOT NULL,
    body text NOT NULL,
    at_ms bigint NOT NULL
);
CREATE TABLE public.invoice_words (
    biller bytea NOT NULL,
    word text NOT NULL COLLATE pg_catalog."C",
    invoice bytea NOT NULL
);
CREATE TABLE public.invoices (
    biller bytea NOT NULL,
    id bytea NOT NULL,
    number text NOT NULL,
    payer bytea NOT NULL,
    currency text NOT NULL,
    total_minor bigint NOT NULL,
    payable_minor bigint NOT NULL,
    paid_minor bigint NOT NULL,
    pending_minor bigint NOT NULL,
    open_minor bigint NOT NULL,
    credit_minor bigint NOT NULL,
    credited_minor bigint NOT NULL,
    issue_date text NOT NULL,
    due_date text NOT NULL,
    lifecycle text NOT NULL,
    is_open bigint NOT NULL,
    flagged bigint NOT NULL,
    seq bigint NOT NULL,
    search text NOT NULL
);
CREATE TABLE public.jobs (
    id bytea NOT NULL,
    biller bytea NOT NULL,
    purpose text NOT NULL,
    unique_key text NOT NULL,
    payload text NOT NULL,
    due_at_ms bigint NOT NULL,
    state text NOT NULL,
    attempts bigint NOT NULL,
    lease_until_ms bigint NOT NULL,
    lease_owner text,
    error text,
    expires_at_ms bigint,
    ended_at_ms bigint
);
CREATE TABLE public.links (
    biller bytea NOT NULL,
    id bytea NOT NULL,
    invoice bytea NOT NULL,
    recipient bytea NOT NULL,
    channel text NOT NULL,
    copy bigint NOT NULL,
    generation bigint NOT NULL,
    key_version bigint NOT NULL,
    token_hash bytea NOT NULL,
    created_at_ms bigint NOT NULL,
    expires_at_ms bigint,
    revoked_at_ms bigint
);
CREATE TABLE public.match_candidates (
    biller bytea NOT NULL,
    receipt bytea NOT NULL,
    invoice bytea NOT NULL,
    place bigint NOT NULL,
    score bigint NOT NULL
);
CREATE TABLE public.migrations (
    version bigint NOT NULL
);
CREATE TABLE public.payer_accounts (
    biller bytea NOT NULL,
    account text NOT NULL COLLATE pg_catalog."C",
    payer bytea NOT NULL,
    confirmed_at_ms bigint NOT NULL,
    times bigint NOT NULL
);
CREATE TABLE public.payer_keys (
    biller bytea NOT NULL,
    key text NOT NULL,
    payer bytea NOT NULL
);
CREATE TABLE public.payer_names (
    biller bytea NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    payer bytea NOT NULL
);
CREATE TABLE public.payer_search (
    biller bytea NOT NULL,
    payer bytea NOT NULL,
    text text NOT NULL
);
CREATE TABLE public.payer_words (
    biller bytea NOT NULL,
    word text NOT NULL COLLATE pg_catalog."C",
    payer bytea NOT NULL
);
CREATE TABLE public.payment_references (
    biller bytea NOT NULL,
    reference text NOT NULL COLLATE pg_catalog."C",
    invoice bytea NOT NULL,
    kind text NOT NULL
);
CREATE TABLE public.policies (
    biller bytea NOT NULL,
    data text NOT NULL
);
CREATE TABLE public.postings (
    stream_id bytea NOT NULL,
    stream_kind text NOT NULL,
    seq bigint NOT NULL,
    line bigint NOT NULL,
    biller bytea NOT NULL,
    account text NOT NULL,
    owner bytea,
    amount_minor bigint NOT NULL,
    currency text NOT NULL
);
CREATE TABLE public.provider_connections (
    biller bytea NOT NULL,
    id bytea NOT NULL,
    provider text NOT NULL,
    base_url text,
    means text NOT NULL,
    key_version bigint NOT NULL,
    secrets bytea NOT NULL,
    created_at_ms bigint NOT NULL,
    ended_at_ms bigint
);
CREATE TABLE public.rebuild_needed (
    migration bigint NOT NULL
);
CREATE TABLE public.receipts (
    biller bytea NOT NULL,
    id bytea NOT NULL,
    payer bytea NOT NULL,
    system text NOT NULL,
    account text NOT NULL,
    source_id text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    method text NOT NULL,
    paid_on text NOT NULL,
    state text NOT NULL,
    free_minor bigint NOT NULL,
    seq bigint NOT NULL,
    joined bigint NOT NULL
);
CREATE TABLE public.replies (
    biller bytea NOT NULL,
    id bytea NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    texts text NOT NULL,
    updated_at_ms bigint NOT NULL
);
CREATE TABLE public.sandbox_payments (
    id text NOT NULL,
    biller bytea NOT NULL,
    connection bytea NOT NULL,
    reference text NOT NULL,
    key_version bigint NOT NULL,
    data bytea NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE public.series (
    biller bytea NOT NULL,
    name text NOT NULL,
    last bigint NOT NULL
);
CREATE TABLE public.staff (
    id bytea NOT NULL,
    biller bytea NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    password text NOT NULL,
    generation bigint NOT NULL,
    created_at_ms bigint NOT NULL,
    disabled_at_ms bigint
);
CREATE TABLE public.staff_sessions (
    token_hash bytea NOT NULL,
    biller bytea NOT NULL,
    staff bytea NOT NULL,
    generation bigint NOT NULL,
    created_at_ms bigint NOT NULL,
    seen_at_ms bigint NOT NULL,
    expires_at_ms bigint NOT NULL
);
CREATE TABLE public.waiting_keys (
    biller bytea NOT NULL,
    key bytea NOT NULL,
    receipt bytea NOT NULL
);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (biller, id);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_biller_name_key UNIQUE (biller, name);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT attachments_pkey PRIMARY KEY (biller, id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (biller, id);
ALTER TABLE ONLY public.bank_entries
    ADD CONSTRAINT bank_entries_pkey PRIMARY KEY (biller, id);
ALTER TABLE ONLY public.bank_files
    ADD CONSTRAINT bank_files_pkey PRIMARY KEY (biller, id);
ALTER TABLE ONLY public.bank_keys
    ADD CONSTRAINT bank_keys_pkey PRIMARY KEY (biller, key, entry);
ALTER TABLE ONLY public.bank_returns
    ADD CONSTRAINT bank_returns_pkey PRIMARY KEY (biller, id);
ALTER TABLE ONLY public.bank_sightings
    ADD CONSTRAINT bank_sightings_pkey PRIMARY KEY (biller, file, number);
ALTER TABLE ONLY public.biller_identities
    ADD CONSTRAINT biller_identities_pkey PRIMARY KEY (biller, kind, key);
ALTER TABLE ONLY public.billers
    ADD CONSTRAINT billers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.billers
    ADD CONSTRAINT billers_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.checkouts
    ADD CONSTRAINT checkouts_pkey PRIMARY KEY (biller, id);
ALTER TABLE ONLY public.content
    ADD CONSTRAINT content_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (biller, invoice);
ALTER TABLE ONLY public.credit_note_invoices
    ADD CONSTRAINT credit_note_invoices_pkey PRIMARY KEY (biller, number, credit_note);
ALTER TABLE ONLY public.credit_notes
    ADD CONSTRAINT credit_notes_pkey PRIMARY KEY (biller, id);
ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (biller, kind, number);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (row_id);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_stream_id_stream_kind_seq_key UNIQUE (stream_id, stream_kind, seq);
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (biller, caller, key);
ALTER TABLE ONLY public.invoice_words
    ADD CONSTRAINT invoice_words_pkey PRIMARY KEY (biller, word, invoice);
ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_pkey PRIMARY KEY (biller, id);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_biller_purpose_unique_key_key UNIQUE (biller, purpose, unique_key);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_biller_invoice_recipient_channel_copy_key UNIQUE (biller, invoice, recipient, channel, copy);
ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_pkey PRIMARY KEY (biller, id);
ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.match_candidates
    ADD CONSTRAINT match_candidates_pkey PRIMARY KEY (biller, receipt, invoice);
ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.payer_accounts
    ADD CONSTRAINT payer_accounts_pkey PRIMARY KEY (biller, account, payer);
ALTER TABLE ONLY public.payer_keys
    ADD CONSTRAINT payer_keys_pkey PRIMARY KEY (biller, key);
ALTER TABLE ONLY public.payer_names
    ADD CONSTRAINT payer_names_pkey PRIMARY KEY (biller, key, payer);
ALTER TABLE ONLY public.payer_search
    ADD CONSTRAINT payer_search_pkey PRIMARY KEY (biller, payer);
ALTER TABLE ONLY public.payer_words
    ADD CONSTRAINT payer_words_pkey PRIMARY KEY (biller, word, payer);
ALTER TABLE ONLY public.payment_references
    ADD CONSTRAINT payment_references_pkey PRIMARY KEY (biller, reference, invoice);
ALTER TABLE ONLY public.policies
    ADD CONSTRAINT policies_pkey PRIMARY KEY (biller);
ALTER TABLE ONLY public.postings
    ADD CONSTRAINT postings_pkey PRIMARY KEY (stream_id, stream_kind, seq, line);
ALTER TABLE ONLY public.provider_connections
    ADD CONSTRAINT provider_connections_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rebuild_needed
    ADD CONSTRAINT rebuild_needed_pkey PRIMARY KEY (migration);
ALTER TABLE ONLY public.receipts
    ADD CONSTRAINT receipts_biller_system_account_source_id_currency_key UNIQUE (biller, system, account, source_id, currency);
ALTER TABLE ONLY public.receipts
    ADD CONSTRAINT receipts_pkey PRIMARY KEY (biller, id);
ALTER TABLE ONLY public.replies
    ADD CONSTRAINT replies_pkey PRIMARY KEY (biller, id);
ALTER TABLE ONLY public.sandbox_payments
    ADD CONSTRAINT sandbox_payments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.series
    ADD CONSTRAINT series_pkey PRIMARY KEY (biller, name);
ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_email_key UNIQUE (email);
ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.staff_sessions
    ADD CONSTRAINT staff_sessions_pkey PRIMARY KEY (token_hash);
ALTER TABLE ONLY public.waiting_keys
    ADD CONSTRAINT waiting_keys_pkey PRIMARY KEY (biller, key, receipt);
CREATE INDEX attachments_of_invoice ON public.attachments USING btree (biller, invoice);
CREATE INDEX attachments_of_payer ON public.attachments USING btree (biller, payer);
CREATE INDEX attachments_unposted ON public.attachments USING btree (state, uploaded_at_ms) WHERE (state <> 'posted'::text);
CREATE INDEX audit_of_staff ON public.audit USING btree (biller, staff, id);
CREATE INDEX audit_of_subject ON public.audit USING btree (biller, subject, id);
CREATE INDEX bank_entries_of_receipt ON public.bank_entries USING btree (biller, receipt);
CREATE INDEX bank_entries_undid ON public.bank_entries USING btree (biller, undid) WHERE (undid IS NOT NULL);
CREATE INDEX bank_files_newest ON public.bank_files USING btree (biller, begun_at_ms);
CREATE INDEX bank_returns_waiting ON public.bank_returns USING btree (biller, id) WHERE (state = 'waiting'::text);
CREATE INDEX bank_sightings_of_entry ON public.bank_sightings USING btree (biller, entry);
CREATE UNIQUE INDEX checkouts_at_provider ON public.checkouts USING btree (biller, connection, provider_id) WHERE (provider_id IS NOT NULL);
CREATE INDEX content_payer ON public.content USING btree (biller, payer);
CREATE INDEX conversations_assigned ON public.conversations USING btree (biller, assignee, sorted_at_ms, invoice);
CREATE INDEX conversations_listed ON public.conversations USING btree (biller, state, sorted_at_ms, invoice);
CREATE INDEX conversations_unsolved ON public.conversations USING btree (biller, sorted_at_ms, invoice) WHERE (state <> 'solved'::text);
CREATE UNIQUE INDEX events_feed ON public.events USING btree (tx, row_id);
CREATE INDEX events_of_biller ON public.events USING btree (biller, tx, row_id);
CREATE INDEX idempotency_age ON public.idempotency USING btree (at_ms);
CREATE INDEX invoice_words_of_invoice ON public.invoice_words USING btree (biller, invoice, word);
CREATE INDEX invoices_asked_due ON public.invoices USING btree (biller, is_open, due_date, id);
CREATE INDEX invoices_closed ON public.invoices USING btree (biller, is_open, id, lifecycle, credited_minor, total_minor) WHERE ((lifecycle <> 'live'::text) OR (credited_minor > 0));
CREATE INDEX invoices_due ON public.invoices USING btree (biller, due_date);
CREATE INDEX invoices_number ON public.invoices USING btree (biller, number);
CREATE INDEX invoices_open ON public.invoices USING btree (biller, is_open, id);
CREATE INDEX invoices_open_minor ON public.invoices USING btree (biller, open_minor, id);
CREATE INDEX invoices_owed ON public.invoices USING btree (biller, payer, is_open, id) WHERE (is_open = 1);
CREATE INDEX invoices_owing ON public.invoices USING btree (biller, open_minor, currency, is_open, id) WHERE (is_open = 1);
CREATE INDEX invoices_partly_paid ON public.invoices USING btree (biller, is_open, due_date, id, open_minor, total_minor) WHERE ((is_open = 1) AND (open_minor < total_minor));
CREATE INDEX invoices_payer ON public.invoices USING btree (biller, payer);
CREATE INDEX invoices_total_minor ON public.invoices USING btree (biller, total_minor);
CREATE INDEX jobs_claimed ON public.jobs USING btree (purpose, due_at_ms, id) WHERE (state = 'waiting'::text);
CREATE INDEX jobs_ended ON public.jobs USING btree (purpose, ended_at_ms) WHERE (state <> 'waiting'::text);
CREATE INDEX jobs_next ON public.jobs USING btree (biller, due_at_ms) WHERE (state = 'waiting'::text);
CREATE INDEX match_candidates_of_invoice ON public.match_candidates USING btree (biller, invoice);
CREATE INDEX payer_accounts_of_payer ON public.payer_accounts USING btree (biller, payer, account);
CREATE INDEX payer_keys_payer ON public.payer_keys USING btree (biller, payer);
CREATE INDEX payer_names_of_payer ON public.payer_names USING btree (biller, payer, key);
CREATE INDEX payer_words_of_payer ON public.payer_words USING btree (biller, payer, word);
CREATE INDEX payment_references_of_invoice ON public.payment_references USING btree (biller, invoice, reference, kind);
CREATE INDEX provider_connections_of_biller ON public.provider_connections USING btree (biller, created_at_ms);
CREATE INDEX receipts_paid ON public.receipts USING btree (biller, paid_on, id);
CREATE INDEX receipts_payer ON public.receipts USING btree (biller, payer);
CREATE INDEX receipts_recorded ON public.receipts USING btree (biller, amount_minor, id, joined, system) WHERE ((joined = 0) AND (system <> 'bank'::text));
CREATE INDEX receipts_waiting ON public.receipts USING btree (biller, id) WHERE ((state = 'settled'::text) AND (length(payer) = 0) AND (free_minor > 0));
CREATE INDEX receipts_waiting_sum ON public.receipts USING btree (biller, free_minor, currency, state, payer, id) WHERE ((state = 'settled'::text) AND (length(payer) = 0));
CREATE UNIQUE INDEX sandbox_payments_by_reference ON public.sandbox_payments USING btree (connection, reference);
CREATE INDEX staff_of_biller ON public.staff USING btree (biller, email);
CREATE INDEX staff_sessions_end ON public.staff_sessions USING btree (expires_at_ms);
CREATE INDEX staff_sessions_of_staff ON public.staff_sessions USING btree (biller, staff, created_at_ms);
CREATE INDEX waiting_keys_of_receipt ON public.waiting_keys USING btree (biller, receipt);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_biller_fkey FOREIGN KEY (biller) REFERENCES public.billers(id);
ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_biller_fkey FOREIGN KEY (biller) REFERENCES public.billers(id);
ALTER TABLE ONLY public.staff_sessions
    ADD CONSTRAINT staff_sessions_staff_fkey FOREIGN KEY (staff) REFERENCES public.staff(id);

INSERT INTO migrations (version) VALUES
  (1);

INSERT INTO events (row_id, biller, stream_kind, stream_id, seq, type, version, data, at_ms, actor, payer_prev) VALUES
  (1, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer', '\x01934a5b6c7d7e8f9a0b000000000007', 1, 'opened', 1, '{"language":"sv","details":"01934a5b-6c7d-7e8f-9a0b-000000000008"}', 1795262400000, '{"kind":"biller"}', NULL),
  (2, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000009', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000007","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-1","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RFK-1"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"80.00","price_quantity":"1","net_minor":8000,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":8000,"tax_minor":2000}],"totals":{"lines_minor":8000,"allowances_minor":0,"charges_minor":0,"without_vat_minor":8000,"vat_minor":2000,"with_vat_minor":10000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":10000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-00000000000a","original":"01934a5b-6c7d-7e8f-9a0b-00000000000b"}', 1795262400000, '{"kind":"biller"}', 0),
  (3, '\x01934a5b6c7d7e8f9a0b000000000001', 'receipt', '\x01934a5b6c7d7e8f9a0b00000000000e', 1, 'recorded', 3, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000007","source":{"system":"camt","account":"SE45","id":"A-1"},"amount":{"minor":4000,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-21","shares":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000009","amount_minor":4000}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (4, '\x01934a5b6c7d7e8f9a0b000000000001', 'receipt', '\x01934a5b6c7d7e8f9a0b00000000000e', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (5, '\x01934a5b6c7d7e8f9a0b000000000001', 'receipt', '\x01934a5b6c7d7e8f9a0b00000000000e', 3, 'allocated', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000009","amount_minor":4000}', 1795262400000, '{"kind":"biller"}', NULL),
  (6, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000009', 2, 'payment_settled', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-00000000000e","amount_minor":4000,"allocated_minor":4000,"method":"bank_transfer","paid_on":"2026-11-21"}', 1795262400000, '{"kind":"biller"}', 1),
  (7, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000009', 3, 'message_posted', 2, '{"message":"01934a5b-6c7d-7e8f-9a0b-000000000010","content":"01934a5b-6c7d-7e8f-9a0b-000000000011","respond_by":1795431600000}', 1795262400000, '{"kind":"payer"}', 2),
  (8, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000009', 4, 'message_posted', 2, '{"message":"01934a5b-6c7d-7e8f-9a0b-000000000013","content":"01934a5b-6c7d-7e8f-9a0b-000000000014"}', 1795262400000, '{"kind":"staff","id":"01934a5b-6c7d-7e8f-9a0b-000000000003"}', 3),
  (9, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000009', 5, 'note_posted', 1, '{"note":"01934a5b-6c7d-7e8f-9a0b-000000000018","content":"01934a5b-6c7d-7e8f-9a0b-000000000017"}', 1795262400000, '{"kind":"staff","id":"01934a5b-6c7d-7e8f-9a0b-000000000003"}', NULL),
  (10, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000001b', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000007","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-2","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RFK-2"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"64.00","price_quantity":"1","net_minor":6400,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":6400,"tax_minor":1600}],"totals":{"lines_minor":6400,"allowances_minor":0,"charges_minor":0,"without_vat_minor":6400,"vat_minor":1600,"with_vat_minor":8000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":8000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-00000000001c","original":"01934a5b-6c7d-7e8f-9a0b-00000000001d"}', 1795262400000, '{"kind":"biller"}', 0),
  (11, '\x01934a5b6c7d7e8f9a0b000000000001', 'credit_note', '\x01934a5b6c7d7e8f9a0b000000000020', 1, 'received', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000007","document":{"kind":"credit_note","number":"C-1","issue_date":"2026-11-21","due_date":null,"currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"preceding":["K-2"],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"24.00","price_quantity":"1","net_minor":2400,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":2400,"tax_minor":600}],"totals":{"lines_minor":2400,"allowances_minor":0,"charges_minor":0,"without_vat_minor":2400,"vat_minor":600,"with_vat_minor":3000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":3000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-000000000021","original":"01934a5b-6c7d-7e8f-9a0b-000000000022"}', 1795262400000, '{"kind":"biller"}', NULL),
  (12, '\x01934a5b6c7d7e8f9a0b000000000001', 'credit_note', '\x01934a5b6c7d7e8f9a0b000000000020', 2, 'applied', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000001b"}', 1795262400000, '{"kind":"biller"}', NULL),
  (13, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000001b', 2, 'credited', 1, '{"credit_note":"01934a5b-6c7d-7e8f-9a0b-000000000020","number":"C-1","amount_minor":3000,"applied_minor":3000,"split":{"revenue_minor":2400,"vat_minor":600,"rounding_minor":0,"prepaid_minor":0}}', 1795262400000, '{"kind":"biller"}', 1),
  (14, '\x01934a5b6c7d7e8f9a0b000000000001', 'credit_note', '\x01934a5b6c7d7e8f9a0b000000000024', 1, 'received', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000007","document":{"kind":"credit_note","number":"C-2","issue_date":"2026-11-21","due_date":null,"currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"preceding":["not here yet"],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"16.00","price_quantity":"1","net_minor":1600,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":1600,"tax_minor":400}],"totals":{"lines_minor":1600,"allowances_minor":0,"charges_minor":0,"without_vat_minor":1600,"vat_minor":400,"with_vat_minor":2000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":2000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-000000000025","original":"01934a5b-6c7d-7e8f-9a0b-000000000026"}', 1795262400000, '{"kind":"biller"}', NULL),
  (15, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000028', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000007","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-3","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"104820734"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"360.00","price_quantity":"1","net_minor":36000,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":36000,"tax_minor":9000}],"totals":{"lines_minor":36000,"allowances_minor":0,"charges_minor":0,"without_vat_minor":36000,"vat_minor":9000,"with_vat_minor":45000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":45000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-000000000029","original":"01934a5b-6c7d-7e8f-9a0b-00000000002a"}', 1795262400000, '{"kind":"biller"}', 0),
  (16, '\x01934a5b6c7d7e8f9a0b000000000001', 'receipt', '\x01934a5b6c7d7e8f9a0b000000000030', 1, 'recorded', 3, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000007","source":{"system":"bank","account":"50000000058398257466","id":"BANK-1 01934a5b-6c7d-7e8f-9a0b-00000000002f"},"amount":{"minor":45000,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-20","shares":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000028","amount_minor":45000}],"remittance":"01934a5b-6c7d-7e8f-9a0b-000000000033","matching":{"outcome":"booked","given":"104820734","candidates":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000028","score":1000,"reasons":["reference_exact","amount_exact","name_agrees"]}]}}', 1795262400000, '{"kind":"biller"}', NULL),
  (17, '\x01934a5b6c7d7e8f9a0b000000000001', 'receipt', '\x01934a5b6c7d7e8f9a0b000000000030', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (18, '\x01934a5b6c7d7e8f9a0b000000000001', 'receipt', '\x01934a5b6c7d7e8f9a0b000000000030', 3, 'allocated', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000028","amount_minor":45000}', 1795262400000, '{"kind":"biller"}', NULL),
  (19, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000028', 2, 'payment_settled', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-000000000030","amount_minor":45000,"allocated_minor":45000,"method":"bank_transfer","paid_on":"2026-11-20"}', 1795262400000, '{"kind":"biller"}', 1),
  (20, '\x01934a5b6c7d7e8f9a0b000000000001', 'receipt', '\x01934a5b6c7d7e8f9a0b000000000032', 1, 'recorded', 3, '{"payer":null,"source":{"system":"bank","account":"50000000058398257466","id":"BANK-2 01934a5b-6c7d-7e8f-9a0b-000000000031"},"amount":{"minor":77700,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-20","shares":[],"remittance":"01934a5b-6c7d-7e8f-9a0b-000000000034","matching":{"outcome":"not_found","given":"NOTHINGKNOWN","candidates":[]}}', 1795262400000, '{"kind":"biller"}', NULL),
  (21, '\x01934a5b6c7d7e8f9a0b000000000001', 'receipt', '\x01934a5b6c7d7e8f9a0b000000000032', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (22, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000037', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000007","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-4","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RFK-4"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"72.00","price_quantity":"1","net_minor":7200,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":7200,"tax_minor":1800}],"totals":{"lines_minor":7200,"allowances_minor":0,"charges_minor":0,"without_vat_minor":7200,"vat_minor":1800,"with_vat_minor":9000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":9000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-000000000038","original":"01934a5b-6c7d-7e8f-9a0b-000000000039"}', 1795262400000, '{"kind":"biller"}', 0),
  (23, '\x01934a5b6c7d7e8f9a0b000000000001', 'receipt', '\x01934a5b6c7d7e8f9a0b00000000003c', 1, 'recorded', 3, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000007","source":{"system":"manual","account":"","id":"01934a5b-6c7d-7e8f-9a0b-00000000003c"},"amount":{"minor":2000,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-21","shares":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000037","amount_minor":2000}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (24, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000037', 2, 'payment_pending', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-00000000003c","amount_minor":2000,"method":"bank_transfer","paid_on":"2026-11-21"}', 1795262400000, '{"kind":"biller"}', 1),
  (25, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000037', 3, 'disputed', 1, '{"dispute":"01934a5b-6c7d-7e8f-9a0b-00000000003f","line":1,"content":"01934a5b-6c7d-7e8f-9a0b-00000000003e","attachments":[],"respond_by":1795431600000}', 1795262400000, '{"kind":"payer"}', 2),
  (26, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000041', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000007","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-5","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RFK-5"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"56.00","price_quantity":"1","net_minor":5600,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":5600,"tax_minor":1400}],"totals":{"lines_minor":5600,"allowances_minor":0,"charges_minor":0,"without_vat_minor":5600,"vat_minor":1400,"with_vat_minor":7000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":7000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-000000000042","original":"01934a5b-6c7d-7e8f-9a0b-000000000043"}', 1795262400000, '{"kind":"biller"}', 0),
  (27, '\x01934a5b6c7d7e8f9a0b000000000001', 'receipt', '\x01934a5b6c7d7e8f9a0b000000000046', 1, 'recorded', 3, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000007","source":{"system":"manual","account":"","id":"01934a5b-6c7d-7e8f-9a0b-000000000046"},"amount":{"minor":7500,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-21","shares":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000041","amount_minor":7500}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (28, '\x01934a5b6c7d7e8f9a0b000000000001', 'receipt', '\x01934a5b6c7d7e8f9a0b000000000046', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (29, '\x01934a5b6c7d7e8f9a0b000000000001', 'receipt', '\x01934a5b6c7d7e8f9a0b000000000046', 3, 'allocated', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000041","amount_minor":7000}', 1795262400000, '{"kind":"biller"}', NULL),
  (30, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000041', 2, 'payment_settled', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-000000000046","amount_minor":7500,"allocated_minor":7000,"method":"bank_transfer","paid_on":"2026-11-21"}', 1795262400000, '{"kind":"biller"}', 1),
  (31, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer', '\x01934a5b6c7d7e8f9a0b000000000048', 1, 'opened', 1, '{"language":"sv","details":"01934a5b-6c7d-7e8f-9a0b-000000000049"}', 1795262400000, '{"kind":"biller"}', NULL),
  (32, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000004a', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000048","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-6","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RFK-6"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"8.00","price_quantity":"1","net_minor":800,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":800,"tax_minor":200}],"totals":{"lines_minor":800,"allowances_minor":0,"charges_minor":0,"without_vat_minor":800,"vat_minor":200,"with_vat_minor":1000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":1000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-00000000004b","original":"01934a5b-6c7d-7e8f-9a0b-00000000004c"}', 1795262400000, '{"kind":"biller"}', 0),
  (33, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000004a', 2, 'card_proposed', 1, '{"card":"01934a5b-6c7d-7e8f-9a0b-00000000004f","offer":{"kind":"due_date","to":"2027-02-01"},"expires_at":1796472000000,"basis":{"open_minor":1000,"due_date":"2026-12-21"},"respond_by":1795431600000}', 1795262400000, '{"kind":"payer"}', 1),
  (34, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer', '\x01934a5b6c7d7e8f9a0b000000000048', 2, 'forgotten', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (35, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000004a', 3, 'payer_forgotten', 1, 'null', 1795262400000, '{"kind":"biller"}', 2);

INSERT INTO postings (stream_id, stream_kind, seq, line, biller, account, owner, amount_minor, currency) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000009', 'invoice', 1, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b000000000009', 10000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000009', 'invoice', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, -8000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000009', 'invoice', 1, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, -2000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000000e', 'receipt', 2, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b000000000007', -4000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000000e', 'receipt', 2, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'clearing', NULL, 4000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000000e', 'receipt', 3, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b000000000009', -4000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000000e', 'receipt', 3, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b000000000007', 4000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000001b', 'invoice', 1, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b00000000001b', 8000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000001b', 'invoice', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, -6400, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000001b', 'invoice', 1, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, -1600, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000001b', 'invoice', 2, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b00000000001b', -3000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000001b', 'invoice', 2, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, 2400, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000001b', 'invoice', 2, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, 600, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000028', 'invoice', 1, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b000000000028', 45000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000028', 'invoice', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, -36000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000028', 'invoice', 1, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, -9000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000030', 'receipt', 2, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b000000000007', -45000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000030', 'receipt', 2, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'clearing', NULL, 45000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000030', 'receipt', 3, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b000000000028', -45000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000030', 'receipt', 3, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b000000000007', 45000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000032', 'receipt', 2, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'unidentified', NULL, -77700, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000032', 'receipt', 2, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'clearing', NULL, 77700, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000037', 'invoice', 1, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b000000000037', 9000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000037', 'invoice', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, -7200, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000037', 'invoice', 1, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, -1800, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000041', 'invoice', 1, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b000000000041', 7000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000041', 'invoice', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, -5600, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000041', 'invoice', 1, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, -1400, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000046', 'receipt', 2, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b000000000007', -7500, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000046', 'receipt', 2, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'clearing', NULL, 7500, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000046', 'receipt', 3, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b000000000041', -7000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000046', 'receipt', 3, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b000000000007', 7000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000004a', 'invoice', 1, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b00000000004a', 1000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000004a', 'invoice', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, -800, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000004a', 'invoice', 1, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, -200, 'SEK');

INSERT INTO content (id, biller, payer, kind, data) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000008', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'payer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b00000000000a', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b00000000000b', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'original', '\x3c6f726967696e616c206f66204b2d313e'),
  ('\x01934a5b6c7d7e8f9a0b000000000011', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'message', '\x4973207468652072657374206475650a6f6e204672696461793f20e2809420e2809cc3a5e2809d'),
  ('\x01934a5b6c7d7e8f9a0b000000000014', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'message', '\x4f6e20323120446563656d6265722c20617320697420736179732e'),
  ('\x01934a5b6c7d7e8f9a0b000000000017', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'message', '\x43616c6c65642c206e6f626f6479207468657265'),
  ('\x01934a5b6c7d7e8f9a0b00000000001c', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b00000000001d', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'original', '\x3c6f726967696e616c206f66204b2d323e'),
  ('\x01934a5b6c7d7e8f9a0b000000000021', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b000000000022', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'original', '\x3c6f726967696e616c206f6620432d313e'),
  ('\x01934a5b6c7d7e8f9a0b000000000025', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b000000000026', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'original', '\x3c6f726967696e616c206f6620432d323e'),
  ('\x01934a5b6c7d7e8f9a0b000000000029', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b00000000002a', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'original', '\x3c6f726967696e616c206f66204b2d333e'),
  ('\x01934a5b6c7d7e8f9a0b000000000033', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'remittance', '\x7b22646562746f725f6e616d65223a22416e6e61204578656d70656c222c227265666572656e636573223a5b22313034383230373334225d2c2262616e6b5f7265666572656e6365223a2242414e4b2d31227d'),
  ('\x01934a5b6c7d7e8f9a0b000000000034', '\x01934a5b6c7d7e8f9a0b000000000001', '\x00000000000000000000000000000000', 'remittance', '\x7b22646562746f725f6e616d65223a224e696c73204f6bc3a46e64222c227265666572656e636573223a5b226e6f7468696e67206b6e6f776e225d2c2262616e6b5f7265666572656e6365223a2242414e4b2d32227d'),
  ('\x01934a5b6c7d7e8f9a0b000000000038', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b000000000039', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'original', '\x3c6f726967696e616c206f66204b2d343e'),
  ('\x01934a5b6c7d7e8f9a0b00000000003e', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'message', '\x4c696e65206f6e65206973206e6f74206d696e65'),
  ('\x01934a5b6c7d7e8f9a0b000000000042', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b000000000043', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'original', '\x3c6f726967696e616c206f66204b2d353e'),
  ('\x01934a5b6c7d7e8f9a0b000000000049', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000048', 'payer', NULL),
  ('\x01934a5b6c7d7e8f9a0b00000000004b', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000048', 'buyer', NULL),
  ('\x01934a5b6c7d7e8f9a0b00000000004c', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000048', 'original', '\x3c6f726967696e616c206f66204b2d363e');

INSERT INTO idempotency (biller, caller, key, input_hash, body, at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000002', '\x025caf15e378895271962bd8b8649541dbeb9b686e8395d8fc8d6a98189a7ea3', '{"staff":"01934a5b-6c7d-7e8f-9a0b-000000000003"}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000005', '\x9249b38aad765bbb2d2ae3c08283dc26ba01a25902f19becd47d48809dd68b50', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-000000000009","number":"K-1","invoice_id":"01934a5b-6c7d-7e8f-9a0b-000000000009","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-00000000000c","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000000d', '\x1c8ffffc9737c4d9b2b056f40f6c610fff46229c0157cda38bbb73573e9f244b', '{"payment_id":"01934a5b-6c7d-7e8f-9a0b-00000000000e","seq":2,"credit_minor":0,"known":false}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000001a', '\x42aaed1a92b3503b8b924b202f3746f9810f0b2daa47db7a388e73bda25565b2', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-00000000001b","number":"K-2","invoice_id":"01934a5b-6c7d-7e8f-9a0b-00000000001b","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-00000000001e","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000001f', '\xa0431c27f28135c97023414192854d4623f76ced6b8ff7e694b03059c395613a', '{"status":"credited","id":"01934a5b-6c7d-7e8f-9a0b-000000000020","number":"C-1","invoice_id":"01934a5b-6c7d-7e8f-9a0b-00000000001b","seq":2,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-00000000001e","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000023', '\xb981253919c9b3d247ed08baadc173ed51d26eb2aef5a06023be2de78f4ac54e', '{"status":"waiting","id":"01934a5b-6c7d-7e8f-9a0b-000000000024","number":"C-2","invoice_id":null,"seq":0,"link":null}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000027', '\x2ad85b0709445b77652cf2104550e639fe8c0c7ad6931e5602e1f7714877ad01', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-000000000028","number":"K-3","invoice_id":"01934a5b-6c7d-7e8f-9a0b-000000000028","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-00000000002b","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000002c', '\x80b459f26f0e2d4ef6cd2109c9f5a41d8ca6912d2b7815d0102ec84a56d1c77b', '{"file":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000002d', '\x37dbd9b8850def7123ce8dd5e6106083d47a69ec501ebe10098504a230c62595', '[{"number":1,"status":"booked","amount":{"minor":45000,"currency":"SEK"},"receipt":"01934a5b-6c7d-7e8f-9a0b-000000000030","invoices":["01934a5b-6c7d-7e8f-9a0b-000000000028"],"numbers":["K-3"],"score":1000,"reasons":["reference_exact","amount_exact","name_agrees"]},{"number":2,"status":"unmatched","amount":{"minor":77700,"currency":"SEK"},"receipt":"01934a5b-6c7d-7e8f-9a0b-000000000032","invoices":[],"numbers":[],"score":null,"reasons":[]}]', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000035', '\xb6431bf09be09bac7d00f4efb65318ae2be00cfd9265a6db46ab32d317c71f40', '{"file":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000036', '\x7a67243544c8c338d2b8b124b94cae9deb4968012e737ea7b0b67d76215f94bb', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-000000000037","number":"K-4","invoice_id":"01934a5b-6c7d-7e8f-9a0b-000000000037","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-00000000003a","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000003b', '\xa422c4f06b43f49ac66aba84f396f319a8fb87c3963135256b1791ec64223a1c', '{"payment_id":"01934a5b-6c7d-7e8f-9a0b-00000000003c","seq":2,"credit_minor":0,"known":false}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000040', '\x729697b1494211156cbc005b3f2481a88994112ac889c237146f9881a96eb603', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-000000000041","number":"K-5","invoice_id":"01934a5b-6c7d-7e8f-9a0b-000000000041","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-000000000044","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000045', '\xc4e30c59c243695a8d52f8bf7b241bae81d27b373760900fbdc673195d1f73b3', '{"payment_id":"01934a5b-6c7d-7e8f-9a0b-000000000046","seq":2,"credit_minor":500,"known":false}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000047', '\x62ca932ea7b327dde431b60da3e81df90cac70da209d54346267cf80b99949a6', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-00000000004a","number":"K-6","invoice_id":"01934a5b-6c7d-7e8f-9a0b-00000000004a","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-00000000004d","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000050', '\x7797b1266de0a99f5445db140cf811c5965c0994991e54ee01545b204da93203', '{"payer_id":"01934a5b-6c7d-7e8f-9a0b-000000000048","erased":2,"invoices":1}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'link:00000000-0000-0000-0000-000000000001', '01934a5b-6c7d-7e8f-9a0b-00000000000f', '\xb32d273b3d48f5e7f0651fa833fc00f380c7e75f51683a0d2c04f80410b01eb9', '{"message_id":"01934a5b-6c7d-7e8f-9a0b-000000000010","seq":3}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'link:00000000-0000-0000-0000-000000000001', '01934a5b-6c7d-7e8f-9a0b-00000000003d', '\xf98d172c070212977099bfb9c0b973efcbecffb760b175a16520fc53536734b6', '{"dispute_id":"01934a5b-6c7d-7e8f-9a0b-00000000003f","seq":3}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'link:00000000-0000-0000-0000-000000000001', '01934a5b-6c7d-7e8f-9a0b-00000000004e', '\x079c589493c5377eac0e80fd9f412ab9e2c0e8330170767ad446b1749405523d', '{"card_id":"01934a5b-6c7d-7e8f-9a0b-00000000004f","due_date":"2026-12-21","seq":2}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'staff:01934a5b-6c7d-7e8f-9a0b-000000000003', '01934a5b-6c7d-7e8f-9a0b-000000000012', '\x4973aacedc6dceb7f267cb4d8769927b583e91048c75c0355a3c69f540a71701', '{"message_id":"01934a5b-6c7d-7e8f-9a0b-000000000013","seq":4}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'staff:01934a5b-6c7d-7e8f-9a0b-000000000003', '01934a5b-6c7d-7e8f-9a0b-000000000016', '\x3f65a52b744a4a4f3285d6f4f5a3f8b990fcc90fe46c553ac9c9aae168fdde50', '{"id":"01934a5b-6c7d-7e8f-9a0b-000000000009","seq":5}', 1795262400000);

INSERT INTO billers (id, slug, name, zone, language, colour, logo, email, phone, default_term_days, sandbox, clock_offset_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'acme', 'Acme', 'Europe/Stockholm', 'sv', '#0b6e63', NULL, NULL, NULL, 30, 1, 0);

INSERT INTO biller_identities (biller, kind, key, value, added_at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'account', '50000000058398257466', 'SE45 5000 0000 0583 9825 7466', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'seller', 'ACMEAB', 'Acme AB', 1795262400000);

INSERT INTO accounts (biller, id, credit, forgotten, seq, details) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', '{}', 0, 1, '\x01934a5b6c7d7e8f9a0b000000000008'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000048', '{}', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000049');

INSERT INTO payer_keys (biller, key, payer) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'email:anna@example.com', '\x01934a5b6c7d7e8f9a0b000000000007');

INSERT INTO payer_search (biller, payer, text) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000007', 'anna exempel
anna@example.com');

INSERT INTO payer_words (biller, word, payer) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'anna', '\x01934a5b6c7d7e8f9a0b000000000007'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'anna@example.com', '\x01934a5b6c7d7e8f9a0b000000000007'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'com', '\x01934a5b6c7d7e8f9a0b000000000007'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'example', '\x01934a5b6c7d7e8f9a0b000000000007'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'exempel', '\x01934a5b6c7d7e8f9a0b000000000007');

INSERT INTO documents (biller, kind, number, stream_id, payer, content_hash) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'credit_note', 'C-1', '\x01934a5b6c7d7e8f9a0b000000000020', '\x01934a5b6c7d7e8f9a0b000000000007', '\x869f5e1ac8fd0cb13d91adb696a329c80f197c06a0773e7a55dea706de7736c1'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'credit_note', 'C-2', '\x01934a5b6c7d7e8f9a0b000000000024', '\x01934a5b6c7d7e8f9a0b000000000007', '\xbb9424b62f092e6936db2977d79d89570bda1c445d02b68f360e578ae2a020f9'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', 'K-1', '\x01934a5b6c7d7e8f9a0b000000000009', '\x01934a5b6c7d7e8f9a0b000000000007', '\x724ccfa8b5d46e7ebe8c9d3cb076aacfa67e32f0560fccc3351f91881dad15ff'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', 'K-2', '\x01934a5b6c7d7e8f9a0b00000000001b', '\x01934a5b6c7d7e8f9a0b000000000007', '\x7c83b46716bc4fc28186d092d7dfa29ab5c67b4b5b4f416678b0a35e82f868b0'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', 'K-3', '\x01934a5b6c7d7e8f9a0b000000000028', '\x01934a5b6c7d7e8f9a0b000000000007', '\xa5fd8edf3cffa3a351816628b6ec663c90be92f34033166f86b7bef53edbbfa6'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', 'K-4', '\x01934a5b6c7d7e8f9a0b000000000037', '\x01934a5b6c7d7e8f9a0b000000000007', '\x6dd014d5e5cf75399655280d230f879e1de4521b822caaa990b0f8d2777f12bd'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', 'K-5', '\x01934a5b6c7d7e8f9a0b000000000041', '\x01934a5b6c7d7e8f9a0b000000000007', '\xc0bc81fe3be54091e4d42e792fd0405e04130b20e2b34ea57ad02ab4ae76e9d8'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', 'K-6', '\x01934a5b6c7d7e8f9a0b00000000004a', '\x01934a5b6c7d7e8f9a0b000000000048', '\x137dee2320efe0a2ed5bc249ac35707049ee8afc8a463626a30a3195a044b67d');

INSERT INTO invoices (biller, id, number, payer, currency, total_minor, payable_minor, paid_minor, pending_minor, open_minor, credit_minor, credited_minor, issue_date, due_date, lifecycle, is_open, flagged, seq, search) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000009', 'K-1', '\x01934a5b6c7d7e8f9a0b000000000007', 'SEK', 10000, 10000, 4000, 0, 6000, 0, 0, '2026-11-21', '2026-12-21', 'live', 1, 0, 5, 'k-1
rfk-1'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000001b', 'K-2', '\x01934a5b6c7d7e8f9a0b000000000007', 'SEK', 8000, 8000, 0, 0, 5000, 0, 3000, '2026-11-21', '2026-12-21', 'live', 1, 0, 2, 'k-2
rfk-2'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000028', 'K-3', '\x01934a5b6c7d7e8f9a0b000000000007', 'SEK', 45000, 45000, 45000, 0, 0, 0, 0, '2026-11-21', '2026-12-21', 'live', 0, 0, 2, 'k-3
104820734'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000037', 'K-4', '\x01934a5b6c7d7e8f9a0b000000000007', 'SEK', 9000, 9000, 0, 2000, 9000, 0, 0, '2026-11-21', '2026-12-21', 'live', 1, 0, 3, 'k-4
rfk-4'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000041', 'K-5', '\x01934a5b6c7d7e8f9a0b000000000007', 'SEK', 7000, 7000, 7000, 0, 0, 500, 0, '2026-11-21', '2026-12-21', 'live', 0, 0, 2, 'k-5
rfk-5'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000004a', 'K-6', '\x01934a5b6c7d7e8f9a0b000000000048', 'SEK', 1000, 1000, 0, 0, 1000, 0, 0, '2026-11-21', '2026-12-21', 'live', 1, 0, 3, 'k-6
rfk-6');

INSERT INTO invoice_words (biller, word, invoice) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '1', '\x01934a5b6c7d7e8f9a0b000000000009'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '104820734', '\x01934a5b6c7d7e8f9a0b000000000028'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '2', '\x01934a5b6c7d7e8f9a0b00000000001b'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '3', '\x01934a5b6c7d7e8f9a0b000000000028'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '4', '\x01934a5b6c7d7e8f9a0b000000000037'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '5', '\x01934a5b6c7d7e8f9a0b000000000041'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '6', '\x01934a5b6c7d7e8f9a0b00000000004a'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k', '\x01934a5b6c7d7e8f9a0b000000000009'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k', '\x01934a5b6c7d7e8f9a0b00000000001b'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k', '\x01934a5b6c7d7e8f9a0b000000000028'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k', '\x01934a5b6c7d7e8f9a0b000000000037'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k', '\x01934a5b6c7d7e8f9a0b000000000041'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k', '\x01934a5b6c7d7e8f9a0b00000000004a'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k-1', '\x01934a5b6c7d7e8f9a0b000000000009'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k-2', '\x01934a5b6c7d7e8f9a0b00000000001b'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k-3', '\x01934a5b6c7d7e8f9a0b000000000028'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k-4', '\x01934a5b6c7d7e8f9a0b000000000037'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k-5', '\x01934a5b6c7d7e8f9a0b000000000041'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k-6', '\x01934a5b6c7d7e8f9a0b00000000004a'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk', '\x01934a5b6c7d7e8f9a0b000000000009'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk', '\x01934a5b6c7d7e8f9a0b00000000001b'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk', '\x01934a5b6c7d7e8f9a0b000000000037'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk', '\x01934a5b6c7d7e8f9a0b000000000041'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk', '\x01934a5b6c7d7e8f9a0b00000000004a'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk-1', '\x01934a5b6c7d7e8f9a0b000000000009'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk-2', '\x01934a5b6c7d7e8f9a0b00000000001b'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk-4', '\x01934a5b6c7d7e8f9a0b000000000037'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk-5', '\x01934a5b6c7d7e8f9a0b000000000041'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk-6', '\x01934a5b6c7d7e8f9a0b00000000004a');

INSERT INTO credit_notes (biller, id, number, payer, currency, amount_minor, applied_to, seq) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000020', 'C-1', '\x01934a5b6c7d7e8f9a0b000000000007', 'SEK', 3000, '\x01934a5b6c7d7e8f9a0b00000000001b', 2),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000024', 'C-2', '\x01934a5b6c7d7e8f9a0b000000000007', 'SEK', 2000, NULL, 1);

INSERT INTO credit_note_invoices (biller, number, credit_note) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K-2', '\x01934a5b6c7d7e8f9a0b000000000020'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'not here yet', '\x01934a5b6c7d7e8f9a0b000000000024');

INSERT INTO receipts (biller, id, payer, system, account, source_id, amount_minor, currency, method, paid_on, state, free_minor, seq, joined) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000e', '\x01934a5b6c7d7e8f9a0b000000000007', 'camt', 'SE45', 'A-1', 4000, 'SEK', 'bank_transfer', '2026-11-21', 'settled', 0, 3, 0),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000030', '\x01934a5b6c7d7e8f9a0b000000000007', 'bank', '50000000058398257466', 'BANK-1 01934a5b-6c7d-7e8f-9a0b-00000000002f', 45000, 'SEK', 'bank_transfer', '2026-11-20', 'settled', 0, 3, 0),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000032', '\x', 'bank', '50000000058398257466', 'BANK-2 01934a5b-6c7d-7e8f-9a0b-000000000031', 77700, 'SEK', 'bank_transfer', '2026-11-20', 'settled', 77700, 2, 0),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000003c', '\x01934a5b6c7d7e8f9a0b000000000007', 'manual', '', '01934a5b-6c7d-7e8f-9a0b-00000000003c', 2000, 'SEK', 'bank_transfer', '2026-11-21', 'pending', 0, 1, 0),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000046', '\x01934a5b6c7d7e8f9a0b000000000007', 'manual', '', '01934a5b-6c7d-7e8f-9a0b-000000000046', 7500, 'SEK', 'bank_transfer', '2026-11-21', 'settled', 500, 3, 0);

INSERT INTO waiting_keys (biller, key, receipt) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x46f1b8db861389dcf320612d219aba64', '\x01934a5b6c7d7e8f9a0b000000000032'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x4d00241b5ab5cf23e7636779c5a169e8', '\x01934a5b6c7d7e8f9a0b000000000032'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xa04813e7e848679524b4747274153240', '\x01934a5b6c7d7e8f9a0b000000000032'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xc22fd07e01d5ab6b781e6ab0da90791b', '\x01934a5b6c7d7e8f9a0b000000000032'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xc43cc0d410e0ac10b4d5072ddce1e33f', '\x01934a5b6c7d7e8f9a0b000000000032');

INSERT INTO bank_files (biller, id, name, format, entries, begun_at_ms, ended_at_ms, actor, totals, refused, undoing_at_ms, undone_at_ms, left_payments) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01010101010101010101010101010101', 'monday.xml', 'camt.053', 2, 1795262400000, 1795262400000, '{"kind":"biller"}', '{"entries":0,"booked":0,"suggested":0,"unmatched":0,"duplicate":0,"reversed":0,"ignored":0,"rejected":0,"amount_minor":{}}', NULL, NULL, NULL, NULL);

INSERT INTO bank_entries (biller, id, format, came_in, amount_minor, untold, booked_on, valued_on, end_to_end, name, account, words, receipt, undid, undid_how) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000002f', 'camt.053', 1, 45000, 0, '2026-11-20', '2026-11-21', NULL, '\x51919934457a287c', NULL, '\x1168bd01c41471ee', '\x01934a5b6c7d7e8f9a0b000000000030', NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000031', 'camt.053', 1, 77700, 0, '2026-11-20', '2026-11-21', NULL, '\x890d780d80b52aad', NULL, '\xd230707a1a7e1ae3', '\x01934a5b6c7d7e8f9a0b000000000032', NULL, NULL);

INSERT INTO bank_keys (biller, key, entry) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x2c83e1c6e70a15601188df40274e6a35', '\x01934a5b6c7d7e8f9a0b000000000031'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x2d7f4f541cf5848472c11a2c73eb1bfd', '\x01934a5b6c7d7e8f9a0b000000000031'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x365b22023d15f7ffd77cc90c250f124b', '\x01934a5b6c7d7e8f9a0b000000000031'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x709fc1d275060aadaa1f8272487a5ea4', '\x01934a5b6c7d7e8f9a0b00000000002f'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x761c315d0f242d2efc845d8c3e35cb5b', '\x01934a5b6c7d7e8f9a0b000000000031'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x7c4a984edba01b4561955353cfcd16d8', '\x01934a5b6c7d7e8f9a0b000000000031'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xb0d11e77cdc24ccd0a3ef69cdc552711', '\x01934a5b6c7d7e8f9a0b00000000002f'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xd6780518e3495bb8a0a81ffbb07e3f72', '\x01934a5b6c7d7e8f9a0b00000000002f'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xf646aa0d16ee75c0421ebc690c6c1399', '\x01934a5b6c7d7e8f9a0b00000000002f'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xf78cbf4da69e252fe0b88a3c6bde37e8', '\x01934a5b6c7d7e8f9a0b00000000002f');

INSERT INTO bank_sightings (biller, file, number, entry, format, reference) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01010101010101010101010101010101', 1, '\x01934a5b6c7d7e8f9a0b00000000002f', 'camt.053', '\xf8b08c38a6bdfcd5'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01010101010101010101010101010101', 2, '\x01934a5b6c7d7e8f9a0b000000000031', 'camt.053', '\x2cc003bde5f8afa3');

INSERT INTO payment_references (biller, reference, invoice, kind) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '104820734', '\x01934a5b6c7d7e8f9a0b000000000028', 'reference'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K1', '\x01934a5b6c7d7e8f9a0b000000000009', 'number'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K2', '\x01934a5b6c7d7e8f9a0b00000000001b', 'number'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K3', '\x01934a5b6c7d7e8f9a0b000000000028', 'number'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K4', '\x01934a5b6c7d7e8f9a0b000000000037', 'number'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K5', '\x01934a5b6c7d7e8f9a0b000000000041', 'number'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K6', '\x01934a5b6c7d7e8f9a0b00000000004a', 'number'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'RFK1', '\x01934a5b6c7d7e8f9a0b000000000009', 'reference'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'RFK2', '\x01934a5b6c7d7e8f9a0b00000000001b', 'reference'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'RFK4', '\x01934a5b6c7d7e8f9a0b000000000037', 'reference'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'RFK5', '\x01934a5b6c7d7e8f9a0b000000000041', 'reference'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'RFK6', '\x01934a5b6c7d7e8f9a0b00000000004a', 'reference');

INSERT INTO payer_names (biller, key, payer) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'a exempel', '\x01934a5b6c7d7e8f9a0b000000000007'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'anna exempel', '\x01934a5b6c7d7e8f9a0b000000000007'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'e anna', '\x01934a5b6c7d7e8f9a0b000000000007');

INSERT INTO conversations (biller, invoice, payer, state, snoozed_until_ms, assignee, last_seq, last_at_ms, last_side, unanswered_since_ms, respond_by_ms, unread, unread_by_payer, disputed, payer_card_until_ms, biller_card_until_ms, sorted_at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000009', '\x01934a5b6c7d7e8f9a0b000000000007', 'waiting', NULL, NULL, 4, 1795262400000, 'biller', NULL, NULL, 0, 1, 0, NULL, NULL, 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000037', '\x01934a5b6c7d7e8f9a0b000000000007', 'open', NULL, NULL, 3, 1795262400000, 'payer', 1795262400000, 1795431600000, 1, 0, 1, NULL, NULL, 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000004a', '\x01934a5b6c7d7e8f9a0b000000000048', 'open', NULL, NULL, 2, 1795262400000, 'payer', 1795262400000, 1795431600000, 1, 0, 0, 1796472000000, NULL, 1795262400000);

INSERT INTO links (biller, id, invoice, recipient, channel, copy, generation, key_version, token_hash, created_at_ms, expires_at_ms, revoked_at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', '\x01934a5b6c7d7e8f9a0b000000000009', '\x01934a5b6c7d7e8f9a0b000000000007', 'email', 1, 1, 1, '\x9c5170c251332d6fc08e9e70829b5d79318c831412301f1ca88abddb24e234bb', 1795262400000, NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000001e', '\x01934a5b6c7d7e8f9a0b00000000001b', '\x01934a5b6c7d7e8f9a0b000000000007', 'email', 1, 1, 1, '\x09164f9de4efda52adc465ada83fa4ef6928f371fb2a8545da672691a9f900d0', 1795262400000, NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000002b', '\x01934a5b6c7d7e8f9a0b000000000028', '\x01934a5b6c7d7e8f9a0b000000000007', 'email', 1, 1, 1, '\xd23bae906b4c09f035ebd70e347c749d14cc4350fc710bb31209e6f2a9fc8e99', 1795262400000, NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000003a', '\x01934a5b6c7d7e8f9a0b000000000037', '\x01934a5b6c7d7e8f9a0b000000000007', 'email', 1, 1, 1, '\x2eb9a73e44469cc8af7316ce96c62a96eec007925a13c355105f6081ee2e8514', 1795262400000, NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000044', '\x01934a5b6c7d7e8f9a0b000000000041', '\x01934a5b6c7d7e8f9a0b000000000007', 'email', 1, 1, 1, '\xd568811786a8b1fdc011c3ddaa974bd74391b6c6a6cc1ec43a24d981939821a5', 1795262400000, NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000004d', '\x01934a5b6c7d7e8f9a0b00000000004a', '\x01934a5b6c7d7e8f9a0b000000000048', 'email', 1, 1, 1, '\xd77efdcddf559e4a37f404a68b5f7f6cb720a60b3a80b5650f9c7ddbb06f154e', 1795262400000, NULL, NULL);

INSERT INTO staff (id, biller, email, name, role, password, generation, created_at_ms, disabled_at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000003', '\x01934a5b6c7d7e8f9a0b000000000001', 'amira@example.com', 'Amira Haddad', 'agent', '$argon2id$nothing', 1, 1795262400000, NULL);

INSERT INTO audit (biller, id, at_ms, actor, staff, action, subject_kind, subject, detail) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000004', 1795262400000, 'biller', NULL, 'add_staff', 'staff', '\x01934a5b6c7d7e8f9a0b000000000003', 'agent'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000006', 1795262400000, 'biller', NULL, 'add_seller', 'biller', '\x01934a5b6c7d7e8f9a0b000000000001', 'ending in MEAB'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000015', 1795262400000, 'staff', '\x01934a5b6c7d7e8f9a0b000000000003', 'say', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000009', NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000019', 1795262400000, 'staff', '\x01934a5b6c7d7e8f9a0b000000000003', 'write_note', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000009', NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000002e', 1795262400000, 'biller', NULL, 'add_bank_account', 'biller', '\x01934a5b6c7d7e8f9a0b000000000001', 'ending in 7466');

SELECT setval(pg_get_serial_sequence('events', 'row_id'), MAX(row_id)) FROM events;

COMMIT;
