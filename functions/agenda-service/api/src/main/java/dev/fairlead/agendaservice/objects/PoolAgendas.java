package dev.fairlead.agendaservice.objects;

import dev.fairlead.agendaservice.submit.AcceptedReply;
import dev.fairlead.agendaservice.submit.Submission;
import dev.fairlead.agendaservice.submit.Submit;
import dev.fairlead.agendaservice.submit.UploadedDocuments;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectFields;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.endpoint.Authorization;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.StoredObject;
import dev.fairlead.wire.TextFormat;
import java.util.List;
import java.util.Optional;

/**
 * Agendas that a resource pool submits for its customers: those that an operator gave to the pool,
 * and that see an insight of it. The first keeps a pool's owner from acting for whomever he likes,
 * since he alone could make an insight that all see.
 */
public final class PoolAgendas {
  private static final int PER_PAGE = 200;

  private final ObjectRows rows;
  private final Submit submit;
  private final UploadedDocuments uploads;

  public PoolAgendas(ObjectRows rows, Submit submit, UploadedDocuments uploads) {
    this.rows = rows;
    this.submit = submit;
    this.uploads = uploads;
  }

  /** Accepts an agenda of the customer that the document names. */
  Reply submit(Call call) {
    StoredObject pool = pool(call);
    var document =
        uploads.resolved(
            call.caller().customer(), TextFormat.of(call.contentType()).parse(call.body()));
    CustomerId customer = customer(document);
    Optional<StoredObject> known = rows.main(ObjectKind.CUSTOMER, customer.value());
    if (known.isEmpty() && call.caller().isOperator()) {
      // Nobody else is told who there is.
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST,
          "There is no customer " + customer + ".",
          List.of(
              new Problem(
                  "/" + ObjectFields.OWNER,
                  ProblemCode.UNKNOWN_CUSTOMER,
                  "No customer has this id.")));
    }
    if (!worksFor(pool, customer, known)) {
      throw new FairleadException(
          ErrorCode.FORBIDDEN,
          "The resource pool " + pool.id() + " doesn't work for customer " + customer + ".",
          List.of(
              new Problem(
                  "/" + ObjectFields.OWNER,
                  ProblemCode.FOREIGN_CUSTOMER,
                  "Not a customer of the pool, or none that sees an insight of it.")));
    }
    // The customer's own keys are no business of the pool's.
    Optional<String> key =
        call.text(Parameter.IDEMPOTENCY_KEY).map(text -> "resource pool " + pool.id() + "/" + text);
    return AcceptedReply.of(
        customer, submit.submit(new Submission(customer, document, key, call.correlationId())));
  }

  private StoredObject pool(Call call) {
    var pool =
        Optional.of(call.path(Parameter.RESOURCE_POOL_ID))
            .filter(ObjectKind.RESOURCE_POOL::isId)
            .flatMap(
                id -> rows.find(ObjectKind.RESOURCE_POOL, id, Authorization.shelves(call.caller())))
            .orElseThrow(() ->
                new FairleadException(ErrorCode.NOT_FOUND, "There is no such resource pool."));
    Authorization.requireOwner(call.caller(), pool.owner());
    return pool;
  }

  private static CustomerId customer(Json document) {
    var named =
        document instanceof Json.Obj object
            ? object.text(ObjectFields.OWNER)
            : Optional.<String>empty();
    return named
        .filter(CustomerId::isValid)
        .map(CustomerId::new)
        .orElseThrow(() ->
            new FairleadException(
                ErrorCode.INVALID_REQUEST,
                "A resource pool says for whom an agenda is.",
                List.of(
                    new Problem(
                        "/" + ObjectFields.OWNER,
                        named.isEmpty() ? ProblemCode.MISSING_FIELD : ProblemCode.INVALID_CUSTOMER,
                        "customerId is that of a customer of the pool."))));
  }

  private boolean worksFor(StoredObject pool, CustomerId customer, Optional<StoredObject> known) {
    var isGiven = known.flatMap(StoredObject::pool).filter(pool.id()::equals).isPresent();
    return isGiven && seesAnInsight(pool, customer);
  }

  private boolean seesAnInsight(StoredObject pool, CustomerId customer) {
    var shelves = List.of(Shelf.of(customer), Shelf.EVERYBODY);
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      var page = rows.list(ObjectKind.INSIGHT, shelves, PER_PAGE, after.get());
      if (page.objects().stream()
          .anyMatch(insight -> insight.pool().equals(Optional.of(pool.id())))) {
        return true;
      }
      after = page.next();
    }
    return false;
  }
}
