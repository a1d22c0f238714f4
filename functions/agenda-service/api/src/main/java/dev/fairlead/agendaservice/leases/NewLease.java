package dev.fairlead.agendaservice.leases;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.Drivers;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.LeaseRequest;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.core.lease.Selection;
import dev.fairlead.core.lease.Strategy;
import dev.fairlead.core.lease.Term;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.endpoint.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what somebody asks for by hand. */
final class NewLease {
  private static final List<String> FIELDS =
      List.of(
          "type",
          "blueprintIds",
          "resourcePoolId",
          "resourceId",
          "labels",
          "strategy",
          "until",
          "for",
          "giveUpAfter",
          "heartbeat",
          "attributes");
  private static final JsonPointer AT = JsonPointer.WHOLE;
  private static final int MAX_TEXT = 256;
  private static final int MAX_BLUEPRINTS = 40;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration MOST_OFTEN = Duration.ofSeconds(10);
  private static final Duration LEAST_OFTEN = Duration.ofDays(1);

  private final Json.Obj given;
  private final Caller caller;
  private final Sight sight;
  private final Instant now;
  private final Findings findings = new Findings();

  private NewLease(Json.Obj given, Caller caller, Sight sight, Instant now) {
    this.given = given;
    this.caller = caller;
    this.sight = sight;
    this.now = now;
  }

  /**
   * Reads a body.
   *
   * @throws FairleadException with every problem
   */
  static LeaseRequest read(Json body, Caller caller, Sight sight, Instant now) {
    var object = body instanceof Json.Obj given ? given : Json.EMPTY;
    var reading = new NewLease(object, caller, sight, now);
    if (!(body instanceof Json.Obj)) {
      reading.findings.add(AT, ProblemCode.WRONG_TYPE, "The body should be an object.");
    }
    return reading.request();
  }

  private LeaseRequest request() {
    findings.onlyFields(given, AT, FIELDS);
    var blueprints = new LinkedHashSet<>(texts("blueprintIds"));
    var said = findings.text(given, AT, "type", MAX_TEXT);
    // A blueprint's id stands for it alone, where no kind of resource is called so.
    said.filter(word -> !types().contains(word))
        .filter(word -> sight.blueprint(caller, word).isPresent())
        .ifPresent(blueprints::add);
    var ofBlueprints = new TreeSet<String>();
    int place = 0;
    for (String id : blueprints) {
      typeOf(id, place++).ifPresent(ofBlueprints::add);
    }
    var type = type(said.filter(word -> !blueprints.contains(word)), ofBlueprints);
    var pool = findings.text(given, AT, "resourcePoolId", MAX_TEXT);
    var labels = labels();
    var resource = resource();
    var strategy = strategy(resource);
    var term = term();
    var attributes = findings.object(given, AT, "attributes").orElse(Json.EMPTY);
    if (type.isEmpty() || !findings.problems().isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "No lease can be asked for like this.", findings.problems());
    }
    return new LeaseRequest(
        caller.customer(),
        type.get(),
        Amounts.NONE,
        new Holder.OfPerson(caller.tokenId()),
        new Selection(pool, List.copyOf(blueprints), labels, strategy, resource),
        term,
        attributes);
  }

  private static SortedSet<String> types() {
    var types = new TreeSet<String>();
    Drivers.names()
        .forEach(
            name -> Drivers.find(name).map(BlueprintDriver::resourceType).ifPresent(types::add));
    return types;
  }

  /** Of what kind a blueprint's resources are, if the caller may ask for it. */
  private Optional<String> typeOf(String id, int place) {
    var seen = sight.blueprint(caller, id);
    if (seen.isEmpty()) {
      findings.add(
          AT.child("blueprintIds").child(place),
          ProblemCode.UNKNOWN_BLUEPRINT,
          "There is no such blueprint.");
    }
    return seen.flatMap(found -> Drivers.find(found.blueprint().type()))
        .map(BlueprintDriver::resourceType);
  }

  private Optional<String> type(Optional<String> said, Set<String> ofBlueprints) {
    var place = AT.child("type");
    if (said.isPresent() && !types().contains(said.get())) {
      findings.add(
          place,
          ProblemCode.UNKNOWN_VALUE,
          "There is no such kind of resource, nor a blueprint of that id; there are "
              + String.join(", ", types())
              + ".",
          findings.nearest(said.get(), types()));
      return Optional.empty();
    }
    var all = new TreeSet<>(ofBlueprints);
    said.ifPresent(all::add);
    if (all.size() > 1) {
      findings.add(
          place,
          ProblemCode.CONTRADICTION,
          "A lease is for one kind of resource; these are " + String.join(", ", all) + ".");
    } else if (all.isEmpty() && findings.problems().isEmpty()) {
      findings.add(
          place, ProblemCode.MISSING_FIELD, "The field type says which kind of resource, as host.");
    }
    return all.size() == 1 ? Optional.of(all.first()) : Optional.empty();
  }

  private List<String> texts(String name) {
    var texts = new ArrayList<String>();
    switch (findings.present(given, name).orElse(Json.NULL)) {
      case Json.Null() -> {}
      case Json.Arr(List<Json> items) when items.size() <= MAX_BLUEPRINTS -> {
        for (int i = 0; i < items.size(); i++) {
          if (items.get(i) instanceof Json.Str(String text)) {
            texts.add(text);
          } else {
            findings.wrongType(AT.child(name).child(i), name, "a list of ids");
          }
        }
      }
      case Json _ -> findings.wrongType(AT.child(name), name, "a list of at most 40 ids");
    }
    return texts;
  }

  private Map<String, String> labels() {
    var labels = new TreeMap<String, String>();
    var place = AT.child("labels");
    findings
        .object(given, AT, "labels")
        .ifPresent(said ->
            said.fields()
                .keySet()
                .forEach(name ->
                    findings
                        .text(said, place, name, MAX_TEXT)
                        .ifPresent(value -> labels.put(name, value))));
    return labels;
  }

  private Optional<ResourceId> resource() {
    var said = findings.text(given, AT, "resourceId", MAX_TEXT);
    if (said.filter(text -> !ResourceId.isValid(text)).isPresent()) {
      findings.add(AT.child("resourceId"), ProblemCode.INVALID_ID, "This can be no resource's id.");
      return Optional.empty();
    }
    return said.map(ResourceId::new);
  }

  private Optional<Strategy> strategy(Optional<ResourceId> resource) {
    var said = findings.text(given, AT, "strategy", MAX_TEXT);
    var place = AT.child("strategy");
    if (said.isPresent() && resource.isPresent()) {
      findings.add(
          place, ProblemCode.CONTRADICTION, "Where one resource is named, there is no choice.");
    } else if (said.filter(word -> !List.of("SPREAD", "PACK").contains(word)).isPresent()) {
      findings.add(place, ProblemCode.UNKNOWN_VALUE, "The field strategy is SPREAD or PACK.");
    } else if (resource.isEmpty()) {
      return said.map(Strategy::valueOf);
    }
    return resource.map(_ -> Strategy.DIRECT);
  }

  private Term term() {
    var patience = findings.duration(given, AT, "giveUpAfter", SHORTEST, LeaseEnd.LATEST);
    var heartbeat = findings.duration(given, AT, "heartbeat", MOST_OFTEN, LEAST_OFTEN);
    return new Term(
        now, patience.map(now::plus), LeaseEnd.read(given, AT, findings, now), heartbeat);
  }
}
