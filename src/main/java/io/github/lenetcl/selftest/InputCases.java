package io.github.lenetcl.selftest;

import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import java.util.List;

/** Inputs from bytes: gathered, scaled, centred and distorted. */
record InputCases(boolean small) {

  List<Group> groups() {
    return List.of(
        new Group("gather", Gate.EXACT, gather()),
        new Group("gather", Gate.OPERATION, gatherPerPixel()),
        new Group("affine distortion", Gate.OPERATION, affineDistortion()),
        new Group("elastic distortion", Gate.OPERATION, elasticDistortion()));
  }

  private List<Case> gather() {
    Shape lenet5 = new Shape(1, 32, 32);
    return new Cases(small)
        .add(new GatherCase("paper", Scaling.paper(), 28, 28, lenet5, 1))
        .add(new GatherCase("paper", Scaling.paper(), 28, 28, lenet5, 3))
        .large(new GatherCase("paper", Scaling.paper(), 28, 28, lenet5, 130))
        .add(new GatherCase("unit", Scaling.unit(), 5, 4, new Shape(1, 8, 9), 5))
        .add(new GatherCase("ink", Scaling.ink(), 3, 7, new Shape(1, 3, 7), 17))
        .add(new GatherCase("standard", Scaling.standard(33.3, 78.6), 1, 1, new Shape(1, 1, 1), 3))
        .add(new GatherCase("standard", Scaling.standard(33.3, 78.6), 1, 1, new Shape(1, 3, 4), 67))
        .large(new GatherCase("paper", Scaling.paper(), 28, 28, new Shape(1, 41, 33), 3))
        .list();
  }

  private List<Case> gatherPerPixel() {
    return new Cases(small)
        .add(new GatherCase("per pixel", perPixel(28, 28), 28, 28, new Shape(1, 32, 32), 3))
        .add(new GatherCase("per pixel", perPixel(5, 3), 5, 3, new Shape(1, 5, 3), 1))
        .add(new GatherCase("per pixel", perPixel(5, 3), 5, 3, new Shape(1, 6, 6), 17))
        .list();
  }

  private List<Case> affineDistortion() {
    Shape lenet5 = new Shape(1, 32, 32);
    Distortion paper = Distortion.paper();
    Distortion all = new Distortion(3, 1, 0.2f, 0.1f, 0.4f, 25, 0, 0);
    Distortion shift = Distortion.NONE.withTranslation(0.3f, 4);
    Distortion shear = Distortion.NONE.withShear(0.4f);
    return new Cases(small)
        .add(new GatherCase("paper", paper, Scaling.paper(), 28, 28, lenet5, 3))
        .large(new GatherCase("paper", paper, Scaling.paper(), 28, 28, lenet5, 67))
        .add(new GatherCase("all", all, Scaling.unit(), 28, 28, lenet5, 5))
        .add(new GatherCase("shift", shift, Scaling.unit(), 5, 4, new Shape(1, 8, 9), 17))
        .add(new GatherCase("shear", shear, perPixel(5, 3), 5, 3, new Shape(1, 6, 6), 3))
        .large(new GatherCase("all", all, perPixel(28, 27), 28, 27, new Shape(1, 41, 33), 3))
        .list();
  }

  private List<Case> elasticDistortion() {
    Shape lenet5 = new Shape(1, 32, 32);
    Distortion simard = Distortion.NONE.withElastic(34, 4);
    Distortion paper = Distortion.paper().withElastic(30, 4.2f);
    Distortion sharp = Distortion.NONE.withElastic(1.5f, 0.4f);
    Distortion wide = Distortion.NONE.withElastic(60, 9);
    return new Cases(small)
        .large(new GatherCase("Simard", simard, Scaling.paper(), 28, 28, lenet5, 17))
        .add(new GatherCase("both", paper, Scaling.paper(), 28, 28, lenet5, 1))
        .add(new GatherCase("sharp", sharp, Scaling.unit(), 5, 4, new Shape(1, 8, 9), 5))
        .add(new GatherCase("wide", wide, perPixel(5, 3), 5, 3, new Shape(1, 6, 7), 3))
        .large(new GatherCase("both", paper, Scaling.paper(), 28, 28, new Shape(1, 41, 73), 3))
        .list();
  }

  /** The first pixel never changes. */
  private static Scaling perPixel(int height, int width) {
    Numbers numbers = new Numbers(height);
    float[] factor = numbers.between(0.005, 0.05, height * width);
    factor[0] = 0;
    return new Scaling.PerPixel(numbers.between(0, 120, height * width), factor);
  }
}
