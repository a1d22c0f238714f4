package dev.fairlead.cli;

import java.util.Optional;

/** Agenda ids as people give them. */
final class AgendaIds {
  static final String LATEST = "@latest";

  private AgendaIds() {}

  /** The id meant: itself, or of the caller's newest agenda. */
  static String resolve(ApiClient api, String given) {
    if (!given.equals(LATEST)) {
      return given;
    }
    return AgendaView.items(api.agendas(1, Optional.empty()), "agendas").stream()
        .findFirst()
        .flatMap(agenda -> agenda.text("id"))
        .orElseThrow(() ->
            new CliException(
                ExitCode.INVALID,
                "There is no latest agenda: none was submitted yet."
                    + " Submit one with 'fairlead submit FILE'."));
  }
}
