package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.VectorCpuForTests;
import io.github.lenetcl.compute.cpu.reference.TanhAccuracy;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.BeforeAll;

class SimdTanhTest extends TanhAccuracy {

  SimdTanhTest() {
    super(3);
  }

  @BeforeAll
  static void skipWithoutVectors() {
    VectorCpuForTests.open().close();
  }

  @Override
  protected float[] tanh(float[] x) {
    var species = FloatVector.SPECIES_PREFERRED;
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i += species.length()) {
      SimdTanh.tanh(FloatVector.fromArray(species, x, i)).intoArray(y, i);
    }
    return y;
  }
}
