-- Files on persons, each of one keeper: a partner, or the operator's team in a department or at a
-- place. What says who somebody is rests sealed; a file that ends is deleted.
CREATE TABLE followed_person (
  id uuid PRIMARY KEY,
  partner_id uuid REFERENCES partner (id),
  keeper_department text REFERENCES department (code),
  keeper_place_id uuid REFERENCES place (id),
  CHECK (num_nonnulls(partner_id, keeper_department, keeper_place_id) = 1),
  -- Of the commune where the person lives; the commune itself is sealed.
  department_code text NOT NULL REFERENCES department (code),
  place_id uuid REFERENCES place (id),
  themes text[] NOT NULL DEFAULT '{}',
  sealed_person text NOT NULL,
  -- Keyed digests of pieces of the name, the year of birth and the way to reach the person.
  search_keys integer[] NOT NULL,
  -- What the digests were made for: two keepers never have the same digest for the same name.
  key_space text NOT NULL,
  next_on date,
  referent text REFERENCES auth_user (id) ON DELETE SET NULL,
  -- The person has another referent and does not know yet.
  tell_referent boolean NOT NULL DEFAULT false,
  consent_until date NOT NULL,
  last_contact_on date NOT NULL,
  expires_on date NOT NULL GENERATED ALWAYS AS
    (LEAST(consent_until, (last_contact_on + interval '12 months')::date)) STORED,
  -- The end of which the keeper was told last.
  announced_for date,
  version integer NOT NULL DEFAULT 1,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX followed_person_partner ON followed_person (partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX followed_person_department ON followed_person (keeper_department)
  WHERE keeper_department IS NOT NULL;
CREATE INDEX followed_person_place ON followed_person (keeper_place_id)
  WHERE keeper_place_id IS NOT NULL;
CREATE INDEX followed_person_referent ON followed_person (referent);
CREATE INDEX followed_person_end ON followed_person (expires_on);
CREATE INDEX followed_person_keys ON followed_person USING gin (search_keys);

CREATE TABLE follow_up_consent (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES followed_person (id) ON DELETE CASCADE,
  purpose text NOT NULL,
  sealed_words text,
  months integer NOT NULL CHECK (months BETWEEN 1 AND 24),
  given_on date NOT NULL,
  until date NOT NULL,
  way text NOT NULL CHECK (way IN ('paper', 'screen', 'spoken')),
  sealed_witness text,
  CHECK (way <> 'spoken' OR sealed_witness IS NOT NULL),
  text_version text NOT NULL,
  recorded_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX follow_up_consent_person ON follow_up_consent (person_id);

CREATE TABLE follow_up_note (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES followed_person (id) ON DELETE CASCADE,
  happened_on date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('meeting', 'call', 'message', 'note')),
  sealed_text text NOT NULL,
  written_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  written_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX follow_up_note_person ON follow_up_note (person_id, happened_on);

-- Months in which there was a contact: what distinct persons are counted from.
CREATE TABLE follow_up_month (
  person_id uuid NOT NULL REFERENCES followed_person (id) ON DELETE CASCADE,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  PRIMARY KEY (person_id, month)
);

-- What remains of a file that ended: facts for figures under another id. Nobody is told from them.
CREATE TABLE follow_up_fact (
  id uuid PRIMARY KEY,
  partner_id uuid REFERENCES partner (id),
  keeper_department text REFERENCES department (code),
  keeper_place_id uuid REFERENCES place (id),
  CHECK (num_nonnulls(partner_id, keeper_department, keeper_place_id) = 1),
  department_code text NOT NULL REFERENCES department (code),
  place_id uuid REFERENCES place (id),
  themes text[] NOT NULL,
  -- First days of months, as text: `2026-06-01`.
  months text[] NOT NULL,
  ended_on date NOT NULL,
  why text NOT NULL CHECK (why IN ('withdrawn', 'erased', 'expired', 'finished'))
);
CREATE INDEX follow_up_fact_partner ON follow_up_fact (partner_id) WHERE partner_id IS NOT NULL;
