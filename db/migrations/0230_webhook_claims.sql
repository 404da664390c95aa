-- A try is claimed for longer than it may take: who claimed it and died gives it back by itself.
ALTER TABLE webhook_delivery
  ADD COLUMN claimed_until timestamptz,
  ADD COLUMN given_up_at timestamptz;
-- Each receiver's due messages are looked for by itself, so that none stands behind another's.
CREATE INDEX webhook_delivery_due_by_receiver ON webhook_delivery (webhook_id, next_at)
  WHERE status = 'waiting';
DROP INDEX webhook_delivery_due;
CREATE INDEX webhook_delivery_given_up ON webhook_delivery (given_up_at)
  WHERE status = 'given-up';
UPDATE webhook_delivery SET given_up_at = next_at WHERE status = 'given-up';
