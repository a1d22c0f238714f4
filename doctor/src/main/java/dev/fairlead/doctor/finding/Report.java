package dev.fairlead.doctor.finding;

import dev.fairlead.core.json.Json;
import java.util.List;
import java.util.stream.Stream;

/** All that a check-up found. */
public record Report(List<Section> sections) {
  private static final int NO_PROBLEM = 0;
  private static final int PROBLEM = 1;
  private static final int UNREACHABLE = 3;

  public Report {
    sections = List.copyOf(sections);
  }

  /** 0 no problem, 1 a problem found, 3 a place that was asked for did not answer. */
  public int exitCode() {
    if (sections.stream().anyMatch(section -> !section.reached())) {
      return UNREACHABLE;
    }
    return count(Level.PROBLEM) > 0 ? PROBLEM : NO_PROBLEM;
  }

  long count(Level level) {
    return findings().filter(finding -> finding.level() == level).count();
  }

  private Stream<Finding> findings() {
    return sections.stream().flatMap(section -> section.findings().stream());
  }

  /** The same for programs. */
  public Json.Obj json() {
    return Json.object()
        .put("ok", count(Level.OK))
        .put("warnings", count(Level.WARNING))
        .put("problems", count(Level.PROBLEM))
        .put("sections", Json.array(sections.stream().map(Report::json).toList()))
        .build();
  }

  private static Json json(Section section) {
    return Json.object()
        .put("title", section.title())
        .put("reached", section.reached())
        .put("findings", Json.array(section.findings().stream().map(Report::json).toList()))
        .build();
  }

  private static Json json(Finding finding) {
    return Json.object()
        .put("level", finding.level().word())
        .put("about", finding.about())
        .put("says", finding.says())
        .putText("next", finding.next())
        .build();
  }
}
