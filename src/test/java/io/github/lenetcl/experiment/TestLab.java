package io.github.lenetcl.experiment;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.training.FastRecipe;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.Progress;
import io.github.lenetcl.training.TrainingListener;
import io.github.lenetcl.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Labs with a few hundred embedded digits and few passes. */
final class TestLab {

  static final int PASSES = 2;

  private TestLab() {}

  static Lab of(Backend backend, Path folder, int seeds, TrainingListener listener) {
    DataSplit split = embedded();
    return new Lab(
        split.training().first(300),
        split.test().orElseThrow().first(200),
        backend,
        folder,
        seeds,
        new FastRecipe(),
        OptionalInt.of(PASSES),
        listener,
        "lenet experiment of a test");
  }

  private static DataSplit embedded() {
    try {
      return DataSets.embedded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counts the runs that were begun, and stops one of them in the middle. */
  static final class Watch implements TrainingListener {

    private final int stopInRun;
    private final int stopInPass;
    int runs;
    private boolean stop;

    Watch() {
      this(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    Watch(int stopInRun, int stopInPass) {
      this.stopInRun = stopInRun;
      this.stopInPass = stopInPass;
    }

    @Override
    public void passFinished(PassResult pass) {}

    @Override
    public void started(TrainingRun run) {
      runs++;
    }

    @Override
    public void progress(Progress progress) {
      stop |= runs == stopInRun && progress.pass() == stopInPass;
    }

    @Override
    public boolean stopRequested() {
      return stop;
    }
  }
}
