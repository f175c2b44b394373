package org.sextant.chart.assessment;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One answer in the API's description: the list of answers holds null for a question that was not asked. */
@Schema(
        name = "Answer",
        type = SchemaType.INTEGER,
        format = "int32",
        nullable = true,
        description = "Null for a question that the form skips")
interface Answered {}
