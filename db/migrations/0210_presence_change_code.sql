-- Why a presence fell away where the software itself knows: said in the reader's language.
ALTER TABLE advisor_presence ADD COLUMN change_code text CHECK (change_code IN ('place-closed'));
UPDATE advisor_presence SET change_code = 'place-closed', change_reason = ''
  WHERE state = 'cancelled' AND change_reason = 'Le lieu est fermé.';
CREATE INDEX advisor_presence_code ON advisor_presence (starts_at) WHERE change_code IS NOT NULL;
-- Few of many: what waits for somebody to act is counted on every home.
CREATE INDEX advisor_appointment_displaced ON advisor_appointment (ends_at) WHERE state = 'displaced';
