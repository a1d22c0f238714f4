package dev.fairlead.agendaservice.objects;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.json.MergePatch;
import dev.fairlead.core.objects.HostTerms;
import dev.fairlead.core.objects.ObjectFields;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.endpoint.Authorization;
import dev.fairlead.endpoint.Caller;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.StoredObject;
import java.util.Optional;

/** Reads what a body says of an object, and collects everything that is wrong with it. */
final class ObjectBody {
  private static final int MAX_ID = 64;

  private final ObjectKind kind;
  private final ObjectRows rows;
  private final Caller caller;
  private final Findings findings = new Findings();

  ObjectBody(ObjectKind kind, ObjectRows rows, Caller caller) {
    this.kind = kind;
    this.rows = rows;
    this.caller = caller;
  }

  /**
   * What an object is to be.
   *
   * @param id empty where none is given
   * @param owner of a customer nobody in particular: it is its own
   * @param pool that it names, as it was read
   */
  record Said(
      Optional<String> id, CustomerId owner, Json.Obj fields, Optional<StoredObject> pool) {}

  /**
   * Reads the body of a new object.
   *
   * @throws FairleadException with every problem
   */
  Said created(Json body) {
    Json.Obj given = object(body);
    Optional<String> id = id(given);
    if (kind == ObjectKind.HANDLER) {
      checkType(given, id);
    } else if (kind != ObjectKind.CUSTOMER && id.isPresent() && !caller.isOperator()) {
      // Else whoever asks for an id that is taken would learn that it is there.
      throw new FairleadException(
          ErrorCode.FORBIDDEN, "Only an operator chooses ids; leave id out, and one is made up.");
    }
    return said(given, id, Optional.empty());
  }

  /**
   * Reads a merge patch.
   *
   * @param before the copy that counts
   * @throws FairleadException with every problem
   */
  Said changed(StoredObject before, Json body) {
    Json.Obj patch = object(body);
    Json.Obj now = ObjectJson.of(before);
    for (String name : ObjectJson.OURS) {
      if (patch
          .field(name)
          .filter(value -> !Optional.of(value).equals(now.field(name)))
          .isPresent()) {
        findings.add(
            JsonPointer.WHOLE.child(name),
            ProblemCode.READ_ONLY,
            "The field " + name + " is set by Fairlead alone.");
      }
    }
    if (patch.field(ObjectFields.ID).filter(id -> !id.equals(Json.of(before.id()))).isPresent()) {
      findings.add(
          JsonPointer.WHOLE.child(ObjectFields.ID),
          ProblemCode.ID_MISMATCH,
          "The id is that of the path, " + before.id() + ", and stays.");
    }
    var merged = Json.object();
    object(MergePatch.apply(now, patch))
        .fields()
        .forEach((name, value) -> {
          if (!ObjectJson.OURS.contains(name)
              && !Standing.isShown(kind, name)
              && !name.equals(ObjectFields.ID)) {
            merged.put(name, value);
          }
        });
    return said(merged.build(), Optional.of(before.id()), Optional.of(before));
  }

  private Said said(Json.Obj given, Optional<String> id, Optional<StoredObject> before) {
    CustomerId owner = owner(given, before.map(StoredObject::owner).orElse(caller.customer()));
    Json.Obj fields = ObjectFields.read(kind, id, given, findings);
    Optional<StoredObject> pool = pool(fields, before.flatMap(StoredObject::pool));
    keepPlace(id, before, fields);
    var problems = findings.problems();
    if (!problems.isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "There can be no such " + kind.noun() + ".", problems);
    }
    return new Said(id, owner, fields, pool);
  }

  /** Whoever looks after an attempt looks where its handler has work done. */
  private void keepPlace(Optional<String> id, Optional<StoredObject> before, Json.Obj now) {
    if (kind == ObjectKind.HANDLER
        && before
            .map(old -> HostTerms.isMeant(old.fields()) != HostTerms.isMeant(now))
            .orElseGet(() -> id.filter(type -> rows.wasElsewhere(type, now)).isPresent())) {
      findings.add(
          JsonPointer.WHOLE.child(HostTerms.HOST),
          ProblemCode.READ_ONLY,
          "A handler's work stays in pods or on hosts, as it began, also once it was deleted: what"
              + " runs still would be done a second time. Make another handler, for a type of its"
              + " own.");
    }
  }

  private Json.Obj object(Json body) {
    if (body instanceof Json.Obj object) {
      return object;
    }
    findings.add(JsonPointer.WHOLE, ProblemCode.WRONG_TYPE, "The body should be an object.");
    throw new FairleadException(
        ErrorCode.INVALID_REQUEST,
        "There can be no such " + kind.noun() + ".",
        findings.problems());
  }

  private Optional<String> id(Json.Obj given) {
    var id = findings.text(given, JsonPointer.WHOLE, ObjectFields.ID, MAX_ID);
    if (id.filter(text -> !kind.isId(text)).isPresent()) {
      findings.add(
          JsonPointer.WHOLE.child(ObjectFields.ID),
          ProblemCode.INVALID_ID,
          "The field id is " + kind.idWords() + ".");
    }
    return id.filter(kind::isId);
  }

  /** A handler's id is the type that it is for, so nobody can make one up. */
  private void checkType(Json.Obj given, Optional<String> id) {
    var place = JsonPointer.WHOLE.child(ObjectFields.ID);
    if (findings.present(given, ObjectFields.ID).isEmpty()) {
      findings.add(
          place, ProblemCode.MISSING_FIELD, "The field id is missing: the type that it is for.");
    }
    if (id.flatMap(HandlerSpec::of).isPresent()) {
      findings.add(place, ProblemCode.RESERVED, "This operation type is built in.");
    }
  }

  private CustomerId owner(Json.Obj given, CustomerId otherwise) {
    if (kind == ObjectKind.CUSTOMER) {
      return otherwise;
    }
    var named = findings.text(given, JsonPointer.WHOLE, ObjectFields.OWNER, MAX_ID);
    if (named.filter(text -> !CustomerId.isValid(text)).isPresent()) {
      findings.add(
          JsonPointer.WHOLE.child(ObjectFields.OWNER),
          ProblemCode.INVALID_CUSTOMER,
          "This can be no customer's id.");
    }
    var owner = named.filter(CustomerId::isValid).map(CustomerId::new).orElse(otherwise);
    Authorization.requireOwn(caller, owner);
    return owner;
  }

  /** Whoever comes to name a pool has to see it, which only its owner does and an operator. */
  private Optional<StoredObject> pool(Json.Obj fields, Optional<String> before) {
    var named = fields.text(ObjectFields.RESOURCE_POOL);
    var pool =
        named
            .filter(ObjectKind.RESOURCE_POOL::isId)
            .filter(id -> Optional.of(id).equals(before) || isSeen(id))
            .flatMap(id -> rows.main(ObjectKind.RESOURCE_POOL, id));
    if (named.isPresent() && pool.isEmpty()) {
      findings.add(
          JsonPointer.WHOLE.child(ObjectFields.RESOURCE_POOL),
          ProblemCode.UNKNOWN_RESOURCE_POOL,
          "There is no such resource pool, or it is not yours to use.");
    }
    return pool;
  }

  private boolean isSeen(String pool) {
    return rows.find(ObjectKind.RESOURCE_POOL, pool, Authorization.shelves(caller)).isPresent();
  }
}
