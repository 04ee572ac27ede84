package io.github.lenetcl.compute.cpu.reference;

class TanhTest extends TanhAccuracy {

  TanhTest() {
    super(0.53);
  }

  @Override
  protected float[] tanh(float[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Tanh.tanh(x[i]);
    }
    return y;
  }
}
