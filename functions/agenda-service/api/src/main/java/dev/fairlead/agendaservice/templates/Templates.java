package dev.fairlead.agendaservice.templates;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.agendaservice.submit.AcceptedReply;
import dev.fairlead.agendaservice.submit.OwnCustomer;
import dev.fairlead.agendaservice.submit.Submission;
import dev.fairlead.agendaservice.submit.Submit;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Sharing;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.template.TemplateName;
import dev.fairlead.endpoint.Authorization;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Caller;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Handlers;
import dev.fairlead.store.Sha256;
import dev.fairlead.store.TemplateHead;
import dev.fairlead.store.TemplateRows;
import dev.fairlead.store.TemplateVersion;
import dev.fairlead.templates.Planning;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.TextFormat;
import dev.fairlead.wire.Times;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoints of templates. Others see, plan and run what its owner shares with them, for
 * themselves; all else is not there for them.
 */
public final class Templates {
  /** Puts that found another one there first; each sees a newer head. */
  private static final int TRIES = 5;

  private final TemplateRows rows;
  private final Ports ports;
  private final Handlers handlers;
  private final Set<String> types;
  private final Submit submit;
  private final InstantSource clock;

  /**
   * The templates.
   *
   * @param types the operation types that are built in here
   */
  public Templates(Ports ports, Set<String> types, Submit submit, InstantSource clock) {
    this.rows = new TemplateRows(ports.items(), ports.blobs());
    this.ports = ports;
    this.handlers = new Handlers(ports.items(), clock);
    this.types = Set.copyOf(types);
    this.submit = submit;
    this.clock = clock;
  }

  /** Makes a version, unless the latest says the same. */
  public Reply put(Call call) {
    var name = newName(call);
    var customer = call.caller().customer();
    var template = TextFormat.of(call.contentType()).parse(call.body());
    var problems = planning(customer).problems(template);
    if (!problems.isEmpty() || !(template instanceof Json.Obj object)) {
      throw invalid("The template", problems);
    }
    OwnCustomer.require(object, customer);
    byte[] canonical = JsonText.canonical(object);
    for (int i = 0; i < TRIES; i++) {
      var before = rows.head(customer, name);
      var there = before.filter(head -> !head.isDeleted());
      var sha256 = Sha256.hex(canonical);
      var precondition = Precondition.of(call);
      // Whoever sends again what was answered by a lost connection meets his own version here.
      if (there.filter(head -> head.sha256().equals(sha256)).isPresent()
          && precondition.allowsRepeating(there.get().latest())) {
        return Reply.json(200, line(there.get())).withHeader("etag", etag(there.get().latest()));
      }
      precondition.require(there);
      var next =
          version(
              customer, name, 1 + before.map(TemplateHead::latest).orElse(0L), object, canonical);
      if (rows.add(before, next)) {
        return Reply.json(201, line(next)).withHeader("etag", etag(next.number()));
      }
    }
    throw new FairleadException(
        ErrorCode.TOO_MANY_REQUESTS, "Others keep changing this template; try again in a moment.");
  }

  private TemplateVersion version(
      CustomerId customer, TemplateName name, long number, Json.Obj template, byte[] canonical) {
    boolean isInline = canonical.length <= AgendaRows.INLINE_DOCUMENT_BYTES;
    if (!isInline) {
      ports.blobs().put(customer.value(), canonical);
    }
    return new TemplateVersion(
        customer,
        name,
        number,
        template.text("title"),
        clock.instant(),
        Sha256.hex(canonical),
        isInline ? Optional.of(new String(canonical, UTF_8)) : Optional.empty());
  }

  /** Gives a version. */
  public Reply get(Call call) {
    var head = seen(call);
    var version = version(call, head);
    return Reply.json(
            Json.object()
                .put("name", version.name().value())
                .put("version", version.number())
                .put("latest", head.latest())
                .put("createdAt", Times.text(version.createdAt()))
                .put("template", template(version))
                .build())
        .withHeader("etag", etag(version.number()));
  }

  /** Lists what there is, by name. */
  public Reply list(Call call) {
    var listing =
        rows.list(
            call.caller().customer(),
            (int) call.whole(Parameter.LIMIT),
            call.text(Parameter.AFTER_TEMPLATE).map(TemplateName::new),
            call.text(Parameter.TITLE));
    return Reply.json(
        Json.object()
            .put("templates", Json.array(listing.heads().stream().map(Templates::line).toList()))
            .putText("next", listing.next().map(TemplateName::value))
            .build());
  }

  /** Deletes all versions. Of a template that is gone already, what a crash left. */
  public Reply delete(Call call) {
    var any = anyHead(call, call.caller().customer());
    any.filter(TemplateHead::isDeleted).ifPresent(rows::sweep);
    var head = any.filter(found -> !found.isDeleted()).orElseThrow(Templates::notFound);
    Precondition.of(call).require(Optional.of(head));
    if (!rows.delete(head)) {
      throw Precondition.changed();
    }
    return Reply.json(line(head));
  }

