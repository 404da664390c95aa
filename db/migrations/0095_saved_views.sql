-- A list, board or calendar of partnerships with its filters, kept under a name.
CREATE TABLE saved_view (
  id uuid PRIMARY KEY,
  owner_id text NOT NULL REFERENCES auth_user (id) ON DELETE CASCADE,
  name text NOT NULL,
  view text NOT NULL CHECK (view IN ('list', 'board', 'calendar')),
  -- The filters as the address carries them.
  search text NOT NULL,
  shared boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX saved_view_name ON saved_view (owner_id, lower(name));
