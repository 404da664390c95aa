-- The action plan of a territory.
CREATE TABLE plan_action (
  id uuid PRIMARY KEY,
  territory_kind text NOT NULL CHECK (territory_kind IN ('commune', 'epci', 'department')),
  territory_code text NOT NULL,
  department_code text NOT NULL REFERENCES department (code),
  commitment text NOT NULL CHECK (commitment IN ('territory', 'social-inclusion', 'digital-inclusion', 'ecology')),
  title text NOT NULL,
  description text NOT NULL DEFAULT '',
  owner_kind text NOT NULL CHECK (owner_kind IN ('operator', 'partner', 'person')),
  owner_partner_id uuid REFERENCES partner (id),
  owner_account_id text REFERENCES auth_user (id) ON DELETE SET NULL,
  place_id uuid REFERENCES place (id),
  need_id uuid REFERENCES need (id) ON DELETE SET NULL,
  proposal_id uuid REFERENCES proposal (id) ON DELETE SET NULL,
  partnership_id uuid REFERENCES partnership (id) ON DELETE SET NULL,
  result text NOT NULL DEFAULT '',
  -- A published indicator, when the result is to be seen in one.
  indicator_code text REFERENCES indicator (code) ON DELETE SET NULL,
  unit text NOT NULL DEFAULT '',
  target double precision,
  version integer NOT NULL DEFAULT 1,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((owner_kind = 'partner') = (owner_partner_id IS NOT NULL)),
  CHECK (owner_kind = 'person' OR owner_account_id IS NULL)
);
CREATE INDEX plan_action_department ON plan_action (department_code, commitment);
CREATE INDEX plan_action_partnership ON plan_action (partnership_id) WHERE partnership_id IS NOT NULL;
CREATE INDEX plan_action_proposal ON plan_action (proposal_id) WHERE proposal_id IS NOT NULL;

CREATE TABLE plan_milestone (
  id uuid PRIMARY KEY,
  action_id uuid NOT NULL REFERENCES plan_action (id) ON DELETE CASCADE,
  label text NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'in-progress', 'delayed', 'done', 'abandoned')),
  position integer NOT NULL DEFAULT 0,
  -- The day on which its owner was last told that it is late.
  reminded_on date
);
CREATE INDEX plan_milestone_action ON plan_milestone (action_id, position);
CREATE INDEX plan_milestone_due ON plan_milestone (due_on) WHERE state IN ('open', 'in-progress', 'delayed');

CREATE TABLE plan_milestone_move (
  id uuid PRIMARY KEY,
  milestone_id uuid NOT NULL REFERENCES plan_milestone (id) ON DELETE CASCADE,
  from_state text NOT NULL,
  to_state text NOT NULL,
  reason text NOT NULL DEFAULT '',
  -- The day that a delay moved it from.
  due_before date NOT NULL,
  moved_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  moved_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX plan_milestone_move_milestone ON plan_milestone_move (milestone_id, moved_at);
