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
    payment bytea,
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
    payment bytea
);
CREATE TABLE public.bank_occurrences (
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
    payer_proposal_until_ms bigint,
    biller_proposal_until_ms bigint,
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
    payment bytea NOT NULL,
    invoice bytea NOT NULL,
    place bigint NOT NULL,
    score bigint NOT NULL
);
CREATE TABLE public.migrations (
    version bigint NOT NULL
);
CREATE TABLE public.payer_bank_accounts (
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
CREATE TABLE public.payments (
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
    payment bytea NOT NULL
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
ALTER TABLE ONLY public.bank_occurrences
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
    ADD CONSTRAINT match_candidates_pkey PRIMARY KEY (biller, payment, invoice);
ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.payer_bank_accounts
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
ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_biller_system_account_source_id_currency_key UNIQUE (biller, system, account, source_id, currency);
ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (biller, id);
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
    ADD CONSTRAINT waiting_keys_pkey PRIMARY KEY (biller, key, payment);
CREATE INDEX attachments_of_invoice ON public.attachments USING btree (biller, invoice);
CREATE INDEX attachments_of_payer ON public.attachments USING btree (biller, payer);
CREATE INDEX attachments_unposted ON public.attachments USING btree (state, uploaded_at_ms) WHERE (state <> 'posted'::text);
CREATE INDEX audit_of_staff ON public.audit USING btree (biller, staff, id);
CREATE INDEX audit_of_subject ON public.audit USING btree (biller, subject, id);
CREATE INDEX bank_entries_of_payment ON public.bank_entries USING btree (biller, payment);
CREATE INDEX bank_entries_undid ON public.bank_entries USING btree (biller, undid) WHERE (undid IS NOT NULL);
CREATE INDEX bank_files_newest ON public.bank_files USING btree (biller, begun_at_ms);
CREATE INDEX bank_returns_waiting ON public.bank_returns USING btree (biller, id) WHERE (state = 'waiting'::text);
CREATE INDEX bank_sightings_of_entry ON public.bank_occurrences USING btree (biller, entry);
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
CREATE INDEX payer_accounts_of_payer ON public.payer_bank_accounts USING btree (biller, payer, account);
CREATE INDEX payer_keys_payer ON public.payer_keys USING btree (biller, payer);
CREATE INDEX payer_names_of_payer ON public.payer_names USING btree (biller, payer, key);
CREATE INDEX payer_words_of_payer ON public.payer_words USING btree (biller, payer, word);
CREATE INDEX payment_references_of_invoice ON public.payment_references USING btree (biller, invoice, reference, kind);
CREATE INDEX provider_connections_of_biller ON public.provider_connections USING btree (biller, created_at_ms);
CREATE INDEX payments_paid ON public.payments USING btree (biller, paid_on, id);
CREATE INDEX payments_payer ON public.payments USING btree (biller, payer);
CREATE INDEX payments_recorded ON public.payments USING btree (biller, amount_minor, id, joined, system) WHERE ((joined = 0) AND (system <> 'bank'::text));
CREATE INDEX payments_waiting ON public.payments USING btree (biller, id) WHERE ((state = 'settled'::text) AND (length(payer) = 0) AND (free_minor > 0));
CREATE INDEX payments_waiting_sum ON public.payments USING btree (biller, free_minor, currency, state, payer, id) WHERE ((state = 'settled'::text) AND (length(payer) = 0));
CREATE UNIQUE INDEX sandbox_payments_by_reference ON public.sandbox_payments USING btree (connection, reference);
CREATE INDEX staff_of_biller ON public.staff USING btree (biller, email);
CREATE INDEX staff_sessions_end ON public.staff_sessions USING btree (expires_at_ms);
CREATE INDEX staff_sessions_of_staff ON public.staff_sessions USING btree (biller, staff, created_at_ms);
CREATE INDEX waiting_keys_of_payment ON public.waiting_keys USING btree (biller, payment);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_biller_fkey FOREIGN KEY (biller) REFERENCES public.billers(id);
ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_biller_fkey FOREIGN KEY (biller) REFERENCES public.billers(id);
ALTER TABLE ONLY public.staff_sessions
    ADD CONSTRAINT staff_sessions_staff_fkey FOREIGN KEY (staff) REFERENCES public.staff(id);

INSERT INTO migrations (version) VALUES
  (1);

INSERT INTO events (row_id, biller, stream_kind, stream_id, seq, type, version, data, at_ms, actor, payer_prev) VALUES
  (1, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer', '\x01934a5b6c7d7e8f9a0b00000000000c', 1, 'opened', 1, '{"language":"sv","details":"01934a5b-6c7d-7e8f-9a0b-00000000000d"}', 1795262400000, '{"kind":"biller"}', NULL),
  (2, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000000e', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-1","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RFK-1"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"80.00","price_quantity":"1","net_minor":8000,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":8000,"tax_minor":2000}],"totals":{"lines_minor":8000,"allowances_minor":0,"charges_minor":0,"without_vat_minor":8000,"vat_minor":2000,"with_vat_minor":10000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":10000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-00000000000f","original":"01934a5b-6c7d-7e8f-9a0b-000000000010"}', 1795262400000, '{"kind":"biller"}', 0),
  (3, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000013', 1, 'recorded', 3, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","source":{"system":"camt","account":"SE45","id":"A-1"},"amount":{"minor":4000,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-21","shares":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","amount_minor":4000}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (4, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000013', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (5, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000013', 3, 'allocated', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","amount_minor":4000}', 1795262400000, '{"kind":"biller"}', NULL),
  (6, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000000e', 2, 'payment_settled', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-000000000013","amount_minor":4000,"allocated_minor":4000,"method":"bank_transfer","paid_on":"2026-11-21"}', 1795262400000, '{"kind":"biller"}', 1),
  (7, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000000e', 3, 'message_posted', 2, '{"message":"01934a5b-6c7d-7e8f-9a0b-000000000015","content":"01934a5b-6c7d-7e8f-9a0b-000000000016","respond_by":1795431600000}', 1795262400000, '{"kind":"payer"}', 2),
  (8, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000000e', 4, 'message_posted', 2, '{"message":"01934a5b-6c7d-7e8f-9a0b-00000000001c","content":"01934a5b-6c7d-7e8f-9a0b-00000000001d","attachments":["01934a5b-6c7d-7e8f-9a0b-000000000018"]}', 1795262400000, '{"kind":"staff","id":"01934a5b-6c7d-7e8f-9a0b-000000000003"}', 3),
  (9, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000000e', 5, 'note_posted', 1, '{"note":"01934a5b-6c7d-7e8f-9a0b-000000000021","content":"01934a5b-6c7d-7e8f-9a0b-000000000020"}', 1795262400000, '{"kind":"staff","id":"01934a5b-6c7d-7e8f-9a0b-000000000003"}', NULL),
  (10, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000024', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-2","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RFK-2"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"64.00","price_quantity":"1","net_minor":6400,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":6400,"tax_minor":1600}],"totals":{"lines_minor":6400,"allowances_minor":0,"charges_minor":0,"without_vat_minor":6400,"vat_minor":1600,"with_vat_minor":8000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":8000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-000000000025","original":"01934a5b-6c7d-7e8f-9a0b-000000000026"}', 1795262400000, '{"kind":"biller"}', 0),
  (11, '\x01934a5b6c7d7e8f9a0b000000000001', 'credit_note', '\x01934a5b6c7d7e8f9a0b000000000029', 1, 'received', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","document":{"kind":"credit_note","number":"C-1","issue_date":"2026-11-21","due_date":null,"currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"preceding":["K-2"],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"24.00","price_quantity":"1","net_minor":2400,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":2400,"tax_minor":600}],"totals":{"lines_minor":2400,"allowances_minor":0,"charges_minor":0,"without_vat_minor":2400,"vat_minor":600,"with_vat_minor":3000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":3000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-00000000002a","original":"01934a5b-6c7d-7e8f-9a0b-00000000002b"}', 1795262400000, '{"kind":"biller"}', NULL),
  (12, '\x01934a5b6c7d7e8f9a0b000000000001', 'credit_note', '\x01934a5b6c7d7e8f9a0b000000000029', 2, 'applied', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000024"}', 1795262400000, '{"kind":"biller"}', NULL),
  (13, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000024', 2, 'credited', 1, '{"credit_note":"01934a5b-6c7d-7e8f-9a0b-000000000029","number":"C-1","amount_minor":3000,"applied_minor":3000,"split":{"revenue_minor":2400,"vat_minor":600,"rounding_minor":0,"prepaid_minor":0}}', 1795262400000, '{"kind":"biller"}', 1),
  (14, '\x01934a5b6c7d7e8f9a0b000000000001', 'credit_note', '\x01934a5b6c7d7e8f9a0b00000000002d', 1, 'received', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","document":{"kind":"credit_note","number":"C-2","issue_date":"2026-11-21","due_date":null,"currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"preceding":["not here yet"],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"16.00","price_quantity":"1","net_minor":1600,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":1600,"tax_minor":400}],"totals":{"lines_minor":1600,"allowances_minor":0,"charges_minor":0,"without_vat_minor":1600,"vat_minor":400,"with_vat_minor":2000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":2000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-00000000002e","original":"01934a5b-6c7d-7e8f-9a0b-00000000002f"}', 1795262400000, '{"kind":"biller"}', NULL),
  (15, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000024', 3, 'checkout_opened', 1, '{"checkout":"01934a5b-6c7d-7e8f-9a0b-000000000036","amount_minor":5000,"method":"card","expires_at":1795266000000}', 1795262400000, '{"kind":"biller"}', 2),
  (16, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000003c', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-3","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"104820734"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"360.00","price_quantity":"1","net_minor":36000,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":36000,"tax_minor":9000}],"totals":{"lines_minor":36000,"allowances_minor":0,"charges_minor":0,"without_vat_minor":36000,"vat_minor":9000,"with_vat_minor":45000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":45000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-00000000003d","original":"01934a5b-6c7d-7e8f-9a0b-00000000003e"}', 1795262400000, '{"kind":"biller"}', 0),
  (17, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000044', 1, 'recorded', 3, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","source":{"system":"bank","account":"50000000058398257466","id":"BANK-1 01934a5b-6c7d-7e8f-9a0b-000000000043"},"amount":{"minor":45000,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-20","shares":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000003c","amount_minor":45000}],"remittance":"01934a5b-6c7d-7e8f-9a0b-000000000049","matching":{"outcome":"booked","given":"104820734","candidates":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000003c","score":1000,"reasons":["reference_exact","amount_exact","name_agrees"]}]}}', 1795262400000, '{"kind":"biller"}', NULL),
  (18, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000044', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (19, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000044', 3, 'allocated', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000003c","amount_minor":45000}', 1795262400000, '{"kind":"biller"}', NULL),
  (20, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000003c', 2, 'payment_settled', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-000000000044","amount_minor":45000,"allocated_minor":45000,"method":"bank_transfer","paid_on":"2026-11-20"}', 1795262400000, '{"kind":"biller"}', 1),
  (21, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000046', 1, 'recorded', 3, '{"payer":null,"source":{"system":"bank","account":"50000000058398257466","id":"BANK-2 01934a5b-6c7d-7e8f-9a0b-000000000045"},"amount":{"minor":1000,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-20","shares":[],"remittance":"01934a5b-6c7d-7e8f-9a0b-00000000004a","matching":{"outcome":"asked","given":"NOTHINGKNOWN","candidates":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","score":290,"reasons":["amount_part","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000024","score":290,"reasons":["amount_part","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000003c","score":200,"reasons":["paid_already","name_agrees"]}]}}', 1795262400000, '{"kind":"biller"}', NULL),
  (22, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000046', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (23, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000048', 1, 'recorded', 3, '{"payer":null,"source":{"system":"bank","account":"50000000058398257466","id":"BANK-3 01934a5b-6c7d-7e8f-9a0b-000000000047"},"amount":{"minor":8000,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-20","shares":[],"remittance":"01934a5b-6c7d-7e8f-9a0b-00000000004b","matching":{"outcome":"asked","given":"NOTHINGKNOWN","candidates":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000024","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000003c","score":200,"reasons":["paid_already","name_agrees"]}]}}', 1795262400000, '{"kind":"biller"}', NULL),
  (24, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000048', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (25, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000046', 3, 'identified', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","invoices":["01934a5b-6c7d-7e8f-9a0b-00000000000e"]}', 1795262400000, '{"kind":"biller"}', NULL),
  (26, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000046', 4, 'allocated', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","amount_minor":1000}', 1795262400000, '{"kind":"biller"}', NULL),
  (27, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000000e', 6, 'payment_settled', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-000000000046","amount_minor":1000,"allocated_minor":1000,"method":"bank_transfer","paid_on":"2026-11-20"}', 1795262400000, '{"kind":"biller"}', 4),
  (28, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000051', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-4","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RFK-4"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"72.00","price_quantity":"1","net_minor":7200,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":7200,"tax_minor":1800}],"totals":{"lines_minor":7200,"allowances_minor":0,"charges_minor":0,"without_vat_minor":7200,"vat_minor":1800,"with_vat_minor":9000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":9000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-000000000052","original":"01934a5b-6c7d-7e8f-9a0b-000000000053"}', 1795262400000, '{"kind":"biller"}', 0),
  (29, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000048', 3, 'rematched', 2, '{"outcome":"asked","given":"NOTHINGKNOWN","candidates":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000051","score":290,"reasons":["amount_part","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000024","score":260,"reasons":["amount_more","name_agrees"]}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (30, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000056', 1, 'recorded', 3, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","source":{"system":"manual","account":"","id":"01934a5b-6c7d-7e8f-9a0b-000000000056"},"amount":{"minor":2000,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-21","shares":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000051","amount_minor":2000}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (31, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000051', 2, 'payment_pending', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-000000000056","amount_minor":2000,"method":"bank_transfer","paid_on":"2026-11-21"}', 1795262400000, '{"kind":"biller"}', 1),
  (32, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000051', 3, 'disputed', 1, '{"dispute":"01934a5b-6c7d-7e8f-9a0b-000000000059","line":1,"content":"01934a5b-6c7d-7e8f-9a0b-000000000058","attachments":[],"respond_by":1795431600000}', 1795262400000, '{"kind":"payer"}', 2),
  (33, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000005b', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-5","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RF336562305849"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"56.00","price_quantity":"1","net_minor":5600,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":5600,"tax_minor":1400}],"totals":{"lines_minor":5600,"allowances_minor":0,"charges_minor":0,"without_vat_minor":5600,"vat_minor":1400,"with_vat_minor":7000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":7000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-00000000005c","original":"01934a5b-6c7d-7e8f-9a0b-00000000005d"}', 1795262400000, '{"kind":"biller"}', 0),
  (34, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000048', 4, 'rematched', 2, '{"outcome":"asked","given":"NOTHINGKNOWN","candidates":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000051","score":290,"reasons":["amount_part","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000024","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000005b","score":260,"reasons":["amount_more","name_agrees"]}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (35, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000060', 1, 'recorded', 3, '{"payer":"01934a5b-6c7d-7e8f-9a0b-00000000000c","source":{"system":"manual","account":"","id":"01934a5b-6c7d-7e8f-9a0b-000000000060"},"amount":{"minor":7500,"currency":"SEK"},"method":"bank_transfer","paid_on":"2026-11-21","shares":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000005b","amount_minor":7500}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (36, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000060', 2, 'settled', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (37, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000060', 3, 'allocated', 1, '{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000005b","amount_minor":7000}', 1795262400000, '{"kind":"biller"}', NULL),
  (38, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000005b', 2, 'payment_settled', 1, '{"payment":"01934a5b-6c7d-7e8f-9a0b-000000000060","amount_minor":7500,"allocated_minor":7000,"method":"bank_transfer","paid_on":"2026-11-21"}', 1795262400000, '{"kind":"biller"}', 1),
  (39, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer', '\x01934a5b6c7d7e8f9a0b000000000062', 1, 'opened', 1, '{"language":"sv","details":"01934a5b-6c7d-7e8f-9a0b-000000000063"}', 1795262400000, '{"kind":"biller"}', NULL),
  (40, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000064', 1, 'issued', 1, '{"payer":"01934a5b-6c7d-7e8f-9a0b-000000000062","due_date":"2026-12-21","document":{"kind":"invoice","number":"K-6","issue_date":"2026-11-21","due_date":"2026-12-21","currency":"SEK","seller":{"name":"Acme AB"},"buyer":{"name":""},"payment_means":[{"code":"30","reference":"RFK-6"}],"lines":[{"id":"1","name":"Repair","quantity":"1","unit":"C62","unit_price":"8.00","price_quantity":"1","net_minor":800,"vat":{"code":"S","rate":"25"}}],"vat_breakdown":[{"vat":{"code":"S","rate":"25"},"taxable_minor":800,"tax_minor":200}],"totals":{"lines_minor":800,"allowances_minor":0,"charges_minor":0,"without_vat_minor":800,"vat_minor":200,"with_vat_minor":1000,"prepaid_minor":0,"rounding_minor":0,"payable_minor":1000}},"buyer":"01934a5b-6c7d-7e8f-9a0b-000000000065","original":"01934a5b-6c7d-7e8f-9a0b-000000000066"}', 1795262400000, '{"kind":"biller"}', 0),
  (41, '\x01934a5b6c7d7e8f9a0b000000000001', 'payment', '\x01934a5b6c7d7e8f9a0b000000000048', 5, 'rematched', 2, '{"outcome":"asked","given":"NOTHINGKNOWN","candidates":[{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000051","score":290,"reasons":["amount_part","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-00000000000e","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000024","score":260,"reasons":["amount_more","name_agrees"]},{"invoice":"01934a5b-6c7d-7e8f-9a0b-000000000064","score":260,"reasons":["amount_more","name_agrees"]}]}', 1795262400000, '{"kind":"biller"}', NULL),
  (42, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000064', 2, 'card_proposed', 1, '{"card":"01934a5b-6c7d-7e8f-9a0b-000000000069","offer":{"kind":"due_date","to":"2027-02-01"},"expires_at":1796472000000,"basis":{"open_minor":1000,"due_date":"2026-12-21"},"respond_by":1795431600000}', 1795262400000, '{"kind":"payer"}', 1),
  (43, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer', '\x01934a5b6c7d7e8f9a0b000000000062', 2, 'forgotten', 1, 'null', 1795262400000, '{"kind":"biller"}', NULL),
  (44, '\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', '\x01934a5b6c7d7e8f9a0b000000000064', 3, 'payer_forgotten', 1, 'null', 1795262400000, '{"kind":"biller"}', 2);

INSERT INTO postings (stream_id, stream_kind, seq, line, biller, account, owner, amount_minor, currency) VALUES
  ('\x01934a5b6c7d7e8f9a0b00000000000e', 'invoice', 1, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b00000000000e', 10000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000000e', 'invoice', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, -8000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000000e', 'invoice', 1, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, -2000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000013', 'payment', 2, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b00000000000c', -4000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000013', 'payment', 2, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'clearing', NULL, 4000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000013', 'payment', 3, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b00000000000e', -4000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000013', 'payment', 3, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b00000000000c', 4000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000024', 'invoice', 1, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b000000000024', 8000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000024', 'invoice', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, -6400, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000024', 'invoice', 1, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, -1600, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000024', 'invoice', 2, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b000000000024', -3000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000024', 'invoice', 2, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, 2400, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000024', 'invoice', 2, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, 600, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000003c', 'invoice', 1, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b00000000003c', 45000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000003c', 'invoice', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, -36000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000003c', 'invoice', 1, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, -9000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000044', 'payment', 2, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b00000000000c', -45000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000044', 'payment', 2, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'clearing', NULL, 45000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000044', 'payment', 3, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b00000000003c', -45000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000044', 'payment', 3, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b00000000000c', 45000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000046', 'payment', 2, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'unidentified', NULL, -1000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000046', 'payment', 2, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'clearing', NULL, 1000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000046', 'payment', 3, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b00000000000c', -1000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000046', 'payment', 3, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'unidentified', NULL, 1000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000046', 'payment', 4, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b00000000000e', -1000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000046', 'payment', 4, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b00000000000c', 1000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000048', 'payment', 2, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'unidentified', NULL, -8000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000048', 'payment', 2, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'clearing', NULL, 8000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000051', 'invoice', 1, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b000000000051', 9000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000051', 'invoice', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, -7200, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000051', 'invoice', 1, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, -1800, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000005b', 'invoice', 1, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b00000000005b', 7000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000005b', 'invoice', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, -5600, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b00000000005b', 'invoice', 1, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, -1400, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000060', 'payment', 2, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b00000000000c', -7500, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000060', 'payment', 2, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'clearing', NULL, 7500, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000060', 'payment', 3, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b00000000005b', -7000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000060', 'payment', 3, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'payer_credit', '\x01934a5b6c7d7e8f9a0b00000000000c', 7000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000064', 'invoice', 1, 1, '\x01934a5b6c7d7e8f9a0b000000000001', 'receivable', '\x01934a5b6c7d7e8f9a0b000000000064', 1000, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000064', 'invoice', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000001', 'revenue', NULL, -800, 'SEK'),
  ('\x01934a5b6c7d7e8f9a0b000000000064', 'invoice', 1, 3, '\x01934a5b6c7d7e8f9a0b000000000001', 'vat', NULL, -200, 'SEK');

INSERT INTO content (id, biller, payer, kind, data) VALUES
  ('\x01934a5b6c7d7e8f9a0b00000000000d', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'payer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b00000000000f', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b000000000010', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'original', '\x3c6f726967696e616c206f66204b2d313e'),
  ('\x01934a5b6c7d7e8f9a0b000000000016', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'message', '\x4973207468652072657374206475650a6f6e204672696461793f20e2809420e2809cc3a5e2809d'),
  ('\x01934a5b6c7d7e8f9a0b000000000019', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'file_name', '\x5ac3a4686c65722e706e67'),
  ('\x01934a5b6c7d7e8f9a0b00000000001d', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'message', '\x536565207468652070696374757265'),
  ('\x01934a5b6c7d7e8f9a0b000000000020', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'message', '\x43616c6c65642c206e6f626f6479207468657265'),
  ('\x01934a5b6c7d7e8f9a0b000000000025', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b000000000026', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'original', '\x3c6f726967696e616c206f66204b2d323e'),
  ('\x01934a5b6c7d7e8f9a0b00000000002a', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b00000000002b', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'original', '\x3c6f726967696e616c206f6620432d313e'),
  ('\x01934a5b6c7d7e8f9a0b00000000002e', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b00000000002f', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'original', '\x3c6f726967696e616c206f6620432d323e'),
  ('\x01934a5b6c7d7e8f9a0b00000000003d', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b00000000003e', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'original', '\x3c6f726967696e616c206f66204b2d333e'),
  ('\x01934a5b6c7d7e8f9a0b000000000049', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'remittance', '\x7b22646562746f725f6e616d65223a22416e6e61204578656d70656c222c227265666572656e636573223a5b22313034383230373334225d2c2262616e6b5f7265666572656e6365223a2242414e4b2d31227d'),
  ('\x01934a5b6c7d7e8f9a0b00000000004a', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'remittance', '\x7b22646562746f725f6e616d65223a22416e6e61204578656d70656c222c22646562746f725f6163636f756e74223a225345333520353030302030303030203035343920313030302030303033222c227265666572656e636573223a5b226e6f7468696e67206b6e6f776e225d2c2262616e6b5f7265666572656e6365223a2242414e4b2d32227d'),
  ('\x01934a5b6c7d7e8f9a0b00000000004b', '\x01934a5b6c7d7e8f9a0b000000000001', '\x00000000000000000000000000000000', 'remittance', '\x7b22646562746f725f6e616d65223a22416e6e61204578656d70656c222c227265666572656e636573223a5b226e6f7468696e67206b6e6f776e225d2c2262616e6b5f7265666572656e6365223a2242414e4b2d33227d'),
  ('\x01934a5b6c7d7e8f9a0b00000000004d', '\x01934a5b6c7d7e8f9a0b000000000001', '\x00000000000000000000000000000000', 'remittance', '\x7b2272656d697474616e6365223a7b22646562746f725f6e616d65223a22416e6e61204578656d70656c222c2262616e6b5f7265666572656e6365223a2242414e4b2d34227d2c22636f6465223a224d443036222c2274657874223a22526566756e6420726571756573746564227d'),
  ('\x01934a5b6c7d7e8f9a0b000000000052', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b000000000053', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'original', '\x3c6f726967696e616c206f66204b2d343e'),
  ('\x01934a5b6c7d7e8f9a0b000000000058', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'message', '\x4c696e65206f6e65206973206e6f74206d696e65'),
  ('\x01934a5b6c7d7e8f9a0b00000000005c', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'buyer', '\x7b226e616d65223a22416e6e61204578656d70656c222c22656d61696c223a22616e6e61406578616d706c652e636f6d227d'),
  ('\x01934a5b6c7d7e8f9a0b00000000005d', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'original', '\x3c6f726967696e616c206f66204b2d353e'),
  ('\x01934a5b6c7d7e8f9a0b000000000063', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000062', 'payer', NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000065', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000062', 'buyer', NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000066', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000062', 'original', '\x3c6f726967696e616c206f66204b2d363e');

INSERT INTO idempotency (biller, caller, key, input_hash, body, at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000002', '\x025caf15e378895271962bd8b8649541dbeb9b686e8395d8fc8d6a98189a7ea3', '{"staff":"01934a5b-6c7d-7e8f-9a0b-000000000003"}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000007', '\x56f57676e67e1cc0e042c08ff146031dadc6b7c0c1a0b9e06c598bd6ccbec63f', '{"more_time":{"days":14,"times":1},"card_days":14,"first_response_minutes":240,"hours":{"from_minute":480,"to_minute":1020,"weekdays":31},"answers":true,"money":{"reference_scheme":"rf","recognised":["ocr","ocr_length","rf","kid10","kid11","finnish","belgian","swiss_qr","invoice_number"],"minimum_payment_minor":100,"auto_book_threshold":800,"bank_charges":"payer","swish_number":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000008', '\x452008510603deb438af2ac40def9ea8b024dd832987aa188a802399845be890', '{"id":"01934a5b-6c7d-7e8f-9a0b-000000000009"}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000000a', '\x9249b38aad765bbb2d2ae3c08283dc26ba01a25902f19becd47d48809dd68b50', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-00000000000e","number":"K-1","invoice_id":"01934a5b-6c7d-7e8f-9a0b-00000000000e","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-000000000011","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000012', '\xa5758123b0a530296be608ae8ffa575cc42b5c43f0b8993770cda570877fa149', '{"payment_id":"01934a5b-6c7d-7e8f-9a0b-000000000013","seq":2,"credit_minor":0,"known":false}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000023', '\x42aaed1a92b3503b8b924b202f3746f9810f0b2daa47db7a388e73bda25565b2', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-000000000024","number":"K-2","invoice_id":"01934a5b-6c7d-7e8f-9a0b-000000000024","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-000000000027","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000028', '\xa0431c27f28135c97023414192854d4623f76ced6b8ff7e694b03059c395613a', '{"status":"credited","id":"01934a5b-6c7d-7e8f-9a0b-000000000029","number":"C-1","invoice_id":"01934a5b-6c7d-7e8f-9a0b-000000000024","seq":2,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-000000000027","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000002c', '\xb981253919c9b3d247ed08baadc173ed51d26eb2aef5a06023be2de78f4ac54e', '{"status":"waiting","id":"01934a5b-6c7d-7e8f-9a0b-00000000002d","number":"C-2","invoice_id":null,"seq":0,"link":null}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000033', '\x0e8eefdb044e12ea29136896571c8094138c19da4431ea14623afc604b6a7167', '{"connection_id":"01934a5b-6c7d-7e8f-9a0b-000000000030"}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000034', '\x746d43fe596ebab0b88e5b7a33a6623219022b8016d4b4083fcc34740b2224a5', '{"checkout_id":"01934a5b-6c7d-7e8f-9a0b-000000000036","amount_minor":5000,"expires_at":1795266000000,"seq":3}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000003b', '\x2ad85b0709445b77652cf2104550e639fe8c0c7ad6931e5602e1f7714877ad01', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-00000000003c","number":"K-3","invoice_id":"01934a5b-6c7d-7e8f-9a0b-00000000003c","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-00000000003f","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000040', '\x5585a96ba768162d0de86bb87d898cb73d37dad62f45a8915f717665bb601a4b', '{"file":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000041', '\x1159ecce41d6fcbba5548a1c2c3d1e7f7f8b735195f8da2a17de905c8a20762f', '[{"number":1,"status":"booked","amount":{"minor":45000,"currency":"SEK"},"payment":"01934a5b-6c7d-7e8f-9a0b-000000000044","invoices":["01934a5b-6c7d-7e8f-9a0b-00000000003c"],"numbers":["K-3"],"score":1000,"reasons":["reference_exact","amount_exact","name_agrees"]},{"number":2,"status":"suggested","amount":{"minor":1000,"currency":"SEK"},"payment":"01934a5b-6c7d-7e8f-9a0b-000000000046","invoices":["01934a5b-6c7d-7e8f-9a0b-00000000000e","01934a5b-6c7d-7e8f-9a0b-000000000024","01934a5b-6c7d-7e8f-9a0b-00000000003c"],"numbers":["K-1","K-2","K-3"],"score":290,"reasons":["amount_part","name_agrees"]},{"number":3,"status":"suggested","amount":{"minor":8000,"currency":"SEK"},"payment":"01934a5b-6c7d-7e8f-9a0b-000000000048","invoices":["01934a5b-6c7d-7e8f-9a0b-00000000000e","01934a5b-6c7d-7e8f-9a0b-000000000024","01934a5b-6c7d-7e8f-9a0b-00000000003c"],"numbers":["K-1","K-2","K-3"],"score":260,"reasons":["amount_more","name_agrees"]},{"number":4,"status":"unmatched","amount":{"minor":-12300,"currency":"SEK"},"payment":null,"invoices":[],"numbers":[],"score":null,"reasons":["return_waiting"]}]', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000004e', '\x45e92858e4acccec1cf412053cf6c7eda2aa0baafd6fc1eec777d53fdc6fd71c', '{"file":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000004f', '\x995e1f0fc98b3ab80acdc95853cfd83e7a14dc01eb108c970a978fdaa7b040f7', '{"payment_id":"01934a5b-6c7d-7e8f-9a0b-000000000046","state":"settled","payer_id":"01934a5b-6c7d-7e8f-9a0b-00000000000c","credit_minor":0,"invoices":[{"invoice_id":"01934a5b-6c7d-7e8f-9a0b-00000000000e","seq":6}]}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000050', '\x7a67243544c8c338d2b8b124b94cae9deb4968012e737ea7b0b67d76215f94bb', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-000000000051","number":"K-4","invoice_id":"01934a5b-6c7d-7e8f-9a0b-000000000051","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-000000000054","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000055', '\xba7d58463cefc1cdc211599f26da14db1ccf40608315f2f634f2907bf1fa0db3', '{"payment_id":"01934a5b-6c7d-7e8f-9a0b-000000000056","seq":2,"credit_minor":0,"known":false}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000005a', '\xa5c6edea7f628f4fcf82cd7cecff32116cd2bff068b9d85f1d340baf550d63a9', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-00000000005b","number":"K-5","invoice_id":"01934a5b-6c7d-7e8f-9a0b-00000000005b","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-00000000005e","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000005f', '\xbc3aa8132f94a7577b295bd4f4e1246d81ebe55c7c44d109df5ae1ecb80b7481', '{"payment_id":"01934a5b-6c7d-7e8f-9a0b-000000000060","seq":2,"credit_minor":500,"known":false}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-000000000061', '\x62ca932ea7b327dde431b60da3e81df90cac70da209d54346267cf80b99949a6', '{"status":"created","id":"01934a5b-6c7d-7e8f-9a0b-000000000064","number":"K-6","invoice_id":"01934a5b-6c7d-7e8f-9a0b-000000000064","seq":1,"link":{"link_id":"01934a5b-6c7d-7e8f-9a0b-000000000067","generation":1,"key_version":1,"expires_at":null}}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'cli', '01934a5b-6c7d-7e8f-9a0b-00000000006a', '\x5f72b6f01a4f5e3cd1fe85b190241ee7c2d0725b7a0d6cd4a4f6dcade2941f47', '{"payer_id":"01934a5b-6c7d-7e8f-9a0b-000000000062","erased":2,"invoices":1}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'link:00000000-0000-0000-0000-000000000001', '01934a5b-6c7d-7e8f-9a0b-000000000014', '\x563fd57f95e6b5aa04df888e2f796f240ac921036a4a086eeb18b0172b62f04d', '{"message_id":"01934a5b-6c7d-7e8f-9a0b-000000000015","seq":3}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'link:00000000-0000-0000-0000-000000000001', '01934a5b-6c7d-7e8f-9a0b-000000000057', '\xa9ff90cd80b4b6b172788e6a877d892b056341d82629a02a57bc977e35b24b77', '{"dispute_id":"01934a5b-6c7d-7e8f-9a0b-000000000059","seq":3}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'link:00000000-0000-0000-0000-000000000001', '01934a5b-6c7d-7e8f-9a0b-000000000068', '\x0cec25ce33de17543b68383372024879bb266777d49b070ff61ee2611d25d45e', '{"card_id":"01934a5b-6c7d-7e8f-9a0b-000000000069","due_date":"2026-12-21","seq":2}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'staff:01934a5b-6c7d-7e8f-9a0b-000000000003', '01934a5b-6c7d-7e8f-9a0b-000000000005', '\x3600949ac512f1b749a4462b8c15f611b56b70b8d37104927fcd6ec0065810a3', '{"expires_at":1795305600000}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'staff:01934a5b-6c7d-7e8f-9a0b-000000000003', '01934a5b-6c7d-7e8f-9a0b-000000000017', '\x4ce9b03b90a17a19360e779620919c5f6de9fdeffeb1b7be34020e952987f4b6', '{"id":"01934a5b-6c7d-7e8f-9a0b-000000000018","media_type":"image/png","size":5738}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'staff:01934a5b-6c7d-7e8f-9a0b-000000000003', '01934a5b-6c7d-7e8f-9a0b-00000000001b', '\x0048cc78020e2599a58fd258b41cf409aac99289a4003dac0dbee14a52f3807e', '{"message_id":"01934a5b-6c7d-7e8f-9a0b-00000000001c","seq":4}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'staff:01934a5b-6c7d-7e8f-9a0b-000000000003', '01934a5b-6c7d-7e8f-9a0b-00000000001f', '\xa5f693619b8fea5d52d8ea9001619a81905f1a8bceb44c6bf4314d5f46b57807', '{"id":"01934a5b-6c7d-7e8f-9a0b-00000000000e","seq":5}', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'tests', '01934a5b-6c7d-7e8f-9a0b-000000000039', '\x218cb81fd023b4265848c80229e6dc1a055427bf788824ee8e1f838233aea330', 'false', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'tests', '01934a5b-6c7d-7e8f-9a0b-00000000003a', '\x081626e7857f0e323e01461af0e8ef91d4d354f405814a35423d11eba61c5cde', 'true', 1795262400000);

INSERT INTO billers (id, slug, name, zone, language, colour, logo, email, phone, default_term_days, sandbox, clock_offset_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'acme', 'Acme', 'Europe/Stockholm', 'sv', '#0b6e63', NULL, NULL, NULL, 30, 1, 0);

INSERT INTO api_keys (hash, biller, name, created_at_ms) VALUES
  ('\x0505050505050505050505050505050505050505050505050505050505050505', '\x01934a5b6c7d7e8f9a0b000000000001', 'billing system', 1795262400000);

INSERT INTO biller_identities (biller, kind, key, value, added_at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'account', '50000000058398257466', 'SE45 5000 0000 0583 9825 7466', 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'seller', 'ACMEAB', 'Acme AB', 1795262400000);

INSERT INTO policies (biller, data) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '{"more_time":{"days":14,"times":1},"card_days":14,"first_response_minutes":240,"hours":{"from_minute":480,"to_minute":1020,"weekdays":31},"answers":true,"money":{"reference_scheme":"rf","recognised":["ocr","ocr_length","rf","kid10","kid11","finnish","belgian","swiss_qr","invoice_number"],"minimum_payment_minor":100,"auto_book_threshold":800,"bank_charges":"payer","swish_number":null}}');

INSERT INTO payers (biller, id, credit, forgotten, seq, details) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', '{}', 0, 1, '\x01934a5b6c7d7e8f9a0b00000000000d'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000062', '{}', 1, 2, '\x01934a5b6c7d7e8f9a0b000000000063');

INSERT INTO payer_keys (biller, key, payer) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'email:anna@example.com', '\x01934a5b6c7d7e8f9a0b00000000000c');

INSERT INTO payer_search (biller, payer, text) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000c', 'anna exempel
anna@example.com');

INSERT INTO payer_words (biller, word, payer) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'anna', '\x01934a5b6c7d7e8f9a0b00000000000c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'anna@example.com', '\x01934a5b6c7d7e8f9a0b00000000000c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'com', '\x01934a5b6c7d7e8f9a0b00000000000c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'example', '\x01934a5b6c7d7e8f9a0b00000000000c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'exempel', '\x01934a5b6c7d7e8f9a0b00000000000c');

INSERT INTO documents (biller, kind, number, stream_id, payer, content_hash) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'credit_note', 'C-1', '\x01934a5b6c7d7e8f9a0b000000000029', '\x01934a5b6c7d7e8f9a0b00000000000c', '\x869f5e1ac8fd0cb13d91adb696a329c80f197c06a0773e7a55dea706de7736c1'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'credit_note', 'C-2', '\x01934a5b6c7d7e8f9a0b00000000002d', '\x01934a5b6c7d7e8f9a0b00000000000c', '\xbb9424b62f092e6936db2977d79d89570bda1c445d02b68f360e578ae2a020f9'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', 'K-1', '\x01934a5b6c7d7e8f9a0b00000000000e', '\x01934a5b6c7d7e8f9a0b00000000000c', '\x724ccfa8b5d46e7ebe8c9d3cb076aacfa67e32f0560fccc3351f91881dad15ff'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', 'K-2', '\x01934a5b6c7d7e8f9a0b000000000024', '\x01934a5b6c7d7e8f9a0b00000000000c', '\x7c83b46716bc4fc28186d092d7dfa29ab5c67b4b5b4f416678b0a35e82f868b0'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', 'K-3', '\x01934a5b6c7d7e8f9a0b00000000003c', '\x01934a5b6c7d7e8f9a0b00000000000c', '\xa5fd8edf3cffa3a351816628b6ec663c90be92f34033166f86b7bef53edbbfa6'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', 'K-4', '\x01934a5b6c7d7e8f9a0b000000000051', '\x01934a5b6c7d7e8f9a0b00000000000c', '\x6dd014d5e5cf75399655280d230f879e1de4521b822caaa990b0f8d2777f12bd'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', 'K-5', '\x01934a5b6c7d7e8f9a0b00000000005b', '\x01934a5b6c7d7e8f9a0b00000000000c', '\xf32b6581e08c92141e7bb15aa33567213feb05db992b64ef25580e17fcae2aee'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'invoice', 'K-6', '\x01934a5b6c7d7e8f9a0b000000000064', '\x01934a5b6c7d7e8f9a0b000000000062', '\x137dee2320efe0a2ed5bc249ac35707049ee8afc8a463626a30a3195a044b67d');

INSERT INTO series (biller, name, last) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'reference', 1);

INSERT INTO invoices (biller, id, number, payer, currency, total_minor, payable_minor, paid_minor, pending_minor, open_minor, credit_minor, credited_minor, issue_date, due_date, lifecycle, is_open, flagged, seq, search) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000e', 'K-1', '\x01934a5b6c7d7e8f9a0b00000000000c', 'SEK', 10000, 10000, 5000, 0, 5000, 0, 0, '2026-11-21', '2026-12-21', 'live', 1, 0, 6, 'k-1
rfk-1'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000024', 'K-2', '\x01934a5b6c7d7e8f9a0b00000000000c', 'SEK', 8000, 8000, 0, 0, 5000, 0, 3000, '2026-11-21', '2026-12-21', 'live', 1, 0, 3, 'k-2
rfk-2'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000003c', 'K-3', '\x01934a5b6c7d7e8f9a0b00000000000c', 'SEK', 45000, 45000, 45000, 0, 0, 0, 0, '2026-11-21', '2026-12-21', 'live', 0, 0, 2, 'k-3
104820734'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000051', 'K-4', '\x01934a5b6c7d7e8f9a0b00000000000c', 'SEK', 9000, 9000, 0, 2000, 9000, 0, 0, '2026-11-21', '2026-12-21', 'live', 1, 0, 3, 'k-4
rfk-4'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000005b', 'K-5', '\x01934a5b6c7d7e8f9a0b00000000000c', 'SEK', 7000, 7000, 7000, 0, 0, 500, 0, '2026-11-21', '2026-12-21', 'live', 0, 0, 2, 'k-5
rf336562305849'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000064', 'K-6', '\x01934a5b6c7d7e8f9a0b000000000062', 'SEK', 1000, 1000, 0, 0, 1000, 0, 0, '2026-11-21', '2026-12-21', 'live', 1, 0, 3, 'k-6
rfk-6');

INSERT INTO invoice_words (biller, word, invoice) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '1', '\x01934a5b6c7d7e8f9a0b00000000000e'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '104820734', '\x01934a5b6c7d7e8f9a0b00000000003c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '2', '\x01934a5b6c7d7e8f9a0b000000000024'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '3', '\x01934a5b6c7d7e8f9a0b00000000003c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '336562305849', '\x01934a5b6c7d7e8f9a0b00000000005b'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '4', '\x01934a5b6c7d7e8f9a0b000000000051'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '5', '\x01934a5b6c7d7e8f9a0b00000000005b'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '6', '\x01934a5b6c7d7e8f9a0b000000000064'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k', '\x01934a5b6c7d7e8f9a0b00000000000e'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k', '\x01934a5b6c7d7e8f9a0b000000000024'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k', '\x01934a5b6c7d7e8f9a0b00000000003c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k', '\x01934a5b6c7d7e8f9a0b000000000051'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k', '\x01934a5b6c7d7e8f9a0b00000000005b'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k', '\x01934a5b6c7d7e8f9a0b000000000064'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k-1', '\x01934a5b6c7d7e8f9a0b00000000000e'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k-2', '\x01934a5b6c7d7e8f9a0b000000000024'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k-3', '\x01934a5b6c7d7e8f9a0b00000000003c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k-4', '\x01934a5b6c7d7e8f9a0b000000000051'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k-5', '\x01934a5b6c7d7e8f9a0b00000000005b'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'k-6', '\x01934a5b6c7d7e8f9a0b000000000064'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rf336562305849', '\x01934a5b6c7d7e8f9a0b00000000005b'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk', '\x01934a5b6c7d7e8f9a0b00000000000e'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk', '\x01934a5b6c7d7e8f9a0b000000000024'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk', '\x01934a5b6c7d7e8f9a0b000000000051'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk', '\x01934a5b6c7d7e8f9a0b000000000064'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk-1', '\x01934a5b6c7d7e8f9a0b00000000000e'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk-2', '\x01934a5b6c7d7e8f9a0b000000000024'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk-4', '\x01934a5b6c7d7e8f9a0b000000000051'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'rfk-6', '\x01934a5b6c7d7e8f9a0b000000000064');

INSERT INTO credit_notes (biller, id, number, payer, currency, amount_minor, applied_to, seq) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000029', 'C-1', '\x01934a5b6c7d7e8f9a0b00000000000c', 'SEK', 3000, '\x01934a5b6c7d7e8f9a0b000000000024', 2),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000002d', 'C-2', '\x01934a5b6c7d7e8f9a0b00000000000c', 'SEK', 2000, NULL, 1);

INSERT INTO credit_note_invoices (biller, number, credit_note) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K-2', '\x01934a5b6c7d7e8f9a0b000000000029'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'not here yet', '\x01934a5b6c7d7e8f9a0b00000000002d');

INSERT INTO payments (biller, id, payer, system, account, source_id, amount_minor, currency, method, paid_on, state, free_minor, seq, joined) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000013', '\x01934a5b6c7d7e8f9a0b00000000000c', 'camt', 'SE45', 'A-1', 4000, 'SEK', 'bank_transfer', '2026-11-21', 'settled', 0, 3, 0),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000044', '\x01934a5b6c7d7e8f9a0b00000000000c', 'bank', '50000000058398257466', 'BANK-1 01934a5b-6c7d-7e8f-9a0b-000000000043', 45000, 'SEK', 'bank_transfer', '2026-11-20', 'settled', 0, 3, 0),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000046', '\x01934a5b6c7d7e8f9a0b00000000000c', 'bank', '50000000058398257466', 'BANK-2 01934a5b-6c7d-7e8f-9a0b-000000000045', 1000, 'SEK', 'bank_transfer', '2026-11-20', 'settled', 0, 4, 0),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000048', '\x', 'bank', '50000000058398257466', 'BANK-3 01934a5b-6c7d-7e8f-9a0b-000000000047', 8000, 'SEK', 'bank_transfer', '2026-11-20', 'settled', 8000, 5, 0),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000056', '\x01934a5b6c7d7e8f9a0b00000000000c', 'manual', '', '01934a5b-6c7d-7e8f-9a0b-000000000056', 2000, 'SEK', 'bank_transfer', '2026-11-21', 'pending', 0, 1, 0),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000060', '\x01934a5b6c7d7e8f9a0b00000000000c', 'manual', '', '01934a5b-6c7d-7e8f-9a0b-000000000060', 7500, 'SEK', 'bank_transfer', '2026-11-21', 'settled', 500, 3, 0);

INSERT INTO match_candidates (biller, payment, invoice, place, score) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000048', '\x01934a5b6c7d7e8f9a0b00000000000e', 1, 260),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000048', '\x01934a5b6c7d7e8f9a0b000000000024', 2, 260),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000048', '\x01934a5b6c7d7e8f9a0b000000000051', 0, 290),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000048', '\x01934a5b6c7d7e8f9a0b000000000064', 3, 260);

INSERT INTO waiting_keys (biller, key, payment) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x46f1b8db861389dcf320612d219aba64', '\x01934a5b6c7d7e8f9a0b000000000048'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x5dfbb04dea1e7f29e8d6891bbbf6f305', '\x01934a5b6c7d7e8f9a0b000000000048'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x98ece6d7b225d9c02b27f634ae811366', '\x01934a5b6c7d7e8f9a0b000000000048'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xb8fa36ebb83f6275a849b4d89466ea83', '\x01934a5b6c7d7e8f9a0b000000000048'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xea7c93960fc7526b9504f68a0c8f5506', '\x01934a5b6c7d7e8f9a0b000000000048');

INSERT INTO bank_files (biller, id, name, format, entries, begun_at_ms, ended_at_ms, actor, totals, refused, undoing_at_ms, undone_at_ms, left_payments) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01010101010101010101010101010101', 'monday.xml', 'camt.053', 4, 1795262400000, 1795262400000, '{"kind":"biller"}', '{"entries":0,"booked":0,"suggested":0,"unmatched":0,"duplicate":0,"reversed":0,"ignored":0,"rejected":0,"amount_minor":{}}', NULL, NULL, NULL, NULL);

INSERT INTO bank_entries (biller, id, format, came_in, amount_minor, untold, booked_on, valued_on, end_to_end, name, account, words, payment, undid, undid_how) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000043', 'camt.053', 1, 45000, 0, '2026-11-20', '2026-11-21', NULL, '\x51919934457a287c', NULL, '\x1168bd01c41471ee', '\x01934a5b6c7d7e8f9a0b000000000044', NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000045', 'camt.053', 1, 1000, 0, '2026-11-20', '2026-11-21', NULL, '\x51919934457a287c', '\x14a3d0c857aa2534', '\xd230707a1a7e1ae3', '\x01934a5b6c7d7e8f9a0b000000000046', NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000047', 'camt.053', 1, 8000, 0, '2026-11-20', '2026-11-21', NULL, '\x51919934457a287c', NULL, '\xd230707a1a7e1ae3', '\x01934a5b6c7d7e8f9a0b000000000048', NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000004c', 'camt.053', 0, 12300, 0, '2026-11-20', '2026-11-21', NULL, '\x51919934457a287c', NULL, NULL, NULL, NULL, NULL);

INSERT INTO bank_keys (biller, key, entry) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x1c93b58035606e75bf908b6eda60639c', '\x01934a5b6c7d7e8f9a0b000000000047'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x365b22023d15f7ffd77cc90c250f124b', '\x01934a5b6c7d7e8f9a0b000000000045'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x3d23a7b6adaabc0ec7eef3cd941838b9', '\x01934a5b6c7d7e8f9a0b00000000004c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x5aa90c5c0dbe63f741b4577d319838a9', '\x01934a5b6c7d7e8f9a0b00000000004c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x709fc1d275060aadaa1f8272487a5ea4', '\x01934a5b6c7d7e8f9a0b000000000043'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x888d4503dd153c4f4860f8e61dcc1ecc', '\x01934a5b6c7d7e8f9a0b00000000004c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x90d264cd489cb9269ec42fb209b7c713', '\x01934a5b6c7d7e8f9a0b000000000045'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xa1f30ba8d27442984822b92b8946ae86', '\x01934a5b6c7d7e8f9a0b000000000047'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xab68bda4698db0032002b5c4c3dd9e37', '\x01934a5b6c7d7e8f9a0b000000000045'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xb0d11e77cdc24ccd0a3ef69cdc552711', '\x01934a5b6c7d7e8f9a0b000000000043'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xd27e5679fb06df133402409f61cee494', '\x01934a5b6c7d7e8f9a0b000000000045'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xd2d25d33987bf39a0f2c8a6a5950a930', '\x01934a5b6c7d7e8f9a0b000000000045'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xd6780518e3495bb8a0a81ffbb07e3f72', '\x01934a5b6c7d7e8f9a0b000000000043'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xd87f0fec78f9f264121280d6d57c1847', '\x01934a5b6c7d7e8f9a0b00000000004c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xec739ac9267511acae404ad8d459c513', '\x01934a5b6c7d7e8f9a0b000000000047'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xf11fbaf5c1d36088d45329384ec21350', '\x01934a5b6c7d7e8f9a0b00000000004c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xf488d05004b598a1483769d284f4ef4a', '\x01934a5b6c7d7e8f9a0b000000000047'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xf59a176686d34224b5229ffd94538b5d', '\x01934a5b6c7d7e8f9a0b00000000004c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xf646aa0d16ee75c0421ebc690c6c1399', '\x01934a5b6c7d7e8f9a0b000000000043'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xf78cbf4da69e252fe0b88a3c6bde37e8', '\x01934a5b6c7d7e8f9a0b000000000043'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\xfd69b6df276d5db2c9ee5901f4f9beb2', '\x01934a5b6c7d7e8f9a0b000000000047');

INSERT INTO bank_occurrences (biller, file, number, entry, format, reference) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01010101010101010101010101010101', 1, '\x01934a5b6c7d7e8f9a0b000000000043', 'camt.053', '\xf8b08c38a6bdfcd5'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01010101010101010101010101010101', 2, '\x01934a5b6c7d7e8f9a0b000000000045', 'camt.053', '\x2cc003bde5f8afa3'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01010101010101010101010101010101', 3, '\x01934a5b6c7d7e8f9a0b000000000047', 'camt.053', '\xbdd94dc718d43c7e'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01010101010101010101010101010101', 4, '\x01934a5b6c7d7e8f9a0b00000000004c', 'camt.053', '\xa4c7199038c22fc4');

INSERT INTO bank_returns (biller, id, account, amount_minor, currency, booked_on, content, keys, arrived_at_ms, state, payment) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000004c', 'SE45 5000 0000 0583 9825 7466', 12300, 'SEK', '2026-11-20', '\x01934a5b6c7d7e8f9a0b00000000004d', '{"ids":[],"weak_ids":[],"bank_ids":[[136,141,69,3,221,21,60,79,72,96,248,230,29,204,30,204]],"references":[],"structured":false,"amounts_minor":[12300],"payers":["50000000058398257466"]}', 1795262400000, 'waiting', NULL);

INSERT INTO payment_references (biller, reference, invoice, kind) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '104820734', '\x01934a5b6c7d7e8f9a0b00000000003c', 'reference'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K1', '\x01934a5b6c7d7e8f9a0b00000000000e', 'number'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K2', '\x01934a5b6c7d7e8f9a0b000000000024', 'number'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K3', '\x01934a5b6c7d7e8f9a0b00000000003c', 'number'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K4', '\x01934a5b6c7d7e8f9a0b000000000051', 'number'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K5', '\x01934a5b6c7d7e8f9a0b00000000005b', 'number'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'K6', '\x01934a5b6c7d7e8f9a0b000000000064', 'number'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'RF336562305849', '\x01934a5b6c7d7e8f9a0b00000000005b', 'reference'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'RFK1', '\x01934a5b6c7d7e8f9a0b00000000000e', 'reference'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'RFK2', '\x01934a5b6c7d7e8f9a0b000000000024', 'reference'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'RFK4', '\x01934a5b6c7d7e8f9a0b000000000051', 'reference'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'RFK6', '\x01934a5b6c7d7e8f9a0b000000000064', 'reference');

INSERT INTO payer_bank_accounts (biller, account, payer, confirmed_at_ms, times) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'SE3550000000054910000003', '\x01934a5b6c7d7e8f9a0b00000000000c', 1795262400000, 1);

INSERT INTO payer_names (biller, key, payer) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'a exempel', '\x01934a5b6c7d7e8f9a0b00000000000c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'anna exempel', '\x01934a5b6c7d7e8f9a0b00000000000c'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', 'e anna', '\x01934a5b6c7d7e8f9a0b00000000000c');

INSERT INTO provider_connections (biller, id, provider, base_url, means, key_version, secrets, created_at_ms, ended_at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000030', 'sandbox', NULL, 'card', 1, '\x72629539ebf8c014dabfbc1a44b90a2365bd60fcbfeaf4ba450f372e8625958fa5402932551b814839682ce90f98d63b721a16a8b60fd98dd41a799e7b5af2fdedb03d3b1dc39327230ca037912677', 1795262400000, NULL);

INSERT INTO checkouts (biller, id, invoice, connection, link, amount_minor, currency, means, opened_at_ms, expires_at_ms, provider_id, url, asked, state) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000036', '\x01934a5b6c7d7e8f9a0b000000000024', '\x01934a5b6c7d7e8f9a0b000000000030', '\x01934a5b6c7d7e8f9a0b000000000035', 5000, 'SEK', 'card', 1795262400000, 1795266000000, 'sbx_1', 'https://sandbox.example.com/pay', 0, 'open');

INSERT INTO sandbox_payments (id, biller, connection, reference, key_version, data, version) VALUES
  ('sbx_1', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000030', '01934a5b-6c7d-7e8f-9a0b-000000000036', 1, '\x010203', 1);

INSERT INTO conversations (biller, invoice, payer, state, snoozed_until_ms, assignee, last_seq, last_at_ms, last_side, unanswered_since_ms, respond_by_ms, unread, unread_by_payer, disputed, payer_proposal_until_ms, biller_proposal_until_ms, sorted_at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000e', '\x01934a5b6c7d7e8f9a0b00000000000c', 'waiting', NULL, NULL, 4, 1795262400000, 'biller', NULL, NULL, 0, 1, 0, NULL, NULL, 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000051', '\x01934a5b6c7d7e8f9a0b00000000000c', 'open', NULL, NULL, 3, 1795262400000, 'payer', 1795262400000, 1795431600000, 1, 0, 1, NULL, NULL, 1795262400000),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000064', '\x01934a5b6c7d7e8f9a0b000000000062', 'open', NULL, NULL, 2, 1795262400000, 'payer', 1795262400000, 1795431600000, 1, 0, 0, 1796472000000, NULL, 1795262400000);

INSERT INTO replies (biller, id, kind, name, texts, updated_at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000009', 'canned', 'Thanks', '{"en":{"text":"Thank you for telling us."}}', 1795262400000);

INSERT INTO links (biller, id, invoice, recipient, channel, copy, generation, key_version, token_hash, created_at_ms, expires_at_ms, revoked_at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000011', '\x01934a5b6c7d7e8f9a0b00000000000e', '\x01934a5b6c7d7e8f9a0b00000000000c', 'email', 1, 1, 1, '\xcbe92443937d8efdb48a788652d8b30700cc0af725deff3d8cb7f7eb70f6beb6', 1795262400000, NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000027', '\x01934a5b6c7d7e8f9a0b000000000024', '\x01934a5b6c7d7e8f9a0b00000000000c', 'email', 1, 1, 1, '\xaf9af1d595cef26948c7a617cc2fe37428122d899167ed5e45c5929da4adc798', 1795262400000, NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000035', '\x01934a5b6c7d7e8f9a0b000000000024', '\x01934a5b6c7d7e8f9a0b00000000000c', 'api', 1, 1, 1, '\x120d7fca45cd000e0583bada78a15b968f86521480f9ce7bbbeff2ba9343d69e', 1795262400000, NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000003f', '\x01934a5b6c7d7e8f9a0b00000000003c', '\x01934a5b6c7d7e8f9a0b00000000000c', 'email', 1, 1, 1, '\x16ed067f36562d5c3d5e75ed058a3bce3aab114a194dc31d26240b8628129b44', 1795262400000, NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000054', '\x01934a5b6c7d7e8f9a0b000000000051', '\x01934a5b6c7d7e8f9a0b00000000000c', 'email', 1, 1, 1, '\x38c87bcdb9c187c923b906afed533ebd1835465934480f913f468ebf89262008', 1795262400000, NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000005e', '\x01934a5b6c7d7e8f9a0b00000000005b', '\x01934a5b6c7d7e8f9a0b00000000000c', 'email', 1, 1, 1, '\xe43e164767ba4f74ccf5c150f4c3fc67c954536382ce62c264a4b183df92b94c', 1795262400000, NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000067', '\x01934a5b6c7d7e8f9a0b000000000064', '\x01934a5b6c7d7e8f9a0b000000000062', 'email', 1, 1, 1, '\x430baab787eea7ca712f1f55a6f5f76e86e383a7854363493dc90dc513cc2592', 1795262400000, NULL, NULL);

INSERT INTO attachments (biller, id, invoice, payer, side, media_type, size, name, state, uploaded_at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000018', '\x01934a5b6c7d7e8f9a0b00000000000e', '\x01934a5b6c7d7e8f9a0b00000000000c', 'biller', 'image/png', 5738, '\x01934a5b6c7d7e8f9a0b000000000019', 'posted', 1795262400000);

INSERT INTO staff (id, biller, email, name, role, password, generation, created_at_ms, disabled_at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000003', '\x01934a5b6c7d7e8f9a0b000000000001', 'amira@example.com', 'Amira Haddad', 'agent', '$argon2id$nothing', 1, 1795262400000, NULL);

INSERT INTO staff_sessions (token_hash, biller, staff, generation, created_at_ms, seen_at_ms, expires_at_ms) VALUES
  ('\x0707070707070707070707070707070707070707070707070707070707070707', '\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000003', 1, 1795262400000, 1795262400000, 1795305600000);

INSERT INTO audit (biller, id, at_ms, actor, staff, action, subject_kind, subject, detail) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000004', 1795262400000, 'biller', NULL, 'add_staff', 'staff', '\x01934a5b6c7d7e8f9a0b000000000003', 'agent'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000006', 1795262400000, 'staff', '\x01934a5b6c7d7e8f9a0b000000000003', 'log_in', NULL, NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000000b', 1795262400000, 'biller', NULL, 'add_seller', 'biller', '\x01934a5b6c7d7e8f9a0b000000000001', 'ending in MEAB'),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000001a', 1795262400000, 'staff', '\x01934a5b6c7d7e8f9a0b000000000003', 'attach', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000000e', NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b00000000001e', 1795262400000, 'staff', '\x01934a5b6c7d7e8f9a0b000000000003', 'say', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000000e', NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000022', 1795262400000, 'staff', '\x01934a5b6c7d7e8f9a0b000000000003', 'write_note', 'invoice', '\x01934a5b6c7d7e8f9a0b00000000000e', NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000001', '\x01934a5b6c7d7e8f9a0b000000000042', 1795262400000, 'biller', NULL, 'add_bank_account', 'biller', '\x01934a5b6c7d7e8f9a0b000000000001', 'ending in 7466');

INSERT INTO jobs (id, biller, purpose, unique_key, payload, due_at_ms, state, attempts, lease_until_ms, lease_owner, error, expires_at_ms, ended_at_ms) VALUES
  ('\x01934a5b6c7d7e8f9a0b000000000037', '\x01934a5b6c7d7e8f9a0b000000000001', 'create_checkout', '01934a5b-6c7d-7e8f-9a0b-000000000036:create', '{"checkout":"01934a5b-6c7d-7e8f-9a0b-000000000036"}', 1795262410000, 'waiting', 0, 0, NULL, NULL, NULL, NULL),
  ('\x01934a5b6c7d7e8f9a0b000000000038', '\x01934a5b6c7d7e8f9a0b000000000001', 'check_checkout', '01934a5b-6c7d-7e8f-9a0b-000000000036:poll:0', '{"checkout":"01934a5b-6c7d-7e8f-9a0b-000000000036","goes_on":true,"asked":0}', 1795262420000, 'waiting', 0, 0, NULL, NULL, NULL, NULL);

SELECT setval(pg_get_serial_sequence('events', 'row_id'), MAX(row_id)) FROM events;

COMMIT;
