/**
 * What a trained network is worth, and what it says: {@link
 * io.github.lenetcl.evaluation.Classifier} answers for images, {@link
 * io.github.lenetcl.evaluation.Evaluation} counts its answers against labels.
 */
package io.github.lenetcl.evaluation;
