package io.github.lenetcl.serve.browser;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.serve.Limits;
import io.github.lenetcl.serve.Service;
import io.github.lenetcl.serve.ServiceOptions;
import io.github.lenetcl.serve.TrainingFeed;
import io.github.lenetcl.training.FastRecipe;
import io.github.lenetcl.training.Trainer;
import io.github.lenetcl.training.TrainingResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A training on the embedded digits, far longer than anyone waits, with the page that shows it. */
final class TrainingForTests implements AutoCloseable {

  private final Selection device = Backends.open("cpu");
  private final TrainingFeed feed;
  private final Service service;
  private final CompletableFuture<TrainingResult> result;

  TrainingForTests() throws Exception {
    DataSplit data = DataSets.open("embedded");
    feed =
        new TrainingFeed(
            data.test().orElseThrow(),
            (model, images) -> {
              try (Classifier classifier = new Classifier(device.backend(), model)) {
                return classifier.classify(images);
              }
            });
    service =
        new Service(
            "best",
            Models.bundled("best"),
            device,
            new ServiceOptions("127.0.0.1", 0, Optional.empty(), Limits.USUAL),
            Optional.of(feed));
    Trainer trainer =
        new Trainer(device.backend(), new FastRecipe().with(settings -> settings.withPasses(150)))
            .test(data.test())
            .listen(feed);
    result = CompletableFuture.supplyAsync(() -> trainer.train(data.training()));
  }

  String address() {
    return service.address();
  }

  /** Waits for the training, which someone has ended. */
  void awaitEnd() throws Exception {
    result.get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    feed.requestStop();
    result.exceptionally(failure -> null).join();
    service.close();
    device.close();
  }
}
