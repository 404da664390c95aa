-- A partnership is found by its partner's words too. The database copies them from the partner's
-- record, whoever renames it, merges it, undoes that or gives the partnership to another.
ALTER TABLE partnership ADD COLUMN partner_text text NOT NULL DEFAULT '';
UPDATE partnership s SET partner_text = p.search_text,
  search_text = btrim(replace(' ' || s.search_text || ' ', ' ' || p.name_folded || ' ', ' '))
  FROM partner p WHERE p.id = s.partner_id;

ALTER TABLE partnership DROP COLUMN search;
ALTER TABLE partnership ADD COLUMN search tsvector
  GENERATED ALWAYS AS (to_tsvector('simple', search_text || ' ' || partner_text)) STORED;
CREATE INDEX partnership_search ON partnership USING gin (search) WITH (fastupdate = off);

CREATE FUNCTION partnership_partner_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A partnership that comes to a partner waits for a renaming under way, which does not see it yet.
  IF TG_OP = 'INSERT' OR NEW.partner_id <> OLD.partner_id THEN
    PERFORM FROM partner WHERE id = NEW.partner_id FOR SHARE;
  END IF;
  NEW.partner_text = coalesce((SELECT search_text FROM partner WHERE id = NEW.partner_id), '');
  RETURN NEW;
END $$;

CREATE FUNCTION partner_text_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE partnership SET partner_text = NEW.search_text WHERE partner_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER partnership_partner_text BEFORE INSERT OR UPDATE OF partner_id, partner_text ON partnership
  FOR EACH ROW EXECUTE FUNCTION partnership_partner_text();
CREATE TRIGGER partner_text_changed AFTER UPDATE OF search_text ON partner
  FOR EACH ROW WHEN (OLD.search_text IS DISTINCT FROM NEW.search_text)
  EXECUTE FUNCTION partner_text_changed();
