package org.sextant.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/**
 * Hibernate makes the plan of a query once, and finds it again. A native query with a class such as {@code UUID} as its
 * result never finds its plan: each execution adds one, and all of them have the same hash code.
 */
@QuarkusTest
class QueryPlansTest {

    @Inject
    EntityManagerFactory factory;

    @Test
    void aSecondChartAddsNoPlan() {
        Chart.make();
        var plans = plans();
        assertThat(plans).isPositive();

        Chart.make();
        assertThat(plans()).isEqualTo(plans);
    }

    private int plans() {
        return factory.unwrap(SessionFactoryImplementor.class)
                .getQueryEngine()
                .getInterpretationCache()
                .getNumberOfCachedQueryPlans();
    }
}
