#!/usr/bin/env bash
# Walks one whole course of treatment against a running Sextant: plan, clear, six sessions, outcome.
# Needs bash and curl. All names and numbers are invented.
#   SEXTANT_URL       where the service is; http://127.0.0.1:8080 where absent
#   TOKEN             a PRESCRIBER's token; where absent, the one in the data directory's demo-tokens.json
#   SEXTANT_DATA_DIR  the data directory; ./data where absent
set -euo pipefail

url=${SEXTANT_URL:-http://127.0.0.1:8080}
tokens=${SEXTANT_DATA_DIR:-data}/demo-tokens.json
[ -n "${TOKEN:-}" ] || [ -r "$tokens" ] || { echo "No TOKEN is set, and $tokens cannot be read." >&2; exit 1; }
token=${TOKEN:-$(sed -n 's/.*"PRESCRIBER" *: *"\([^"]*\)".*/\1/p' "$tokens")}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

say() { printf '%s\n' "$*"; }

# call METHOD PATH STATUS [BODY]: sends a request, keeps the answer in $answer, ends the tour on another status.
call() {
  local status
  local args=(-sS -X "$1" -H "Authorization: Bearer $token" -D "$scratch/headers" -o "$scratch/body" -w '%{http_code}')
  [ $# -lt 4 ] || args+=(-H 'Content-Type: application/json' --data-binary "$4")
  : > "$scratch/body"
  status=$(curl "${args[@]}" "$url$2")
  answer=$(cat "$scratch/body")
  if [ "$status" != "$3" ]; then
    printf '%s %s answered %s, not %s:\n%s\n' "$1" "$2" "$status" "$3" "$answer" >&2
    exit 1
  fi
}

# expect TEXT: ends the tour where the last answer does not contain it.
expect() {
  case $answer in
    *"$1"*) ;;
    *) printf 'The answer does not contain %s:\n%s\n' "$1" "$answer" >&2; exit 1 ;;
  esac
}

# number NAME: the first number of that name in the last answer.
number() { printf '%s' "$answer" | sed "s/.*\"$1\":\([0-9.-]*\).*/\1/"; }

# new_id: a random UUID (version 4). The client makes the ids, so every request can be repeated safely.
new_id() {
  local hex
  hex=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s-%s-4%s-a%s-%s' "${hex:0:8}" "${hex:8:4}" "${hex:13:3}" "${hex:17:3}" "${hex:20:12}"
}

# at MINUTES: so many minutes after 09:00 UTC of the session's day.
at() { printf '%sT%02d:%02d:00Z' "$day" $((9 + $1 / 60)) $(($1 % 60)); }

# vitals MINUTES SYSTOLIC DIASTOLIC HEART_RATE SPO2 SEDATION: one reading; the request stays in $reading.
vitals() {
  reading=$(printf '{"id":"%s","takenAt":"%s","systolic":%d,"diastolic":%d,"heartRate":%d,"respiratoryRate":14,' \
    "$(new_id)" "$(at "$1")" "$2" "$3" "$4")
  reading+=$(printf '"spo2":%d,"sedation":%d,"source":"DEVICE","deviceId":"tab-3"}' "$5" "$6")
  call POST "/v1/sessions/$session/vitals" 201 "$reading"
}

# side_effect EFFECT SEVERITY ONSET END: sets in, and is over.
side_effect() {
  local id
  id=$(new_id)
  call POST "/v1/sessions/$session/side-effects" 201 \
    "{\"id\":\"$id\",\"effect\":\"$1\",\"severity\":\"$2\",\"onsetAt\":\"$(at "$3")\"}"
  call POST "/v1/side-effects/$id/resolve" 200 "{\"resolvedAt\":\"$(at "$4")\"}"
}

