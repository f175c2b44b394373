package org.sextant.synthetic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A clinic that does not exist: courses with readings, side effects and scores in the course that published cohorts take
 * (Oliver 2022, McInnes 2022), as lines that an import takes. The same seed and number make the same lines. Every course
 * carries the label {@code synthetic}, and every patient a record number that begins with {@code SYN}.
 */
public final class SyntheticClinic {

    /** On every course. */
    static final String LABEL = "synthetic";

    private final long seed;
    private final long courses;

    /** @param courses how many, each of another patient */
    public SyntheticClinic(long seed, long courses) {
        this.seed = seed;
        this.courses = courses;
    }

    /** The lines, each after what it belongs to. */
    public Stream<String> lines() {
        return LongStream.range(0, courses)
                .boxed()
                .flatMap(number -> course(number).stream())
                .map(ObjectNode::toString);
    }

    /** The lines of one course; the first one is the course's own. */
    List<ObjectNode> course(long number) {
        return new SyntheticCourse(number, new Chance(seed * 1_000_003 + number)).lines();
    }
}
