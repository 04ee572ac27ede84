package io.github.lenetcl.experiment;

import java.util.List;

/**
 * The trainings of an experiment one by one, for many machines: each is the same wherever it is
 * done, bit for bit on the same kind of device. Once the files of all are in the folder of the lab,
 * {@link Experiment#run} trains no more and reports.
 */
public final class Sweep {

  private final Lab lab;
  private final List<Run> runs;

  /**
   * Finds the trainings of an experiment.
   *
   * @param experiment the experiment
   * @param lab where, with what, and how much
   * @throws IllegalArgumentException if what it trains depends on what came of other trainings
   */
  public Sweep(Experiment experiment, Lab lab) {
    if (!(experiment instanceof Trainings known)) {
      throw new IllegalArgumentException(
          "experiment %s: its trainings are not known beforehand, wanted one of %s"
              .formatted(experiment.name(), names()));
    }
    this.lab = lab;
    this.runs = known.trainings(lab);
  }

  /** {@return the names of the experiments whose trainings are known beforehand} */
  public static List<String> names() {
    return Experiment.all().stream()
        .filter(Trainings.class::isInstance)
        .map(Experiment::name)
        .toList();
  }

  /** {@return the names of the trainings that have not come to an end in the lab's folder} */
  public List<String> missing() {
    Runs kept = new Runs(lab);
    return runs.stream().filter(run -> !kept.isFinished(run)).map(Run::name).distinct().toList();
  }

  /**
   * Does a training, or goes on with it. What comes of it are files in the folder {@code runs} of
   * the lab's, whose names begin with its name.
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none of that name
   * @throws StoppedException if the lab was asked to stop
   */
  public void train(String name) {
    Run wanted =
        runs.stream()
            .filter(run -> run.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no training " + name));
    new Runs(lab).train(wanted);
  }
}
