package dev.fairlead.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server, and as whom. */
final class ServerOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Server to talk to; else FAIRLEAD_URL, else the running 'fairlead dev'.")
  private @Nullable String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File that holds the API token; else FAIRLEAD_TOKEN.")
  private @Nullable Path tokenFile;

  /** Finds the server; refuses when none is known, or no token for it. */
  Connection connection(CliSettings settings) {
    var named = Optional.ofNullable(server).or(settings::server);
    var token = tokenFile == null ? settings.token() : Optional.of(tokenOf(tokenFile));
    if (named.isPresent()) {
      var url = named.get();
      return new Connection(
          address(url),
          // The token of a local server is for that server alone; it never goes to another.
          token.orElseThrow(() ->
              new CliException(
                  ExitCode.INVALID,
                  "No token for " + url + ". Give one with --token-file or FAIRLEAD_TOKEN.")),
          "Is the address right?");
    }
    var note =
        new DevFile(settings)
            .read()
            .orElseThrow(() ->
                new CliException(
                    ExitCode.UNREACHABLE,
                    "No server is running here. Start one with 'fairlead dev', or name one"
                        + " with --server or FAIRLEAD_URL."));
    return new Connection(
        address(note.url()),
        token.orElse(note.token()),
        "The 'fairlead dev' that was there (process "
            + note.pid()
            + ") has gone. Start one with 'fairlead dev'.");
  }

  private static String tokenOf(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException failure) {
      throw new CliException(ExitCode.INVALID, "Can't read the token file " + file + ".");
    }
  }

  private static URI address(String url) {
    try {
      var uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      // Said below, in our words.
    }
    throw new CliException(
        ExitCode.INVALID, "'" + url + "' is no server address; it looks like https://host:port.");
  }
}
