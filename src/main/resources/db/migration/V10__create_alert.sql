CREATE TABLE alert (
    clinic_id           uuid NOT NULL,
    id                  uuid NOT NULL,
    version             integer NOT NULL,
    recorded_at         timestamptz NOT NULL,
    recorded_by         text NOT NULL,
    content_hash        text NOT NULL,
    changed_at          timestamptz NOT NULL,
    course_id           uuid NOT NULL,
    patient_id          uuid NOT NULL,
    session_id          uuid,
    kind                text NOT NULL,
    severity            text NOT NULL CHECK (severity IN ('WARNING', 'CRITICAL')),
    status              text NOT NULL CHECK (status IN ('OPEN', 'ACKNOWLEDGED', 'CLEARED', 'WITHDRAWN')),
    sources             jsonb NOT NULL,
    source_id           uuid NOT NULL,
    value               numeric,
    limit_value         numeric,
    detail              text NOT NULL,
    due_at              timestamptz,
    acknowledged_at     timestamptz,
    acknowledged_by     text,
    acknowledgement     text,
    closed_at           timestamptz,
    closed_reason       text,
    CONSTRAINT alert_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT alert_course FOREIGN KEY (clinic_id, patient_id, course_id) REFERENCES course (clinic_id, patient_id, id),
    CONSTRAINT alert_session FOREIGN KEY (clinic_id, patient_id, session_id) REFERENCES session (clinic_id, patient_id, id),
    CONSTRAINT alert_due CHECK ((kind = 'VITALS_OVERDUE') = (due_at IS NOT NULL))
);
-- Nobody is told twice.
CREATE UNIQUE INDEX alert_open_once ON alert (clinic_id, course_id, session_id, kind) NULLS NOT DISTINCT
    WHERE status = 'OPEN' AND due_at IS NULL;
CREATE UNIQUE INDEX alert_overdue_once ON alert (clinic_id, session_id, due_at) WHERE due_at IS NOT NULL AND status <> 'WITHDRAWN';
CREATE INDEX alert_by_age ON alert (clinic_id, recorded_at, id);
CREATE INDEX alert_by_status ON alert (clinic_id, status, recorded_at, id);
CREATE INDEX alert_of_session ON alert (clinic_id, session_id, recorded_at, id);
CREATE INDEX alert_of_course ON alert (clinic_id, course_id, recorded_at, id);
CREATE TRIGGER alert_journal AFTER INSERT OR UPDATE ON alert
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT, UPDATE ON alert TO sextant_runtime;
