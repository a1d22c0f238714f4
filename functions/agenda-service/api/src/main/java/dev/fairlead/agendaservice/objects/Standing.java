package dev.fairlead.agendaservice.objects;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.endpoint.Authorization;
import dev.fairlead.endpoint.Caller;
import dev.fairlead.store.StoredObject;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How an object stands now, which is no field of it: shown with it where one is asked for, to its
 * owner and operators, since it tells of all customers together. Cost: as {@link QueueView}'s.
 */
final class Standing {
  private final QueueView queues;

  Standing(ItemStore items, InstantSource clock) {
    this.queues = new QueueView(items, clock);
  }

  /** Whether it is shown under that name; a change may name it, and is not held to it. */
  static boolean isShown(ObjectKind kind, String name) {
    return switch (kind) {
      case INSIGHT -> name.equals(QueueView.FIELD);
      case RESOURCE_POOL, CUSTOMER, HANDLER, BLUEPRINT -> false;
    };
  }

  /** An object with how it stands, if the caller may know that. */
  Json.Obj with(StoredObject object, Caller caller) {
    Json.Obj shown = ObjectJson.of(object);
    if (!Authorization.owns(caller, object.owner())) {
      return shown;
    }
    return switch (object.kind()) {
      case INSIGHT ->
          with(
              shown,
              QueueView.FIELD,
              queues.of(Insight.of(object.id(), Optional.of(object.owner()), object.fields())));
      case RESOURCE_POOL, CUSTOMER, HANDLER, BLUEPRINT -> shown;
    };
  }

  /** The same of the insight that is there without being stored, and is nobody's. */
  Json.Obj withBuiltIn(Caller caller) {
    return caller.isOperator()
        ? with(ObjectJson.builtIn(), QueueView.FIELD, queues.of(Insight.DEFAULT))
        : ObjectJson.builtIn();
  }

  private static Json.Obj with(Json.Obj shown, String name, Json standing) {
    var json = Json.object();
    shown.fields().forEach(json::put);
    return json.put(name, standing).build();
  }
}
