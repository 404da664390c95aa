-- Two establishments of which only the SIREN is known are rare, but must not stop a whole import.
DROP INDEX partner_siren_alone;
