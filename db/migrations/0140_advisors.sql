-- Advisors, mediators and France Services agents: who helps people, where and when.
CREATE TABLE advisor (
  id uuid PRIMARY KEY,
  -- As the organisation publishes it: a post or a first name, never a full identity.
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('advisor', 'mediator', 'france-services')),
  -- Null when the operator itself employs the person.
  employer_partner_id uuid REFERENCES partner (id),
  -- The partnership under which the work is recorded.
  partnership_id uuid NOT NULL REFERENCES partnership (id),
  account_id text UNIQUE REFERENCES auth_user (id) ON DELETE SET NULL,
  themes text[] NOT NULL,
  access text[] NOT NULL DEFAULT '{}',
  languages text[] NOT NULL DEFAULT '{}',
  department_code text NOT NULL REFERENCES department (code),
  active_from date NOT NULL,
  active_until date CHECK (active_until >= active_from),
  version integer NOT NULL DEFAULT 1,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX advisor_department ON advisor (department_code);
CREATE INDEX advisor_partnership ON advisor (partnership_id);
CREATE INDEX advisor_employer ON advisor (employer_partner_id);

-- A round: the same weekday and hours by the clock in Paris, every week or every other week.
CREATE TABLE advisor_round (
  id uuid PRIMARY KEY,
  advisor_id uuid NOT NULL REFERENCES advisor (id),
  place_id uuid NOT NULL REFERENCES place (id),
  weekday text NOT NULL,
  every_weeks smallint NOT NULL CHECK (every_weeks IN (1, 2)),
  from_time text NOT NULL,
  to_time text NOT NULL CHECK (to_time > from_time),
  valid_from date NOT NULL,
  valid_until date CHECK (valid_until >= valid_from),
  by_appointment boolean NOT NULL,
  slot_minutes smallint CHECK (slot_minutes BETWEEN 10 AND 240),
  -- Up to which day its presences have been written.
  written_until date,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (by_appointment = (slot_minutes IS NOT NULL))
);
CREATE INDEX advisor_round_advisor ON advisor_round (advisor_id);
CREATE INDEX advisor_round_place ON advisor_round (place_id);

CREATE TABLE advisor_absence (
  id uuid PRIMARY KEY,
  advisor_id uuid NOT NULL REFERENCES advisor (id),
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  -- Why in the coarsest words: never anything about health.
  reason text NOT NULL CHECK (reason IN ('leave', 'training', 'meeting', 'unavailable')),
  replacement_id uuid REFERENCES advisor (id),
  withdrawn_at timestamptz,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX advisor_absence_advisor ON advisor_absence (advisor_id, last_day);

-- Dated presences, written some weeks ahead so that offers are one index scan.
CREATE TABLE advisor_presence (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES advisor_round (id),
  -- Who comes; another than the round's when replaced.
  advisor_id uuid NOT NULL REFERENCES advisor (id),
  replaces_id uuid REFERENCES advisor (id),
  place_id uuid NOT NULL REFERENCES place (id),
  held_on date NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  slot_minutes smallint,
  state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'cancelled')),
  -- In plain words for the people who hold an appointment.
  change_reason text NOT NULL DEFAULT '',
  absence_id uuid REFERENCES advisor_absence (id),
  version integer NOT NULL DEFAULT 1,
  UNIQUE (round_id, held_on),
  -- Nobody is at two places at once.
  CONSTRAINT advisor_presence_once EXCLUDE USING gist
    (advisor_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state = 'planned')
);
CREATE INDEX advisor_presence_offer ON advisor_presence (place_id, starts_at) WHERE state = 'planned';
CREATE INDEX advisor_presence_advisor ON advisor_presence (advisor_id, starts_at);
CREATE INDEX advisor_presence_start ON advisor_presence (starts_at);

-- An appointment is a code. Who holds it is unknown unless they left a way to reach them, which is
-- sealed and is forgotten soon after.
CREATE TABLE advisor_appointment (
  id uuid PRIMARY KEY,
  presence_id uuid NOT NULL REFERENCES advisor_presence (id),
  advisor_id uuid NOT NULL REFERENCES advisor (id),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  code text NOT NULL UNIQUE,
  via text NOT NULL CHECK (via IN ('staff', 'counter', 'public')),
  -- displaced: the presence fell away and somebody has to act.
  state text NOT NULL CHECK (state IN ('booked', 'displaced', 'cancelled', 'came', 'absent')),
  theme text,
  sealed_contact text,
  locale text NOT NULL DEFAULT 'fr',
  reminded_at timestamptz,
  -- When it was before it was moved last.
  moved_from timestamptz,
  booked_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  booked_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now()
);
-- A slot is given once, whoever asks at the same time.
CREATE UNIQUE INDEX advisor_appointment_once ON advisor_appointment (advisor_id, starts_at)
  WHERE state IN ('booked', 'came', 'absent');
