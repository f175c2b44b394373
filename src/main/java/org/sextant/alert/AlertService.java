package org.sextant.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.UUID;
import org.sextant.http.ETag;
import org.sextant.identity.Caller;

/** What staff can do with alerts. Each method is one transaction. */
@ApplicationScoped
@Transactional
class AlertService {

    private final AlertRepository alerts;
    private final Caller caller;
    private final InstantSource time;

    AlertService(AlertRepository alerts, Caller caller, InstantSource time) {
        this.alerts = alerts;
        this.caller = caller;
        this.time = time;
    }

    Alert acknowledge(UUID id, String ifMatch, AcknowledgeAlert request) {
        var alert = alerts.getForChange(id);
        ETag.check(ifMatch, alert.version());
        alert.acknowledge(caller.subject(), request.note(), time.instant());
        alerts.flush();
        return alert;
    }
}
