package dev.fairlead.agendaservice.objects;

import dev.fairlead.agendaservice.objects.ObjectBody.Said;
import dev.fairlead.agendaservice.signal.RebindRequest;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Halt;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.endpoint.Authorization;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.CreationTokens;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.Rebinding;
import dev.fairlead.store.Sha256;
import dev.fairlead.store.StoredObject;
import dev.fairlead.store.WakeUp;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.TextFormat;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The endpoints of one kind of objects. */
final class ObjectEndpoints {
  /** Changes that found that another one came first; each sees what that left. */
  private static final int TRIES = 5;

  /** Agendas that one call binds anew: so many take a few seconds, and it has 28. */
  private static final int REBOUND_AT_A_TIME = 50;

  private static final String ANY = "*";

  private final ObjectKind kind;
  private final Parameter idParameter;
  private final Route one;
  private final ObjectRows rows;
  private final ObjectList lists;
  private final InUse inUse;
  private final Standing standing;
  private final Rebinding rebinding;
  private final MessageQueue queues;
  private final Ids ids;
  private final InstantSource clock;

  /**
   * The endpoints of a kind.
   *
   * @param idParameter where a path says which one
   * @param one the route that gives one
   */
  ObjectEndpoints(
      ObjectKind kind,
      Parameter idParameter,
      Route one,
      Ports ports,
      Ids ids,
      InstantSource clock) {
    this.kind = kind;
    this.idParameter = idParameter;
    this.one = one;
    this.rows = new ObjectRows(ports.items());
    this.lists = new ObjectList(kind, rows);
    this.inUse = new InUse(ports);
    this.standing = new Standing(ports.items(), clock);
    this.rebinding = new Rebinding(ports, ids, clock);
    this.queues = ports.queues();
    this.ids = ids;
    this.clock = clock;
  }

  /** Where a path says which one. */
  Parameter idParameter() {
    return idParameter;
  }

  /** Lists what the caller may see. */
  Reply list(Call call) {
    return lists.list(call);
  }

  /** Gives one, and how it stands. */
  Reply get(Call call) {
    if (isNotStored(call)) {
      return Reply.json(standing.withBuiltIn(call.caller()));
    }
    StoredObject seen = seen(call);
    return reply(200, standing.with(seen, call.caller()), seen.version());
  }

  /** Makes one. */
  Reply create(Call call) {
    Json body = TextFormat.of(call.contentType()).parse(call.body());
    for (int i = 0; i < TRIES; i++) {
      Said said = new ObjectBody(kind, rows, call.caller()).created(body);
      String id = said.id().orElseGet(ids::newUlid);
      var owner = kind == ObjectKind.CUSTOMER ? new CustomerId(id) : said.owner();
      var object = StoredObject.added(kind, id, owner, said.fields(), clock.instant());
      Optional<Key> token =
          call.text(Parameter.IDEMPOTENCY_KEY)
              .map(text -> CreationTokens.keyOf(call.caller().customer(), kind, text));
      var use = new CreationTokens.Use(id, Sha256.hex(JsonText.canonical(body)));
      Optional<Write> take = token.map(key -> CreationTokens.take(key, use, clock.instant()));
      if (rows.add(object, take, said.pool())
          instanceof WriteOutcome.Refused(int index, Optional<Item> found)) {
        if (index == 0 && found.map(Item::key).equals(token)) {
          return createdBefore(found.map(CreationTokens::useOf).orElseThrow(), use);
        }
        if (rows.main(kind, id).isPresent()) {
          throw taken(id);
        }
      } else {
        wake(object.id());
        return reply(201, object)
            .withHeader("location", one.target(Map.of(idParameter, object.id())));
      }
    }
    throw busy();
  }

