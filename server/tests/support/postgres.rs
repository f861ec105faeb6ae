//! What other versions leave in a database of PostgreSQL, and where they find it.
#![allow(dead_code)]

use testkit::postgres::sql;

/// Appends an event of a version to come to an invoice, as a newer node does: payers may see it. The invoice is named
/// by its id without hyphens.
pub fn append_newer(url: &str, invoice: &str) {
    let inserted = sql(
        url,
        &format!(
            "INSERT INTO events (biller, stream_kind, stream_id, seq, type, version, data, at_ms, actor, payer_prev) \
             SELECT biller, stream_kind, stream_id, seq + 1, 'surcharged', 1, '{{\"amount_minor\":500}}', at_ms, actor, \
             seq FROM events WHERE stream_kind = 'invoice' AND stream_id = '\\x{invoice}' ORDER BY seq DESC LIMIT 1 \
             RETURNING seq"
        ),
    );
    let seq = inserted.trim();
    sql(url, &format!("UPDATE invoices SET seq = {seq} WHERE id = '\\x{invoice}'"));
}

/// The address under which a node is of the version before: what the other nodes call `due_date_changed` has a name
/// there that it does not know. Nodes have used the database before.
pub fn of_an_older_version(url: &str) -> String {
    sql(
        url,
        "CREATE SCHEMA older; \
         CREATE VIEW older.migrations AS SELECT * FROM public.migrations; \
         CREATE VIEW older.events AS SELECT row_id, tx, biller, stream_kind, stream_id, seq, \
             CASE type WHEN 'due_date_changed' THEN 'plan_agreed' ELSE type END AS type, \
             version, data, at_ms, actor, payer_prev FROM public.events; \
         CREATE FUNCTION older.append() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             INSERT INTO public.events \
                 (biller, stream_kind, stream_id, seq, type, version, data, at_ms, actor, payer_prev) \
             VALUES (NEW.biller, NEW.stream_kind, NEW.stream_id, NEW.seq, NEW.type, NEW.version, NEW.data, \
                 NEW.at_ms, NEW.actor, NEW.payer_prev); \
             RETURN NEW; END $$; \
         CREATE TRIGGER append INSTEAD OF INSERT ON older.events FOR EACH ROW EXECUTE FUNCTION older.append()",
    );
    format!("{url}?options=-c%20search_path%3Dolder%2Cpublic")
}
