-- Imports that have begun and not ended. What is to be sent stands here before
-- anything is sent.
CREATE TABLE journal (
    import TEXT PRIMARY KEY REFERENCES imports (id),
    file TEXT NOT NULL -- JSON of what is sent
);

CREATE TABLE journal_batches (
    import TEXT NOT NULL REFERENCES journal (import),
    position INTEGER NOT NULL, -- from 0, in the order of the file
    shifts INTEGER NOT NULL,   -- how many
    rows BLOB,                 -- JSON of the shifts and their lines, until answered
    answer TEXT,               -- JSON, once answered
    PRIMARY KEY (import, position)
) WITHOUT ROWID;
