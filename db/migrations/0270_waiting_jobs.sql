-- What waited in a queue when a backup was made, until the restored alliance takes it up again.
-- Empty otherwise: the queue itself lives in a schema of its own and is made anew by a restore.
CREATE TABLE waiting_job (
  id uuid PRIMARY KEY,
  queue text NOT NULL,
  data jsonb NOT NULL
);
