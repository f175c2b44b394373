package org.sextant.report;

import java.util.List;

/** What courses can be put together by. */
record CourseKind(
        String protocol,
        String route,
        String indicationSystem,
        String indicationCode,
        String phase,
        List<String> labels) {}