  private Reply createdBefore(CreationTokens.Use first, CreationTokens.Use now) {
    if (!first.bodySha256().equals(now.bodySha256())) {
      throw new FairleadException(
          ErrorCode.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key was used for " + first.id() + ", with another body.");
    }
    return reply(200, rows.main(kind, first.id()).orElseThrow(this::notFound));
  }

  /** Changes one as a merge patch says. */
  Reply update(Call call) {
    Json body = TextFormat.of(call.contentType()).parse(call.body());
    for (int i = 0; i < TRIES; i++) {
      StoredObject before = owned(call);
      Said said = new ObjectBody(kind, rows, call.caller()).changed(before, body);
      var fields = Halt.put(before.halt(), said.fields());
      if (fields.equals(before.fields()) && said.owner().equals(before.owner())) {
        return reply(200, before);
      }
      var after = before.changed(said.owner(), fields, clock.instant());
      boolean moves = !before.pool().equals(after.pool());
      Optional<StoredObject> left = moves ? pool(before) : Optional.empty();
      Optional<StoredObject> entered = moves ? said.pool() : Optional.empty();
      if (rows.replace(before, after, left, entered).isWritten()) {
        wake(after.id());
        return reply(200, after);
      }
    }
    throw busy();
  }

  /**
   * Who waits in an insight, be it the built-in one, is looked at by what it has come to say; by
   * the tick, should this be lost. Cost: 1 request.
   */
  private void wake(String id) {
    if (kind == ObjectKind.INSIGHT) {
      WakeUp.of(id).hint(queues, ids);
    }
  }

  /** Binds agendas anew that wait in one. */
  Reply rebind(Call call) {
    var request = RebindRequest.read(JsonText.parse(call.body()));
    String id = isNotStored(call) ? builtIn(call) : seenOfOwn(call).id();
    var page =
        rebinding.rebindAll(
            id,
            request.after().orElse(""),
            REBOUND_AT_A_TIME,
            Authors.of(call.caller()),
            request.reason());
    return Reply.json(
        Json.object()
            .put("id", id)
            .put("moved", page.moved())
            .put("stayed", page.stayed())
            .putText("next", page.next())
            .build());
  }

  /** Nobody's, so that only an operator has to do with what waits there. */
  private String builtIn(Call call) {
    if (!call.caller().isOperator()) {
      throw new FairleadException(
          ErrorCode.FORBIDDEN, "Only an operator binds what waits in the built-in insight.");
    }
    return call.path(idParameter);
  }

  /** Deletes one that nothing needs. */
  Reply delete(Call call) {
    for (int i = 0; i < TRIES; i++) {
      StoredObject before = owned(call);
      inUse.refuse(before);
      if (kind == ObjectKind.INSIGHT) {
        emptied(before);
      }
      if (rows.delete(before, pool(before)).isWritten()) {
        return reply(200, before);
      }
    }
    throw busy();
  }

  /** Lets no more agendas into an insight's line, unless some came since it was looked at. */
  private void emptied(StoredObject insight) {
    rows.shut(insight.id());
    try {
      inUse.refuse(insight);
    } catch (FairleadException refused) {
      rows.open(insight.id());
      throw refused;
    }
  }

  private Optional<StoredObject> pool(StoredObject object) {
    return object.pool().flatMap(id -> rows.main(ObjectKind.RESOURCE_POOL, id));
  }

  /** The copy that counts of what the caller may change, as the request wants it. */
  StoredObject owned(Call call) {
    if (isNotStored(call)) {
      throw new FairleadException(
          ErrorCode.FORBIDDEN,
          "This insight is built in; an operator creates one of its id to have it otherwise.");
    }
    StoredObject found = rows.main(kind, seenOfOwn(call).id()).orElseThrow(this::notFound);
    call.text(Parameter.IF_MATCH)
        .filter(etag -> !etag.equals(ANY) && !etag.equals(ObjectJson.etag(found.version())))
        .ifPresent(_ -> {
          throw new FairleadException(
              ErrorCode.PRECONDITION_FAILED,
              "The " + kind.noun() + " is not, or no longer, at that version.");
        });
    return found;
  }

  /** Of the insight that every environment has: whether it is as it is built in. */
  boolean isNotStored(Call call) {
    var id = call.path(idParameter);
    return ObjectJson.isBuiltIn(kind, id) && rows.main(kind, id).isEmpty();
  }

  private StoredObject seenOfOwn(Call call) {
    StoredObject seen = seen(call);
    Authorization.requireOwner(call.caller(), seen.owner());
    return seen;
  }

  private StoredObject seen(Call call) {
    return Optional.of(call.path(idParameter))
        .filter(kind::isId)
        .flatMap(id -> rows.find(kind, id, Authorization.shelves(call.caller())))
        .orElseThrow(this::notFound);
  }

  static Reply reply(int status, StoredObject object) {
    return reply(status, ObjectJson.of(object), object.version());
  }

  private static Reply reply(int status, Json shown, long version) {
    return Reply.json(status, shown).withHeader("etag", ObjectJson.etag(version));
  }

  private FairleadException notFound() {
    return new FairleadException(ErrorCode.NOT_FOUND, "There is no such " + kind.noun() + ".");
  }

  private FairleadException taken(String id) {
    return new FairleadException(
        ErrorCode.ALREADY_EXISTS, "There is a " + kind.noun() + " " + id + " already.");
  }

  FairleadException busy() {
    return new FairleadException(
        ErrorCode.TOO_MANY_REQUESTS,
        "Others keep changing this " + kind.noun() + "; try again in a moment.");
  }
}
