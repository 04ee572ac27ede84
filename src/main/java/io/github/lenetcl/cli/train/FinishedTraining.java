package io.github.lenetcl.cli.train;

import io.github.lenetcl.cli.options.ModelFiles;
import io.github.lenetcl.cli.terminal.ErrorRate;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.evaluation.Evaluation;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.training.BestPass;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is kept of a training that came to its end.
 *
 * @param result what it gave
 * @param best the best pass, where that is kept and not the last
 * @param average a model of which the mean with what was trained is kept
 */
record FinishedTraining(TrainingResult result, Optional<BestPass> best, Optional<Path> average) {

  /** Returns the pass that is kept, if it was chosen. */
  Optional<PassResult> bestPass() {
    return best.flatMap(BestPass::result);
  }

  /** Returns the model to keep. */
  Model model() throws IOException {
    Model trained = best.flatMap(BestPass::model).orElse(result.model());
    return average.isPresent() ? withMean(trained, ModelFiles.open(average)) : trained;
  }

  /** The mean of two models (Wortsman et al. 2022, of a network and what it was tuned to). */
  private Model withMean(Model model, Model other) throws BadInputException {
    if (!other.network().equals(model.network())) {
      throw new BadInputException(average.orElseThrow() + ": another network than the trained one");
    }
    float[] mean = model.parameters();
    float[] others = other.parameters();
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (mean[i] + others[i]) / 2;
    }
    Provenance provenance =
        model.provenance().withNote("average", "the mean with " + ModelFiles.name(average));
    return new Model(model.network(), mean, model.classes(), model.scaling(), provenance);
  }

  /** Returns the error of the model to keep on the test images, which there are. */
  ErrorRate testError(Model model, Backend backend, DataSplit split) {
    LabelledImages test = split.test().orElseThrow();
    Optional<Tally> last = result.lastPass().flatMap(PassResult::test);
    boolean whole = result.checkpoint().state().done() == 0;
    if (split.validation().isEmpty() && average.isEmpty() && last.isPresent() && whole) {
      return ErrorRate.of(last.get());
    }
    // It is another model, or a limit on the updates ended the run within a pass.
    try (Classifier classifier = new Classifier(backend, model)) {
      return ErrorRate.of(Evaluation.of(classifier, test));
    }
  }
}
