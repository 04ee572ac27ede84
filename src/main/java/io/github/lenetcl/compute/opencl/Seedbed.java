package io.github.lenetcl.compute.opencl;

/**
 * Where passes back through a network start: ∂E/∂y = first, ∂²E/∂y² = diag(diagonal) −
 * factor·factorᵀ, by the outputs y of each sample.
 *
 * @param first first derivatives
 * @param diagonal the diagonal part of the second derivatives
 * @param factor the vector of their rank-one part
 */
record Seedbed(ClBuffer first, ClBuffer diagonal, ClBuffer factor) {

  static Seedbed of(Workspace workspace, long count) {
    return new Seedbed(
        workspace.floats("seeds, first", count),
        workspace.floats("seeds, diagonal", count),
        workspace.floats("seeds, factor", count));
  }
}