# phq9 TAKEN_AT TIMEPOINT ANSWERS [SESSION]: a questionnaire, which the server scores.
phq9() {
  local of_session=''
  [ $# -lt 4 ] || of_session="\"sessionId\":\"$4\","
  call POST "/v1/courses/$course/assessments" 201 \
    "{\"id\":\"$(new_id)\",\"instrument\":\"PHQ-9\",$of_session\"takenAt\":\"$1\",\"timepoint\":\"$2\",\"answers\":[$3]}"
}

# next_cursor: the cursor behind the last page of the feed.
next_cursor() { printf '%s' "$answer" | sed 's/.*"next":"\([^"]*\)".*/\1/'; }

# --- Before the first session ------------------------------------------------------------------------

# Whoever keeps a copy takes a cursor first; see the end.
call GET "/v1/changes?after=now" 200
cursor=$(next_cursor)

patient=$(new_id)
course=$(new_id)
mrn=TOUR-$(printf '%s' "$patient" | cut -c1-8)

call POST /v1/patients 201 "{\"id\":\"$patient\",\"mrn\":\"$mrn\",\"name\":{\"family\":\"Example\",\"given\":\"Alex\"},
  \"birthDate\":\"1984-05-17\",\"sex\":\"FEMALE\"}"
say "Registered patient $mrn."

call POST /v1/courses 201 "{\"id\":\"$course\",\"patientId\":\"$patient\",\"protocol\":\"iv-ketamine-0.5\",
  \"indication\":{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"F33.2\"}}"
say "Planned course $course: $(number plannedSessions) sessions of iv-ketamine-0.5."

call POST "/v1/courses/$course/activate" 409
expect '"/problems/clearance-missing"'
say "Activating it is refused, as it should be: $answer"

for kind in PSYCHIATRIC_EVALUATION PHYSICAL_EXAM BLOOD_WORK CONSENT; do
  call POST "/v1/courses/$course/clearances" 201 \
    "{\"id\":\"$(new_id)\",\"kind\":\"$kind\",\"clearedOn\":\"2025-12-29\",\"clearedBy\":\"Dr. Example\"}"
done
say "Recorded the four clearances."

call POST "/v1/courses/$course/schedule" 201 '{"firstAt":"2026-01-05T09:00:00Z","everyDays":3}'
sessions=$(printf '%s' "$answer" | grep -o '"id":"[^"]*"' | cut -d'"' -f4)
say "Scheduled $(printf '%s\n' "$sessions" | wc -l | tr -d ' ') sessions, every 3 days from 2026-01-05."

call POST "/v1/courses/$course/activate" 200
say "Activated the course."

call GET "/v1/courses/$course/readiness?at=2026-01-05T09:00:00Z" 200
expect '"ready":true'
say "Asked whether the patient can be treated on 2026-01-05 at 09:00: nothing stands against it."

# --- Six sessions ------------------------------------------------------------------------------------

days=(2026-01-05 2026-01-08 2026-01-11 2026-01-14 2026-01-17 2026-01-20)
scores=(3,3,2,3,2,2,2,1,1 2,2,2,3,2,2,1,1,0 2,2,1,2,1,2,1,1,0 1,1,1,2,1,1,1,1,0 1,1,1,1,1,1,0,0,0 1,0,1,1,0,1,0,0,0)
baselines=(124 121 126 122 120 123)
criteria='{"OBSERVATION_COMPLETE":true,"VITALS_NEAR_BASELINE":true,"ORIENTED":true,"AMBULATORY":true,
  "SIDE_EFFECTS_SETTLED":true,"ESCORT_PRESENT":true}'
