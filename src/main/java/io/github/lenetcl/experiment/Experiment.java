package io.github.lenetcl.experiment;

import java.io.IOException;
import java.util.List;

/** One of the paper's experiments. */
public interface Experiment {

  /** {@return its name, by which users ask for it and by which its files are called} */
  String name();

  /** {@return what it shows, in one line} */
  String summary();

  /** {@return the bundled models that it reads with, by name} */
  default List<String> models() {
    return List.of();
  }

  /**
   * Does what has not been done yet, and reports.
   *
   * @param lab where, with what, and how much
   * @return what came of it
   * @throws IOException if what is kept in the lab's folder cannot be read or written
   * @throws StoppedException if the lab was asked to stop; what is finished is kept
   */
  Report run(Lab lab) throws IOException;

  /**
   * Does what has not been done yet, and says at the end of the page what the experiment comes to
   * in miniature, so that a page of other kernels can be told.
   *
   * @param lab where, with what, and how much
   * @return what came of it
   * @throws IOException if what is kept in the lab's folder cannot be read or written
   * @throws StoppedException if the lab was asked to stop; what is finished is kept
   */
  default Report report(Lab lab) throws IOException {
    return run(lab).endingWith(Miniature.line(this, lab));
  }

  /** {@return all experiments in the order of the paper's figures} */
  static List<Experiment> all() {
    return List.of(
        new CurveExperiment(),
        new SizeExperiment(),
        new MistakesExperiment(),
        new MethodsExperiment(),
        new RejectExperiment(),
        new NoiseExperiment(),
        new BatchingExperiment(),
        new ReadingExperiment(),
        new ConfidenceExperiment());
  }

  /**
   * {@return an experiment}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none of that name
   */
  static Experiment named(String name) {
    return all().stream()
        .filter(experiment -> experiment.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "experiment %s, wanted one of %s"
                        .formatted(name, all().stream().map(Experiment::name).toList())));
  }
}
