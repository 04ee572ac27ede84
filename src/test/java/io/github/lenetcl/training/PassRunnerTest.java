package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.UpdateRule;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a pass is cut into pieces, on a device that is never done before one waits for it. */
class PassRunnerTest {

  private final List<String> pieces = new ArrayList<>();
  private final List<Integer> covered = new ArrayList<>();
  private int inHand;
  private int mostInHand;
  private int badSample = -1;

  /** A recipe whose rate changes after every fourth update. */
  private record Stairs(Settings settings) implements Recipe {
    @Override
    public String name() {
      return "stairs";
    }

    @Override
    public Recipe with(Settings other) {
      return new Stairs(other);
    }

    @Override
    public UpdateRule rule(int pass, int step, int steps) {
      return new UpdateRule.GradientDescent(1 + step / 4);
    }
  }

  private Plan plan() {
    return (Plan)
        Proxy.newProxyInstance(
            Plan.class.getClassLoader(),
            new Class<?>[] {Plan.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "spec" -> PlanSpec.training(Network.lenet5(), 128);
                  case "train" ->
                      train(
                          (UpdateRule.GradientDescent) arguments[1],
                          (Source.Samples) arguments[2],
                          (Integer) arguments[3]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Pending<Tally> train(UpdateRule.GradientDescent rule, Source.Samples part, int batch) {
    assertEquals(0, part.from() % batch, "a piece begins with an update");
    int firstStep = part.from() / batch;
    int lastStep = (part.from() + part.count() - 1) / batch;
    assertEquals(rule.rate(), 1 + firstStep / 4);
    assertEquals(rule.rate(), 1 + lastStep / 4);
    pieces.add(part.from() + "+" + part.count());
    IntStream.range(part.from(), part.from() + part.count()).forEach(covered::add);
    mostInHand = Math.max(mostInHand, ++inHand);
    int bad = badSample - part.from();
    Tally tally = new Tally(part.count(), 1, 0, 0 <= bad && bad < part.count() ? bad : -1);
    return new Pending<>() {
      @Override
      public boolean isDone() {
        return false;
      }

      @Override
      public Tally await() {
        inHand--;
        return tally;
      }
    };
  }

  private PassRunner runner(int total, int batch) {
    Settings settings =
        new Settings(new Loss.MeanSquaredError(1), Initialization.paper(), 1, batch, 1, false);
    ResidentImages images =
        new ResidentImages() {
          @Override
          public int count() {
            return total;
          }

          @Override
          public void close() {}
        };
    return new PassRunner(
        plan(), new Stairs(settings), Source.Samples.all(images), PassState.startOf(1), 0, 64);
  }

  @Test
  void everySampleOnceInOrderWithAtMostTwoPiecesInHand() {
    PassRunner runner = runner(1003, 10);
    runner.run(1003, () -> false, () -> {});
    assertEquals(IntStream.range(0, 1003).boxed().toList(), covered);
    assertEquals(2, mostInHand);
    assertEquals(0, inHand);
    assertEquals("0+40", pieces.get(0), "four updates have the same rate");
    assertEquals(1003, runner.state().done());
    assertEquals(1003, runner.state().tally().samples());
  }

  @Test
  void aRequestIsMetAfterThePiecesInHand() {
    PassRunner runner = runner(1003, 10);
    runner.run(1003, () -> pieces.size() == 3, () -> {});
    assertEquals(3, pieces.size());
    assertEquals(120, runner.state().done());
    assertEquals(0, inHand);
  }

  @Test
  void namesTheFirstSampleThatIsNotFiniteAndSendsNothingMore() {
    badSample = 57;
    PassRunner runner = runner(1003, 10);
    runner.run(1003, () -> false, () -> {});
    assertEquals(57, runner.failedAt());
    assertEquals(40, runner.state().done(), "the piece before");
    assertTrue(pieces.size() <= 4, pieces::toString);
    assertEquals(0, inHand);
  }
}
