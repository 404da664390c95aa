-- Mails that left about a partner's matters: when, with which subject, to whom in what capacity.
-- Neither their text nor an address is kept. Each is about one thing; its partner follows from it.
CREATE TABLE mail_record (
  id uuid PRIMARY KEY,
  partner_id uuid REFERENCES partner (id) ON DELETE CASCADE,
  partnership_id uuid REFERENCES partnership (id) ON DELETE CASCADE,
  join_request_id uuid REFERENCES join_request (id) ON DELETE CASCADE,
  readers text[] NOT NULL,
  subject text NOT NULL,
  sent_at timestamptz NOT NULL DEFAULT now(),
  CHECK (num_nonnulls(partner_id, partnership_id, join_request_id) = 1)
);
CREATE INDEX mail_record_partner ON mail_record (partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX mail_record_partnership ON mail_record (partnership_id) WHERE partnership_id IS NOT NULL;
CREATE INDEX mail_record_join_request ON mail_record (join_request_id) WHERE join_request_id IS NOT NULL;
