package io.github.lenetcl.training;

import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * Takes a plan through one pass, in pieces of whole updates. At most two pieces are in hand at the
 * device: one that it works on and one that waits, so that it is never idle and a request to stop
 * is met soon. How a pass is cut into pieces depends on the device's speed and changes no result.
 */
final class PassRunner {

  /** What a piece should take: short enough for progress and stopping, long beside a launch. */
  private static final double PIECE_SECONDS = 0.15;

  private record Piece(int from, int to, Pending<Tally> tally) {}

  private final Plan plan;
  private final Recipe recipe;
  private final Source.Samples samples;
  private final int pass;
  private final int batch;
  private final int steps;
  private final double earlierSeconds;
  private final int earlierDone;
  private final Deque<Piece> inHand = new ArrayDeque<>();

  private int done;
  private Tally tally;
  private double seconds;
  private int failedAt = -1;
  private int pieceSamples;
  private long clock;

  PassRunner(
      Plan plan,
      Recipe recipe,
      Source.Samples samples,
      PassState state,
      double setupSeconds,
      int pieceSamples) {
    this.plan = plan;
    this.recipe = recipe;
    this.samples = samples;
    this.pass = state.pass();
    this.batch = recipe.settings().batch();
    this.steps = steps(samples.count(), batch);
    this.done = state.done();
    this.tally = state.tally();
    this.earlierDone = state.done();
    this.earlierSeconds = state.seconds();
    this.seconds = setupSeconds;
    this.pieceSamples = pieceSamples;
  }

  /** {@return the number of updates in a pass} */
  static int steps(int samples, int batch) {
    return samples == 0 ? 0 : (samples - 1) / batch + 1;
  }

  /**
   * Goes on until so many samples of the pass are done, a stop is requested, or a loss is not
   * finite.
   *
   * @param until a whole number of updates, or all samples
   * @param stop asked before each piece
   * @param progress called after each piece
   */
  void run(int until, BooleanSupplier stop, Runnable progress) {
    clock = System.nanoTime();
    int sent = done;
    while (sent < until && failedAt < 0 && !stop.getAsBoolean()) {
      int to = pieceEnd(sent, until);
      inHand.add(new Piece(sent, to, send(sent, to)));
      sent = to;
      while (!inHand.isEmpty() && (inHand.size() == 2 || inHand.peek().tally().isDone())) {
        take(inHand.remove(), progress);
      }
    }
    while (!inHand.isEmpty()) {
      take(inHand.remove(), progress);
    }
  }

  private int pieceEnd(int from, int until) {
    int step = from / batch;
    UpdateRule rule = recipe.rule(pass, step, steps);
    long to = from;
    do {
      to += batch;
      step++;
    } while (to < until
        && to - from < pieceSamples
        && recipe.rule(pass, step, steps).equals(rule.after(step - from / batch)));
    return (int) Math.min(to, until);
  }

  private Pending<Tally> send(int from, int to) {
    Loss loss = recipe.settings().loss();
    UpdateRule rule = recipe.rule(pass, from / batch, steps);
    Source.Samples part = samples.part(from, to - from);
    if (batch <= plan.spec().capacity()) {
      return plan.train(loss, rule, part, batch);
    }
    Tally losses = Tally.NONE;
    for (int start = 0; start < part.count(); start += batch) {
      int length = Math.min(batch, part.count() - start);
      losses = losses.plus(Sums.gradient(plan, loss, part.part(start, length)));
      plan.update(rule.after(start / batch));
    }
    return Pending.of(losses);
  }

  private void take(Piece piece, Runnable progress) {
    Tally losses = piece.tally().await();
    long now = System.nanoTime();
    double took = (now - clock) * 1e-9;
    clock = now;
    seconds += took;
    if (failedAt >= 0) {
      return;
    }
    if (losses.notFinite() >= 0) {
      failedAt = piece.from() + losses.notFinite();
      return;
    }
    done = piece.to();
    tally = tally.plus(losses);
    int count = piece.to() - piece.from();
    double wanted = count * PIECE_SECONDS / Math.max(took, 1e-6);
    pieceSamples = (int) Math.max(1, Math.min(wanted, 2.0 * pieceSamples));
    progress.run();
  }

  /** {@return the state between two updates: all samples sent are done} */
  PassState state() {
    return new PassState(pass, done, tally, earlierSeconds + seconds);
  }

  /** {@return how many samples a piece should have at the speed last seen} */
  int pieceSamples() {
    return pieceSamples;
  }

  /** {@return the first sample of the pass whose loss was not finite, or −1} */
  int failedAt() {
    return failedAt;
  }

  /** {@return the speed since the pass was begun, or gone on with} */
  double samplesPerSecond() {
    return (done - earlierDone) / seconds;
  }
}
