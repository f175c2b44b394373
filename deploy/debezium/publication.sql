-- What Debezium needs of the service's database: a login that may follow what is written. It has no right on a table, but
-- REPLICATION passes by rights and row-level security: its password is worth as much as a superuser's. In pg_hba.conf, let
-- it in from Kafka Connect's host alone, and to the database alone:
--   hostssl sextant      sextant_changes <host of Kafka Connect>/32 scram-sha-256
--   hostssl replication  sextant_changes all                        reject
-- Once, as superuser, with wal_level = logical and a limit on max_slot_wal_keep_size:
--   psql -d sextant -v password="$(cat password)" -f publication.sql
CREATE ROLE sextant_changes LOGIN REPLICATION PASSWORD :'password';
-- Inserts alone: changes are never edited, and are removed only because of their age.
CREATE PUBLICATION sextant_changes FOR TABLE public.change_log WITH (publish = 'insert');
