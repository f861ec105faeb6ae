-- Jobs that are too late, jobs that have ended, and how due ones are found.

-- From then on it is too late for it: business time; never where there is none.
ALTER TABLE jobs ADD COLUMN expires_at_ms BIGINT;
-- When it ended, real time; nothing while it waits. Some time later it is removed.
ALTER TABLE jobs ADD COLUMN ended_at_ms BIGINT;
UPDATE jobs SET ended_at_ms = {{now_ms}} WHERE state <> 'waiting';

-- Nothing ever did these: no channel that tells a payer has been there. Done now, they would tell of what is long past.
DELETE FROM jobs WHERE purpose = 'notify_payer';

DROP INDEX jobs_due;
CREATE INDEX jobs_claimed ON jobs (purpose, due_at_ms, id) WHERE state = 'waiting';
CREATE INDEX jobs_next ON jobs (biller, due_at_ms) WHERE state = 'waiting';
CREATE INDEX jobs_ended ON jobs (purpose, ended_at_ms) WHERE state <> 'waiting';

-- An answer that is kept for its key held the name of the attached file, which somebody chose. The answer is the id.
UPDATE idempotency SET body = {{body_without_name}} WHERE body LIKE '%"media_type":%';

-- A page of a provider, where what a payer entered may be shown, is of no use once the checkout there is over.
UPDATE checkouts SET url = NULL WHERE state IN ('paid', 'failed', 'cancelled', 'expired');
