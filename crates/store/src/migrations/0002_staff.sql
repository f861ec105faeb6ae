-- People at the biller, their sessions, and what they did.

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
    -- Made in the order of time.
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
