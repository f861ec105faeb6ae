-- Bank files that came in, and their entries.

CREATE TABLE bank_files (
    biller {{bytes}} NOT NULL,
    -- The beginning of the SHA-256 of its bytes: the same file is the same row.
    id {{bytes}} NOT NULL,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    entries BIGINT NOT NULL,
    -- When it was imported the last time.
    begun_at_ms BIGINT NOT NULL,
    -- NULL while it is being imported, and where that was cut off.
    ended_at_ms BIGINT,
    -- Who sent it, as in events.
    actor TEXT NOT NULL,
    -- What became of its entries, JSON; NULL until it ended.
    totals TEXT,
    -- Why nothing of it was taken.
    refused TEXT,
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
    -- The receipt that it recorded or took back; NULL where it did neither.
    receipt {{bytes}},
    PRIMARY KEY (biller, id)
) {{clustered}};
CREATE INDEX bank_entries_of_receipt ON bank_entries (biller, receipt);

-- Hashes of what names an entry: it is found again by any of them.
CREATE TABLE bank_keys (
    biller {{bytes}} NOT NULL,
    key {{bytes}} NOT NULL,
    entry {{bytes}} NOT NULL,
    PRIMARY KEY (biller, key, entry)
) {{clustered}};

-- Which file told of which entry, and under which number there.
CREATE TABLE bank_sightings (
    biller {{bytes}} NOT NULL,
    file {{bytes}} NOT NULL,
    number BIGINT NOT NULL,
    entry {{bytes}} NOT NULL,
    format TEXT NOT NULL,
    -- What the bank called it there, as a hash.
    reference {{bytes}},
    PRIMARY KEY (biller, file, number)
) {{clustered}};
CREATE INDEX bank_sightings_of_entry ON bank_sightings (biller, entry);
