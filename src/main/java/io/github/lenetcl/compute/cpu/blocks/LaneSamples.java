package io.github.lenetcl.compute.cpu.blocks;

/** One sample's way into a lane of packed values and out of it. */
final class LaneSamples {

  private LaneSamples() {}

  /** Copies the values of the sample in a lane. */
  static void copyOut(float[] from, int size, int lanes, int lane, float[] to, int at) {
    for (int k = 0; k < size; k++) {
      to[at + k] = from[k * lanes + lane];
    }
  }

  /** Copies a sample's values into a lane. */
  static void copyIn(float[] from, int at, int size, int lanes, int lane, float[] to) {
    for (int k = 0; k < size; k++) {
      to[k * lanes + lane] = from[at + k];
    }
  }
}
