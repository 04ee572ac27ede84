package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.cpu.images.CounterRandom;

/**
 * What the layers of a block draw that act by chance, from one forward pass to the next: the passes
 * back draw the same again.
 */
public final class PassDraws {

  private Source source = new Source.Inputs(new float[0], 0);
  private int first;

  /**
   * Begins a forward pass.
   *
   * @param next where its samples come from
   * @param offset which of them is sample 0 of the operations' arrays
   */
  public void begin(Source next, int offset) {
    source = next;
    first = offset;
  }

  /** Returns whether anything is drawn. */
  public boolean isOn() {
    return source.draws().on();
  }

  /** Returns the draws of one layer. */
  OfLayer of(int layer) {
    return new OfLayer(layer);
  }

  /** The draws of one layer. */
  final class OfLayer {

    private final int layer;

    private OfLayer(int layer) {
      this.layer = layer;
    }

    /** Returns whether anything is drawn. */
    boolean on() {
      return isOn();
    }

    /** Returns the draws of one of the pass's samples. */
    CounterRandom of(int sample) {
      Draws draws = source.draws();
      int number = first + sample;
      int index = source instanceof Source.Samples samples ? samples.index(number) : number;
      return CounterRandom.of(draws.keyOf(layer), index);
    }
  }
}
