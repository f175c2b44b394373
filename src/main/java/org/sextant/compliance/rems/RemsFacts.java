package org.sextant.compliance.rems;

import org.sextant.compliance.rems.RemsContent.Person;
import org.sextant.record.clinic.ClinicProfile;

/**
 * What the monitoring form needs to know beyond the session.
 *
 * @param treatedBefore true where the patient got esketamine in an earlier session of the clinic
 * @param enrolled whether the patient is enrolled in the REMS, by the newest clearance; null without a clearance
 * @param answers the answers of staff; empty where staff have answered nothing
 */
record RemsFacts(Person patient, boolean treatedBefore, Boolean enrolled, ClinicProfile clinic, AnswerRems answers) {}
