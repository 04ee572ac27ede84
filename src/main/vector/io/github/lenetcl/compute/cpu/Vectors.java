package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.cpu.blocks.Workers;
import io.github.lenetcl.compute.cpu.images.Smoothing;
import io.github.lenetcl.compute.cpu.probe.Chains;
import io.github.lenetcl.compute.cpu.vector.SimdChains;
import io.github.lenetcl.compute.cpu.vector.SimdPlans;
import io.github.lenetcl.compute.cpu.vector.SimdSmoothing;

/** The door to what needs the module of the Vector API: loaded only where there is one. */
final class Vectors {

  private Vectors() {}

  /** Returns the length of a vector. */
  static int bits() {
    return SimdPlans.VECTOR_BITS;
  }

  static Plan plan(PlanSpec spec, Workers workers) {
    return SimdPlans.of(spec, workers);
  }

  static Smoothing smoothing() {
    return new SimdSmoothing();
  }

  static Chains chains() {
    return new SimdChains();
  }
}
