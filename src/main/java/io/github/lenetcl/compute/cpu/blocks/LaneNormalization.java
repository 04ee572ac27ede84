package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.cpu.reference.NormalizationOperation;

/** Batch normalisation of a block. */
public interface LaneNormalization extends LaneLayer {

  /** Adds the sums of {@link NormalizationOperation#addValues} over the samples of a block. */
  void addValues(LaneBlock block, double[] sums);

  /** Adds the sums of {@link NormalizationOperation#addDerivatives} over the samples of a block. */
  void addDerivatives(LaneBlock block, double[] sums);
}
