ALTER TABLE imports ADD COLUMN receipt TEXT; -- JSON; none of imports of older versions

CREATE TABLE import_failures (
    import TEXT NOT NULL REFERENCES imports (id),
    position INTEGER NOT NULL, -- from 0, in the order of the file
    line INTEGER NOT NULL,     -- 0 where the server did not say which shift
    agent TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (import, position)
) WITHOUT ROWID;
