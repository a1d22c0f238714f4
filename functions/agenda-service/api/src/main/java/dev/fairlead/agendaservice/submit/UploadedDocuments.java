package dev.fairlead.agendaservice.submit;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.UploadDoor;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.Uploads;
import dev.fairlead.store.Uploads.Upload;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.Times;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Documents that are too large for a request. The client says how many bytes there will be and what
 * their hash is, puts them through the {@link UploadDoor} and submits the upload's id; what was put
 * is then a document like any other, and a copy of it the agenda's own. What was put is reaped when
 * the upload has expired.
 */
public final class UploadedDocuments {
  /** 10,000 operations of 1.6 KiB each; about 300 MB of the function's memory once it is read. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  /** From the request to the submit. */
  static final Duration VALIDITY = Duration.ofMinutes(30);

  private static final String UPLOAD_ID = "uploadId";
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Ports ports;
  private final Uploads uploads;
  private final UploadDoor door;
  private final Ids ids;
  private final InstantSource clock;

  public UploadedDocuments(Ports ports, UploadDoor door, Ids ids, InstantSource clock) {
    this.ports = ports;
    this.uploads = new Uploads(ports.items());
    this.door = door;
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes room for a document. */
  public Reply create(Call call) {
    var customer = call.caller().customer();
    var asked = asked(JsonText.parse(call.body()));
    var ticket =
        door.open(
            Uploads.owner(customer, asked.id()).toString(),
            asked.sha256(),
            asked.bytes(),
            VALIDITY);
    uploads.keep(customer, asked);
    var headers = Json.object();
    ticket.headers().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(header -> headers.put(header.getKey(), header.getValue()));
    return Reply.json(
        201,
        Json.object()
            .put("id", asked.id())
            .put("method", "PUT")
            .put("url", ticket.url().toString())
            .put("headers", headers.build())
            .put("expiresAt", Times.text(asked.expiresAt()))
            .build());
  }

  private Upload asked(Json body) {
    var findings = new Findings();
    if (!(body instanceof Json.Obj object)) {
      findings.add(
          JsonPointer.WHOLE, ProblemCode.WRONG_TYPE, "An upload is asked for by an object.");
      throw refusal(findings);
    }
    findings.onlyFields(object, JsonPointer.WHOLE, List.of("bytes", "sha256"));
    long bytes = object.whole("bytes").orElse(0L);
    if (bytes < 1 || bytes > MAX_BYTES) {
      findings.add(
          JsonPointer.WHOLE.child("bytes"),
          bytes > MAX_BYTES ? ProblemCode.TOO_LARGE : ProblemCode.OUT_OF_RANGE,
          "bytes is a whole number from 1 to " + MAX_BYTES + ".");
    }
    var sha256 = object.text("sha256").orElse("");
    if (!SHA256.matcher(sha256).matches()) {
      findings.add(
          JsonPointer.WHOLE.child("sha256"),
          ProblemCode.WRONG_TYPE,
          "sha256 is 64 digits of lower-case hex.");
    }
    if (!findings.problems().isEmpty()) {
      throw refusal(findings);
    }
    var expiresAt = clock.instant().plus(VALIDITY).truncatedTo(ChronoUnit.SECONDS);
    return new Upload(ids.newUlid(), sha256, bytes, expiresAt);
  }

  /**
   * What is to be submitted: the body itself, or what it names.
   *
   * @throws FairleadException if it names an upload that is not there, is empty, has expired, or
   *     holds no JSON
   */
  public Json resolved(CustomerId customer, Json body) {
    if (!(body instanceof Json.Obj object) || object.field(UPLOAD_ID).isEmpty()) {
      return body;
    }
    if (object.fields().size() > 1) {
      throw refusal(
          ProblemCode.UNKNOWN_FIELD, "Beside uploadId there is nothing: the document is uploaded.");
    }
    var upload =
        object
            .text(UPLOAD_ID)
            .filter(AgendaId::isValid)
            .flatMap(id -> uploads.find(customer, id))
            .orElseThrow(
                () -> new FairleadException(ErrorCode.NOT_FOUND, "There is no such upload."));
    if (!clock.instant().isBefore(upload.expiresAt())) {
      throw refusal(ProblemCode.UPLOAD_EXPIRED, "The upload has expired; make another one.");
    }
    return ports
        .blobs()
        .get(Uploads.owner(customer, upload.id()).toString(), upload.sha256())
        .map(JsonText::parse)
        .orElseThrow(
            () -> refusal(ProblemCode.UPLOAD_EMPTY, "Nothing has been put into the upload yet."));
  }

  private static FairleadException refusal(ProblemCode code, String sentence) {
    return new FairleadException(
        ErrorCode.INVALID_REQUEST, sentence, List.of(new Problem("/" + UPLOAD_ID, code, sentence)));
  }

  private static FairleadException refusal(Findings findings) {
    return new FairleadException(
        ErrorCode.INVALID_REQUEST, "There can be no such upload.", findings.problems());
  }
}
