package dev.fairlead.core.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.HttpCaller;
import dev.fairlead.core.port.HttpCaller.Answered;
import dev.fairlead.core.port.HttpCaller.Trouble;
import dev.fairlead.core.port.HttpCaller.Unanswered;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Looks by requests, and starts anew by commands. Closes the commands' interface. */
public final class ServedHttp implements HttpInterface {
  private final HttpService service;
  private final HttpCaller caller;
  private final CommandInterface commands;

  /**
   * Of one service.
   *
   * @param caller reaches what the host itself reaches
   */
  public ServedHttp(HttpService service, HttpCaller caller, CommandInterface commands) {
    this.service = service;
    this.caller = caller;
    this.commands = commands;
  }

  @Override
  public URI base() {
    return service.base();
  }

  @Override
  public Look probe() {
    var call =
        new HttpCaller.Call(
            "GET",
            service.base().resolve(service.path()),
            Map.of(),
            Optional.empty(),
            service.patience(),
            HttpService.MAX_BODY);
    return switch (caller.call(call)) {
      case Answered(int status, _, _) when status != service.status() ->
          new Down("It answers " + status + " instead of " + service.status() + ".");
      case Answered(_, _, byte[] body)
          when service
              .contains()
              .filter(text -> !new String(body, UTF_8).contains(text))
              .isPresent() ->
          new Down("Its answer lacks what it should hold.");
      case Answered _ -> new Up();
      case Unanswered(Trouble _, String why) -> new Down(why);
    };
  }

  @Override
  public CommandEnd restart() {
    return commands.run(
        service
            .restart()
            .orElseThrow(() ->
                new AccessException(
                    AccessFault.UNSUPPORTED, "No command is set that starts it anew.")));
  }

  @Override
  public void close() {
    commands.close();
  }
}
