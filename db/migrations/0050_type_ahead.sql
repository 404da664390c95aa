-- Search as one types. Names that start with what was typed, in any collation of the database.
CREATE INDEX commune_start ON commune (search_text text_pattern_ops);
CREATE INDEX place_start ON place (search_text text_pattern_ops);
CREATE INDEX partner_start ON partner (search_text text_pattern_ops);

-- The embedded engine has no background worker that would empty the list of pending entries, and
-- every search reads that list: entries go straight into the index instead.
ALTER INDEX commune_search SET (fastupdate = off);
ALTER INDEX place_search SET (fastupdate = off);
ALTER INDEX partner_search SET (fastupdate = off);
ALTER INDEX partnership_search SET (fastupdate = off);
