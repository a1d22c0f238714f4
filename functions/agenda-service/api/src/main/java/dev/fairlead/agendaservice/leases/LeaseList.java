package dev.fairlead.agendaservice.leases;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.LeaseRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A customer's leases, or those of them that fit. Cost: half a read unit per 4 KB looked at, and 1
 * for each resource that a live one on the page is on.
 */
final class LeaseList {
  /** A call looks at so many; then it answers what it found, and where to go on. */
  private static final int MAX_LOOKED_AT = 1_000;

  private static final int PER_PAGE = 200;

  private final LeaseRows rows;

  LeaseList(LeaseRows rows) {
    this.rows = rows;
  }

  Reply list(Call call) {
    int limit = Math.toIntExact(call.whole(Parameter.LIMIT));
    var state = call.text(Parameter.LEASE_STATE);
    var holder = call.text(Parameter.HOLDER);
    Optional<Set<ResourceId>> made = call.text(Parameter.OF_BLUEPRINT).map(this::madeBy);
    boolean isForAll = state.isEmpty() && holder.isEmpty() && made.isEmpty();
    var found = new ArrayList<Lease>();
    var before = call.text(Parameter.AFTER_LEASE).map(LeaseId::new);
    boolean isMore = true;
    int lookedAt = 0;
    while (isMore && found.size() < limit && lookedAt < MAX_LOOKED_AT) {
      var page = rows.list(call.caller().customer(), isForAll ? limit : PER_PAGE, before);
      isMore = page.next().isPresent();
      for (Lease lease : page.leases()) {
        lookedAt++;
        before = Optional.of(lease.id());
        boolean fits =
            state.filter(word -> !word.equals(lease.state().name())).isEmpty()
                && holder
                    .filter(name -> !name.equals(LeaseJson.holder(lease.request().holder())))
                    .isEmpty()
                && made.filter(some -> lease.resource().filter(some::contains).isEmpty()).isEmpty();
        if (fits) {
          found.add(lease);
        }
        if (found.size() == limit) {
          isMore |= !lease.equals(page.leases().getLast());
          break;
        }
      }
    }
    return Reply.json(
        Json.object()
            .put("leases", Json.array(shown(found)))
            .putText("next", isMore ? before.map(LeaseId::value) : Optional.empty())
            .build());
  }

  private Set<ResourceId> madeBy(String blueprint) {
    return rows.madeBy(blueprint).stream().map(Resource::id).collect(Collectors.toSet());
  }

  private List<Json> shown(List<Lease> leases) {
    Map<ResourceId, Optional<Resource>> known = new HashMap<>();
    var shown = new ArrayList<Json>();
    for (Lease lease : leases) {
      Optional<Resource> on =
          lease
              .resource()
              .filter(_ -> lease.state().isLive())
              .flatMap(id -> known.computeIfAbsent(id, rows::find));
      shown.add(LeaseJson.of(lease, on));
    }
    return shown;
  }
}
