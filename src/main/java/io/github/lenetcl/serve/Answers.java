package io.github.lenetcl.serve;

import io.github.lenetcl.cli.json.AnswerFields;
import io.github.lenetcl.cli.json.ReadingFields;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.ReadingOptions;
import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.graph.Grammars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Answers requests that bring pictures. */
final class Answers {

  private static final int LONGEST_PATTERN = 200;
  private static final int MOST_CANDIDATES = 20;
  private static final int KEPT_OPTIONS = 64;

  /** Pictures take memory while they are opened, and all cores: more at once would gain nothing. */
  private final Semaphore opening = new Semaphore(2 * Runtime.getRuntime().availableProcessors());

  private final Engines engines;
  private final Limits limits;
  private final Admission admission;

  /** What was asked lately, so that lines of several requests can be read together. */
  private final Map<String, ReadingOptions> options =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ReadingOptions> eldest) {
          return size() > KEPT_OPTIONS;
        }
      };

  /** What becomes of a picture: fields to tell, now or later. */
  private interface Outcome {
    Map<String, Object> fields() throws BadInputException;
  }

  /** Opens a picture. */
  private interface Opener<T> {
    T open() throws BadInputException;
  }

  Answers(Engines engines, Limits limits, Admission admission) {
    this.engines = engines;
    this.limits = limits;
    this.admission = admission;
  }

  /** {@code POST /v1/classify}. */
  Reply classify(Request request) {
    request.requireOnly("model", "device", "reject");
    double threshold = request.share("reject");
    Engine engine = engines.of(request, engines.usual());
    List<Upload> uploads = Uploads.of(request, limits);
    return answer(
        uploads,
        engine,
        upload -> {
          engine.digits().announce();
          CompletableFuture<Answer> answer = submit(() -> digit(upload), engine.digits());
          return () -> fields(await(answer), engine, threshold);
        });
  }

  private static Map<String, Object> fields(
      Optional<Answer> answer, Engine engine, double threshold) {
    List<String> classes = engine.model().classes();
    Map<String, Object> fields = AnswerFields.of(answer, classes, threshold);
    if (answer.isPresent()) {
      double[] confidences = Confidences.of(answer.get());
      Map<String, Double> byClass = new LinkedHashMap<>();
      for (int i = 0; i < confidences.length; i++) {
        byClass.put(classes.get(i), confidences[i]);
      }
      fields.put("confidences", byClass);
      fields.put("rejected", answer.get().confidence() < threshold);
    }
    return fields;
  }

  /** {@code POST /v1/read}. */
  Reply read(Request request) {
    request.requireOnly("model", "device", "reject", "pattern", "n_best", "method", "looks");
    double threshold = request.share("reject");
    ReaderKind kind = ReaderKind.of(request);
    Engine engine = engines.of(request, engines.forLines(kind));
    ReadingOptions asked = options(request);
    Batcher<Line, Reading> lines = lines(engine, kind);
    return answer(
        Uploads.of(request, limits),
        engine,
        upload -> {
          lines.announce();
          CompletableFuture<Reading> reading =
              submit(() -> Optional.of(new Line(upload.ink(), asked)), lines);
          return () -> {
            Reading whole = await(reading).orElseThrow();
            Reading told = whole.orRejected(threshold);
            Map<String, Object> fields = ReadingFields.of(told, UnaryOperator.identity());
            fields.put("rejected", whole.best().isPresent() && told.best().isEmpty());
            return fields;
          };
        });
  }

  private static Batcher<Line, Reading> lines(Engine engine, ReaderKind kind) {
    try {
      return engine.lines(kind);
    } catch (IllegalArgumentException e) {
      throw Problem.bad("query: model \"" + engine.name() + "\" reads no lines: " + e.getMessage());
    }
  }

  /** {@code POST /v1/explain}: how a line is read, as a drawing. */
  Reply explain(Request request) throws BadInputException {
    request.requireOnly("model", "device", "pattern", "n_best", "method", "looks");
    ReaderKind kind = ReaderKind.of(request);
    Engine engine = engines.of(request, engines.forLines(kind));
    lines(engine, kind);
    ReadingOptions asked = options(request);
    Upload upload = single(request);
    admission.enter(1);
    try {
      Line line = open(() -> new Line(upload.ink(), asked));
      return Reply.text("image/svg+xml", engine.explain(kind, line));
    } finally {
      admission.leave(1);
    }
  }

  /** {@code POST /v1/trace}: the answer to one digit, and what every layer gives for it. */
  Reply trace(Request request) throws BadInputException {
    request.requireOnly("model", "device");
    Engine engine = engines.of(request, engines.usual());
    Upload upload = single(request);
    admission.enter(1);
    try {
      return trace(engine, open(() -> digit(upload)));
    } finally {
      admission.leave(1);
    }
  }

  private Reply trace(Engine engine, Optional<byte[]> digit) throws BadInputException {
    engine.digits().announce();
    Optional<Answer> answer = await(submit(() -> digit, engine.digits()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", engine.name());
    fields.put("device", engine.device());
    fields.put("answer", fields(answer, engine, 0));
    if (digit.isPresent()) {
      float[] levels = new float[digit.get().length];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = digit.get()[i] & 0xff;
      }
      fields.put("digit", PackedValues.of(levels));
      fields.put("stages", engine.tracer().trace(digit.get()));
    }
    return Reply.json(fields);
  }

  private Upload single(Request request) {
    List<Upload> uploads = Uploads.of(request, limits);
    if (uploads.size() != 1) {
      throw Problem.bad("pictures: " + uploads.size() + ", wanted one");
    }
    return uploads.get(0);
  }

  private static Optional<byte[]> digit(Upload upload) throws BadInputException {
    Optional<byte[]> digit = upload.digit();
    int wanted = DigitImage.SIDE * DigitImage.SIDE;
    if (digit.isPresent() && digit.get().length != wanted) {
      throw BadInputException.of(
          upload.name(), "normalised digit", digit.get().length + " levels", "28×28");
    }
    return digit;
  }

  private synchronized ReadingOptions options(Request request) {
    int candidates = request.count("n_best", 1, MOST_CANDIDATES);
    Optional<String> pattern = request.query("pattern");
    if (pattern.isPresent() && pattern.get().length() > LONGEST_PATTERN) {
      throw Problem.bad("query: pattern is longer than " + LONGEST_PATTERN + " characters");
    }
    String key = candidates + " " + pattern.orElse("");
    ReadingOptions known = options.get(key);
    if (known == null) {
      try {
        Optional<Automaton> grammar = pattern.map(Grammars::named);
        known = new ReadingOptions(grammar, candidates);
      } catch (IllegalArgumentException e) {
        throw Problem.bad("query: " + e.getMessage());
      }
      options.put(key, known);
    }
    return known;
  }

  /** Begins with all pictures, then waits for all, and tells of those that cannot be read. */
  private Reply answer(List<Upload> uploads, Engine engine, Function<Upload, Outcome> begin) {
    admission.enter(uploads.size());
    try {
      List<Outcome> outcomes = new ArrayList<>();
      for (Upload upload : uploads) {
        outcomes.add(begin.apply(upload));
      }
      List<Map<String, Object>> told = new ArrayList<>();
      Optional<String> failure = Optional.empty();
      int failed = 0;
      for (int i = 0; i < uploads.size(); i++) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("image", uploads.get(i).name());
        try {
          fields.putAll(outcomes.get(i).fields());
        } catch (BadInputException e) {
          failure = Optional.of(e.getMessage());
          failed++;
          fields.put("error", e.getMessage());
        }
        told.add(fields);
      }
      if (failed == uploads.size()) {
        throw Problem.bad(failure.orElseThrow());
      }
      Map<String, Object> reply = new LinkedHashMap<>();
      reply.put("model", engine.name());
      reply.put("device", engine.device());
      reply.put("answers", told);
      return Reply.json(reply);
    } finally {
      admission.leave(uploads.size());
    }
  }

  /** Opens a picture that was announced and hands it on; a blank one has no result. */
  private <T, R> CompletableFuture<R> submit(Opener<Optional<T>> opener, Batcher<T, R> batcher) {
    Optional<T> opened;
    try {
      opened = open(opener);
    } catch (BadInputException | RuntimeException | Error e) {
      batcher.absent();
      return CompletableFuture.failedFuture(e);
    }
    if (opened.isPresent()) {
      return batcher.submit(opened.get());
    }
    batcher.absent();
    return CompletableFuture.completedFuture(null);
  }

  private <T> T open(Opener<T> opener) throws BadInputException {
    opening.acquireUninterruptibly();
    try {
      return opener.open();
    } catch (OutOfMemoryError e) {
      throw Problem.of(503, "not enough memory for this picture at the moment");
    } finally {
      opening.release();
    }
  }

  private <R> Optional<R> await(CompletableFuture<R> result) throws BadInputException {
    try {
      return Optional.ofNullable(result.get(limits.patience().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw Problem.of(
          503, "not answered within " + limits.patience().toSeconds() + " s", "Retry-After", "5");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(503, "the service is ending");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BadInputException bad) {
        throw bad;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
