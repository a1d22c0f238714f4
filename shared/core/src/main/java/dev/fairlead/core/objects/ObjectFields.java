package dev.fairlead.core.objects;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.BlueprintTerms;
import dev.fairlead.core.lease.DriverFields;
import dev.fairlead.core.lease.Drivers;
import dev.fairlead.core.scheduling.Algorithms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what somebody says an object is. What comes out has what most objects say, also where it
 * was left out; terms only where they were given.
 */
public final class ObjectFields {
  /** Whose an object is; a customer is its own. */
  public static final String OWNER = "customerId";

  public static final String ID = "id";
  public static final String TITLE = "title";
  public static final String RESOURCE_POOL = "resourcePoolId";

  static final int MAX_RANK = 1_000_000;

  static final String QUEUE_SIZE = "queueSize";
  static final String ALGORITHM = "algorithm";
  static final String RANK = "rank";
  private static final int MAX_TEXT = 256;
  private static final String BILLING_CODE = "billingCode";
  private static final String MAPPERS = "mappers";

  private static final Map<ObjectKind, List<String>> NAMES =
      Map.of(
          ObjectKind.CUSTOMER,
          names(List.of(TITLE, BILLING_CODE, RESOURCE_POOL), CustomerTerms.NAMES),
          ObjectKind.RESOURCE_POOL,
          names(List.of(TITLE), PoolTerms.NAMES),
          ObjectKind.BLUEPRINT,
          names(
              List.of(
                  TITLE,
                  RESOURCE_POOL,
                  Blueprint.TYPE,
                  Blueprint.FIELDS,
                  Sharing.ALLOWED,
                  Sharing.GLOBAL),
              BlueprintTerms.NAMES),
          ObjectKind.INSIGHT,
          names(
              List.of(
                  TITLE,
                  RESOURCE_POOL,
                  QUEUE_SIZE,
                  ALGORITHM,
                  MAPPERS,
                  RANK,
                  Sharing.ALLOWED,
                  Sharing.GLOBAL),
              InsightTerms.NAMES),
          ObjectKind.HANDLER,
          names(
              names(List.of(TITLE), HandlerTerms.NAMES),
              List.of(HostTerms.HOST, Sharing.ALLOWED, Sharing.GLOBAL)));

  private final Optional<String> id;
  private final Json.Obj given;
  private final Findings findings;
  private final Json.Builder read = Json.object();

  private ObjectFields(Optional<String> id, Json.Obj given, Findings findings) {
    this.id = id;
    this.given = given;
    this.findings = findings;
  }

