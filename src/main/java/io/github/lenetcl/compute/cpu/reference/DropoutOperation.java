package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.cpu.images.CounterRandom;
import io.github.lenetcl.network.Dropout;

/** While drawing y = factor·x, or 0 where the draw is below the threshold; otherwise y = x. */
final class DropoutOperation implements WithoutParameters {

  private final int size;
  private final int threshold;
  private final float factor;
  private final PassDraws.OfLayer draws;

  DropoutOperation(Dropout layer, int size, PassDraws.OfLayer draws) {
    this.size = size;
    this.threshold = layer.threshold();
    this.factor = layer.factor();
    this.draws = draws;
  }

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    propagate(xAt / size, factor, x, xAt, y, yAt);
  }

  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    propagate(xAt / size, degree.factor(factor), dy, dyAt, dx, dxAt);
  }

  private void propagate(int sample, float scale, float[] from, int fromAt, float[] to, int toAt) {
    if (!draws.on()) {
      System.arraycopy(from, fromAt, to, toAt, size);
      return;
    }
    CounterRandom random = draws.of(sample);
    for (int i = 0; i < size; i++) {
      to[toAt + i] = random.first24(i) < threshold ? 0 : scale * from[fromAt + i];
    }
  }
}
