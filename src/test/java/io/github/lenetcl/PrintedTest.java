package io.github.lenetcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.fitting.Epoch;
import io.github.lenetcl.fitting.History;
import io.github.lenetcl.fitting.Score;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.training.FastRecipe;
import io.github.lenetcl.training.PaperRecipe;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.Schedule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is printed where somebody looks at a value: in a notebook, a debugger, a message. */
class PrintedTest {

  private static final Pattern RECORD = Pattern.compile("\\w+\\[\\w+=|@[0-9a-f]{5,}");

  private static final Network OWN =
      Network.input(28, 28, 1)
          .conv(6, 5, ActivationFunction.TANH)
          .averagePool(2)
          .flatten()
          .dropout(0.2)
          .dense(10)
          .softmax()
          .build();

  @Test
  void aNetworkIsItsLayers() {
    assertEquals(
        "1@28x28 -> conv1: convolution 5x5 -> conv1.tanh: tanh -> pool2: average pooling 2x2"
            + " -> flatten3: flatten -> dropout4: dropout 0.2 -> dense5: full connection"
            + " -> softmax6: softmax",
        OWN.toString());
  }

  @Test
  void rulesLossesAndSchedulesAreSaidInWords() {
    assertEquals(
        "Adam, beta1 0.9, beta2 0.999, epsilon 1.0E-8, rate 0.001, L2 penalty 1.0E-5, gradient"
            + " clipped to 5.0",
        new UpdateRule.Adam(0.001f).withL2(1e-5f).clippedTo(5).toString());
    assertEquals(
        "Nesterov's momentum 0.9, rate 0.1", new UpdateRule.Momentum(0.1f, 0.9f, true).toString());
    assertEquals("cross entropy", new Loss.CrossEntropy(1).toString());
    assertEquals(
        "maximum a posteriori of equation (9), j 10.0, times 0.1",
        new Loss.MaximumAPosteriori(10, 0.1f).toString());
    assertEquals(
        "warm-up of 1.0 passes, then rate 0.002, falling as a cosine to 0.0",
        new Schedule.WarmUp(1, new Schedule.Cosine(0.002f, 0)).toString());
  }

  @Test
  void whatCameOfSomethingIsSaidInWords() throws IOException {
    Tally tally = new Tally(1000, 250, 7, -1);
    assertEquals("loss 0.2500, error 0.70 % (7 of 1000)", tally.toString());
    PassResult pass = new PassResult(2, tally, Optional.of(tally), 1, Optional.empty());
    assertEquals("pass 2: training " + tally + "; test " + tally, pass.toString());
    assertEquals(
        "pass 1: loss 0.5000, accuracy 90.00 %; validation loss 0.2500, accuracy 95.00 %",
        new History(
                List.of(
                    new Epoch(1, 0.5, 0.9, OptionalDouble.of(0.25), OptionalDouble.of(0.95), 1)))
            .toString());
    assertEquals("loss 0.5000, accuracy 90.00 % of 20", new Score(20, 0.5, 0.9).toString());
    assertEquals("nothing read, confidence 0.000", Reading.BLANK.toString());
    assertEquals(
        "training 4000 images of 28×28 in 10 classes; test 1000 images of 28×28 in 10 classes",
        DataSets.embedded().toString());
  }

  @Test
  void nothingPrintsAsARecordDoes() {
    List<Object> values = new ArrayList<>(OWN.layers());
    for (Network network :
        List.of(Architectures.lenet1(10), Architectures.lenet4(10), Architectures.plain(10))) {
      values.add(network);
      for (Layer layer : network.layers()) {
        values.add(layer);
      }
    }
    values.addAll(
        List.of(
            new FastRecipe(),
            new PaperRecipe(),
            new UpdateRule.GradientDescent(0.1f),
            new UpdateRule.LevenbergMarquardt(0.001f, 0.02f),
            UpdateRule.Adam.rmsProp(0.001f, 0.99f, 1e-8f),
            new UpdateRule.Decayed(0.01f, new UpdateRule.Adam(0.001f)),
            new Loss.MeanSquaredError(1),
            new Loss.OutputSquaredError(2),
            new Schedule.Constant(0.1f),
            new Schedule.Step(0.1f, 0.5f, 10),
            new Schedule.OneCycle(0.1f)));
    for (Object value : values) {
      assertFalse(RECORD.matcher(value.toString()).find(), value.toString());
    }
  }
}
