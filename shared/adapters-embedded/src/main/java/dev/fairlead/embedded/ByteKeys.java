package dev.fairlead.embedded;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Keys as bytes, ordered as unsigned numbers, which is the order of UTF-8 text. */
final class ByteKeys extends BasicDataType<byte[]> {
  static final ByteKeys ORDERED = new ByteKeys();

  /** What an array costs beyond its bytes, for the engine's page and cache accounts. */
  private static final int ARRAY_OVERHEAD_BYTES = 24;

  private ByteKeys() {}

  @Override
  public int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b);
  }

  @Override
  public int getMemory(byte[] key) {
    return ARRAY_OVERHEAD_BYTES + key.length;
  }

  @Override
  public void write(WriteBuffer buffer, byte[] key) {
    buffer.putVarInt(key.length).put(key);
  }

  @Override
  public byte[] read(ByteBuffer buffer) {
    byte[] key = new byte[DataUtils.readVarInt(buffer)];
    buffer.get(key);
    return key;
  }

  @Override
  public byte[][] createStorage(int size) {
    return new byte[size][];
  }
}
