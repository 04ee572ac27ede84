package io.github.lenetcl.compute.cpu.probe;

/**
 * Chains in a plain loop: a few operations on each value of an array that fits in the nearest
 * cache, in the form that the JIT compiler makes vector instructions of. They multiply and add
 * apart: what plain loops can reach.
 */
public final class PlainChains implements Chains {

  private static final int VALUES = 1024;
  private static final int STEPS = 8;

  @Override
  public float run(int rounds) {
    float[] x = new float[VALUES];
    for (int round = 0; round < rounds; round++) {
      step(x);
    }
    return x[0];
  }

  private static void step(float[] x) {
    for (int i = 0; i < x.length; i++) {
      float v = x[i];
      v = v * FACTOR + ADDEND;
      v = v * FACTOR + ADDEND;
      v = v * FACTOR + ADDEND;
      v = v * FACTOR + ADDEND;
      v = v * FACTOR + ADDEND;
      v = v * FACTOR + ADDEND;
      v = v * FACTOR + ADDEND;
      v = v * FACTOR + ADDEND;
      x[i] = v;
    }
  }

  @Override
  public long flop() {
    return 2L * STEPS * VALUES;
  }
}
