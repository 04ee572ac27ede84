package io.github.lenetcl.spark.sweep;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.experiment.Experiment;
import io.github.lenetcl.experiment.Lab;
import io.github.lenetcl.training.Recipe;
import io.github.lenetcl.training.TrainingListener;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What is trained.
 *
 * @param experiment the name of the experiment
 * @param seeds the number of seeds
 * @param recipe the name of the recipe
 * @param passes the passes of each training, 0 for the recipe's
 * @param command the command line, to be told in the report
 */
record SweepSettings(String experiment, int seeds, String recipe, int passes, String command)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  Experiment named() {
    return Experiment.named(experiment);
  }

  /** {@return the lab, at the driver or in a task} */
  Lab lab(
      LabelledImages training,
      LabelledImages test,
      Backend backend,
      Path folder,
      TrainingListener listener) {
    return new Lab(
        training,
        test,
        backend,
        folder,
        seeds,
        Recipe.named(recipe),
        passes == 0 ? OptionalInt.empty() : OptionalInt.of(passes),
        listener,
        command);
  }
}
