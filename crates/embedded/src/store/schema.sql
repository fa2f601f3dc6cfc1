-- Times are minutes since 1970-01-01T00:00Z; a window ends before its `finish`.

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE skills (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE,
    -- Where the skill's contacts wait; without one the skill is a queue of its own.
    queue TEXT
) STRICT;

CREATE TABLE agents (
    id               INTEGER PRIMARY KEY,
    name             TEXT NOT NULL UNIQUE,
    -- A week.
    contracted_hours REAL NOT NULL DEFAULT 40,
    -- Would like to work more than is planned.
    willing          INTEGER NOT NULL DEFAULT 1,
    -- JSON [[from, to], …] in local minutes of a week from Monday; without it, always.
    availability     TEXT
) STRICT;

-- What the directory says; the skills of an agent's shifts come on top.
CREATE TABLE agent_skills (
    agent       INTEGER NOT NULL REFERENCES agents (id),
    skill       INTEGER NOT NULL REFERENCES skills (id),
    proficiency TEXT,
    PRIMARY KEY (agent, skill)
) STRICT, WITHOUT ROWID;

CREATE TABLE shifts (
    id        INTEGER PRIMARY KEY,
    agent     INTEGER NOT NULL REFERENCES agents (id),
    start     INTEGER NOT NULL,
    finish    INTEGER NOT NULL CHECK (finish > start),
    published INTEGER NOT NULL,
    -- JSON [[from, to], …] in minutes after `start`.
    breaks    TEXT NOT NULL,
    UNIQUE (agent, start, finish)
) STRICT;
CREATE INDEX shifts_by_start ON shifts (start);
-- The longest shift bounds how far back a search for overlaps must look.
CREATE INDEX shifts_by_length ON shifts (finish - start);

CREATE TABLE shift_skills (
    shift       INTEGER NOT NULL REFERENCES shifts (id) ON DELETE CASCADE,
    skill       INTEGER NOT NULL REFERENCES skills (id),
    agent       INTEGER NOT NULL REFERENCES agents (id),
    proficiency TEXT,
    PRIMARY KEY (shift, skill)
) STRICT, WITHOUT ROWID;
CREATE INDEX shift_skills_by_agent ON shift_skills (agent, skill);

-- Windows of one skill never overlap.
CREATE TABLE requirements (
    skill  INTEGER NOT NULL REFERENCES skills (id),
    start  INTEGER NOT NULL,
    finish INTEGER NOT NULL CHECK (finish > start),
    agents REAL NOT NULL,
    PRIMARY KEY (skill, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX requirements_by_length ON requirements (finish - start);

-- Holds for every week where `requirements` says nothing.
CREATE TABLE weekly_requirements (
    skill   INTEGER NOT NULL REFERENCES skills (id),
    -- Quarter hours since local Monday 00:00, 0 to 671.
    quarter INTEGER NOT NULL,
    agents  REAL NOT NULL,
    PRIMARY KEY (skill, quarter)
) STRICT, WITHOUT ROWID;

CREATE TABLE jobs (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT NOT NULL UNIQUE,
    status   TEXT NOT NULL,
    -- How often the run was begun and has not come to an end.
    attempts INTEGER NOT NULL DEFAULT 0,
    -- JSON as on the wire.
    request  TEXT NOT NULL,
    result   TEXT,
    error    TEXT
) STRICT;
