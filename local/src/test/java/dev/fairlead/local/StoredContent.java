package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/** All that a closed store holds: every entry of every map of its file, and every blob. */
final class StoredContent {
  /** How often the store was opened: its own count, by {@link #hex} of the key. */
  private static final String OPENINGS = "about/" + hex("opened".getBytes(UTF_8));

  private StoredContent() {}

  /** Contents by where they are. The file's bytes won't do: opening it alone changes its layout. */
  static Map<String, String> of(Path folder) throws IOException {
    var content = new TreeMap<String, String>();
    try (var store =
        new MVStore.Builder()
            .fileName(folder.resolve("fairlead.mv").toString())
            .readOnly()
            .open()) {
      for (var name : store.getMapNames()) {
        var map =
            store.openMap(
                name,
                new MVMap.Builder<byte[], byte[]>()
                    .keyType(ByteArrayDataType.INSTANCE)
                    .valueType(ByteArrayDataType.INSTANCE));
        var cursor = map.cursor(null);
        while (cursor.hasNext()) {
          content.put(name + "/" + hex(cursor.next()), hex(cursor.getValue()));
        }
      }
    }
    try (var blobs = Files.walk(folder.resolve("blobs"))) {
      for (var blob : blobs.filter(Files::isRegularFile).toList()) {
        content.put(folder.relativize(blob).toString(), hex(Files.readAllBytes(blob)));
      }
    }
    content.remove(OPENINGS);
    return content;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
