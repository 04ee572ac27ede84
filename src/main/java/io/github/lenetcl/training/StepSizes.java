package io.github.lenetcl.training;

/**
 * The range of the effective steps η/(μ + h) over the parameters; the paper's came out between
 * about 7·10⁻⁵ and 0.016 in the first pass (Section III-B).
 *
 * @param smallest where the curvature is largest
 * @param largest where the curvature is smallest, at most η/μ
 */
public record StepSizes(double smallest, double largest) {}
