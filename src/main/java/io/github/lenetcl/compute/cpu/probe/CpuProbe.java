package io.github.lenetcl.compute.cpu.probe;

import io.github.lenetcl.compute.Probe;
import io.github.lenetcl.compute.cpu.blocks.Workers;

/** What all cores reach together. */
public final class CpuProbe implements Probe {

  /** Pieces for each thread, so that none waits long for the others. */
  private static final int PIECES = 4;

  /** 128 MiB. */
  private static final int COPIED = 1 << 25;

  private final Workers workers;
  private final Chains chains;
  private final float[] results;
  private float[] from = {};
  private float[] to = {};

  public CpuProbe(Workers workers, Chains chains) {
    this.workers = workers;
    this.chains = chains;
    this.results = new float[PIECES * workers.threads()];
  }

  @Override
  public long arithmetic(int rounds) {
    workers.run(results.length, piece -> results[piece] = chains.run(rounds));
    return chains.flop() * rounds * results.length;
  }

  @Override
  public long copy(int rounds) {
    if (from.length == 0) {
      from = new float[COPIED];
      to = new float[COPIED];
    }
    int pieces = results.length;
    for (int round = 0; round < rounds; round++) {
      workers.run(
          pieces,
          piece -> {
            int start = (int) ((long) COPIED * piece / pieces);
            int end = (int) ((long) COPIED * (piece + 1) / pieces);
            System.arraycopy(from, start, to, start, end - start);
          });
    }
    return 2L * COPIED * Float.BYTES * rounds;
  }

  @Override
  public void close() {
    from = new float[0];
    to = new float[0];
  }
}
