package dev.fairlead.cli;

import dev.fairlead.cli.Style.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Problems as editors and people read them: {@code file:line:column: path: sentence (code); did you
 * mean "x"?}. A line each; in a terminal, broken between words to its width.
 */
final class ProblemLines {
  private static final String INDENT = "    ";

  /** Narrower than this, breaking lines helps nobody. */
  private static final int MIN_COLUMNS = 40;

  private final Style style;
  private final int columns;

  ProblemLines(Screen screen, Style style) {
    this.style = style;
    this.columns =
        screen.terminal()
            ? Math.max(MIN_COLUMNS, screen.size().get().columns())
            : Integer.MAX_VALUE;
  }

  List<String> of(String file, List<DocumentProblem> problems) {
    var lines = new ArrayList<String>();
    problems.stream()
        .sorted(DocumentProblem.BY_POSITION)
        .forEach(problem -> lines.addAll(lines(file, problem)));
    return lines;
  }

  private record Word(String text, Optional<Tone> tone) {}

  private List<String> lines(String file, DocumentProblem problem) {
    var words = new ArrayList<Word>();
    var place = problem.position().map(position -> ":" + position).orElse("");
    words.add(new Word(Text.line(file) + place + ":", Optional.of(Tone.STRONG)));
    if (!problem.path().isEmpty()) {
      words.add(new Word(Text.line(problem.path()) + ":", Optional.empty()));
    }
    var sentence = problem.message().replaceAll("\\.$", "");
    var end = problem.suggestion().isPresent() ? ";" : "";
    add(words, sentence, Optional.of(Tone.BAD));
    add(words, "(" + problem.code() + ")" + end, Optional.of(Tone.FAINT));
    problem
        .suggestion()
        .ifPresent(meant -> add(words, "did you mean \"" + meant + "\"?", Optional.of(Tone.GOOD)));
    return broken(words);
  }

  private static void add(List<Word> words, String text, Optional<Tone> tone) {
    for (var word : Text.line(text).split(" +", -1)) {
      words.add(new Word(word, tone));
    }
  }

  private List<String> broken(List<Word> words) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    int used = 0;
    for (var word : words) {
      int width = Text.width(word.text());
      if (used > 0 && used + 1 + width > columns) {
        lines.add(line.toString());
        line = new StringBuilder(INDENT);
        used = INDENT.length();
      } else if (used > 0) {
        line.append(' ');
        used++;
      }
      line.append(word.tone().map(tone -> style.paint(tone, word.text())).orElse(word.text()));
      used += width;
    }
    lines.add(line.toString());
    return lines;
  }
}
