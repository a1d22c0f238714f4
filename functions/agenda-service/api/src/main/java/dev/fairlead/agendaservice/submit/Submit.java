package dev.fairlead.agendaservice.submit;

import dev.fairlead.agendaservice.submit.Submission.Answer;
import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.store.Acceptance;
import dev.fairlead.store.Acceptance.Outcome;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.ClientTokens;
import dev.fairlead.store.Handlers;
import dev.fairlead.store.Sha256;
import dev.fairlead.store.secret.Secrets;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The submit protocol: validate, give an id, and {@link Acceptance accept}; the client token is
 * taken with that.
 *
 * <p>Cost: {@link Acceptance}'s, 2 write units for the token, 1 read unit for each secret that it
 * names, and what {@link Handlers} ask for each type that is not built in.
 */
public final class Submit {
  private final ItemStore items;
  private final AgendaRows rows;
  private final Acceptance acceptance;
  private final Set<String> types;
  private final Handlers handlers;
  private final SecretCheck secretCheck;
  private final Ids ids;
  private final InstantSource clock;

  /**
   * A submit.
   *
   * @param types the operation types that are built in here
   */
  public Submit(Ports ports, Set<String> types, Ids ids, InstantSource clock) {
    this.types = Set.copyOf(types);
    this.handlers = new Handlers(ports.items(), clock);
    this.secretCheck = new SecretCheck(new Secrets(ports.items(), ports.secrets()));
    this.items = ports.items();
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.acceptance = new Acceptance(ports, ids, clock);
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Accepts a document.
   *
   * @throws FairleadException {@code INVALID_DOCUMENT} with every problem, {@code NO_INSIGHT};
   *     nothing is stored
   */
  public Answer submit(Submission submission) {
    AgendaDocument document =
        valid(submission.document(), handlers.knownTo(submission.customer(), types));
    OwnCustomer.require(document.canonical(), submission.customer());
    refuse(secretCheck.problems(submission.customer(), document));
    Instant now = clock.instant();
    var key = new AgendaKey(submission.customer(), ids.newAgendaId());
    Optional<String> token = submission.clientToken();
    String sha256 =
        submission
            .requestSha256()
            .orElseGet(() -> Sha256.hex(JsonText.canonical(document.canonical())));
    Optional<Write> take =
        token.map(text ->
            ClientTokens.take(
                submission.customer(), text, new ClientTokens.Use(key.agenda(), sha256), now));
    return switch (acceptance.submit(
        key, document, Optional.empty(), submission.correlationId(), take)) {
      case Outcome.Accepted(AgendaHeader header) ->
          new Answer.Accepted(key.agenda(), header.insight(), header.binding());
      case Outcome.Refused(Optional<Item> found) ->
          before(submission, sha256, found).orElseThrow(() -> refusedWithoutReason(key));
      case Outcome.Unbound(String because) ->
          // What was accepted before stays so, wherever it would be bound now.
          before(submission, sha256, token.flatMap(text -> tokenOf(submission, text)))
              .orElseThrow(() -> unbound(because));
      case Outcome.NeverFits(List<Problem> problems) ->
          before(submission, sha256, token.flatMap(text -> tokenOf(submission, text)))
              .orElseThrow(() -> refusal(problems));
    };
  }

  private Optional<Item> tokenOf(Submission submission, String text) {
    return items
        .read(ClientTokens.keyOf(submission.customer(), text))
        .filter(item -> ClientTokens.isRemembered(item, clock.instant()));
  }

  /** What the token stands for, if that is what was found. */
  private Optional<Answer> before(Submission submission, String sha256, Optional<Item> found) {
    Optional<Key> key =
        submission.clientToken().map(text -> ClientTokens.keyOf(submission.customer(), text));
    return found
        .filter(item -> Optional.of(item.key()).equals(key))
        .map(ClientTokens::useOf)
        .map(first ->
            first.bodySha256().equals(sha256)
                ? acceptedBefore(submission.customer(), first.agenda())
                : new Answer.TokenReused(first.agenda()));
  }

  private Answer acceptedBefore(CustomerId customer, AgendaId agenda) {
    Optional<AgendaHeader> header = rows.header(new AgendaKey(customer, agenda));
    return new Answer.AcceptedBefore(
        agenda,
        header.map(AgendaHeader::insight).orElse(Insight.DEFAULT.id()),
        header.flatMap(AgendaHeader::binding));
  }

  private static FairleadException unbound(String because) {
    return new FairleadException(
        ErrorCode.NO_INSIGHT, "No available insights take this agenda: " + because + ".");
  }

  private static AgendaDocument valid(Json document, KnownTypes types) {
    return switch (DocumentRules.check(document, types)) {
      case DocumentRules.Valid(AgendaDocument valid) -> valid;
      case DocumentRules.Invalid(var problems) -> throw refusal(problems);
    };
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw refusal(problems);
    }
  }

  private static FairleadException refusal(List<Problem> problems) {
    return new FairleadException(
        ErrorCode.INVALID_DOCUMENT,
        problems.size() == 1
            ? "The document has a problem."
            : "The document has " + problems.size() + " problems.",
        problems);
  }

  private static IllegalStateException refusedWithoutReason(AgendaKey key) {
    return new IllegalStateException("a new id was refused: " + key);
  }
}
