package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.Workspace;

/**
 * Where passes back through a network start: ∂E/∂y = first, ∂²E/∂y² = diag(diagonal) −
 * factor·factorᵀ, by the outputs y of each sample.
 *
 * @param first first derivatives
 * @param diagonal the diagonal part of the second derivatives
 * @param factor the vector of their rank-one part
 */
public record SeedBuffers(ClBuffer first, ClBuffer diagonal, ClBuffer factor) {

  /** Makes room for so many outputs. */
  public static SeedBuffers of(Workspace workspace, long count) {
    return new SeedBuffers(
        workspace.floats("seeds, first", count),
        workspace.floats("seeds, diagonal", count),
        workspace.floats("seeds, factor", count));
  }
}
