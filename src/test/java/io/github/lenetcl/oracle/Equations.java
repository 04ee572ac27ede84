package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Subsampling;
import java.util.Optional;

/**
 * What one layer does to one sample. The parameters w, and with them dw and hw, are the flat vector
 * of the whole network.
 */
interface Equations {

  /** Returns the outputs y for the inputs x. */
  double[] forward(double[] x, double[] w);

  /** Returns ∂E/∂x from dy = ∂E/∂y, and adds ∂E/∂w to dw. */
  double[] backward(double[] x, double[] w, double[] dy, double[] dw);

  /** Returns ∂²E/∂x² from hy = ∂²E/∂y², and adds ∂²E/∂w² to hw: Appendix C, diagonals only. */
  double[] curvature(double[] x, double[] w, double[] hy, double[] hw);

  /** Returns the same while the layer acts by chance, for a sample with draws of its own. */
  default Equations drawing(CounterDraws draws) {
    return this;
  }

  /** Returns the equations of a layer whose parameters start at an offset of the flat vector. */
  static Equations of(Layer layer, Shape input, int offset) {
    if (layer instanceof Convolution convolution) {
      return new WeightedSums(
          convolution.outputShape(input).size(),
          new ConvolutionConnections(convolution, input, offset));
    } else if (layer instanceof FullConnection full) {
      return new WeightedSums(
          full.outputShape(input).size(), new FullConnections(full, input, offset));
    } else if (layer instanceof LocallyConnected local) {
      return new WeightedSums(local.outputShape(input).size(), new LocalConnections(local, offset));
    } else if (layer instanceof Subsampling subsampling) {
      return new SubsamplingEquations(subsampling, input, offset);
    } else if (layer instanceof Pooling pooling) {
      return new PoolingEquations(pooling, input, Optional.empty());
    } else if (layer instanceof SpatialPooling pooling) {
      return new SpatialPoolingEquations(pooling, input, Optional.empty());
    } else if (layer instanceof Flatten) {
      return new FlattenEquations();
    } else if (layer instanceof Dropout dropout) {
      return new DropoutEquations(dropout, Optional.empty());
    } else if (layer instanceof BatchNormalization normalization) {
      return new NormalizationEquations(normalization, input, offset, Optional.empty());
    } else if (layer instanceof Activation activation) {
      return new ActivationEquations(activation.function());
    } else if (layer instanceof Pointwise pointwise) {
      return new PointwiseEquations(pointwise.function(), pointwise.alpha());
    } else if (layer instanceof Softmax) {
      return new SoftmaxEquations(input);
    } else if (layer instanceof RadialBasis rbf) {
      return new RadialBasisEquations(rbf, input, offset);
    }
    throw new AssertionError(layer);
  }
}
