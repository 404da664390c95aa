-- Some indicators are built relative to a region: values of two regions must not be compared.
ALTER TABLE indicator ADD COLUMN comparable_within text NOT NULL DEFAULT 'country'
  CHECK (comparable_within IN ('country', 'region'));
UPDATE indicator SET comparable_within = 'region' WHERE code = 'digital-fragility';