CREATE INDEX advisor_appointment_presence ON advisor_appointment (presence_id);
CREATE INDEX advisor_appointment_start ON advisor_appointment (starts_at) WHERE state = 'booked';

-- What an advisor did for somebody, beside the activity record of the same id. Totals stay totals.
CREATE TABLE accompaniment (
  id uuid PRIMARY KEY REFERENCES activity (id),
  advisor_id uuid REFERENCES advisor (id),
  format text NOT NULL CHECK (format IN ('individual', 'group')),
  setting text NOT NULL CHECK (setting IN ('lieu_activite', 'domicile', 'a_distance', 'autre')),
  themes text[] NOT NULL,
  topics text[] NOT NULL DEFAULT '{}',
  autonomy text,
  equipment text[] NOT NULL DEFAULT '{}',
  oriented_to text,
  title text NOT NULL DEFAULT '',
  genders jsonb NOT NULL DEFAULT '{}',
  ages jsonb NOT NULL DEFAULT '{}',
  statuses jsonb NOT NULL DEFAULT '{}',
  -- The file of a person whom the organisation follows; null = anonymous.
  followed_person_id uuid,
  appointment_id uuid REFERENCES advisor_appointment (id) ON DELETE SET NULL,
  source text NOT NULL DEFAULT 'here' CHECK (source IN ('here', 'coop')),
  coop_id text UNIQUE,
  recorded_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((source = 'coop') = (coop_id IS NOT NULL))
);
CREATE INDEX accompaniment_advisor ON accompaniment (advisor_id, recorded_at DESC);
CREATE INDEX accompaniment_author ON accompaniment (recorded_by, recorded_at DESC);
CREATE INDEX accompaniment_followed ON accompaniment (followed_person_id)
  WHERE followed_person_id IS NOT NULL;

-- Who is who in La Coop de la médiation numérique; null = not said yet.
CREATE TABLE coop_mediator (
  mediator_id text PRIMARY KEY,
  advisor_id uuid REFERENCES advisor (id),
  -- What a spreadsheet calls the person or the file, to be recognised by.
  label text NOT NULL DEFAULT '',
  -- Said to be none of ours: its rows are let go.
  ignored boolean NOT NULL DEFAULT false,
  first_seen timestamptz NOT NULL DEFAULT now()
);

-- La Coop names a place of activity by an id alone; null = not said yet which place it is.
CREATE TABLE coop_structure (
  structure_id text PRIMARY KEY,
  place_id uuid REFERENCES place (id),
  first_seen timestamptz NOT NULL DEFAULT now()
);

-- What was read from La Coop, by its id: the last state taken, and what still waits.
CREATE TABLE coop_row (
  coop_id text PRIMARY KEY,
  mediator_id text NOT NULL REFERENCES coop_mediator (mediator_id),
  structure_id text REFERENCES coop_structure (structure_id),
  modified_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('taken', 'withdrawn', 'waiting', 'ignored')),
  -- Why it waits.
  reason text NOT NULL DEFAULT '',
  -- Kept only while it waits.
  data jsonb,
  seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX coop_row_waiting ON coop_row (mediator_id) WHERE state = 'waiting';

CREATE TABLE coop_run (
  id uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  pages integer NOT NULL DEFAULT 0,
  retries integer NOT NULL DEFAULT 0,
  read integer NOT NULL DEFAULT 0,
  created integer NOT NULL DEFAULT 0,
  updated integer NOT NULL DEFAULT 0,
  unchanged integer NOT NULL DEFAULT 0,
  waiting integer NOT NULL DEFAULT 0,
  rejected integer NOT NULL DEFAULT 0,
  -- {code: count} of what was rejected or waits.
  reasons jsonb NOT NULL DEFAULT '{}',
  failure text,
  started_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  -- When it last wrote a page; a run that says nothing for long has died.
  seen_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
CREATE INDEX coop_run_started ON coop_run (started_at DESC);
CREATE UNIQUE INDEX coop_run_one ON coop_run ((true)) WHERE state = 'running';
