package dev.fairlead.handlers.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be run: the payload of a {@code shell} operation.
 *
 * @param command a program and its words, without a shell; or else
 * @param script text for {@code sh -e -c}
 * @param env variables beside those of the container
 * @param workingDirectory the container's, if missing
 * @param result {@code stdout}: what it prints is the result, as JSON, and not its log
 */
record ShellPayload(
    List<String> command,
    Optional<String> script,
    Map<String, String> env,
    Optional<String> workingDirectory,
    Optional<String> result) {
  List<String> words() {
    return script.map(text -> List.of("sh", "-e", "-c", text)).orElse(command);
  }
}
