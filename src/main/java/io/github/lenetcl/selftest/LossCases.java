package io.github.lenetcl.selftest;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;

/** What is between the outputs and the next parameters: losses, updates, and when they stop. */
record LossCases(boolean small) {

  List<Group> groups() {
    return List.of(
        new Group("loss", Gate.OPERATION, losses()),
        new Group("saturated loss", Gate.CANCELLED, saturatedLosses()),
        new Group("update", Gate.OPERATION, updates()),
        new Group("stop", Gate.OPERATION, halts()));
  }

  private List<Case> losses() {
    Cases cases = new Cases(small);
    for (int samples : small ? new int[] {1, 3} : new int[] {1, 3, 17, 65}) {
      cases
          .add(LossCase.ofPenalties(new Loss.MeanSquaredError(1), 3, 4, samples, true))
          .add(LossCase.ofPenalties(new Loss.MeanSquaredError(0.02f), 0, 14, samples, true))
          .add(LossCase.ofPenalties(new Loss.MaximumAPosteriori(0.1f, 0.02f), 9, 8, samples, true))
          .add(LossCase.ofPenalties(new Loss.MaximumAPosteriori(1, 1), 3, 14, samples, true))
          .add(LossCase.ofPenalties(new Loss.MaximumAPosteriori(3, 1), 0, 8, samples, true))
          .add(LossCase.ofPenalties(new Loss.MaximumAPosteriori(85, 1), 3, 0, samples, true));
    }
    // So far off that exponentials, were they not taken from the least penalty on, would leave even
    // the range of double precision.
    Loss unlikelyRubbish = new Loss.MaximumAPosteriori(1e6f, 1);
    for (int nearest : new int[] {0, 3, 9}) {
      cases.add(LossCase.ofPenalties(unlikelyRubbish, nearest, 200, 2, false));
    }
    cases.add(LossCase.ofPenalties(new Loss.MaximumAPosteriori(1, 1), 9, 200, 2, true));
    Layer softmax = new Softmax("softmax");
    Layer sigmoid = new Activation("sigmoid", ActivationFunction.SIGMOID);
    for (int samples : small ? new int[] {3} : new int[] {1, 3, 17, 65}) {
      for (Loss loss : List.of(new Loss.CrossEntropy(1), new Loss.OutputSquaredError(0.3f))) {
        cases
            .add(LossCase.ofOutputs(loss, 10, 4, samples, true))
            .add(LossCase.ofOutputs(loss, 10, 4, samples, true, softmax))
            .add(LossCase.ofOutputs(loss, 3, 4, samples, true, sigmoid))
            .add(LossCase.ofOutputs(loss, 1, 4, samples, true));
      }
      cases.add(LossCase.ofOutputs(new Loss.OutputSquaredError(1), 1, 4, samples, true, sigmoid));
    }
    for (int samples : new int[] {1, 17}) {
      Loss smoothed = new Loss.CrossEntropy(0.7f, 0.1f);
      cases
          .add(LossCase.ofOutputs(smoothed, 10, 4, samples, true))
          .add(LossCase.ofOutputs(smoothed, 3, 4, samples, true, softmax))
          .add(LossCase.ofOutputs(smoothed, 1, 4, samples, true));
    }
    for (int outputs : new int[] {1, 7}) {
      cases.add(LossCase.ofOutputs(new Loss.CrossEntropy(1), outputs, 8e4f, 3, false));
    }
    cases.add(LossCase.ofOutputs(new Loss.CrossEntropy(1), 7, 8e4f, 3, false, softmax));
    return cases.list();
  }

  /** One class takes all, and the second derivatives are what is left of differences. */
  private List<Case> saturatedLosses() {
    return new Cases(small)
        .large(LossCase.ofPenalties(new Loss.MaximumAPosteriori(200, 1), 3, 8, 17, true))
        .add(LossCase.ofPenalties(new Loss.MaximumAPosteriori(1000, 1), 9, 14, 5, true))
        .list();
  }

  private List<Case> updates() {
    Cases cases = new Cases(small);
    for (int inputs : new int[] {1, 6, 255, 256, 3000}) {
      cases
          .add(new UpdateCase(new UpdateRule.GradientDescent(0.3f), inputs))
          .add(new UpdateCase(new UpdateRule.Momentum(0.3f, 0.9f), inputs))
          .add(new UpdateCase(new UpdateRule.Momentum(0.3f, 0), inputs))
          .add(new UpdateCase(new UpdateRule.LevenbergMarquardt(0.1f, 0.02f), inputs))
          .add(new UpdateCase(new UpdateRule.Momentum(0.3f, 0.9f, true), inputs))
          .add(new UpdateCase(new UpdateRule.Adam(0.01f, 0), inputs))
          .add(new UpdateCase(UpdateRule.Adam.rmsProp(0.01f, 0.9f, 1e-7f), inputs))
          .add(new UpdateCase(new UpdateRule.Decayed(2, new UpdateRule.Adam(0.01f, 0)), inputs))
          .add(new UpdateCase(new UpdateRule.Adam(0.01f, 0.5f, 0.7f, 1e-3f, 20), inputs));
      UpdateRule descent = new UpdateRule.GradientDescent(0.3f);
      for (UpdateRule.Penalty penalty : UpdateRule.Penalty.values()) {
        UpdateRule penalized = new UpdateRule.Penalized(penalty, 0.2f, descent);
        cases
            .add(new UpdateCase(penalized, inputs))
            .add(new UpdateCase(new UpdateRule.Clipped(0.1f, penalized), inputs));
      }
      UpdateRule clipped = new UpdateRule.Clipped(0.1f, new UpdateRule.Adam(0.01f, 3));
      cases
          .add(new UpdateCase(new UpdateRule.Clipped(1e3f, descent), inputs))
          .add(new UpdateCase(new UpdateRule.Penalized(UpdateRule.Penalty.L2, 1, clipped), inputs));
    }
    cases.large(
        new UpdateCase(new UpdateRule.Clipped(1, new UpdateRule.Momentum(0.3f, 0.9f)), 70_000));
    return cases.list();
  }

  private List<Case> halts() {
    UpdateRule descent = new UpdateRule.GradientDescent(0.01f);
    UpdateRule wrapped =
        new UpdateRule.Penalized(
            UpdateRule.Penalty.L2,
            1e-3f,
            new UpdateRule.Clipped(Float.MAX_VALUE, new UpdateRule.Momentum(0.01f, 0.9f)));
    return new Cases(small)
        .add(new HaltCase(new Loss.MeanSquaredError(1), descent))
        .add(new HaltCase(new Loss.MaximumAPosteriori(1, 1), descent))
        .add(new HaltCase(new Loss.CrossEntropy(1), descent))
        .add(new HaltCase(new Loss.OutputSquaredError(1), new UpdateRule.Adam(0.01f, 0)))
        .add(new HaltCase(new Loss.CrossEntropy(1), new UpdateRule.Momentum(0.01f, 0.9f, true)))
        .add(new HaltCase(new Loss.CrossEntropy(1), wrapped))
        .list();
  }
}
