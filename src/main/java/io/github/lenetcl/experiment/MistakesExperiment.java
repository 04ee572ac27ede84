package io.github.lenetcl.experiment;

import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.evaluation.Evaluation;
import io.github.lenetcl.evaluation.Evaluation.Mistake;
import io.github.lenetcl.evaluation.MistakeSheet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figure 8: the test digits that LeNet-5 misreads, those of the first seed. */
final class MistakesExperiment implements Experiment, Trainings {

  /** How many of the most frequent confusions are told. */
  private static final int TOLD = 8;

  @Override
  public String name() {
    return "mistakes";
  }

  @Override
  public String summary() {
    return "Figure 8: the misread test digits";
  }

  @Override
  public List<Run> trainings(Lab lab) {
    return List.of(lab.run(1));
  }

  @Override
  public Report run(Lab lab) {
    Trained first = new Runs(lab).train(lab.run(1)).orThrow();
    Evaluation evaluation;
    try (Classifier classifier = new Classifier(lab.backend(), first.model())) {
      evaluation = Evaluation.of(classifier, lab.test());
    }
    String here = "%d of %s".formatted(evaluation.errors(), Format.count(evaluation.samples()));
    boolean comparable = evaluation.samples() == Paper.TEST_DIGITS;
    Table comparison = comparable ? new Table("", "paper", "here") : new Table("", "here");
    if (comparable) {
      comparison.row("misread test digits", "%d of 10,000".formatted(Paper.MISTAKES), here);
    } else {
      comparison.row("misread test digits", here);
    }
    return new Page(name(), "The misread test digits (Figure 8)")
        .text(
            ("LeNet-5, recipe `%s`, seed 1: not the best of several. Below each digit its label and"
                        + " the answer.")
                    .formatted(lab.recipe().name())
                + (comparable
                    ? " The 82 digits of the paper's figure are 0.82 %, which is its error with"
                        + " distortions rather than its 0.95 % without."
                    : ""))
        .figure("Misread test digits, label and answer below each")
        .table(comparison)
        .heading("Most frequent confusions")
        .table(confusions(evaluation))
        .report(lab, data(evaluation), () -> MistakeSheet.draw(lab.test(), evaluation));
  }

  private static Table confusions(Evaluation evaluation) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Mistake mistake : evaluation.mistakes()) {
      counts.merge(
          name(evaluation, mistake.label()) + " -> " + name(evaluation, mistake.answer()),
          1,
          Integer::sum);
    }
    Table table = new Table("label -> answer", "times");
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(TOLD)
        .forEach(entry -> table.row(entry.getKey(), entry.getValue()));
    return table;
  }

  private static Table data(Evaluation evaluation) {
    Table table = new Table("index", "label", "answer", "margin");
    List<Mistake> mistakes = evaluation.mistakes();
    for (Mistake mistake : mistakes) {
      table.row(
          mistake.index(),
          name(evaluation, mistake.label()),
          name(evaluation, mistake.answer()),
          Format.of("%.3f", mistake.margin()));
    }
    return table;
  }

  private static String name(Evaluation evaluation, int index) {
    return evaluation.classes().get(index);
  }
}
