package io.github.lenetcl.training;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;

/**
 * The mean derivatives of a loss over some images, for whoever wants to check them.
 *
 * @param losses the losses of the images and how many were misread
 * @param gradient ∂E/∂w: a flat vector of the network
 * @param curvature the diagonal second derivatives ∂²E/∂w² of Appendix C, or empty where they were
 *     not asked for
 */
public record Gradients(Tally losses, float[] gradient, float[] curvature) {

  /**
   * Computes the mean over all of the images.
   *
   * @param backend the device
   * @param network the network
   * @param parameters its parameters
   * @param scaling how grey levels become inputs
   * @param loss the loss
   * @param images the images, at least one
   * @param curvature whether to compute the second derivatives too
   * @return the means
   */
  public static Gradients of(
      Backend backend,
      Network network,
      float[] parameters,
      Scaling scaling,
      Loss loss,
      LabelledImages images,
      boolean curvature) {
    if (images.count() < 1) {
      throw new IllegalArgumentException("gradients: no images, wanted at least one");
    }
    GreyImages grey = GreyImages.of(images);
    // As in training, so that a step takes away exactly this gradient.
    int capacity = TrainingLoop.capacity(images.count());
    try (ResidentImages resident = backend.load(grey, scaling);
        Plan plan = backend.plan(PlanSpec.training(network, capacity))) {
      plan.write(Vector.PARAMETERS, parameters);
      Source.Samples all = Source.Samples.all(resident);
      Tally losses = Sums.gradient(plan, loss, all);
      float[] gradient = plan.read(Vector.GRADIENT);
      float[] second = {};
      if (curvature) {
        Sums.curvature(plan, loss, all);
        second = plan.read(Vector.CURVATURE);
      }
      return new Gradients(losses, gradient, second);
    }
  }
}
