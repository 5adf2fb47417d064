-- The catalog of a workspace, first release.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE job (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    command     TEXT NOT NULL,
    started_at  TEXT NOT NULL,
    finished_at TEXT,
    result      TEXT
);
CREATE TABLE source (
    key         TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    update_kind TEXT NOT NULL CHECK (update_kind IN ('replace', 'snapshot', 'delta')),
    state       TEXT NOT NULL CHECK (state IN ('current', 'retracted'))
);
CREATE TABLE version (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    source     TEXT NOT NULL REFERENCES source (key),
    seq        INTEGER NOT NULL,
    sha256     TEXT NOT NULL,
    size       INTEGER NOT NULL,
    origin     TEXT NOT NULL,
    options    TEXT NOT NULL,
    recipe     TEXT NOT NULL,
    bundle     TEXT NOT NULL,
    precedence TEXT NOT NULL,
    summary    TEXT NOT NULL,
    added_at   TEXT NOT NULL,
    UNIQUE (source, seq)
);
CREATE INDEX version_by_bytes ON version (sha256);
-- What a source says it covers; only from this come the three empty states.
CREATE TABLE coverage (
    source   TEXT NOT NULL REFERENCES source (key),
    zone     TEXT NOT NULL,
    complete INTEGER NOT NULL,
    as_of    TEXT,
    PRIMARY KEY (source, zone)
);
-- Append-only: a decision is undone by a later one that names its number.
CREATE TABLE decision (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    object  TEXT NOT NULL,
    note    TEXT NOT NULL,
    who     TEXT NOT NULL,
    made_at TEXT NOT NULL,
    undoes  INTEGER REFERENCES decision (number)
);
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decision_is_fixed BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
