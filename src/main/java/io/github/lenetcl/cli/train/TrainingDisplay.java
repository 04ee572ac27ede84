package io.github.lenetcl.cli.train;

import io.github.lenetcl.cli.terminal.ErrorRate;
import io.github.lenetcl.cli.terminal.ProgressBar;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.Progress;
import io.github.lenetcl.training.Settings;
import io.github.lenetcl.training.TrainingListener;
import io.github.lenetcl.training.TrainingResult;
import io.github.lenetcl.training.TrainingRun;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Shows a training: a line for each pass and, in between, a bar that is drawn over and over on a
 * terminal, or else a line now and then.
 */
public final class TrainingDisplay implements TrainingListener {

  private static final long BAR_NANOS = 200_000_000L;
  private static final long LINE_NANOS = 20_000_000_000L;

  private final PrintWriter out;
  private final boolean terminal;
  private final int width;
  private final BooleanSupplier stop;
  private long last = System.nanoTime();
  private int drawn;
  private int batch = 1;

  /**
   * A display.
   *
   * @param out where to
   * @param terminal whether a line can be drawn over
   * @param width the columns of the terminal
   * @param stop whether who looks on wants the training to end
   */
  public TrainingDisplay(PrintWriter out, boolean terminal, int width, BooleanSupplier stop) {
    this.out = out;
    this.terminal = terminal;
    this.width = width;
    this.stop = stop;
  }

  @Override
  public void started(TrainingRun run) {
    Settings settings = run.recipe().settings();
    batch = settings.batch();
    out.println(
        String.format(
            Locale.ROOT,
            "recipe %s, seed %d: %d %s over %,d images, %,d for each update; %s;"
                + " %,d parameters",
            run.recipe().name(),
            run.seed(),
            settings.passes(),
            settings.passes() == 1 ? "pass" : "passes",
            run.trainingSamples(),
            settings.batch(),
            evaluated(run),
            run.network().parameterCount()));
    if (run.resumed()) {
      out.println(
          String.format(
              Locale.ROOT, "going on in pass %d, after %,d samples", run.pass(), run.done()));
    }
    out.flush();
  }

  private static String evaluated(TrainingRun run) {
    String test = String.format(Locale.ROOT, "%,d to test", run.testSamples());
    if (run.validationSamples() == 0) {
      return test;
    }
    String chosenBy = String.format(Locale.ROOT, "%,d to choose by", run.validationSamples());
    return run.testSamples() == 0 ? chosenBy : chosenBy + ", " + test;
  }

  @Override
  public void progress(Progress progress) {
    long now = System.nanoTime();
    if (now - last < (terminal ? BAR_NANOS : LINE_NANOS)) {
      return;
    }
    last = now;
    if (terminal) {
      String line = ProgressBar.live(progress, batch, width);
      out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
      drawn = line.length();
    } else {
      out.println(ProgressBar.line(progress, width));
    }
    out.flush();
  }

  @Override
  public void passFinished(PassResult result) {
    clear();
    out.println(line(result));
    out.flush();
    last = System.nanoTime();
  }

  @Override
  public boolean stopRequested() {
    return stop.getAsBoolean();
  }

  @Override
  public void finished(TrainingResult result) {
    clear();
  }

  /** Removes the bar, so that something else can be printed. */
  void clear() {
    if (drawn > 0) {
      out.print("\r" + " ".repeat(drawn) + "\r");
      out.flush();
      drawn = 0;
    }
  }

  private String line(PassResult result) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "pass %d: training loss %.4f, error %.2f %%; ",
            result.pass(),
            result.loss(),
            100 * result.trainingError()));
    result
        .validation()
        .ifPresent(set -> line.append("validation error ").append(ErrorRate.of(set)).append("; "));
    result
        .test()
        .ifPresent(test -> line.append("test error ").append(ErrorRate.of(test)).append("; "));
    line.append(
        String.format(
            Locale.ROOT, "%.1f s, %.0f samples/s", result.seconds(), result.samplesPerSecond()));
    result
        .steps()
        .ifPresent(
            steps ->
                line.append(
                    String.format(
                        Locale.ROOT, "; steps %.1e to %.1e", steps.smallest(), steps.largest())));
    return line.toString();
  }
}
