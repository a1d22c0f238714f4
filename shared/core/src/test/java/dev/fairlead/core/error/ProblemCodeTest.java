package dev.fairlead.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {
  @Test
  void saysWhatEveryCodeMeansInASentence() {
    assertThat(ProblemCode.values())
        .allSatisfy(code -> {
          assertThat(code.text()).matches("[a-z0-9]+(-[a-z0-9]+)*");
          assertThat(code.meaning()).matches("(?s)[A-Za-z].*[^.]\\.");
        });
  }

  /** The codes are public: one that is missing here was renamed or dropped. */
  @Test
  void keepsEveryCodeThatWasEverPublished() {
    assertThat(Stream.of(ProblemCode.values()).map(ProblemCode::text))
        .contains(
            ("not-utf-8 malformed duplicate-field key-not-text unsupported-tag unknown-alias"
                    + " not-json number-too-long unpaired-surrogate too-deep too-many-values"
                    + " too-large no-such-file not-a-file unreadable-file wrong-type missing-field"
                    + " unknown-field unknown-value out-of-range too-long not-supported-yet"
                    + " no-operations too-many-operations bad-name duplicate-name unknown-type"
                    + " unknown-dependency self-dependency cycle bad-reference unknown-reference"
                    + " unresolved-reference unresolved-pointer composite-value foreign-customer"
                    + " invalid-idempotency-key invalid-limit invalid-after"
                    + " invalid-operation invalid-customer"
                    + " invalid-access unknown-access unknown-version more-problems"
                    + " duplicate-task unknown-task missing-runtime no-handler nothing-to-do"
                    + " unreachable bad-template self-template unresolved-template"
                    + " clear-credential invalid-filter")
                .split(" "));
  }
}
