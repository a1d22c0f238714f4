package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What released versions have written stays readable: these bytes are never to change. */
final class StoredFormatTest {
  private static final Key KEY = new Key("tokens", "p", "s");
  private static final Map<String, Attr> ATTRIBUTES =
      new TreeMap<>(Map.of("n", Attr.of(-2), "t", Attr.of("ü")));
  private static final byte[] ITEM_1 =
      HexFormat.of()
          .parseHex(
              "01" + "00000002" + "000000016e02fffffffffffffffe" + "00000001740100000002c3bc");
  private static final Message MESSAGE =
      new Message(
          Instant.ofEpochMilli(1),
          Instant.ofEpochMilli(2),
          Optional.of("g"),
          Optional.empty(),
          "b");
  private static final byte[] MESSAGE_1 =
      HexFormat.of()
          .parseHex(
              "01"
                  + "0000000000000001"
                  + "0000000000000002"
                  + "0000000167"
                  + "00000000"
                  + "0000000162");

  @Test
  void itemsOfVersion1AreReadAndWritten() {
    assertThat(ItemCodec.encode(ATTRIBUTES)).isEqualTo(ITEM_1);
    assertThat(ItemCodec.decode(KEY, ITEM_1).attributes()).isEqualTo(ATTRIBUTES);
  }

  @Test
  void messagesOfVersion1AreReadAndWritten() {
    assertThat(MESSAGE.encode()).isEqualTo(MESSAGE_1);
    assertThat(Message.decode(MESSAGE_1)).isEqualTo(MESSAGE);
  }

  @Test
  void aLaterVersionIsNotGuessedAt() {
    byte[] item = ITEM_1.clone();
    byte[] message = MESSAGE_1.clone();
    item[0] = 2;
    message[0] = 2;

    assertCorrupt(() -> ItemCodec.decode(KEY, item));
    assertCorrupt(() -> Message.decode(message));
  }

  @Test
  void bytesCutShortAreNoticedWhereverTheCutIs() {
    for (int length = 0; length < ITEM_1.length; length++) {
      byte[] item = Arrays.copyOf(ITEM_1, length);
      assertCorrupt(() -> ItemCodec.decode(KEY, item));
    }
    for (int length = 0; length < MESSAGE_1.length; length++) {
      byte[] message = Arrays.copyOf(MESSAGE_1, length);
      assertCorrupt(() -> Message.decode(message));
    }
  }

  @Test
  void keysComeBackFromTheirBytes() {
    Key key = new Key("tokens", "p\u0000ü", "s\u0000\u00ff");

    assertThat(KeyBytes.keyOf("tokens", KeyBytes.of(key))).isEqualTo(key);
    for (String sort : new String[] {"", "a", "\u0000", "a\u0000", "\u0000\u0000b"}) {
      assertThat(KeyBytes.keyOfEntry("tokens", KeyBytes.indexEntry("o", sort, key))).isEqualTo(key);
    }
  }

  @Test
  void indexEntriesSortLikeTheirTexts() {
    String[] sorts = {
      "", "\u0000", "\u0000\u0000", "\u0000a", "a", "a\u0000", "a\u0000b", "ab", "b"
    };
    for (int i = 0; i + 1 < sorts.length; i++) {
      byte[] before = KeyBytes.indexEntry("o", sorts[i], new Key("tokens", "z", "z"));
      byte[] after = KeyBytes.indexEntry("o", sorts[i + 1], new Key("tokens", "a", "a"));
      assertThat(Arrays.compareUnsigned(before, after)).isNegative();
    }
  }

  private static void assertCorrupt(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CORRUPT));
  }
}
