package io.github.lenetcl.selftest;

import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.List;

/** Collects cases, those that a simulator takes long for only where there is no simulator. */
final class Cases {

  private final boolean small;
  private final List<Case> list = new ArrayList<>();

  Cases(boolean small) {
    this.small = small;
  }

  Cases add(Case each) {
    list.add(each);
    return this;
  }

  Cases large(Case each) {
    return small ? this : add(each);
  }

  /** A layer by itself and above a probe. */
  Cases layer(Layer layer, Shape input, int samples) {
    return add(new LayerCase(input, samples, layer)).add(new ProbeCase(layer, input, samples));
  }

  Cases largeLayer(Layer layer, Shape input, int samples) {
    return small ? this : layer(layer, input, samples);
  }

  List<Case> list() {
    return list;
  }
}