  /** Says what a payload would make of a version. */
  public Reply plan(Call call) {
    var version = version(call, seen(call));
    var asked = asked(call);
    return Reply.json(PlanJson.of(version, plan(call, version, asked)));
  }

  /** Accepts what a payload makes of a version, for the caller's customer and no other. */
  public Reply run(Call call) {
    var version = version(call, seen(call));
    var asked = asked(call);
    var plan = plan(call, version, asked);
    if (plan.document().isEmpty() || !plan.problems().isEmpty()) {
      throw invalid("What the payload makes of the template", plan.problems());
    }
    var customer = call.caller().customer();
    return AcceptedReply.of(
        customer,
        submit.submit(
            new Submission(
                customer,
                plan.document().get(),
                call.text(Parameter.IDEMPOTENCY_KEY),
                call.correlationId(),
                Optional.of(requestSha256(call, asked)))));
  }

  private Planning.Plan plan(Call call, TemplateVersion version, TemplateCall asked) {
    return planning(call.caller().customer()).plan(template(version), asked.payload());
  }

  /** Whoever's template it is, it becomes an agenda of this customer. */
  private Planning planning(CustomerId customer) {
    return new Planning(handlers.knownTo(customer, types));
  }

  /** The same for a repeated request, also when there is a newer version by then. */
  private static String requestSha256(Call call, TemplateCall asked) {
    return Sha256.hex(
        JsonText.canonical(
            Json.object()
                .put("template", call.path(Parameter.TEMPLATE_NAME))
                .putText("customerId", call.text(Parameter.TEMPLATE_OWNER))
                .putText("version", call.text(Parameter.TEMPLATE_VERSION))
                .put("payload", asked.payload())
                .build()));
  }

  private static TemplateCall asked(Call call) {
    var asked = TemplateCall.of(TextFormat.of(call.contentType()).parse(call.body()));
    OwnCustomer.require(asked.canonical(), call.caller().customer());
    return asked;
  }

  /** What the caller owns, or its owner shares with him. That is said by the latest version. */
  private TemplateHead seen(Call call) {
    var customer = call.caller().customer();
    var owner = call.text(Parameter.TEMPLATE_OWNER).map(CustomerId::new).orElse(customer);
    var head =
        anyHead(call, owner).filter(any -> !any.isDeleted()).orElseThrow(Templates::notFound);
    if (!owner.equals(customer) && !isShared(head, call.caller())) {
      throw notFound();
    }
    return head;
  }

  private boolean isShared(TemplateHead head, Caller caller) {
    return rows.version(head, head.latest()).map(this::template).orElse(Json.NULL)
            instanceof Json.Obj latest
        && Authorization.sees(caller, head.customer(), Sharing.of(latest));
  }

  private Optional<TemplateHead> anyHead(Call call, CustomerId owner) {
    return Optional.of(call.path(Parameter.TEMPLATE_NAME))
        .filter(TemplateName::isValid)
        .flatMap(name -> rows.head(owner, new TemplateName(name)));
  }

  private TemplateVersion version(Call call, TemplateHead head) {
    long number = call.text(Parameter.TEMPLATE_VERSION).map(Long::parseLong).orElse(head.latest());
    return rows.version(head, number).orElseThrow(Templates::notFound);
  }

  private Json template(TemplateVersion version) {
    return JsonText.parseStored(rows.text(version));
  }

  private static TemplateName newName(Call call) {
    var name = call.path(Parameter.TEMPLATE_NAME);
    if (!TemplateName.isValid(name)) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST,
          "A template's name is 1 to 64 letters, digits, dots, underscores and dashes.",
          List.of(
              new Problem(
                  "", ProblemCode.INVALID_TEMPLATE_NAME, "The path's last part is no such name.")));
    }
    return new TemplateName(name);
  }

  private static FairleadException notFound() {
    return new FairleadException(ErrorCode.NOT_FOUND, "There is no such template.");
  }

  private static FairleadException invalid(String what, List<Problem> problems) {
    return new FairleadException(
        ErrorCode.INVALID_DOCUMENT,
        what
            + (problems.size() == 1 ? " has a problem." : " has " + problems.size() + " problems."),
        problems);
  }

  private static Json line(TemplateHead head) {
    return line(head.name(), head.latest(), head.title(), Times.text(head.createdAt()));
  }

  private static Json line(TemplateVersion version) {
    return line(version.name(), version.number(), version.title(), Times.text(version.createdAt()));
  }

  private static Json line(
      TemplateName name, long version, Optional<String> title, String createdAt) {
    return Json.object()
        .put("name", name.value())
        .put("version", version)
        .putText("title", title)
        .put("createdAt", createdAt)
        .build();
  }

  private static String etag(long version) {
    return "\"" + version + "\"";
  }
}
