package dev.fairlead.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every secret store does. Each test has owners of its own.
 *
 * <p>An implementation extends this and gives {@link #secrets}.
 */
public abstract class SecretStoreContract {
  private static final SecretName KEY = new SecretName("api-key");
  private static final SecretValue VALUE = new SecretValue("correct horse");

  private final String owner = UniqueNames.forTestOf(getClass());

  /** The store under test; the same one throughout a test. */
  protected abstract SecretStore secrets();

  /** A time after all that was set so far, and before all that will be. */
  protected abstract Instant later();

  @Test
  void tellsWhatWasReplacedSinceATimeAndNothingOlder() {
    secrets().put(owner, KEY, new SecretValue("value 1"));
    secrets().put(owner, KEY, new SecretValue("value 2"));
    Instant first = later();
    secrets().put(owner, KEY, new SecretValue("value 3"));
    Instant second = later();

    assertThat(secrets().history(owner, KEY, first))
        .containsExactly(new SecretValue("value 3"), new SecretValue("value 2"));
    assertThat(secrets().history(owner, KEY, second)).containsExactly(new SecretValue("value 3"));
  }

  @Test
  void keepsOutOfATextWhatMayHaveBeenGivenSince() {
    secrets().put(owner, KEY, VALUE);
    secrets().put(owner, KEY, new SecretValue("battery staple"));
    Instant since = later();
    secrets().put(owner, KEY, new SecretValue("swordfish"));

    var text = "correct horse, battery staple, swordfish";
    assertThat(
            secrets()
                .redaction(owner, List.of(KEY, KEY), since.plus(SecretStore.CLOCKS_DIFFER))
                .text(text))
        .isEqualTo("correct horse, ***, ***");
    assertThat(secrets().redaction(owner, List.of(KEY), since).text(text))
        .isEqualTo("***, ***, ***");
    assertThat(secrets().redaction(owner, List.of(), since).text(text)).isEqualTo(text);
  }

  @Test
  void givesBackWhatWasSet() {
    secrets().put(owner, KEY, VALUE);

    assertThat(secrets().find(owner, KEY)).contains(VALUE);
  }

  @Test
  void givesBackWhatWasSetLast() {
    secrets().put(owner, KEY, VALUE);
    secrets().put(owner, KEY, new SecretValue("battery staple"));
    secrets().put(owner, KEY, new SecretValue("battery staple"));

    assertThat(secrets().find(owner, KEY)).contains(new SecretValue("battery staple"));
  }

  @Test
  void givesBackAnyText() {
    var lines = new SecretValue(" -----BEGIN-----\n\tä€😀\"\\%+/=\r\n-----END-----\n ");
    var longest = new SecretValue("€".repeat(1_333) + "!");
    var braces = new SecretValue("{{ssm:other}} {{{~~1{{0");
    secrets().put(owner, new SecretName("lines"), lines);
    secrets().put(owner, new SecretName("longest"), longest);
    secrets().put(owner, new SecretName("braces"), braces);

    assertThat(secrets().find(owner, new SecretName("lines"))).contains(lines);
    assertThat(secrets().find(owner, new SecretName("longest"))).contains(longest);
    assertThat(secrets().find(owner, new SecretName("braces"))).contains(braces);
  }

  @Test
  void takesEveryName() {
    for (var name : new String[] {"a", "0", "A.b_c-d", "x".repeat(64), "a..", "CON", "aws.ssm"}) {
      secrets().put(owner, new SecretName(name), new SecretValue("value of " + name));
    }
    for (var name : new String[] {"a", "0", "A.b_c-d", "x".repeat(64), "a..", "CON", "aws.ssm"}) {
      assertThat(secrets().find(owner, new SecretName(name)))
          .contains(new SecretValue("value of " + name));
    }
  }

  @Test
  void tellsNamesApartByTheirCase() {
    secrets().put(owner, new SecretName("key"), VALUE);

    assertThat(secrets().find(owner, new SecretName("KEY"))).isEmpty();
  }

  @Test
  void findsNothingWhereNothingWasSet() {
    secrets().put(owner, KEY, VALUE);

    assertThat(secrets().find(owner, new SecretName("api-ke"))).isEmpty();
    assertThat(secrets().find(owner, new SecretName("api-key2"))).isEmpty();
  }

  @Test
  void keepsCustomersApart() {
    secrets().put(owner, KEY, VALUE);

    assertThat(secrets().find(owner + "x", KEY)).isEmpty();
    secrets().put(owner + "x", KEY, new SecretValue("another's"));
    secrets().delete(owner + "x", KEY);
    assertThat(secrets().find(owner, KEY)).contains(VALUE);
  }

  @Test
  void tellsTheValuesThatWereReplacedTheLastOneFirst() {
    secrets().put(owner, KEY, VALUE);
    secrets().put(owner, KEY, new SecretValue("line\nof another"));
    secrets().put(owner, KEY, new SecretValue("battery staple"));
    secrets().put(owner, KEY, new SecretValue("battery staple"));

    assertThat(secrets().history(owner, KEY, Instant.EPOCH))
        .containsExactly(
            new SecretValue("battery staple"), new SecretValue("line\nof another"), VALUE);
    assertThat(secrets().history(owner, new SecretName("other"), Instant.EPOCH)).isEmpty();
    assertThat(secrets().history(owner + "x", KEY, Instant.EPOCH)).isEmpty();
  }

  @Test
  void aValueThatIsSetAgainIsToldOnce() {
    secrets().put(owner, KEY, VALUE);
    secrets().put(owner, KEY, new SecretValue("battery staple"));
    secrets().put(owner, KEY, VALUE);

    assertThat(secrets().history(owner, KEY, Instant.EPOCH))
        .containsExactly(VALUE, new SecretValue("battery staple"));
  }

  @Test
  void keepsAsManyReplacedValuesAsItPromises() {
    for (int i = 0; i <= 2 * SecretStore.REPLACED_KEPT; i++) {
      secrets().put(owner, KEY, new SecretValue("value " + i));
    }

    assertThat(secrets().history(owner, KEY, Instant.EPOCH))
        .startsWith(new SecretValue("value " + 2 * SecretStore.REPLACED_KEPT))
        .contains(new SecretValue("value " + SecretStore.REPLACED_KEPT));
  }

  @Test
  void forgetsWhatADeletedOneWasBefore() {
    secrets().put(owner, KEY, VALUE);
    secrets().put(owner, KEY, new SecretValue("battery staple"));

    secrets().delete(owner, KEY);

    assertThat(secrets().history(owner, KEY, Instant.EPOCH)).isEmpty();
    secrets().put(owner, KEY, new SecretValue("something new"));
    assertThat(secrets().history(owner, KEY, Instant.EPOCH))
        .containsExactly(new SecretValue("something new"));
  }

  @Test
  void forgetsWhatIsDeleted() {
    secrets().put(owner, KEY, VALUE);

    secrets().delete(owner, KEY);
    secrets().delete(owner, KEY);

    assertThat(secrets().find(owner, KEY)).isEmpty();
    secrets().put(owner, KEY, VALUE);
    assertThat(secrets().find(owner, KEY)).contains(VALUE);
  }
}
