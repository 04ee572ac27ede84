package io.github.lenetcl.spark.sweep;

import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.experiment.Sweep;
import io.github.lenetcl.spark.TaskDevices;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.TrainingListener;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** Does the trainings of a partition: one. */
final class TrainingTask extends AbstractFunction2<TaskContext, Iterator<Training>, TrainedFiles>
    implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String device;
  private final Broadcast<SentData> training;
  private final Broadcast<SentData> test;

  TrainingTask(String device, Broadcast<SentData> training, Broadcast<SentData> test) {
    this.device = device;
    this.training = training;
    this.test = test;
  }

  @Override
  public TrainedFiles apply(TaskContext context, Iterator<Training> trainings) {
    try {
      Path folder = Files.createTempDirectory("lenet-sweep-");
      try {
        return train(trainings.next(), folder, context);
      } finally {
        FileUtils.deleteDirectory(folder.toFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TrainedFiles train(Training wanted, Path folder, TaskContext context) throws IOException {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void passFinished(PassResult result) {}

          @Override
          public boolean stopRequested() {
            return context.isInterrupted();
          }
        };
    long start = System.nanoTime();
    try (Selection selection = TaskDevices.open(device)) {
      var lab =
          wanted
              .settings()
              .lab(
                  training.value().images(),
                  test.value().images(),
                  selection.backend(),
                  folder,
                  listener);
      new Sweep(wanted.settings().named(), lab).train(wanted.name());
      Map<String, byte[]> files = new HashMap<>();
      try (Stream<Path> made = Files.list(folder.resolve("runs"))) {
        for (Path file : made.toList()) {
          files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new TrainedFiles(
          wanted.name(), selection.backend().device().toString(), seconds, files);
    }
  }
}
