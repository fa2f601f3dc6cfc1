CREATE TABLE connections (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL -- JSON of a connection, never with its secret
);

CREATE TABLE imports (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    connection TEXT NOT NULL, -- its name by then
    file_name TEXT NOT NULL,
    first_start TEXT NOT NULL, -- of the shifts that were sent
    after_last_start TEXT NOT NULL,
    processed INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    stopped INTEGER NOT NULL
);

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    ended_at TEXT,
    connection_id TEXT NOT NULL,
    connection TEXT NOT NULL,
    request TEXT NOT NULL, -- JSON as it was sent
    job TEXT,              -- the server's id; none until it answered
    outcome TEXT NOT NULL, -- JSON string
    result TEXT            -- JSON of the recommendations
);
