package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Subsampling;

/** A network's operations on blocks of samples. */
interface BlockNetwork {

  /** Returns how many samples a block has. */
  int lanes();

  /**
   * Makes a block.
   *
   * @param backward whether there will be backward passes
   */
  Block block(boolean backward);

  /** To be called before passes with other parameters than those of the last call. */
  default void prepare(float[] w) {}

  /** Returns whether a layer is of a kind and form that LeNet-5 has. */
  static boolean isOfThePaper(Layer layer) {
    return layer instanceof Activation activation && activation.isSquash()
        || layer instanceof Convolution convolution && convolution.isPlain()
        || layer instanceof Subsampling subsampling && subsampling.window().isTiling()
        || layer instanceof FullConnection full && full.bias()
        || layer instanceof RadialBasis rbf && !rbf.trainable();
  }
}
