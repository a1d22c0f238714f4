package dev.fairlead.agendaservice;

import dev.fairlead.agendaservice.leases.LeaseService;
import dev.fairlead.agendaservice.objects.Authors;
import dev.fairlead.agendaservice.objects.ObjectService;
import dev.fairlead.agendaservice.objects.PoolAgendas;
import dev.fairlead.agendaservice.rerun.Rerunning;
import dev.fairlead.agendaservice.signal.Answering;
import dev.fairlead.agendaservice.signal.Deleting;
import dev.fairlead.agendaservice.signal.RebindRequest;
import dev.fairlead.agendaservice.submit.Submit;
import dev.fairlead.agendaservice.submit.Submits;
import dev.fairlead.agendaservice.submit.UploadedDocuments;
import dev.fairlead.agendaservice.templates.Templates;
import dev.fairlead.catalog.Body;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.HostRoute;
import dev.fairlead.catalog.LeaseRoute;
import dev.fairlead.catalog.ObjectRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.UploadDoor;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Signal;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Endpoint;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Author;
import dev.fairlead.store.Bumping;
import dev.fairlead.store.Hold;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.Rebinding;
import dev.fairlead.store.Signalling;
import dev.fairlead.store.Ticks;
import dev.fairlead.store.identity.ApiTokens;
import dev.fairlead.store.secret.Secrets;
import dev.fairlead.wire.JsonText;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The agenda service: an endpoint for each of its routes. */
public final class AgendaService {
  /** The routes that it answers. */
  public static final List<Route> ROUTES =
      Route.all().stream()
          .filter(route -> route.function() == FunctionSpec.AGENDA_SERVICE)
          .toList();

  private final AgendaRows rows;
  private final AgendaList lists;
  private final Signalling signalling;
  private final Answering answering;
  private final Rerunning rerunning;
  private final Rebinding rebinding;
  private final Bumping bumping;
  private final Deleting deleting;
  private final UploadedDocuments uploads;
  private final Submits submits;
  private final Templates templates;
  private final TokenCreation tokens;
  private final SecretEndpoints secrets;
  private final ObjectService objects;
  private final LeaseService leases;

  /**
   * An agenda service.
   *
   * @param door where documents are put that are too large for a request
   * @param types the operation types that this environment can run
   */
  public AgendaService(
      Ports ports, UploadDoor door, Set<String> types, Ids ids, InstantSource clock) {
    var submit = new Submit(ports, types, ids, clock);
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.lists = new AgendaList(rows);
    var ticks = new Ticks(ports.queues(), clock);
    this.signalling =
        new Signalling(ports, agenda -> ticks.send(agenda, ids.newUlid()), ids, clock);
    this.answering = new Answering(ports, ids, clock);
    this.rerunning = new Rerunning(ports, types, ids, clock);
    this.rebinding = new Rebinding(ports, ids, clock);
    this.bumping = new Bumping(ports, ids, clock);
    this.deleting = new Deleting(ports, signalling, clock);
    this.secrets = new SecretEndpoints(new Secrets(ports.items(), ports.secrets()), clock);
    this.uploads = new UploadedDocuments(ports, door, ids, clock);
    this.submits = new Submits(submit, uploads);
    this.templates = new Templates(ports, types, submit, clock);
    this.tokens = new TokenCreation(new ApiTokens(ports.items(), ids, clock));
    var poolAgendas = new PoolAgendas(new ObjectRows(ports.items()), submit, uploads);
    this.objects = new ObjectService(ports, poolAgendas, ids, clock);
    this.leases = new LeaseService(ports, ids, clock);
  }

  /** What answers one of {@link #ROUTES}. */
  public Endpoint endpoint(Route route) {
    return switch (route) {
      case Route.Agenda ours -> endpoint(ours);
      case ObjectRoute ours -> objects.endpoint(ours);
      case LeaseRoute ours -> leases.endpoint(ours);
      case HostRoute others -> throw new IllegalArgumentException(others + " is not ours");
      case Route.Progress others -> throw new IllegalArgumentException(others + " is not ours");
    };
  }

