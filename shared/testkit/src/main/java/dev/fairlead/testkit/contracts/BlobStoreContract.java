package dev.fairlead.testkit.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every blob store does. Each test has owners of its own.
 *
 * <p>An implementation extends this and gives {@link #blobs}.
 */
public abstract class BlobStoreContract {
  private static final String SHA_256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private final String owner = UniqueNames.forTestOf(getClass());

  /** The store under test; the same one throughout a test. */
  protected abstract BlobStore blobs();

  @Test
  void namesBytesByTheirHash() {
    assertThat(blobs().put(owner, "abc".getBytes(UTF_8))).isEqualTo(SHA_256_OF_ABC);
  }

  @Test
  void givesBackWhatWasPut() {
    byte[] bytes = new byte[300_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }

    String hash = blobs().put(owner, bytes);

    assertThat(blobs().get(owner, hash))
        .hasValueSatisfying(got -> assertThat(got).isEqualTo(bytes));
  }

  @Test
  void givesBackNoBytesAtAll() {
    String hash = blobs().put(owner, new byte[0]);

    assertThat(blobs().get(owner, hash)).hasValueSatisfying(got -> assertThat(got).isEmpty());
  }

  @Test
  void keepsItsOwnCopy() {
    byte[] bytes = "abc".getBytes(UTF_8);
    blobs().put(owner, bytes);

    Arrays.fill(bytes, (byte) 0);
    blobs().get(owner, SHA_256_OF_ABC).ifPresent(got -> Arrays.fill(got, (byte) 0));

    assertThat(blobs().get(owner, SHA_256_OF_ABC))
        .hasValueSatisfying(got -> assertThat(got).isEqualTo("abc".getBytes(UTF_8)));
  }

  @Test
  void findsNothingWhereNothingWasPut() {
    assertThat(blobs().get(owner, SHA_256_OF_ABC)).isEmpty();
  }

  @Test
  void oneOwnersBytesAreNotAnothers() {
    blobs().put(owner, "abc".getBytes(UTF_8));

    assertThat(blobs().get(owner + "-2", SHA_256_OF_ABC)).isEmpty();
    blobs().delete(owner + "-2", SHA_256_OF_ABC);
    assertThat(blobs().get(owner, SHA_256_OF_ABC)).isPresent();
  }

  @Test
  void puttingTwiceIsTheSameAsOnce() {
    blobs().put(owner, "abc".getBytes(UTF_8));
    blobs().put(owner, "abc".getBytes(UTF_8));

    blobs().delete(owner, SHA_256_OF_ABC);

    assertThat(blobs().get(owner, SHA_256_OF_ABC)).isEmpty();
  }

  @Test
  void deletingWhatIsNotThereDoesNothing() {
    blobs().delete(owner, SHA_256_OF_ABC);

    assertThat(blobs().get(owner, SHA_256_OF_ABC)).isEmpty();
  }

  @Test
  void anAgendasBytesAreNotItsCustomers() {
    String agenda = owner + "/" + "0".repeat(26);
    blobs().put(agenda, "abc".getBytes(UTF_8));

    assertThat(blobs().get(agenda, SHA_256_OF_ABC)).isPresent();
    assertThat(blobs().get(owner, SHA_256_OF_ABC)).isEmpty();
  }

  @Test
  void deletesAllThatAnOwnerHasAndNothingElse() {
    String agenda = owner + "/" + "0".repeat(26);
    String other = owner + "/" + "1".repeat(26);
    for (String one : List.of(owner, agenda, other, owner + "-2")) {
      blobs().put(one, "abc".getBytes(UTF_8));
    }
    String second = blobs().put(agenda, "def".getBytes(UTF_8));

    blobs().deleteAll(agenda);
    blobs().deleteAll(agenda);

    assertThat(blobs().get(agenda, SHA_256_OF_ABC)).isEmpty();
    assertThat(blobs().get(agenda, second)).isEmpty();
    for (String one : List.of(owner, other, owner + "-2")) {
      assertThat(blobs().get(one, SHA_256_OF_ABC)).as(one).isPresent();
    }

    blobs().deleteAll(owner);

    assertThat(blobs().get(owner, SHA_256_OF_ABC)).isEmpty();
    assertThat(blobs().get(other, SHA_256_OF_ABC)).isPresent();
  }

  @Test
  void manyMayPutTheSameBytesAtOnce() {
    byte[] bytes = "abc".repeat(50_000).getBytes(UTF_8);

    List<String> hashes = Racers.race(8, n -> () -> blobs().put(owner, bytes));

    assertThat(hashes).containsOnly(hashes.getFirst());
    assertThat(blobs().get(owner, hashes.getFirst()))
        .hasValueSatisfying(got -> assertThat(got).isEqualTo(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "../other", "a/b", "a/b/c", "/etc", "a\\b", ".hidden", "a\u0000b"})
  void anOwnerCanNotNameAnotherPlace(String name) {
    assertRefusedAsTooMuch(() -> blobs().put(name, new byte[1]));
    assertRefusedAsTooMuch(() -> blobs().get(name, SHA_256_OF_ABC));
    assertRefusedAsTooMuch(() -> blobs().delete(name, SHA_256_OF_ABC));
    assertRefusedAsTooMuch(() -> blobs().deleteAll(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "../x",
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"
      })
  void aHashCanNotNameAnotherPlace(String hash) {
    assertRefusedAsTooMuch(() -> blobs().get(owner, hash));
    assertRefusedAsTooMuch(() -> blobs().delete(owner, hash));
  }

  @Test
  void aBlobHasAtMost64Megabytes() {
    assertRefusedAsTooMuch(() -> blobs().put(owner, new byte[64 * 1024 * 1024 + 1]));
  }

  private static void assertRefusedAsTooMuch(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.LIMIT_EXCEEDED));
  }
}
