-- A commune looked up by a postal code: one commune may have many.
CREATE INDEX commune_postal_codes ON commune USING gin (postal_codes);

-- Counts of open places by department and kind, read from the index alone.
CREATE INDEX place_open ON place (department_code, kind) WHERE status = 'open';
