package dev.fairlead.agendaservice.templates;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.endpoint.Call;
import dev.fairlead.store.TemplateHead;
import java.util.Optional;

/**
 * What must hold of a template for a change of it (RFC 9110, section 13).
 *
 * @param latest the version that must be the latest; 0 for any
 */
record Precondition(boolean mustBeThere, boolean mustNotBeThere, long latest) {
  private static final String ANY = "*";

  static Precondition of(Call call) {
    var match = call.text(Parameter.IF_MATCH);
    // A route that only deletes has nothing to say about what is not there.
    boolean mayNot = call.route().spec().parameters().contains(Parameter.IF_NONE_MATCH);
    return new Precondition(
        match.isPresent(),
        mayNot && call.text(Parameter.IF_NONE_MATCH).isPresent(),
        match
            .filter(etag -> !etag.equals(ANY))
            .map(etag -> Long.parseLong(etag.replace("\"", "")))
            .orElse(0L));
  }

  /** Refuses with {@code PRECONDITION_FAILED} unless it holds. */
  void require(Optional<TemplateHead> there) {
    boolean isLatest = latest == 0 || there.filter(head -> head.latest() == latest).isPresent();
    if ((mustBeThere && there.isEmpty()) || (mustNotBeThere && there.isPresent()) || !isLatest) {
      throw changed();
    }
  }

  /** Whether a put that meets its own text as the latest version may be the same put again. */
  boolean allowsRepeating(long version) {
    return latest == 0 || latest == version || latest == version - 1;
  }

  static FairleadException changed() {
    return new FairleadException(
        ErrorCode.PRECONDITION_FAILED, "The template is not, or no longer, at that version.");
  }
}
