package io.github.lenetcl.oracle;

/**
 * The derivatives of an error by the outputs y of one sample: ∂E/∂y, and ∂²E/∂y² as diag(diagonal)
 * − factor·factorᵀ.
 */
record Derivatives(double[] first, double[] diagonal, double[] factor) {}
