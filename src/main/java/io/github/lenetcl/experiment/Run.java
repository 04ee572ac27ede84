package io.github.lenetcl.experiment;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.training.Recipe;

/**
 * A training that an experiment wants.
 *
 * @param name the name of its files: another for each network, recipe, seed and training set
 * @param network what is trained
 * @param recipe how
 * @param seed the seed
 * @param training the training set
 * @param test what is evaluated after each pass
 * @param watched whether the training set, too, is evaluated after each pass
 */
record Run(
    String name,
    Network network,
    Recipe recipe,
    long seed,
    LabelledImages training,
    LabelledImages test,
    boolean watched) {

  /** A training of LeNet-5. */
  Run(
      String name,
      Recipe recipe,
      long seed,
      LabelledImages training,
      LabelledImages test,
      boolean watched) {
    this(
        name,
        Network.lenet5(Centers.forClasses(training.classes())),
        recipe,
        seed,
        training,
        test,
        watched);
  }
}
