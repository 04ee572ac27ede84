package io.github.lenetcl.reading.sweep;

import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Window;
import java.util.Optional;

/**
 * How far it is from one position of a swept network to the next: the product of the strides of its
 * windows.
 *
 * @param down rows
 * @param across columns
 */
record Stride(int down, int across) {

  /**
   * {@return the stride of a network}
   *
   * @param network the network
   * @throws IllegalArgumentException if it gives something else in a sweep than window by window:
   *     if it pads, or has a layer for one size of input only
   */
  static Stride of(Network network) {
    int down = 1;
    int across = 1;
    for (Layer layer : network.layers()) {
      if (layer instanceof LocallyConnected
          || layer instanceof SpatialPooling
          || layer instanceof Flatten) {
        throw new IllegalArgumentException(
            "sweep: layer " + layer.name() + " fits one size of input, wanted layers for any");
      }
      Optional<Window> window = layer.field();
      if (window.isPresent()) {
        if (!window.get().padding().equals(Padding.NONE)) {
          throw new IllegalArgumentException(
              "sweep: layer %s with padding %s, wanted none"
                  .formatted(layer.name(), window.get().padding()));
        }
        down *= window.get().strideDown();
        across *= window.get().strideAcross();
      }
    }
    return new Stride(down, across);
  }
}
