-- Connections to payment providers, and checkouts there.

-- A biller's accounts at providers. The keys are sealed under the operator's secret key.
CREATE TABLE provider_connections (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL PRIMARY KEY,
    provider TEXT NOT NULL,
    base_url TEXT,
    -- What payers can choose there, separated by commas.
    means TEXT NOT NULL,
    key_version BIGINT NOT NULL,
    secrets {{bytes}} NOT NULL,
    created_at_ms BIGINT NOT NULL,
    -- NULL while payers are sent there.
    ended_at_ms BIGINT
);
CREATE INDEX provider_connections_of_biller ON provider_connections (biller, created_at_ms);

-- Attempts to pay at a provider, as we asked for them and as the provider answered. What the payer sees of them are
-- events of the invoice.
CREATE TABLE checkouts (
    biller {{bytes}} NOT NULL,
    id {{bytes}} NOT NULL,
    invoice {{bytes}} NOT NULL,
    connection {{bytes}} NOT NULL,
    link {{bytes}} NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    means TEXT NOT NULL,
    opened_at_ms BIGINT NOT NULL,
    expires_at_ms BIGINT NOT NULL,
    -- NULL until the provider has answered.
    provider_id TEXT,
    url TEXT,
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
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX sandbox_payments_by_reference ON sandbox_payments (connection, reference);