n=0
for session in $sessions; do
  day=${days[$n]} b=${baselines[$n]} timepoint=PRE_SESSION
  [ "$n" -gt 0 ] || timepoint=BASELINE
  phq9 "${day}T08:50:00Z" "$timepoint" "${scores[$n]}" "$session"
  score=$(number total)
  if [ "$n" -eq 0 ]; then
    call GET "/v1/alerts?status=OPEN&courseId=$course" 200
    expect '"kind":"SUICIDAL_IDEATION"'
    alert=$(printf '%s' "$answer" | sed 's/^{"items":\[{"id":"\([^"]*\)".*/\1/')
    call POST "/v1/alerts/$alert/acknowledge" 200 '{"note":"Dr. Example has spoken with the patient"}'
    call POST "/v1/alerts/$alert/review" 200 '{"decision":"CONTINUE","safetyPlan":true}'
    say "The ninth answer raised an alert, SUICIDAL_IDEATION. Acknowledged it, and reviewed the risk."
  fi
  call POST "/v1/sessions/$session/check-in" 200 \
    "{\"at\":\"$(at 0)\",\"weightKg\":72.0,\"escort\":{\"name\":\"Sam Example\",\"phone\":\"+1 555 0100\"},\"fasted\":true}"
  vitals 10 "$b" 78 70 98 5
  call POST "/v1/sessions/$session/infusion/start" 200 "{\"at\":\"$(at 20)\",\"lot\":\"KT-2207\",\"concentrationMgPerMl\":1.0}"
  dose=$(number plannedDoseMg)
  vitals 30 $((b + 9)) 83 75 98 5    # every ten minutes while the drug runs
  vitals 40 $((b + 20)) 88 82 97 4
  vitals 50 $((b + 28)) 92 86 97 4
  if [ "$n" -eq 0 ]; then
    call POST "/v1/sessions/$session/vitals" 200 "$reading"
    grep -qi '^idempotent-replayed: true' "$scratch/headers" || { echo "The retry was not marked." >&2; exit 1; }
    say "Sent one reading twice: the retry is 200, $(grep -i '^idempotent-replayed' "$scratch/headers" | tr -d '\r')."
  fi
  vitals 60 $((b + 31)) 94 88 97 4
  case $n in
    0) side_effect DISSOCIATION MODERATE 35 75
       side_effect NAUSEA MODERATE 40 62
       call POST "/v1/sessions/$session/medications" 201 "{\"id\":\"$(new_id)\",\"drug\":\"Ondansetron\",
         \"dose\":4,\"unit\":\"mg\",\"route\":\"IV\",\"givenAt\":\"$(at 42)\",\"reason\":\"Nausea\"}" ;;
    1 | 4) side_effect DISSOCIATION MILD 38 70 ;;
    2) side_effect NAUSEA MILD 52 68 ;;
  esac
  call POST "/v1/sessions/$session/infusion/end" 200 "{\"at\":\"$(at 60)\",\"administeredMg\":$dose}"
  vitals 75 $((b + 19)) 87 82 98 4   # every 15 minutes until the discharge
  vitals 90 $((b + 11)) 83 77 98 5
  vitals 105 $((b + 5)) 80 73 98 5
  vitals 120 $((b + 2)) 79 71 98 5
  call POST "/v1/sessions/$session/discharge" 200 "{\"at\":\"$(at 125)\",\"criteria\":$criteria}"
  n=$((n + 1))
  say "Session $n on $day: PHQ-9 $score, $dose mg over 40 min, 9 readings, discharged."
done

# --- What came of it ---------------------------------------------------------------------------------

call POST "/v1/courses/$course/complete" 200
say "Completed the course."
phq9 2026-01-27T10:00:00Z FOLLOW_UP 0,1,1,1,0,0,0,0,0
say "Follow-up a week later: PHQ-9 $(number total), $(number percentChange) % from baseline."

call GET "/v1/courses/$course/summary" 200
expect '"completed":6'
expect '"response":true'
expect '"remission":true'
expect '"alerts":{"open":0,"total":1}'
pretty=$answer
for member in patientId status sessions doses vitals sideEffects outcomes alerts; do
  old=",\"$member\":"
  new=$',\n "'$member'":'
  pretty=${pretty/"$old"/$new}
done
old='},{'
new=$'},\n  {'
say "Summary: ${pretty//"$old"/$new}"
say "Six sessions completed; response and remission on the PHQ-9."

# --- What follows --------------------------------------------------------------------------------------

maintenance=$(new_id)
call POST /v1/courses 201 "{\"id\":\"$maintenance\",\"patientId\":\"$patient\",\"protocol\":\"iv-ketamine-0.5\",
  \"indication\":{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"F33.2\"},\"phase\":\"MAINTENANCE\",\"plannedSessions\":1,
  \"previousCourseId\":\"$course\",\"reason\":\"MAINTENANCE\"}"
expect "\"episodeId\":\"$course\""
call GET "/v1/episodes/$course/summary" 200
expect "\"courseId\":\"$maintenance\""
say "Planned a course of maintenance. Both courses are one episode, with one summary."

# --- What other systems learn ----------------------------------------------------------------------------

changes=0
while :; do
  call GET "/v1/changes?after=$cursor&limit=200" 200
  changes=$((changes + $(printf '%s' "$answer" | grep -o '"change":"' | wc -l)))
  cursor=$(next_cursor)
  case $answer in *'"caughtUp":true'*) break ;; esac
done
[ "$changes" -gt 100 ] || { echo "The feed has shown only $changes changes." >&2; exit 1; }
say "Whoever followed the feed has learned of $changes changes, each with the address of its record."
