/** What is counted of a feed is kept beside it: a page of the feeds reads none of their articles, of which there may be hundreds of thousands. */
export const followed = `
ALTER TABLE rereads ADD COLUMN feed TEXT;
UPDATE rereads SET feed = (SELECT i.feed FROM feed_items i WHERE i.address = rereads.address);
CREATE INDEX rereads_feed ON rereads (feed, next) WHERE next IS NOT NULL;

-- Of a feed's articles: how many were read, wait, were left; are read again, were found to be other versions, were taken down.
CREATE TABLE feed_counts (
  feed TEXT PRIMARY KEY REFERENCES feeds ON DELETE CASCADE, read INTEGER NOT NULL DEFAULT 0, waiting INTEGER NOT NULL DEFAULT 0,
  "left" INTEGER NOT NULL DEFAULT 0, followed INTEGER NOT NULL DEFAULT 0, revised INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
INSERT INTO feed_counts (feed, read, waiting, "left")
  SELECT f.address, count(*) FILTER (WHERE i.state = 'read'), count(*) FILTER (WHERE i.state = 'waiting'), count(*) FILTER (WHERE i.state = 'left')
  FROM feeds f LEFT JOIN feed_items i ON i.feed = f.address GROUP BY f.address;
UPDATE feed_counts SET followed = c.followed, revised = c.revised, gone = c.gone
  FROM (SELECT feed, count(next) AS followed, sum(revised) AS revised, sum(gone) AS gone FROM rereads GROUP BY feed) c WHERE c.feed = feed_counts.feed;

CREATE TRIGGER feeds_counted AFTER INSERT ON feeds BEGIN INSERT INTO feed_counts (feed) VALUES (new.address); END;
CREATE TRIGGER feed_items_in AFTER INSERT ON feed_items
BEGIN UPDATE feed_counts SET read = read + (new.state = 'read'), waiting = waiting + (new.state = 'waiting'), "left" = "left" + (new.state = 'left') WHERE feed = new.feed; END;
CREATE TRIGGER feed_items_out AFTER DELETE ON feed_items
BEGIN UPDATE feed_counts SET read = read - (old.state = 'read'), waiting = waiting - (old.state = 'waiting'), "left" = "left" - (old.state = 'left') WHERE feed = old.feed; END;
CREATE TRIGGER feed_items_settled AFTER UPDATE OF state ON feed_items WHEN old.state <> new.state
BEGIN UPDATE feed_counts SET read = read + (new.state = 'read') - (old.state = 'read'), waiting = waiting + (new.state = 'waiting') - (old.state = 'waiting'), "left" = "left" + (new.state = 'left') - (old.state = 'left') WHERE feed = new.feed; END;
CREATE TRIGGER rereads_in AFTER INSERT ON rereads
BEGIN UPDATE rereads SET feed = (SELECT feed FROM feed_items WHERE address = new.address) WHERE address = new.address; UPDATE feed_counts SET followed = followed + (new.next IS NOT NULL), revised = revised + new.revised, gone = gone + new.gone WHERE feed = (SELECT feed FROM feed_items WHERE address = new.address); END;
CREATE TRIGGER rereads_out AFTER DELETE ON rereads
BEGIN UPDATE feed_counts SET followed = followed - (old.next IS NOT NULL), revised = revised - old.revised, gone = gone - old.gone WHERE feed = old.feed; END;
CREATE TRIGGER rereads_kept AFTER UPDATE OF next, revised, gone ON rereads
BEGIN UPDATE feed_counts SET followed = followed + (new.next IS NOT NULL) - (old.next IS NOT NULL), revised = revised + new.revised - old.revised, gone = gone + new.gone - old.gone WHERE feed = new.feed; END;
`
