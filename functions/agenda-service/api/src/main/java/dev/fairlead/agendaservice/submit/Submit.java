package dev.fairlead.agendaservice.submit;

import dev.fairlead.agendaservice.submit.Submission.Answer;
import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.store.Acceptance;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.ClientTokens;
import dev.fairlead.store.Lines;
import dev.fairlead.store.secret.Secrets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The submit protocol: validate, give an id, and {@link Acceptance accept}; the client token is
 * taken with that.
 *
 * <p>Cost: 10 write units for a small document with a token, 8 without, 2 more for each mark, 1
 * more for a large one; 1 request and 1 write for the wake-up; 1 read unit for each secret that it
 * names.
 */
public final class Submit {
  private final AgendaRows rows;
  private final Acceptance acceptance;
  private final KnownTypes types;
  private final SecretCheck secretCheck;
  private final Ids ids;
  private final InstantSource clock;

  /**
   * A submit.
   *
   * @param types the operation types that this environment can run
   */
  public Submit(Ports ports, Set<String> types, Ids ids, InstantSource clock) {
    this.types = new KnownTypes(types, HandlerSpec.typesWithoutSecrets());
    this.secretCheck = new SecretCheck(new Secrets(ports.items(), ports.secrets()));
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.acceptance = new Acceptance(ports, ids);
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Accepts a document.
   *
   * @throws FairleadException {@code INVALID_DOCUMENT} with every problem; nothing is stored
   */
  public Answer submit(Submission submission) {
    AgendaDocument document = valid(submission.document());
    OwnCustomer.require(document.canonical(), submission.customer());
    refuse(secretCheck.problems(submission.customer(), document));
    Instant now = clock.instant();
    var key = new AgendaKey(submission.customer(), ids.newAgendaId());
    AgendaHeader header =
        acceptance.prepare(key, document, Optional.empty(), submission.correlationId(), now);
    Optional<Write> token =
        submission
            .clientToken()
            .map(text ->
                ClientTokens.take(
                    submission.customer(),
                    text,
                    new ClientTokens.Use(key.agenda(), bodySha256(submission, header)),
                    now));
    return switch (acceptance.accept(header, document, token)) {
      case WriteOutcome.Written _ -> new Answer.Accepted(key.agenda(), header.insight());
      case WriteOutcome.Refused(_, Optional<Item> found) ->
          usedToken(submission, header, found.orElseThrow(() -> refusedWithoutReason(header)));
    };
  }

  private Answer usedToken(Submission submission, AgendaHeader header, Item found) {
    String token = submission.clientToken().orElseThrow(() -> refusedWithoutReason(header));
    if (!found.key().equals(ClientTokens.keyOf(submission.customer(), token))) {
      throw refusedWithoutReason(header);
    }
    ClientTokens.Use first = ClientTokens.useOf(found);
    if (!first.bodySha256().equals(bodySha256(submission, header))) {
      return new Answer.TokenReused(first.agenda());
    }
    return new Answer.AcceptedBefore(first.agenda(), insightOf(submission.customer(), first));
  }

  private static String bodySha256(Submission submission, AgendaHeader header) {
    return submission.requestSha256().orElse(header.documentSha256());
  }

  private String insightOf(CustomerId customer, ClientTokens.Use use) {
    return rows.header(new AgendaKey(customer, use.agenda()))
        .map(AgendaHeader::insight)
        .orElse(Lines.Insight.DEFAULT.id());
  }

  private AgendaDocument valid(Json document) {
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

  private static IllegalStateException refusedWithoutReason(AgendaHeader header) {
    return new IllegalStateException("a new id was refused: " + header.key());
  }
}
