package io.github.lenetcl.compute;

import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A plan behind a door, through which one call goes at a time. */
final class GatedPlan implements Plan {

  private final Plan plan;
  private final Door door;
  private final Consumer<GatedPlan> onClose;

  GatedPlan(Plan plan, Door door, Consumer<GatedPlan> onClose) {
    this.plan = plan;
    this.door = door;
    this.onClose = onClose;
  }

  @Override
  public PlanSpec spec() {
    return plan.spec();
  }

  @Override
  public List<String> implementations() {
    return plan.implementations();
  }

  @Override
  public void write(Vector vector, float[] values) {
    run(() -> plan.write(vector, values));
  }

  @Override
  public float[] read(Vector vector) {
    return door.alone(() -> plan.read(vector));
  }

  @Override
  public void forward(Source source) {
    if (source instanceof Source.Samples samples) {
      run(
          () ->
              GatedImages.with(
                  samples,
                  known -> {
                    plan.forward(known);
                    return known;
                  }));
    } else {
      run(() -> plan.forward(source));
    }
  }

  @Override
  public float[] output(int layer) {
    return door.alone(() -> plan.output(layer));
  }

  @Override
  public float[] outputs(Source.Samples samples) {
    return door.alone(() -> GatedImages.with(samples, plan::outputs));
  }

  @Override
  public Pending<Tally> seed(Loss loss, Source.Samples samples, float weight) {
    return pending(() -> GatedImages.with(samples, known -> plan.seed(loss, known, weight)));
  }

  @Override
  public void seed(Seeds seeds) {
    run(() -> plan.seed(seeds));
  }

  @Override
  public void backward(Accumulation accumulation) {
    run(() -> plan.backward(accumulation));
  }

  @Override
  public void curvature(Accumulation accumulation) {
    run(() -> plan.curvature(accumulation));
  }

  @Override
  public float[] inputGradient() {
    return door.alone(plan::inputGradient);
  }

  @Override
  public void update(UpdateRule rule) {
    run(() -> plan.update(rule));
  }

  @Override
  public Pending<Tally> train(Loss loss, UpdateRule rule, Source.Samples samples, int batch) {
    return pending(() -> GatedImages.with(samples, known -> plan.train(loss, rule, known, batch)));
  }

  @Override
  public Pending<Tally> evaluate(Loss loss, Source.Samples samples) {
    return pending(() -> GatedImages.with(samples, known -> plan.evaluate(loss, known)));
  }

  @Override
  public List<String> damagedGuards() {
    return door.alone(plan::damagedGuards);
  }

  @Override
  public void close() {
    door.close(plan::close);
    onClose.accept(this);
  }

  private void run(Runnable call) {
    door.alone(
        () -> {
          call.run();
          return null;
        });
  }

  /** What a plan still works on is settled when it closes, and may be read after that. */
  private Pending<Tally> pending(Supplier<Pending<Tally>> call) {
    Pending<Tally> pending = door.alone(call);
    return new Pending<>() {
      @Override
      public boolean isDone() {
        return door.evenClosedAtOnce(pending::isDone).orElse(false);
      }

      @Override
      public Tally await() {
        return door.evenClosed(pending::await);
      }
    };
  }
}
