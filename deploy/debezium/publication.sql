-- What Debezium needs of the service's database: a login that may follow the log of changes, and reads no table. Once, as
-- superuser, with wal_level = logical and a limit on max_slot_wal_keep_size:
--   psql -d sextant -v password="$(cat password)" -f publication.sql
CREATE ROLE sextant_changes LOGIN REPLICATION PASSWORD :'password';
-- Inserts alone: changes are never edited, and are removed only because of their age.
CREATE PUBLICATION sextant_changes FOR TABLE public.change_log WITH (publish = 'insert');
