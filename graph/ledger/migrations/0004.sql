-- Watches: named questions whose change is reported at each build. `answer` is what was answered last.
CREATE TABLE watch (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL UNIQUE,
    question   TEXT NOT NULL CHECK (question IN ('gaps', 'coverage', 'links', 'related')),
    parameters TEXT NOT NULL,
    added_at   TEXT NOT NULL,
    version    INTEGER NOT NULL,
    hash       TEXT NOT NULL,
    answer     TEXT NOT NULL
);
CREATE TABLE watch_report (
    watch   INTEGER NOT NULL REFERENCES watch (number) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    report  TEXT NOT NULL
);
CREATE INDEX watch_report_of ON watch_report (watch);