  private static List<String> names(List<String> first, List<String> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  /** The fields of a kind, without its id and owner. */
  public static List<String> names(ObjectKind kind) {
    return NAMES.getOrDefault(kind, List.of());
  }

  /**
   * Reads an object's fields. Its id and owner are read by whoever knows who asks.
   *
   * @param id where it is known: the insight that every environment has needs no pool, and is for
   *     all unless it says otherwise
   * @param findings gets every problem; with any, the answer means nothing
   */
  public static Json.Obj read(
      ObjectKind kind, Optional<String> id, Json.Obj given, Findings findings) {
    return new ObjectFields(id, given, findings).fields(kind);
  }

  private Json.Obj fields(ObjectKind kind) {
    for (String name : given.fields().keySet()) {
      if (!name.equals(ID) && !isOwner(kind, name) && !names(kind).contains(name)) {
        findings.add(
            JsonPointer.WHOLE.child(name),
            ProblemCode.UNKNOWN_FIELD,
            "There is no such field here.",
            findings.nearest(name, names(kind)));
      }
    }
    read.putText(TITLE, required(TITLE, text(TITLE)));
    switch (kind) {
      case CUSTOMER -> {
        read.putText(BILLING_CODE, text(BILLING_CODE));
        read.putText(RESOURCE_POOL, text(RESOURCE_POOL));
        CustomerTerms.read(given, findings).putInto(read, given);
      }
      case RESOURCE_POOL -> PoolTerms.read(given, findings).putInto(read, given);
      case INSIGHT -> insight();
      case HANDLER -> {
        if (HostTerms.isMeant(given)) {
          HostTerms.read(given, findings).putInto(read, given);
        } else {
          HandlerTerms.read(given, findings).putInto(read, given);
        }
        sharing(false);
      }
      case BLUEPRINT -> blueprint();
    }
    return read.build();
  }

  private static boolean isOwner(ObjectKind kind, String name) {
    return kind != ObjectKind.CUSTOMER && name.equals(OWNER);
  }

  private void insight() {
    boolean isDefault = id.filter(Insight::isDefault).isPresent();
    var pool = text(RESOURCE_POOL);
    read.putText(RESOURCE_POOL, isDefault ? pool : required(RESOURCE_POOL, pool));
    read.put(
        QUEUE_SIZE,
        findings
            .whole(given, JsonPointer.WHOLE, QUEUE_SIZE, 0, Insight.MAX_QUEUE_SIZE)
            .orElse(Insight.USUAL_QUEUE_SIZE));
    read.put(ALGORITHM, algorithm());
    read.put(MAPPERS, Mappers.read(given, findings).json());
    read.put(RANK, findings.whole(given, JsonPointer.WHOLE, RANK, -MAX_RANK, MAX_RANK).orElse(0));
    sharing(isDefault);
    InsightTerms.read(given, findings).putInto(read, given);
  }

  private void sharing(boolean isUsuallyForAll) {
    var sharing = Sharing.read(given, findings);
    read.put(Sharing.ALLOWED, Json.texts(sharing.allowed().stream().sorted().toList()));
    boolean isForAll = isUsuallyForAll && findings.present(given, Sharing.GLOBAL).isEmpty();
    read.put(Sharing.GLOBAL, isForAll || sharing.isGlobal());
  }

  private void blueprint() {
    read.put(Blueprint.TYPE, driver());
    read.putText(RESOURCE_POOL, text(RESOURCE_POOL));
    BlueprintTerms.read(given, findings).putInto(read, given);
    sharing(false);
    var own = findings.object(given, JsonPointer.WHOLE, Blueprint.FIELDS).orElse(Json.EMPTY);
    read.put(Blueprint.FIELDS, own);
    Drivers.find(text(Blueprint.TYPE).orElse(""))
        .ifPresent(driver ->
            DriverFields.check(driver, own, JsonPointer.WHOLE.child(Blueprint.FIELDS), findings));
  }

  private String driver() {
    String asked = required(Blueprint.TYPE, text(Blueprint.TYPE)).orElse("");
    List<String> known = List.copyOf(Drivers.names());
    if (!asked.isEmpty() && !known.contains(asked)) {
      findings.add(
          JsonPointer.WHOLE.child(Blueprint.TYPE),
          ProblemCode.UNKNOWN_VALUE,
          known.isEmpty()
              ? "No driver is installed."
              : "The field type is one of " + String.join(", ", known) + ".",
          findings.nearest(asked, known));
    }
    return asked;
  }

  private String algorithm() {
    String asked = text(ALGORITHM).orElse(Insight.FIFO);
    List<String> known = List.copyOf(Algorithms.names());
    if (!known.contains(asked)) {
      findings.add(
          JsonPointer.WHOLE.child(ALGORITHM),
          ProblemCode.UNKNOWN_VALUE,
          "The field algorithm is one of " + String.join(", ", known) + ".",
          findings.nearest(asked, known));
    }
    return asked;
  }

  private <T> Optional<T> required(String name, Optional<T> value) {
    if (findings.present(given, name).isEmpty()) {
      findings.add(
          JsonPointer.WHOLE.child(name),
          ProblemCode.MISSING_FIELD,
          "The field " + name + " is missing.");
    }
    return value;
  }

  private Optional<String> text(String name) {
    var text = findings.text(given, JsonPointer.WHOLE, name, MAX_TEXT);
    if (text.filter(String::isBlank).isPresent()) {
      findings.add(
          JsonPointer.WHOLE.child(name),
          ProblemCode.BLANK,
          "The field " + name + " has something to say, or is left out.");
    }
    return text;
  }

  /** A list of texts, none of them blank; absent means none. */
  static List<String> texts(
      Json.Obj object, String name, JsonPointer place, int max, Findings findings) {
    var value = findings.present(object, name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Json.Arr(List<Json> items))) {
      findings.wrongType(place, name, "a list of texts");
      return List.of();
    }
    if (items.size() > max) {
      findings.add(
          place,
          ProblemCode.TOO_MANY_ENTRIES,
          "The field " + name + " has at most " + max + " entries, not " + items.size() + ".");
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof Json.Str(String text))) {
        findings.wrongType(place.child(i), name + "/" + i, "a text");
      } else if (text.isBlank()) {
        findings.add(place.child(i), ProblemCode.BLANK, "An entry of " + name + " is blank.");
      } else if (text.length() > MAX_TEXT) {
        findings.add(
            place.child(i),
            ProblemCode.TOO_LONG,
            "An entry of " + name + " has at most " + MAX_TEXT + " characters.");
      } else {
        texts.add(text);
      }
    }
    return texts;
  }
}
