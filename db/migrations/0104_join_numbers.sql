-- Whoever asks to join may give a SIREN or an RNA number, or a name that the directory recognises.
ALTER TABLE join_request
  ADD COLUMN siren text,
  ADD COLUMN rna text,
  -- The SIREN under which the public directory knows the organisation.
  ADD COLUMN listed_siren text NOT NULL DEFAULT '',
  DROP CONSTRAINT join_request_checked_check,
  ADD CONSTRAINT join_request_checked_check
    CHECK (checked IN ('listed', 'alike', 'not-listed', 'not-checked'));
UPDATE join_request SET siren = left(siret, 9) WHERE siret IS NOT NULL;
