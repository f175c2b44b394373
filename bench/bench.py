#!/usr/bin/env python3
"""What requests cost, beside what PostgreSQL alone does, in one run and by turns.

    mvn -DskipTests package
    bench/bench.py             about 40 minutes: warms until the processor time of a request is steady
    bench/bench.py --short     at most 3 minutes: the hot path at 16 connections, hardly warm
    bench/bench.py --write     also writes the table of docs/performance.md

Starts the packaged service on its embedded PostgreSQL in a directory of its own, seeds one clinic by an import, and asks
with wrk; pgbench asks the same PostgreSQL alone. Needs python3, wrk, pgbench and psql: on Debian,
apt-get install wrk postgresql-contrib postgresql-client.
"""
import argparse
import glob
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timedelta, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
PAGE = os.path.join(ROOT, "docs", "performance.md")
SUMMARY = os.path.join(ROOT, "src", "main", "java", "org", "sextant", "reporting", "summary")
TICK = os.sysconf("SC_CLK_TCK")
CLINIC = "11111111-1111-4111-8111-111111111111"

# What is measured, what PostgreSQL alone is asked beside it, and the records that one request is worth.
KINDS = {
    "vitals": "insert-1", "vitals-one-session": "insert-1", "batch": "insert-20", "sync": "insert-20", "list": None,
    "one": None, "board": None, "summary": "summary-sql", "summary-304": None, "patient": "insert-1", "no-token": None,
    "not-found": None,
}
WORDS = {
    "vitals": "`POST …/vitals`, spread over the sessions", "vitals-one-session": "`POST …/vitals`, all on one session",
    "batch": "`POST …/vitals/batch` of 20", "sync": "`POST /v1/sync` of 20, two sessions", "list": "12 readings of a session",
    "one": "`GET /v1/sessions/{id}`", "board": "the board, 20 sessions", "summary": "the summary of a course",
    "summary-304": "the same, 304", "patient": "`POST /v1/patients`", "no-token": "401 without a token",
    "not-found": "404", "insert-1": "pgbench: 1 row", "insert-20": "pgbench: 20 rows", "summary-sql": "pgbench: the SQL of a summary",
}
SHORT = ["vitals", "batch", "summary", "summary-304"]


