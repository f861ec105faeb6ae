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
