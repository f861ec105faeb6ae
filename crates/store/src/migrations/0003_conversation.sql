-- Conversations as the inbox lists them, prepared answers, and what a biller lets Billow decide.

-- One row for each invoice on which somebody said something, or that somebody looks after; folded from the
-- invoice's events, never a source of truth.
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
    -- Until when a card waits for an answer: the payer's card for staff, the biller's for the payer.
    payer_card_until_ms BIGINT,
    biller_card_until_ms BIGINT,
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

-- What a biller lets Billow decide by itself; the usual where there is no row. JSON.
CREATE TABLE policies (
    biller {{bytes}} NOT NULL PRIMARY KEY,
    data TEXT NOT NULL
);
