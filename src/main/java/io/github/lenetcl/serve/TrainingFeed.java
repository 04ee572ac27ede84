package io.github.lenetcl.serve;

import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.training.Checkpoint;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.Progress;
import io.github.lenetcl.training.Rates;
import io.github.lenetcl.training.TrainingListener;
import io.github.lenetcl.training.TrainingResult;
import io.github.lenetcl.training.TrainingRun;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What a training tells those who watch it. The thread that trains writes it, others read it and
 * may ask for the end.
 */
public final class TrainingFeed implements TrainingListener {

  private static final int MOST_MISREAD = 24;

  /** A curve has at most twice so many points: then every second one is dropped. */
  private static final int POINTS = 400;

  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private final LabelledImages shown;
  private final BiFunction<Model, LabelledImages, List<Answer>> classify;
  private final Map<String, Object> state = new LinkedHashMap<>();
  private final List<Map<String, Object>> history = new ArrayList<>();
  private List<double[]> curve = new ArrayList<>();
  private double spacing;
  private TrainingRun run;
  private volatile boolean stopping;
  private long lookedAt;
  private boolean seenEnded;

  /**
   * A feed.
   *
   * @param shown images of which some misread ones are shown
   * @param classify asks a model of images, on whatever device; called by the thread that trains
   */
  public TrainingFeed(
      LabelledImages shown, BiFunction<Model, LabelledImages, List<Answer>> classify) {
    this.shown = shown;
    this.classify = classify;
    state.put("started", false);
    state.put("ended", false);
    state.put("misread", List.of());
  }

  @Override
  public synchronized void started(TrainingRun begun) {
    run = begun;
    int passes = begun.recipe().settings().passes();
    spacing = Math.max(0.002, passes / (double) POINTS);
    state.put("started", true);
    state.put("recipe", begun.recipe().name());
    state.put("device", begun.device().id());
    state.put("parameters", begun.network().parameterCount());
    state.put("passes", passes);
    state.put("pass", begun.pass());
    state.put("done", begun.done());
    state.put("total", begun.trainingSamples());
    state.put("samples_per_second", 0);
    state.put("left", "");
    state.put("loss", null);
    state.put("rate", Rates.of(begun.recipe(), begun.pass(), 0, begun.trainingSamples()));
  }

  @Override
  public synchronized void progress(Progress progress) {
    state.put("pass", progress.pass());
    state.put("done", progress.done());
    state.put("samples_per_second", progress.samplesPerSecond());
    state.put("left", time(progress.left().toSeconds()));
    state.put("loss", progress.loss());
    state.put("rate", Rates.of(run.recipe(), progress.pass(), progress.done(), progress.total()));
    point(progress.pass() - 1 + (double) progress.done() / progress.total(), progress.loss());
  }

  private static String time(long seconds) {
    return seconds >= 3600
        ? "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
        : "%d:%02d".formatted(seconds / 60, seconds % 60);
  }

  private void point(double at, double loss) {
    boolean near = !curve.isEmpty() && at - curve.get(curve.size() - 1)[0] < spacing;
    if (!near && Double.isFinite(loss)) {
      curve.add(new double[] {at, loss});
    }
  }

  @Override
  public synchronized void passFinished(PassResult result) {
    Map<String, Object> pass = new LinkedHashMap<>();
    pass.put("pass", result.pass());
    pass.put("loss", result.loss());
    pass.put("training_error", result.trainingError());
    pass.put("test_loss", result.test().map(Tally::meanLoss).orElse(null));
    pass.put("validation_loss", result.validation().map(Tally::meanLoss).orElse(null));
    pass.put("test_error", result.testError().orElse(null));
    pass.put("validation_error", result.validationError().orElse(null));
    pass.put("seconds", result.seconds());
    history.add(pass);
  }

  @Override
  public void reached(Checkpoint checkpoint) {
    Model model = checkpoint.model();
    List<Map<String, Object>> misread = misread(classify.apply(model, shown));
    synchronized (this) {
      state.put("misread", misread);
      kernels(model);
    }
  }

  private List<Map<String, Object>> misread(List<Answer> answers) {
    List<Map<String, Object>> misread = new ArrayList<>();
    for (int i = 0; i < answers.size() && misread.size() < MOST_MISREAD; i++) {
      if (answers.get(i).index() != shown.label(i)) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("width", shown.width());
        fields.put("height", shown.height());
        fields.put("grey", Base64.getEncoder().encodeToString(shown.image(i)));
        fields.put("label", shown.classes().get(shown.label(i)));
        fields.put("answer", answers.get(i).name());
        misread.add(fields);
      }
    }
    return misread;
  }

  /** The kernels of the first layer, where it is a convolution. */
  private void kernels(Model model) {
    Network network = model.network();
    for (Parameter parameter : network.parametersOf(0)) {
      if (parameter.spec().role().equals("weight")
          && network.layers().get(0) instanceof Convolution convolution) {
        Map<String, Object> kernels = new LinkedHashMap<>();
        kernels.put("count", convolution.table().pairs());
        kernels.put("height", convolution.window().height());
        kernels.put("width", convolution.window().width());
        kernels.put("values", PackedValues.of(parameter.slice(model.parameters())));
        state.put("kernels", kernels);
      }
    }
  }

  @Override
  public synchronized void finished(TrainingResult result) {
    state.put("ended", true);
    state.put(
        "end",
        switch (result.end()) {
          case FINISHED, STEP_LIMIT -> "Finished";
          case STOPPED -> "Stopped";
          case NOT_FINITE -> "A loss was not finite";
        });
  }

  @Override
  public boolean stopRequested() {
    return stopping;
  }

  /** Asks for the end after the step in hand. */
  public void requestStop() {
    stopping = true;
  }

  /** Returns all that is known, for the page. */
  synchronized Map<String, Object> snapshot() {
    if (curve.size() > 2 * POINTS) {
      List<double[]> thinner = new ArrayList<>();
      for (int i = 0; i < curve.size(); i += 2) {
        thinner.add(curve.get(i));
      }
      curve = thinner;
    }
    lookedAt = System.nanoTime();
    seenEnded |= (boolean) state.get("ended");
    notifyAll();
    Map<String, Object> all = new LinkedHashMap<>(state);
    all.put("stopping", stopping);
    all.put("curve", List.copyOf(curve));
    all.put("history", List.copyOf(history));
    return all;
  }

  /** Gives a page that looks on a moment to see how the training ended. */
  public synchronized void awaitSeen() {
    boolean watched = lookedAt != 0 && System.nanoTime() - lookedAt < PATIENCE_NANOS;
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (watched && !seenEnded && System.nanoTime() < deadline) {
        wait(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
