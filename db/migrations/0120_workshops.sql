-- Digital workshops: a series and its sessions.
CREATE TABLE workshop (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnership (id),
  title text NOT NULL,
  description text NOT NULL DEFAULT '',
  themes text[] NOT NULL,
  level text NOT NULL,
  access text[] NOT NULL DEFAULT '{}',
  -- Open to whoever reads the public page, or only to who comes by the staff.
  open boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX workshop_partnership ON workshop (partnership_id);

CREATE TABLE workshop_session (
  id uuid PRIMARY KEY,
  workshop_id uuid NOT NULL REFERENCES workshop (id),
  place_id uuid NOT NULL REFERENCES place (id),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 500),
  state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'held', 'cancelled')),
  -- Why it was moved or cancelled, in words for the people who hold a seat.
  change_reason text NOT NULL DEFAULT '',
  -- When it was before it was moved last.
  moved_from timestamptz,
  led_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  reminded_at timestamptz,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX workshop_session_workshop ON workshop_session (workshop_id);
CREATE INDEX workshop_session_place ON workshop_session (place_id, starts_at);
CREATE INDEX workshop_session_start ON workshop_session (starts_at) WHERE state = 'planned';

-- A seat. Who holds it is unknown unless they left a way to reach them, which is sealed and is
-- forgotten soon after the session.
CREATE TABLE workshop_registration (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES workshop_session (id),
  code text NOT NULL UNIQUE,
  via text NOT NULL CHECK (via IN ('staff', 'public')),
  state text NOT NULL CHECK (state IN ('registered', 'waiting', 'cancelled', 'came', 'absent')),
  sealed_contact text,
  locale text NOT NULL DEFAULT 'fr',
  registered_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  registered_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX workshop_registration_session ON workshop_registration (session_id, state);

-- What came of a session. Totals stay totals: nobody is put together from them.
CREATE TABLE workshop_report (
  session_id uuid PRIMARY KEY REFERENCES workshop_session (id),
  participations integer NOT NULL CHECK (participations >= 0),
  -- Null: nobody said.
  first_timers integer CHECK (first_timers >= 0),
  genders jsonb NOT NULL,
  ages jsonb NOT NULL,
  statuses jsonb NOT NULL,
  -- {alone, with-help, not-yet}: what people can now do.
  outcomes jsonb NOT NULL,
  comment text NOT NULL DEFAULT '',
  reported_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  reported_at timestamptz NOT NULL DEFAULT now()
);
