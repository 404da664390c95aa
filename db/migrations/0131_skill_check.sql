-- A short check before and after a workshop: how many people could do each of six tasks.
ALTER TABLE workshop_report
  ADD COLUMN skills_before jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN skills_after jsonb NOT NULL DEFAULT '{}';
