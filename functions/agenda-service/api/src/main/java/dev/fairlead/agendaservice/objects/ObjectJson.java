package dev.fairlead.agendaservice.objects;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Halt;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectFields;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.store.StoredObject;
import dev.fairlead.wire.Times;
import java.util.List;
import java.util.stream.Stream;

/** How objects look from outside. */
final class ObjectJson {
  private static final String VERSION = "version";
  private static final String ADDED = "addedAt";
  private static final String UPDATED = "updatedAt";

  /** What only we set; a change may name it as it is. */
  static final List<String> OURS = List.of(Halt.STATE, Halt.FIELD, VERSION, ADDED, UPDATED);

  private static final List<String> HALTS = List.of(Halt.STATE, Halt.FIELD);

  private ObjectJson() {}

  static Json.Obj of(StoredObject object) {
    var json = Json.object().put(ObjectFields.ID, object.id());
    if (object.kind() != ObjectKind.CUSTOMER) {
      json.put(ObjectFields.OWNER, object.owner().value());
    }
    ObjectFields.names(object.kind())
        .forEach(name -> json.putIfPresent(name, object.fields().field(name)));
    if (object.kind().isHalted()) {
      json.put(Halt.STATE, object.halt().map(halt -> halt.how().name()).orElse(Halt.ACTIVE))
          .putIfPresent(Halt.FIELD, object.halt().map(ObjectJson::of));
    }
    return json.put(VERSION, object.version())
        .put(ADDED, Times.text(object.addedAt()))
        .put(UPDATED, Times.text(object.updatedAt()))
        .build();
  }

  private static Json of(Halt halt) {
    return Json.object()
        .put("by", halt.by())
        .put("at", Times.text(halt.at()))
        .put("reason", halt.reason())
        .build();
  }

  /** The insight that is there without being stored: nobody's, and open to all. */
  static Json.Obj builtIn() {
    var json = Json.object().put(ObjectFields.ID, Insight.DEFAULT.id());
    Insight.DEFAULT.fields().fields().forEach(json::put);
    return json.put(Halt.STATE, Halt.ACTIVE).build();
  }

  static boolean isBuiltIn(ObjectKind kind, String id) {
    return kind == ObjectKind.INSIGHT && Insight.isDefault(id);
  }

  /** Every field that a list may show. */
  static List<String> fields(ObjectKind kind) {
    var owner = kind == ObjectKind.CUSTOMER ? Stream.<String>of() : Stream.of(ObjectFields.OWNER);
    return Stream.of(
            Stream.of(ObjectFields.ID), owner, ObjectFields.names(kind).stream(), OURS.stream())
        .flatMap(names -> names)
        .filter(name -> kind.isHalted() || !HALTS.contains(name))
        .toList();
  }

  static String etag(long version) {
    return "\"" + version + "\"";
  }
}
