package org.sextant.platform;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Sees every statement that the service prepares; nothing else in it speaks to the database. */
@ApplicationScoped
@PersistenceUnitExtension
public class StatementCounter implements StatementInspector {

    private static final long serialVersionUID = 1L;

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public String inspect(String sql) {
        seen.add(sql);
        return sql;
    }

    /** The statements that an action causes. */
    public List<String> of(Runnable action) {
        seen.clear();
        action.run();
        return new ArrayList<>(seen);
    }
}
