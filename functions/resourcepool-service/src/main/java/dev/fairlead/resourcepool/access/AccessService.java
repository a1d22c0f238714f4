package dev.fairlead.resourcepool.access;

import dev.fairlead.catalog.HostRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.Command;
import dev.fairlead.core.access.CommandEnd;
import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.access.ResourceInterface;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.port.Ports;
import dev.fairlead.endpoint.Authorization;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Endpoint;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.resourcepool.allocator.Openings;
import dev.fairlead.store.LeaseRows;
import dev.fairlead.wire.JsonText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Commands and files on what an active lease is on. The only function of the API that reads values
 * of secrets: those by which hosts are reached. Each call opens a connection and closes it. See
 * docs/adr/0035.
 *
 * <p>Cost: 3 reads of a row, one of a secret, and the driver's connection.
 */
public final class AccessService {
  /** The largest file, bytes: as Base64 it fits into a body of 5 MiB. */
  static final int MAX_FILE = 3 * 1024 * 1024;

  /** Of each of a command's two outputs so many bytes are kept, the last ones. */
  static final int MAX_OUTPUT = 1024 * 1024;

  private final LeaseRows rows;
  private final Openings openings;

  /**
   * Serves leases on what these drivers know.
   *
   * @param drivers by name
   */
  public AccessService(
      Ports ports, Function<String, Optional<BlueprintDriver>> drivers, InstantSource clock) {
    this.rows = new LeaseRows(ports.items());
    this.openings = new Openings(ports, drivers, clock);
  }

  /** What answers a route. */
  public Endpoint endpoint(HostRoute route) {
    return switch (route) {
      case EXEC -> this::exec;
      case PUT_FILE -> this::put;
      case GET_FILE -> this::get;
    };
  }

  private Reply exec(Call call) {
    var lease = held(call);
    Command command = CommandRequest.read(JsonText.parse(call.body())).keeping(MAX_OUTPUT);
    CommandEnd end = with(lease, CommandInterface.class, commands -> commands.run(command));
    return Reply.json(
        Json.object()
            .put("end", end.why() == CommandEnd.Why.EXITED ? "exited" : "timeLimit")
            .put("exitCode", end.exit())
            .put("output", base64(end.output().bytes()))
            .put("outputBytes", end.output().length())
            .put("errors", base64(end.errors().bytes()))
            .put("errorBytes", end.errors().length())
            .build());
  }

  private Reply put(Call call) {
    var lease = held(call);
    var path = path(call);
    byte[] content = CommandRequest.content(JsonText.parse(call.body()), MAX_FILE);
    long bytes =
        with(
            lease,
            FilesystemInterface.class,
            files -> {
              int slash = path.lastIndexOf('/');
              if (slash > 0) {
                files.makeDirectories(path.substring(0, slash));
              }
              return files.write(path, new ByteArrayInputStream(content), MAX_FILE);
            });
    return Reply.json(Json.object().put("path", path).put("bytes", bytes).build());
  }

  private Reply get(Call call) {
    var lease = held(call);
    var path = path(call);
    var content = new ByteArrayOutputStream();
    long bytes =
        with(lease, FilesystemInterface.class, files -> files.read(path, content, MAX_FILE));
    return Reply.json(
        Json.object()
            .put("path", path)
            .put("bytes", bytes)
            .put("content", base64(content.toByteArray()))
            .build());
  }

  /**
   * The caller's lease, which is active and held by no operation: its directory has the payload,
   * with secrets that the customer's own people don't get to see, and work that nobody is to touch.
   */
  private Lease held(Call call) {
    var lease =
        Optional.of(call.path(Parameter.LEASE_ID))
            .filter(LeaseId::isValid)
            .map(LeaseId::new)
            .flatMap(rows::find)
            .filter(found -> Authorization.owns(call.caller(), found.request().customer()))
            .orElseThrow(
                () -> new FairleadException(ErrorCode.NOT_FOUND, "There is no such lease."));
    if (lease.request().holder() instanceof Holder.OfOperation holder) {
      throw new FairleadException(
          ErrorCode.LEASE_OF_OPERATION,
          "The lease is operation "
              + holder.operation()
              + "'s: its log and result are all there is"
              + " to see. For commands and files of your own ask for a lease by hand.");
    }
    if (lease.state() != LeaseState.ACTIVE) {
      throw notActive(lease);
    }
    return lease;
  }

  private static FairleadException notActive(Lease lease) {
    return new FairleadException(
        ErrorCode.LEASE_NOT_ACTIVE,
        "The lease is "
            + lease.state()
            + lease.why().map(why -> ": " + why.sentence()).orElse("."));
  }

  private <I extends ResourceInterface, R> R with(Lease lease, Class<I> type, Function<I, R> use) {
    try (I opened = opened(lease, type)) {
      return use.apply(opened);
    } catch (AccessException failed) {
      throw told(failed);
    }
  }

  private <I> I opened(Lease lease, Class<I> type) {
    return openings
        .open(lease, type)
        .orElseThrow(() ->
            new FairleadException(
                ErrorCode.HOST_REFUSED, "What the lease is on offers no such thing."));
  }

  /** Whose fault it is, whether to try again, and whether it may have been done all the same. */
  private static FairleadException told(AccessException failed) {
    AccessFault fault = failed.fault();
    var detail =
        failed.getMessage()
            + " ("
            + fault.text()
            + (fault.mayHaveHappened() ? "; it may have been done all the same)" : ")");
    return new FairleadException(
        fault.isRetryable() ? ErrorCode.HOST_UNAVAILABLE : ErrorCode.HOST_REFUSED, detail);
  }

  private static String path(Call call) {
    return call.text(Parameter.FILE_PATH)
        .orElseThrow(() ->
            new FairleadException(
                ErrorCode.INVALID_REQUEST,
                "The parameter path says which file.",
                List.of(
                    new Problem(
                        "", ProblemCode.INVALID_PATH, "The parameter path says which file."))));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
