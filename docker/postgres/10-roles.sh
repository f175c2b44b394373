#!/usr/bin/env bash
# Runs once, when the volume is empty: the roles and the database, before the first migration.
#   sextant_owner    login; owns the database, runs the migrations; no superuser
#   sextant_app      login; the service at work; owns nothing
#   sextant_runtime  group; the migrations grant it what the service needs
set -euo pipefail

: "${SEXTANT_OWNER_PASSWORD:?set the password of sextant_owner}"
: "${SEXTANT_APP_PASSWORD:?set the password of sextant_app}"

# The passwords travel in the environment, not in arguments that a process list shows.
psql -X --quiet --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" --dbname=postgres <<'SQL'
\getenv owner_password SEXTANT_OWNER_PASSWORD
\getenv app_password SEXTANT_APP_PASSWORD

-- No statement that holds a password reaches the log.
set log_statement = 'none';
set log_min_error_statement = 'panic';
set log_min_duration_statement = -1;

create role sextant_runtime
    nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
create role sextant_owner
    login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
    password :'owner_password';
create role sextant_app
    login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
    password :'app_password'
    in role sextant_runtime;

create database sextant owner sextant_owner template template0 encoding 'UTF8';
revoke all on database sextant from public;
grant connect on database sextant to sextant_runtime;

\connect sextant
revoke create on schema public from public;
SQL
