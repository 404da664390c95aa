-- How an indicator's values are spread among territories of one kind in the whole country:
-- cuts[1 + p] is the smallest value that at least p % of them do not exceed.
CREATE TABLE indicator_distribution (
  indicator_code text NOT NULL REFERENCES indicator (code) ON DELETE CASCADE,
  territory_kind text NOT NULL,
  peers integer NOT NULL,
  cuts double precision[] NOT NULL,
  PRIMARY KEY (indicator_code, territory_kind)
);
