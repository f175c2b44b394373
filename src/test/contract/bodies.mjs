// Ten thousand bodies that the service accepts, by its documented ranges and decimals, and the body of each example: ajv must
// refuse none of them. The ranges stand here again on purpose: they are not read from the contract that is checked.
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { asJsonSchema, bodiesOf } from './schemas.mjs';

const BODIES = 10000;
const SEED = 20260105;

/** The generator of Lehmer, so that a refused body comes again. */
function random(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function makers(next) {
  const whole = (from, to) => from + Math.floor(next() * (to - from + 1));
  const decimal = (from, to, decimals) => Number((from + next() * (to - from)).toFixed(decimals));
  const one = (...values) => values[whole(0, values.length - 1)];
  const id = () => '019'.concat('xxxxx-xxxx-7xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => whole(0, 15).toString(16)));
  const time = () => {
    const moment = new Date(Date.UTC(2026, 0, 1) + whole(0, 31535999) * 1000).toISOString();
    return one(moment, moment.replace('.000Z', 'Z'), moment.replace('.000Z', '+02:00'), moment.replace('.000', '.123456'));
  };
  const text = () => one('Oxygen given', 'M\u00fcller', 'a\u2028b', '\ud83d\ude00'.repeat(whole(1, 50)), '-5', "O\u2019Brien", 'x');
  const some = (members) => Object.fromEntries(Object.entries(members).filter(() => next() < 0.5).map(([k, v]) => [k, v()]));
  const nullOr = (maker) => () => (next() < 0.5 ? null : maker());
  const pressures = () => {
    const diastolic = whole(10, 199);
    return { systolic: whole(Math.max(30, diastolic + 1), 300), diastolic };
  };
  const measurements = {
    heartRate: () => whole(10, 300),
    respiratoryRate: () => whole(0, 80),
    spo2: () => whole(20, 100),
    temperatureC: () => decimal(25, 45, 1),
    sedation: () => whole(0, 5),
    pain: () => whole(0, 10),
    source: () => one('DEVICE', 'MANUAL'),
    deviceId: () => 'tab-3',
    note: text,
  };
  const name = () => ({ family: text(), given: text() });
  const reason = () => ({ reason: text() });
  const reading = () => ({ takenAt: time(), ...pressures(), ...some({ id, ...measurements }) });
  const sideEffect = () => ({
    effect: one('NAUSEA', 'DISSOCIATION', 'FALL', 'PANIC'),
    severity: one('MILD', 'MODERATE', 'SEVERE', 'LIFE_THREATENING'),
    onsetAt: time(),
    ...some({ id, serious: () => one(true, false), action: text, note: text }),
  });
  const medication = () => ({
    drug: text(),
    dose: decimal(0.001, 1000, 3),
    unit: one('mg', 'ug', 'mL'),
    route: one('IV', 'ORAL'),
    givenAt: time(),
    ...some({ id, reason: text }),
  });
  const assessment = () => ({
    instrument: 'PHQ-9',
    takenAt: time(),
    timepoint: one('BASELINE', 'PRE_SESSION', 'POST_SESSION', 'FOLLOW_UP'),
    ...one({ total: whole(0, 27) }, { answers: Array.from({ length: 9 }, () => whole(0, 3)) }),
    ...some({ id, sessionId: id }),
  });
  const indication = () => ({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F33.2', ...some({ display: text }) });
  return {
    RecordVitals: reading,
    RecordVitalsBatch: () => ({ readings: Array.from({ length: whole(1, 5) }, reading) }),
    AmendVitals: () => ({
      ...reason(),
      ...some(Object.fromEntries(Object.entries(measurements).map(([member, maker]) => [member, nullOr(maker)]))),
    }),
    RecordSideEffect: sideEffect,
    AmendSideEffect: () => ({ ...reason(), ...some({ note: nullOr(text), action: nullOr(text), resolvedAt: nullOr(time) }) }),
    RecordMedication: medication,
    RecordDose: () => ({ mg: decimal(0.01, 1000, 2), givenAt: time(), ...reason(), ...some({ id, lot: text }) }),
    RecordAssessment: assessment,
    SyncItems: () => ({
      items: [
        { type: 'VITALS', sessionId: id(), ...reading(), id: id() },
        { type: 'SIDE_EFFECT', sessionId: id(), ...sideEffect(), id: id() },
        { type: 'MEDICATION', sessionId: id(), ...medication(), id: id() },
        { type: 'ASSESSMENT', courseId: id(), ...assessment(), id: id() },
      ].slice(0, whole(1, 4)),
    }),
    CheckIn: () => ({
      weightKg: decimal(20, 400, whole(0, 2)),
      ...some({ at: time, fasted: () => one(true, false), note: text, escort: () => ({ name: text(), ...some({ phone: text }) }) }),
    }),
    AmendCheckIn: () => ({ ...reason(), ...some({ note: nullOr(text), fasted: nullOr(() => true), escort: nullOr(() => ({ phone: null })) }) }),
    StartInfusion: () => some({ at: time, mgPerKg: () => decimal(0.001, 10, 3), lot: text, concentrationMgPerMl: () => decimal(0.001, 1000, 3) }),
    ChangeRate: () => ({ mgPerHour: decimal(0.001, 10000, 3), ...reason(), ...some({ at: time }) }),
    EndInfusion: () => ({ administeredMg: decimal(0, 1000, 2), ...some({ at: time, lot: text, stopReason: text }) }),
    CancelSession: () => ({ ...reason(), ...some({ noShow: () => one(true, false), by: () => one('PATIENT', 'CLINIC') }) }),
    RegisterPatient: () => ({
      mrn: text(),
      name: name(),
      birthDate: `19${whole(30, 99)}-0${whole(1, 9)}-${whole(10, 28)}`,
      sex: one('FEMALE', 'MALE', 'OTHER', 'UNKNOWN'),
      ...some({ id, childbearing: () => one('YES', 'NO', 'UNKNOWN') }),
    }),
    PatientDetails: () => some({ mrn: text, name: () => some({ family: text, given: text }), childbearing: nullOr(() => 'NO') }),
    PlanCourse: () => ({
      patientId: id(),
      protocol: 'iv-ketamine-0.5',
      indication: indication(),
      ...some({ id, plannedSessions: () => whole(1, 60), labels: () => [text()], phase: () => one('INDUCTION', 'MAINTENANCE') }),
    }),
    CourseDetails: () => some({ labels: nullOr(() => ['arm-a']), reason: nullOr(() => 'FIRST'), indication: () => ({ display: null }) }),
    DiscontinueCourse: () => ({ ...reason(), ...some({ endReason: () => one('NO_RESPONSE', 'DIED', 'OTHER') }) }),
    FindPatients: () => some({ mrn: text, family: text, birthDate: () => '1984-05-17' }),
  };
}

export async function checkBodies(document) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'contract', ...asJsonSchema({ components: document.components }) });
  const validators = new Map();
  const refusals = [];
  const check = (name, body) => {
    if (!validators.has(name)) {
      validators.set(name, ajv.compile({ $ref: `contract#/components/schemas/${name}` }));
    }
    const sent = JSON.parse(JSON.stringify(body));
    if (!validators.get(name)(sent)) {
      refusals.push(`${name} ${JSON.stringify(sent)}: ${ajv.errorsText(validators.get(name).errors)}`);
    }
  };
  const byName = Object.entries(makers(random(SEED)));
  for (let i = 0; i < BODIES; i++) {
    const [name, maker] = byName[i % byName.length];
    check(name, maker());
  }
  const examples = bodiesOf(document).filter(({ name }) => document.components.schemas[name].example !== undefined);
  examples.forEach(({ name }) => check(name, document.components.schemas[name].example));
  return {
    summary: `ajv: ${BODIES} random bodies of ${byName.length} kinds and ${examples.length} examples, ${refusals.length} refused`,
    problems: refusals,
  };
}