def ticks(pid, ended_children=False):
    """Processor time of a process, seconds; of one that has ended, its parent knows it."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(map(int, fields[11:15 if ended_children else 13])) / TICK


def children(pid):
    found = []
    for task in glob.glob(f"/proc/{pid}/task/*/children"):
        with open(task) as file:
            found += map(int, file.read().split())
    return found


class Service:
    """The packaged service and its PostgreSQL."""

    def __init__(self, app, java, flags, port):
        self.app, self.port = app, port
        self.command = [java, *flags, "-jar", os.path.join(app, "quarkus-run.jar")]
        self.directory = tempfile.mkdtemp(prefix="sextant-bench-")
        self.first_start = self.start()
        with open(self.find("demo-tokens.json")) as file:
            self.tokens = json.load(file)
        with open(self.find("postgres-superuser.password")) as file:
            self.password = file.read()

    def start(self):
        """Starts the process, and returns after how many seconds it gives its first answer."""
        environment = dict(os.environ, SEXTANT_DATA_DIR=self.directory, QUARKUS_HTTP_PORT=str(self.port))
        self.log = open(os.path.join(self.directory, "service.log"), "a")
        began = time.time()
        self.process = subprocess.Popen(self.command, env=environment, stdout=self.log, stderr=self.log, cwd=self.directory)
        while not self.is_ready():
            if self.process.poll() is not None or time.time() - began > 300:
                sys.exit("the service does not start, see " + self.log.name)
            time.sleep(0.02)
        seconds = time.time() - began
        with open(self.find("postmaster.pid")) as file:
            lines = file.read().split("\n")
        self.postmaster, self.database_port = int(lines[0]), int(lines[3])
        return seconds

    def restart(self):
        self.end()
        return self.start()

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(120)
        self.log.close()

    def find(self, name):
        return glob.glob(os.path.join(self.directory, "**", name), recursive=True)[0]

    def is_ready(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/q/health/ready", timeout=2) as answer:
                return answer.status == 200
        except (OSError, urllib.error.URLError):
            return False

    def spent(self):
        """Processor time of the JVM and of PostgreSQL, seconds, and bytes of WAL."""
        database = ticks(self.postmaster, True) + sum(ticks(child) for child in children(self.postmaster))
        return ticks(self.process.pid), database, int(self.sql("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"))

    def rss_mib(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) / 1024

    def to_database(self):
        return ["-h", "localhost", "-p", str(self.database_port), "-U", "postgres", "sextant"]

    def sql(self, text):
        done = subprocess.run(["psql", "-qAtX", *self.to_database(), "-c", text], env=dict(os.environ, PGPASSWORD=self.password),
                              check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def call(self, method, path, body=None, role="PRESCRIBER", kind="application/json"):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", method=method,
                                         data=body.encode() if body is not None else None,
                                         headers={"Authorization": "Bearer " + self.tokens[role], "Content-Type": kind})
        with urllib.request.urlopen(request, timeout=600) as answer:
            return answer.status, answer.headers, answer.read().decode()

    def stop(self):
        self.end()
        shutil.rmtree(self.directory, ignore_errors=True)


class Seed:
    """Lines of an import: sessions whose infusion has just begun, and complete courses of six sessions."""

    def __init__(self, infusing, complete):
        self.now = datetime.now(timezone.utc)
        self.lines, self.sessions, self.courses = [], [], []
        for _ in range(infusing):
            self.sessions.append(self.session(self.course(), 1, self.now - timedelta(seconds=60), status="INFUSING"))
        for _ in range(complete):
            self.complete()

    @staticmethod
    def stamp(moment):
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def line(self, kind, **members):
        members["id"] = str(uuid.uuid4())
        self.lines.append(json.dumps({"type": kind, **members}))
        return members["id"]

    def course(self):
        return self.line("COURSE", patientId=str(uuid.uuid4()), mrn=str(uuid.uuid4()), family="Example", given="Alex",
                         birthDate="1984-05-17", sex="FEMALE", protocol="iv-ketamine-0.5", phase="INDUCTION",
                         indicationSystem="http://hl7.org/fhir/sid/icd-10-cm", indicationCode="F33.2", plannedSessions=6,
                         status="ACTIVE", activatedAt=self.stamp(self.now - timedelta(days=60)))

    def session(self, course, number, start, **more):
        came = self.stamp(start - timedelta(minutes=15))
        made = self.line("SESSION", courseId=course, number=number, scheduledAt=came, checkedInAt=came, weightKg=72,
                         startedAt=self.stamp(start), mgPerKg=0.5, plannedDoseMg=36, plannedMgPerHour=54, **more)
        self.reading(made, start - timedelta(minutes=5), 120)
        return made

    def reading(self, session, moment, systolic):
        self.line("VITALS", sessionId=session, takenAt=self.stamp(moment), systolic=systolic, diastolic=80, heartRate=70,
                  respiratoryRate=14, spo2=98, sedation=5)

    def complete(self):
        course = self.course()
        self.courses.append(course)
        met = ("OBSERVATION_COMPLETE", "VITALS_NEAR_BASELINE", "ORIENTED", "AMBULATORY", "SIDE_EFFECTS_SETTLED", "ESCORT_PRESENT")
        for number in range(1, 7):
            start = (self.now - timedelta(days=30 - 3 * number)).replace(hour=9)
            visit = self.session(course, number, start, status="DISCHARGED", endedAt=self.stamp(start + timedelta(minutes=40)),
                                 administeredMg=36, deliveredMg=36, dischargedAt=self.stamp(start + timedelta(minutes=110)),
                                 criteria=dict.fromkeys(met, True))
            for minute in range(10, 120, 10):
                self.reading(visit, start + timedelta(minutes=minute), 120 + minute // 5)
            for minute, effect in ((15, "DISSOCIATION"), (20, "NAUSEA")):
                self.line("SIDE_EFFECT", sessionId=visit, effect=effect, severity="MILD",
                          onsetAt=self.stamp(start + timedelta(minutes=minute)),
                          resolvedAt=self.stamp(start + timedelta(minutes=minute + 30)))
            self.line("ASSESSMENT", courseId=course, instrument="PHQ-9", takenAt=self.stamp(start - timedelta(hours=1)),
                      timepoint="PRE_SESSION" if number > 1 else "BASELINE", total=20 - 2 * number)

    def send(self, service):
        status, _, body = service.call("POST", "/v1/imports", "\n".join(self.lines) + "\n", kind="application/x-ndjson")
        refused = [verdict for verdict in body.splitlines() if json.loads(verdict).get("outcome") != "CREATED"]
        if status != 200 or refused:
            sys.exit("the seed is refused: " + refused[0])
        service.sql(READING)
        service.sql(COURSES + ",".join(f"({number + 1}, '{course}')" for number, course in enumerate(self.courses)))
        service.sql("VACUUM ANALYZE")
        tags = [service.call("GET", f"/v1/courses/{one}/summary", role="NURSE")[1]["ETag"] for one in self.courses]
        for name, values in (("sessions", self.sessions), ("courses", self.courses), ("tags", tags)):
            with open(os.path.join(service.directory, name + ".txt"), "w") as file:
                file.write("\n".join(values) + "\n")


# Rows as wide as a reading, with one index and no trigger: the least that a reading can cost.
READING = """
CREATE TABLE bench_reading (clinic_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL, recorded_at timestamptz NOT NULL,
    recorded_by text NOT NULL, content_hash text NOT NULL, session_id uuid NOT NULL, patient_id uuid NOT NULL, status text NOT NULL,
    taken_at timestamptz NOT NULL, systolic smallint, diastolic smallint, heart_rate smallint, spo2 smallint, PRIMARY KEY (clinic_id, id))"""
ROW = (f"('{CLINIC}', gen_random_uuid(), 1, now(), 'demo-nurse', '1:8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92',"
       f" '{CLINIC}', '{CLINIC}', 'FINAL', now(), :systolic, 80, 70, 98)")
COURSES = "CREATE TABLE bench_course (number integer PRIMARY KEY, id uuid NOT NULL); INSERT INTO bench_course VALUES "


def statement_of_summary():
    """The statement of the code, but for doses and overridden steps; without row-level security, as superuser."""
    def constant(file, name):
        with open(os.path.join(SUMMARY, file)) as source:
            return re.search(r"String " + name + r' = """\n(.*?)"""', source.read(), re.S).group(1)

    def filled(text, *values):
        parts = text.split("%s")
        return "".join(part + value for part, value in zip(parts, [*values, ""]))

    text = filled(
        constant("SummaryRepository.java", "SUMMARY"),
        constant("EpisodeRepository.java", "COURSES").replace(":courses", "ARRAY[:course]"),
        constant("SummaryRepository.java", "COURSE"),
        filled(constant("SummaryRepository.java", "VISITS"), "0", "0", "false", "false", "0"),
        constant("EpisodeRepository.java", "SCORES").replace(":courses", "ARRAY(SELECT id FROM in_episode)"))
    bound = text.replace(":clinic", f"CAST('{CLINIC}' AS uuid)").replace(":course", "CAST(:id AS uuid)")
    return " ".join(bound.split()) + ";\n"


def script(kind, courses):
    if kind == "summary-sql":
        return (f"\\set number random(1, {courses})\nSELECT id FROM bench_course WHERE number = :number \\gset\nBEGIN;\n"
                f"SELECT set_config('sextant.clinic', '{CLINIC}', true);\n" + statement_of_summary() + "COMMIT;\n")
    rows = {"insert-1": 1, "insert-20": 20}[kind]
    return "\\set systolic random(110, 130)\nINSERT INTO bench_reading VALUES " + ", ".join([ROW] * rows) + ";\n"


def pgbench(service, kind, connections, seconds, courses):
    path = os.path.join(service.directory, kind + ".sql")
    with open(path, "w") as file:
        file.write(script(kind, courses))
    done = subprocess.run(["pgbench", "-n", "-M", "prepared", "-c", str(connections), "-j", "1", "-T", str(seconds), "-f", path,
                           *service.to_database()], capture_output=True, text=True, env=dict(os.environ, PGPASSWORD=service.password))
    found = re.search(r"actually processed: (\d+).*latency average = ([\d.]+)", done.stdout, re.S)
    if done.returncode or not found:
        # Another build may have another schema.
        print(f"{service.app}: {kind} failed: {done.stderr.strip().splitlines()[0]}", file=sys.stderr)
        return None
    return {"n": int(found.group(1)), "seconds": seconds, "p50": float(found.group(2)), "p99": None}


def wrk(service, kind, connections, seconds, check=False):
    role = "PRESCRIBER" if kind == "patient" else "NURSE"
    environment = dict(os.environ, BENCH_KIND=kind, BENCH_TOKEN=service.tokens[role], BENCH_DIRECTORY=service.directory)
    if check:
        environment["BENCH_CHECK"] = "1"
    done = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", os.path.join(HERE, "requests.lua"),
                           f"http://127.0.0.1:{service.port}"], capture_output=True, text=True, env=environment)
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", done.stdout)
    if "odd answer" in done.stderr or not found:
        sys.exit(kind + ": " + (done.stderr or done.stdout).strip().split("\n")[0])
    requests, micros, _, broken, p50, p99 = map(int, found.groups())
    return {"n": requests, "seconds": micros / 1e6, "p50": p50 / 1000, "p99": p99 / 1000, "broken": broken}


def warm(service, kinds, limit):
    """Until the processor time of the JVM for a request is steady within a tenth, or the time is over."""
    for kind in kinds:
        began, last, asked = time.time(), None, 0
        while time.time() - began < limit:
            before = service.spent()[0]
            result = wrk(service, kind, 16, max(2, min(10, limit // 3)), check=last is None)
            asked += result["n"]
            cost = (service.spent()[0] - before) / max(result["n"], 1)
            if last and abs(cost - last) < 0.1 * last and asked > 20_000:
                break
            last = cost
        print(f"  warm: {kind}, {asked} requests, {cost * 1e6:.0f} µs of the JVM", flush=True)


def turn(service, kind, connections, options):
    before, load = service.spent(), os.getloadavg()[0]
    if kind.startswith("insert") or kind == "summary-sql":
        result = pgbench(service, kind, connections, options.seconds, options.courses)
    else:
        result = wrk(service, kind, connections, options.seconds)
    if result is None:
        return None
    jvm, database, wal = (after - earlier for after, earlier in zip(service.spent(), before))
    n = max(result["n"], 1)
    return {**result, "rate": result["n"] / result["seconds"], "jvm": jvm / n * 1e6, "pg": database / n * 1e6, "wal": wal / n, "load": load}


def table(results, services):
    def of(key, member):
        known = [one[member] for one in results[key] if one[member] is not None]
        return statistics.median(known) if known else None

    def number(value, digits=0):
        return "" if value is None else f"{value:,.{digits}f}"

    names = len({name for _, _, name in results}) > 1
    rows = ["| what | connections | a second | of pgbench | JVM, µs | PostgreSQL, µs | WAL, bytes | p50, ms | p99, ms | load |" + (" app |" if names else ""),
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |" + (" --- |" if names else "")]
    for key in results:
        kind, connections, name = key
        beside = (KINDS.get(kind), connections, name)
        ratio = of(key, "rate") / of(beside, "rate") if beside in results else None
        cells = [WORDS[kind], str(connections), number(of(key, "rate")), number(ratio, 2), number(of(key, "jvm")) if kind in KINDS else "",
                 number(of(key, "pg")), number(of(key, "wal")), number(of(key, "p50"), 1), number(of(key, "p99"), 1), number(of(key, "load"), 1)]
        rows.append("| " + " | ".join(cells + ([name] if names else [])) + " |")
    return "\n".join(rows)


def write(text):
    with open(PAGE) as file:
        page = file.read()
    begin, end = "<!-- bench: begin -->\n", "<!-- bench: end -->"
    with open(PAGE, "w") as file:
        file.write(page[:page.index(begin) + len(begin)] + text + "\n" + page[page.index(end):])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="at most 3 minutes")
    parser.add_argument("--write", action="store_true", help="write the table of docs/performance.md")
    parser.add_argument("--app", action="append", help="another target/quarkus-app; several are measured by turns")
    parser.add_argument("--java", default="java")
    parser.add_argument("--flags", default="-Xmx256m -XX:+UseSerialGC", help="of the JVM")
    parser.add_argument("--only", help="kinds, separated by commas: " + ", ".join(KINDS))
    parser.add_argument("--connections", default=None)
    parser.add_argument("--seconds", type=int, default=None, help="of a turn")
    parser.add_argument("--turns", type=int, default=None)
    parser.add_argument("--warm", type=int, default=None, help="seconds at most, for each kind")
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--courses", type=int, default=100)
    parser.add_argument("--jfr", help="a file for a recording of the first service")
    options = parser.parse_args()
    options.seconds = options.seconds or (4 if options.short else 10)
    options.turns = options.turns or (2 if options.short else 3)
    options.warm = options.warm or (15 if options.short else 90)
    connections = options.connections or ("16" if options.short else "1,16,32")
    kinds = options.only.split(",") if options.only else SHORT if options.short else list(KINDS)
    asked = list(dict.fromkeys(one for kind in kinds for one in (KINDS[kind], kind) if one))
    services, results = [], {}
    try:
        for i, app in enumerate(options.app or [os.path.join(ROOT, "target", "quarkus-app")]):
            service = Service(app, options.java, options.flags.split(), 18080 + i)
            services.append(service)
            Seed(options.sessions, options.courses).send(service)
            warm(service, kinds, options.warm)
        if options.jfr:
            subprocess.run(["jcmd", str(services[0].process.pid), "JFR.start", "settings=profile"], check=True, capture_output=True)
        for _ in range(options.turns):
            for count in map(int, connections.split(",")):
                for kind in asked:
                    for service in services:
                        one = turn(service, kind, count, options)
                        if one:
                            results.setdefault((kind, count, service.app), []).append(one)
                            print("  {}: {}, {} connections: {:.0f} a second, {:.0f} µs JVM, {:.0f} µs PostgreSQL, load {:.1f}".format(
                                service.app, kind, count, one["rate"], one["jvm"], one["pg"], one["load"]), file=sys.stderr, flush=True)
        if options.jfr:
            subprocess.run(["jcmd", str(services[0].process.pid), "JFR.dump", "filename=" + options.jfr], check=True, capture_output=True)
        text = table(results, services)
        print(text)
        for service in services:
            print(f"{service.app}: {service.rss_mib():.0f} MiB after the bench, flags {options.flags}")
            print(service.sql("SELECT relname || ': ' || n_tup_upd || ' updates, ' || n_tup_hot_upd || ' of them HOT'"
                              " FROM pg_stat_user_tables WHERE n_tup_upd > 100 ORDER BY 1"))
        for service in services:
            print(f"{service.app}: {service.first_start:.1f} s to the first answer with a new database, "
                  f"{service.restart():.1f} s with an existing one, load {os.getloadavg()[0]:.1f}")
        if options.write:
            write(text)
    finally:
        for service in services:
            service.stop()


if __name__ == "__main__":
    main()
