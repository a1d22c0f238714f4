package dev.fairlead.agendaservice.objects;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectFields;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.store.Lines.Insight;
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
  static final List<String> OURS = List.of(VERSION, ADDED, UPDATED);

  private ObjectJson() {}

  static Json.Obj of(StoredObject object) {
    var json = Json.object().put(ObjectFields.ID, object.id());
    if (object.kind() != ObjectKind.CUSTOMER) {
      json.put(ObjectFields.OWNER, object.owner().value());
    }
    ObjectFields.names(object.kind())
        .forEach(name -> json.putIfPresent(name, object.fields().field(name)));
    return json.put(VERSION, object.version())
        .put(ADDED, Times.text(object.addedAt()))
        .put(UPDATED, Times.text(object.updatedAt()))
        .build();
  }

  /** The insight that is there without being stored: nobody's, and open to all. */
  static Json.Obj builtIn() {
    var said =
        Json.object()
            .put(ObjectFields.ID, Insight.DEFAULT.id())
            .put(ObjectFields.TITLE, "Whatever nothing else takes")
            .put("queueSize", Insight.DEFAULT.queueSize())
            .put("isGlobal", true)
            .build();
    var read = ObjectFields.read(ObjectKind.INSIGHT, said, new Findings());
    var json = Json.object().put(ObjectFields.ID, Insight.DEFAULT.id());
    read.fields().forEach(json::put);
    return json.build();
  }

  static boolean isBuiltIn(ObjectKind kind, String id) {
    return kind == ObjectKind.INSIGHT && id.equals(Insight.DEFAULT.id());
  }

  /** Every field that a list may show. */
  static List<String> fields(ObjectKind kind) {
    var owner = kind == ObjectKind.CUSTOMER ? Stream.<String>of() : Stream.of(ObjectFields.OWNER);
    return Stream.of(
            Stream.of(ObjectFields.ID), owner, ObjectFields.names(kind).stream(), OURS.stream())
        .flatMap(names -> names)
        .toList();
  }

  static String etag(long version) {
    return "\"" + version + "\"";
  }
}
