-- What each published projection was computed from, so that it can be computed again:
-- an input belongs to the projections from `first` to `last`, or to all since `first`.
CREATE TABLE projection (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    version  INTEGER NOT NULL,
    hash     TEXT NOT NULL,
    built_at TEXT NOT NULL
);
CREATE TABLE projection_input (
    kind  TEXT NOT NULL CHECK (kind IN ('bundle', 'coverage', 'decision', 'packs', 'program')),
    value TEXT NOT NULL,
    first INTEGER NOT NULL REFERENCES projection (number),
    last  INTEGER REFERENCES projection (number)
);
CREATE INDEX projection_input_open ON projection_input (last);
