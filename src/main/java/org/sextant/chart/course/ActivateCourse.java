package org.sextant.chart.course;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The request to activate a course.
 *
 * @param overrideReason why a prescriber activates the course although a rule blocks the activation
 */
@Schema(example = "{}")
record ActivateCourse(@Size(min = 10, max = 2000) String overrideReason) {

    static final ActivateCourse AS_CLEARED = new ActivateCourse(null);
}
