ALTER TABLE saved_view
  DROP CONSTRAINT saved_view_view_check,
  ADD CONSTRAINT saved_view_view_check CHECK (view IN ('list', 'board', 'calendar', 'map'));

-- Addresses of others' programs that are told of what happens.
CREATE TABLE webhook (
  id uuid PRIMARY KEY,
  url text NOT NULL,
  events text[] NOT NULL,
  -- Signs what is sent; sealed with the installation's secret.
  sealed_secret text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- One thing to tell one address, and each try.
CREATE TABLE webhook_delivery (
  id uuid PRIMARY KEY,
  webhook_id uuid NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
  event_id uuid NOT NULL,
  event_type text NOT NULL,
  body text NOT NULL,
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'delivered', 'given-up')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),
  last_status integer,
  last_error text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  delivered_at timestamptz,
  UNIQUE (webhook_id, event_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (next_at) WHERE status = 'waiting';
CREATE INDEX webhook_delivery_recent ON webhook_delivery (webhook_id, created_at DESC);
