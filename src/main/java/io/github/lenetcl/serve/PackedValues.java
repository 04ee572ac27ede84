package io.github.lenetcl.serve;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Numbers in two bytes each, as Base64 of little-endian integers.
 *
 * @param unit what an integer of 1 stands for
 * @param data the integers
 */
record PackedValues(float unit, String data) {

  static PackedValues of(float... values) {
    float most = 0;
    for (float value : values) {
      most = Math.max(most, Math.abs(value));
    }
    float unit = most == 0 || !Float.isFinite(most) ? 1 : most / Short.MAX_VALUE;
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort((short) Math.round(value / unit));
    }
    return new PackedValues(unit, Base64.getEncoder().encodeToString(bytes.array()));
  }
}
