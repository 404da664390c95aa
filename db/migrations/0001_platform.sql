-- What the platform needs, without a domain word.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE setting (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- Fixed-window counters, shared by all processes.
CREATE TABLE rate_limit (
  bucket text PRIMARY KEY,
  window_start timestamptz NOT NULL,
  hits integer NOT NULL
);

-- The outbox: written in the same transaction as the change it tells of, handled after the commit.
CREATE TABLE domain_event (
  id uuid PRIMARY KEY,
  type text NOT NULL,
  payload jsonb NOT NULL,
  occurred_at timestamptz NOT NULL DEFAULT now(),
  handled_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  last_error text
);
CREATE INDEX domain_event_waiting ON domain_event (next_attempt_at) WHERE handled_at IS NULL;

-- Development mailbox: mail that was not handed to an SMTP server, to be read on a page.
CREATE TABLE mailbox_message (
  id uuid PRIMARY KEY,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  sent_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE import_run (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  file_name text NOT NULL,
  dry_run boolean NOT NULL DEFAULT false,
  status text NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'failed', 'interrupted')),
  rows_read integer NOT NULL DEFAULT 0,
  result jsonb,
  failure text,
  rejected_file text,
  started_by text,
  started_at timestamptz NOT NULL DEFAULT now(),
  heartbeat_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
CREATE INDEX import_run_recent ON import_run (started_at DESC);
