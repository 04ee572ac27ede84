package io.github.lenetcl.compute.cpu.blocks;

/**
 * Steps along a velocity, v ← momentum·v + g; by Nesterov along momentum·v + g with the new v.
 *
 * @param velocity the velocity
 * @param momentum how much of it stays
 * @param nesterov whether the steps are Nesterov's
 * @param step what follows it
 */
record MomentumSlices(float[] velocity, float momentum, boolean nesterov, Slices step)
    implements Slices {

  @Override
  public boolean change(float[] gradient, int at, int from, int to, int worker) {
    boolean good = true;
    for (int k = from; k < to; k += SLICE) {
      int count = Math.min(SLICE, to - k);
      accelerate(velocity, momentum, k, gradient, at + k - from, count);
      if (nesterov) {
        float[] ahead = ahead(k, gradient, at + k - from, count);
        good &= step.change(ahead, 0, k, k + count, worker);
      } else {
        good &= step.change(velocity, k, k, k + count, worker);
      }
    }
    return good;
  }

  private static void accelerate(
      float[] v, float momentum, int from, float[] g, int at, int count) {
    for (int k = 0; k < count; k++) {
      v[from + k] = momentum * v[from + k] + g[at + k];
    }
  }

  private float[] ahead(int from, float[] g, int at, int count) {
    float[] ahead = new float[count];
    for (int k = 0; k < count; k++) {
      ahead[k] = momentum * velocity[from + k] + g[at + k];
    }
    return ahead;
  }
}
