package dev.fairlead.agendaservice.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.agendaservice.submit.Submission.Answer;
import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.catalog.QueueSpec;
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
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.core.scheduling.Snapshot.Waiting;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.ClientTokens;
import dev.fairlead.store.Hold;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Outbox;
import dev.fairlead.store.Sha256;
import dev.fairlead.store.secret.Secrets;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The submit protocol: validate and give an id; put the document in the blob store under its hash
 * if it is large; then one transaction of at most seven items (header, run row, place in line,
 * outbox, client token, a mark for linkId and for externalId) is acceptance. Before it nothing is
 * visible, after it everything is; a crash behind it costs a sweep of the outbox.
 *
 * <p>Cost: 10 write units for a small document with a token, 8 without, 2 more for each mark; 1
 * request and 1 write for the wake-up; 1 read unit for each secret that it names.
 */
public final class Submit {
  private final Ports ports;
  private final AgendaRows rows;
  private final Outbox outbox;
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
    this.ports = ports;
    this.types = new KnownTypes(types, HandlerSpec.typesWithoutSecrets());
    this.secretCheck = new SecretCheck(new Secrets(ports.items(), ports.secrets()));
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.outbox = new Outbox(ports.items(), ports.queues());
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
    var agenda = new AgendaKey(submission.customer(), ids.newAgendaId());
    byte[] canonical = JsonText.canonical(document.canonical());
    String sha256 = Sha256.hex(canonical);
    boolean inline = canonical.length <= AgendaRows.INLINE_DOCUMENT_BYTES;
    if (!inline) {
      ports.blobs().put(agenda.toString(), canonical);
    }
    Instant now = clock.instant();
    var header =
        new AgendaHeader(
            agenda,
            document.title(),
            document.linkId(),
            document.externalId(),
            Lines.Insight.DEFAULT.id(),
            now,
            sha256,
            inline ? Optional.of(new String(canonical, UTF_8)) : Optional.empty(),
            document.operations().size());
    var hold = document.doNotRun() ? Optional.of(Hold.DO_NOT_RUN) : Optional.<Hold>empty();
    return accept(submission, header, hold, now);
  }

  private Answer accept(
      Submission submission, AgendaHeader header, Optional<Hold> hold, Instant now) {
    var wake = new Outbox.Promise(ids.newUlid(), QueueSpec.WAKE.queueName(), header.insight(), now);
    var writes = new ArrayList<Write>();
    // First, so that a refusal by a used token is told from anything else by its index.
    submission
        .clientToken()
        .ifPresent(token ->
            writes.add(
                ClientTokens.take(
                    submission.customer(),
                    token,
                    new ClientTokens.Use(header.key().agenda(), bodySha256(submission, header)),
                    now)));
    writes.addAll(rows.accept(header, hold));
    if (hold.isEmpty()) {
      writes.add(Lines.enter(header.insight(), new Waiting(header.key(), now)));
      writes.add(outbox.write(wake));
    }
    WriteOutcome outcome = transact(header, List.copyOf(writes));
    return switch (outcome) {
      case WriteOutcome.Written _ -> {
        if (hold.isEmpty()) {
          outbox.keepNow(wake);
        }
        yield new Answer.Accepted(header.key().agenda(), header.insight());
      }
      case WriteOutcome.Refused(_, Optional<Item> found) ->
          usedToken(submission, header, found.orElseThrow(() -> refusedWithoutReason(header)));
    };
  }

  /** After a time-out the header tells whether the transaction went through: its id is ours. */
  private WriteOutcome transact(AgendaHeader header, List<Write> writes) {
    try {
      return ports.items().transact(writes);
    } catch (PortException unanswered) {
      if (unanswered.fault() == PortException.Fault.TIMED_OUT
          && rows.header(header.key()).isPresent()) {
        return new WriteOutcome.Written();
      }
      throw unanswered;
    }
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
