package dev.fairlead.agendaservice;

import dev.fairlead.agendaservice.rerun.Rerunning;
import dev.fairlead.agendaservice.signal.Answering;
import dev.fairlead.agendaservice.signal.Signalling;
import dev.fairlead.agendaservice.submit.Submission;
import dev.fairlead.agendaservice.submit.Submission.Answer;
import dev.fairlead.agendaservice.submit.Submit;
import dev.fairlead.catalog.Body;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Signal;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Endpoint;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.RunRow;
import dev.fairlead.store.identity.ApiTokens;
import dev.fairlead.store.secret.Secrets;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.TextFormat;
import dev.fairlead.wire.Times;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The agenda service: an endpoint for each of its routes. */
public final class AgendaService {
  private final Submit submit;
  private final AgendaRows rows;
  private final Signalling signalling;
  private final Answering answering;
  private final Rerunning rerunning;
  private final TokenCreation tokens;
  private final SecretEndpoints secrets;

  /**
   * An agenda service.
   *
   * @param types the operation types that this environment can run
   */
  public AgendaService(Ports ports, Set<String> types, Ids ids, InstantSource clock) {
    this.submit = new Submit(ports, types, ids, clock);
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.signalling = new Signalling(ports, ids, clock);
    this.answering = new Answering(ports, ids, clock);
    this.rerunning = new Rerunning(ports, types, ids, clock);
    this.secrets = new SecretEndpoints(new Secrets(ports.items(), ports.secrets()), clock);
    this.tokens = new TokenCreation(new ApiTokens(ports.items(), ids, clock));
  }

  /** What answers a route. */
  public Endpoint endpoint(Route.Agenda route) {
    return switch (route) {
      case SUBMIT -> this::submit;
      case LIST -> this::list;
      case DOCUMENT -> this::document;
      case CANCEL -> call -> signal(call, Signal.CANCEL);
      case PAUSE -> call -> signal(call, Signal.PAUSE);
      case RESUME -> call -> signal(call, Signal.RESUME);
      case ANSWER -> this::answer;
      case RERUN -> this::rerun;
      case CREATE_TOKEN -> tokens::create;
      case LIST_SECRETS -> secrets::list;
      case SET_SECRET -> secrets::set;
      case DELETE_SECRET -> secrets::delete;
      case SCHEMA -> AgendaService::schema;
    };
  }

  private Reply submit(Call call) {
    var format = call.contentType().map(TextFormat::ofMediaType).orElse(TextFormat.JSON);
    Json document = format.parse(call.body());
    Optional<String> token = call.text(Parameter.IDEMPOTENCY_KEY);
    var submission = new Submission(call.caller().customer(), document, token);
    return switch (submit.submit(submission)) {
      case Answer.Accepted(AgendaId agenda, String insight) ->
          Reply.json(201, accepted(call, agenda, insight)).withHeader("location", location(agenda));
      case Answer.AcceptedBefore(AgendaId agenda, String insight) ->
          Reply.json(200, accepted(call, agenda, insight));
      case Answer.TokenReused(AgendaId agenda) ->
          throw new FairleadException(
              ErrorCode.IDEMPOTENCY_KEY_REUSED,
              "This Idempotency-Key was used for agenda " + agenda + ", with another document.");
    };
  }

  private static String location(AgendaId agenda) {
    return Route.Progress.GET.target(Map.of(Parameter.AGENDA_ID, agenda.value()));
  }

  private static Json accepted(Call call, AgendaId agenda, String insight) {
    return Json.object()
        .put("id", agenda.value())
        .put("customerId", call.caller().customer().value())
        .put("insight", insight)
        .put("state", "WAITING")
        .build();
  }

  private Reply list(Call call) {
    int limit = (int) call.whole(Parameter.LIMIT);
    Optional<AgendaId> after = call.text(Parameter.AFTER_AGENDA).map(AgendaId::new);
    AgendaRows.Listing listing = rows.list(call.caller().customer(), limit, after);
    List<Json> agendas = listing.headers().stream().map(this::line).toList();
    return Reply.json(
        Json.object()
            .put("agendas", Json.array(agendas))
            .putText("next", listing.next().map(AgendaId::value))
            .build());
  }

  private Json line(AgendaHeader header) {
    RunRow run = rows.run(header.key()).orElseGet(() -> RunRow.accepted(header.key()));
    return Json.object()
        .put("id", header.key().agenda().value())
        .putText("title", header.title())
        .put("state", run.state().name())
        .putText("outcome", run.outcome().map(outcome -> outcome.word()))
        .put("insight", header.insight())
        .put("addedAt", Times.text(header.addedAt()))
        .putText("startedAt", run.startedAt().map(Times::text))
        .putText("completedAt", run.completedAt().map(Times::text))
        .put("operations", operations(header, run))
        .build();
  }

  /** Between claim and end only the journal knows how many are complete: too dear for a list. */
  private static Json operations(AgendaHeader header, RunRow run) {
    var counts = Json.object().put("total", header.operations());
    return switch (run.state()) {
      case WAITING, READY -> counts.put("complete", 0).build();
      case EXECUTING, PAUSED, DRAINING -> counts.build();
      case COMPLETE -> counts.put("complete", header.operations()).build();
    };
  }

  private Reply document(Call call) {
    return Reply.text(200, "application/json", rows.document(header(call)));
  }

  private Reply signal(Call call, Signal signal) {
    AgendaHeader header = header(call);
    return signalled(header, signalling.send(header, signal, call.caller().tokenId()));
  }

  private Reply answer(Call call) {
    AgendaHeader header = header(call);
    AgendaState state =
        answering.answer(header, JsonText.parse(call.body()), call.caller().tokenId());
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
        rerunning.rerun(header, JsonText.parse(call.body()), call.caller().tokenId());
    return Reply.json(
        Json.object()
            .put("id", header.key().agenda().value())
            .put("state", answer.state().name())
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
}
