package io.github.lenetcl.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.NetworkBuilder;
import io.github.lenetcl.network.Scaling;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputReadingTest {

  private static final Optional<Loss> UNKNOWN = Optional.empty();
  private static final Optional<Loss> ENTROPY = Optional.of(new Loss.CrossEntropy(1));
  private static final Optional<Loss> SQUARES = Optional.of(new Loss.OutputSquaredError(1));

  private static NetworkBuilder dense(int outputs) {
    return Network.input(1, 1, 2).dense(outputs);
  }

  private static Answer answer(NetworkBuilder builder, Optional<Loss> loss, float... outputs) {
    Network network = builder.build();
    Provenance provenance = Provenance.unknown();
    Model model =
        new Model(
            network,
            new float[network.parameterCount()],
            LabelledImages.numbered(network.classes()),
            Scaling.unit(),
            loss.map(provenance::withLoss).orElse(provenance));
    return OutputReading.of(model).answer(outputs);
  }

  @Test
  void penaltiesStayWhatTheyAre() {
    Answer answer = answer(dense(2).rbf(Centers.oneOf(2)), UNKNOWN, 3, 1);
    assertEquals(1, answer.index());
    assertArrayEquals(new float[] {3, 1}, answer.penalties());
    assertTrue(answer.probabilities().isEmpty());
  }

  @Test
  void softmaxGivesProbabilities() {
    Answer answer = answer(dense(3).softmax(), ENTROPY, 0.25f, 0.5f, 0.25f);
    assertEquals(1, answer.index());
    assertArrayEquals(new float[] {0.25f, 0.5f, 0.25f}, answer.probabilities().orElseThrow());
    assertEquals(Math.log(2), answer.margin(), 1e-6);
  }

  @Test
  void logitsGiveThoseOfTheirSoftmax() {
    float[] p = {0.024f, 0.064f, 0.175f, 0.475f, 0.024f, 0.064f, 0.175f};
    Answer answer = answer(dense(7), ENTROPY, 1, 2, 3, 4, 1, 2, 3);
    assertEquals(3, answer.index());
    assertArrayEquals(p, answer.probabilities().orElseThrow(), 5e-4f);
    assertArrayEquals(
        answer.probabilities().orElseThrow(),
        answer(dense(7), UNKNOWN, 1, 2, 3, 4, 1, 2, 3).probabilities().orElseThrow());
  }

  @Test
  void largeLogitsAreNoTie() {
    Answer answer = answer(dense(3), ENTROPY, -1e4f, 1e4f, 0);
    assertEquals(1, answer.index());
    assertArrayEquals(new float[] {0, 1, 0}, answer.probabilities().orElseThrow());
    assertArrayEquals(new float[] {2e4f, 0, 1e4f}, answer.penalties());
  }

  @Test
  void aSingleLogitIsThatOfClassOne() {
    Answer answer = answer(dense(1), ENTROPY, (float) Math.log(3));
    assertEquals(1, answer.index());
    assertArrayEquals(new float[] {0.25f, 0.75f}, answer.probabilities().orElseThrow(), 1e-6f);
    assertEquals(0, answer(dense(1), ENTROPY, -1).index());
  }

  @Test
  void outputsTrainedBySquaresGiveDistancesFromTheirTargets() {
    Answer answer = answer(dense(2).activation(ActivationFunction.SIGMOID), SQUARES, 0.25f, 0.75f);
    assertEquals(1, answer.index());
    assertArrayEquals(new float[] {1.125f, 0.125f}, answer.penalties());
    assertTrue(answer.probabilities().isEmpty());

    assertEquals(1, answer(dense(1), SQUARES, 0.51f).index());
    assertEquals(0, answer(dense(1), SQUARES, 0.49f).index());
  }
}
