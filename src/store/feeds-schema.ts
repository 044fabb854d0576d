/** What is watched. Moments are milliseconds since 1970. */
export const feedTables = `
-- address: as it was named, or as a list names it; at: where it stands now; named: the address that a person named.
CREATE TABLE feeds (
  address TEXT PRIMARY KEY, at TEXT NOT NULL, named TEXT NOT NULL, host TEXT NOT NULL, kind TEXT, title TEXT, etag TEXT, modified TEXT,
  interval INTEGER, next INTEGER NOT NULL, last_read INTEGER, last_new INTEGER, failures INTEGER NOT NULL DEFAULT 0,
  ended INTEGER NOT NULL DEFAULT 0, why TEXT
) WITHOUT ROWID;
CREATE INDEX feeds_due ON feeds (host, next) WHERE ended = 0;

-- Every article that a feed has named, once: waiting to be read, read, or left with the reason.
CREATE TABLE feed_items (
  address TEXT PRIMARY KEY, feed TEXT NOT NULL REFERENCES feeds ON DELETE CASCADE, host TEXT NOT NULL, hints TEXT NOT NULL,
  state TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, next INTEGER NOT NULL, why TEXT
) WITHOUT ROWID;
CREATE INDEX feed_items_due ON feed_items (host, next) WHERE state = 'waiting';
CREATE INDEX feed_items_feed ON feed_items (feed, state);

-- Hosts that asked to be left alone until then.
CREATE TABLE held_hosts (host TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
`