  private Endpoint endpoint(Route.Agenda route) {
    return switch (route) {
      case SUBMIT -> submits::submitOne;
      case SUBMIT_BATCH -> submits::submit;
      case LIST -> lists::list;
      case DOCUMENT -> this::document;
      case CANCEL -> call -> signal(call, Signal.CANCEL);
      case PAUSE -> call -> signal(call, Signal.PAUSE);
      case RESUME -> call -> signal(call, Signal.RESUME);
      case ANSWER -> this::answer;
      case RERUN -> this::rerun;
      case REBIND -> this::rebind;
      case BUMP -> this::bump;
      case DELETE -> this::delete;
      case CREATE_UPLOAD -> uploads::create;
      case PUT_TEMPLATE -> templates::put;
      case GET_TEMPLATE -> templates::get;
      case LIST_TEMPLATES -> templates::list;
      case DELETE_TEMPLATE -> templates::delete;
      case PLAN_TEMPLATE -> templates::plan;
      case RUN_TEMPLATE -> templates::run;
      case CREATE_TOKEN -> tokens::create;
      case LIST_SECRETS -> secrets::list;
      case SET_SECRET -> secrets::set;
      case DELETE_SECRET -> secrets::delete;
      case SCHEMA -> AgendaService::schema;
    };
  }

  private Reply document(Call call) {
    return fitting(Reply.text(200, "application/json", rows.document(header(call))));
  }

  private Reply signal(Call call, Signal signal) {
    AgendaHeader header = header(call);
    return signalled(header, signalling.send(header, signal, by(call, header)));
  }

  private Reply rebind(Call call) {
    AgendaHeader header = header(call);
    var request = RebindRequest.read(JsonText.parse(call.body()));
    var answer = rebinding.rebind(header, author(call), request.reason());
    return Reply.json(
        Json.object()
            .put("id", header.key().agenda().value())
            .put("from", answer.from())
            .put("insight", answer.insight())
            .put("binding", answer.because())
            .put("isNew", answer.isNew())
            .build());
  }

  private static Author author(Call call) {
    return Authors.of(call.caller());
  }

  /** What the journal says of who wanted something, which its customer reads. */
  private static String by(Call call, AgendaHeader header) {
    return author(call).toldTo(header.key().customer());
  }

  private Reply bump(Call call) {
    AgendaHeader header = header(call);
    String reason = RebindRequest.readReason(JsonText.parse(call.body()));
    boolean isMoved = bumping.bump(header.key(), author(call), reason);
    return signalled(header, new Signalling.Answer(AgendaState.WAITING, isMoved));
  }

  private Reply delete(Call call) {
    AgendaHeader header = header(call);
    deleting.delete(header, by(call, header));
    return signalled(header, new Signalling.Answer(AgendaState.COMPLETE, true));
  }

  private Reply answer(Call call) {
    AgendaHeader header = header(call);
    AgendaState state = answering.answer(header, JsonText.parse(call.body()), by(call, header));
    return signalled(header, new Signalling.Answer(state, true));
  }

  private static Reply signalled(AgendaHeader header, Signalling.Answer answer) {
    return Reply.json(
        Json.object()
            .put("id", header.key().agenda().value())
            .put("state", answer.state().name())
            .put("isNew", answer.isNew())
            .build());
  }

  private Reply rerun(Call call) {
    AgendaHeader header = header(call);
    Rerunning.Answer answer =
        rerunning.rerun(header, JsonText.parse(call.body()), by(call, header));
    return Reply.json(
        Json.object()
            .put("id", header.key().agenda().value())
            .put("state", answer.state().name())
            .putText("held", answer.hold().map(Hold::word))
            .put("dryRun", answer.dryRun())
            .put("again", names(answer.rerun().again()))
            .put("removed", names(answer.rerun().removed()))
            .put("kept", names(answer.rerun().kept()))
            .build());
  }

  private static Json names(Set<String> names) {
    return Json.texts(names.stream().sorted().toList());
  }

  /** The caller's customer is part of the key: another's agenda can't even be asked for. */
  private AgendaHeader header(Call call) {
    return Optional.of(call.path(Parameter.AGENDA_ID))
        .filter(AgendaId::isValid)
        .map(id -> new AgendaKey(call.caller().customer(), new AgendaId(id)))
        .flatMap(rows::header)
        .orElseThrow(() -> new FairleadException(ErrorCode.NOT_FOUND, "There is no such agenda."));
  }

  private static Reply schema(Call call) {
    return Body.named(call.path(Parameter.SCHEMA_NAME))
        .map(body -> Reply.text(200, Body.SCHEMA.mediaTypes().getFirst(), body.schema()))
        .orElseThrow(() -> new FairleadException(ErrorCode.NOT_FOUND, "There is no such schema."));
  }

  /** What came by an upload may be larger than any answer. */
  private static Reply fitting(Reply reply) {
    if (reply.body().length > JsonLimits.MAX_TEXT_BYTES) {
      throw new FairleadException(
          ErrorCode.BODY_TOO_LARGE,
          "The document has "
              + reply.body().length
              + " bytes; it was uploaded, and an answer has 5 MiB at the most.");
    }
    return reply;
  }
}
