package io.github.lenetcl.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What stands between callers and all that a backend makes, so that closing is safe at any time and
 * from any thread: it waits for the calls under way, and later ones are refused with an {@link
 * IllegalStateException}. Every backend hands out what it makes through a gate of its own. A plan
 * takes one call at a time; images serve several plans at once.
 */
public final class Gate {

  private final Door door = new Door("backend", Optional.empty());
  private final Set<GatedPlan> plans = ConcurrentHashMap.newKeySet();
  private final Set<GatedImages> images = ConcurrentHashMap.newKeySet();
  private final Set<GatedProbe> probes = ConcurrentHashMap.newKeySet();

  /** A gate that is open. */
  public Gate() {}

  /**
   * Makes a plan.
   *
   * @param make makes it, while the backend cannot be closed
   * @return the plan, closed with the gate
   * @throws IllegalStateException if the gate is closed
   */
  public Plan plan(Supplier<? extends Plan> make) {
    return door.alone(
        () -> {
          GatedPlan plan = new GatedPlan(make.get(), new Door("plan", inside()), plans::remove);
          plans.add(plan);
          return plan;
        });
  }

  /**
   * Brings images to the device.
   *
   * @param load brings them, while the backend cannot be closed
   * @return the images, closed with the gate
   * @throws IllegalStateException if the gate is closed
   */
  public ResidentImages images(Supplier<? extends ResidentImages> load) {
    return door.alone(
        () -> {
          Door own = new Door("set of images", inside());
          GatedImages resident = new GatedImages(load.get(), own, images::remove);
          images.add(resident);
          return resident;
        });
  }

  /**
   * Makes a probe.
   *
   * @param make makes it, while the backend cannot be closed
   * @return the probe, closed with the gate
   * @throws IllegalStateException if the gate is closed
   */
  public Probe probe(Supplier<? extends Probe> make) {
    return door.alone(
        () -> {
          GatedProbe probe =
              new GatedProbe(make.get(), new Door("probe", inside()), probes::remove);
          probes.add(probe);
          return probe;
        });
  }

  private Optional<Door> inside() {
    return Optional.of(door);
  }

  /**
   * Refuses calls from now on, waits for those under way, closes all that was made, and frees the
   * backend; closing twice does nothing.
   *
   * @param free frees the backend itself
   */
  public void close(Runnable free) {
    door.close(
        () -> {
          List<Runnable> all = new ArrayList<>();
          plans.forEach(plan -> all.add(plan::close));
          images.forEach(each -> all.add(each::close));
          probes.forEach(probe -> all.add(probe::close));
          all.add(free);
          runAll(all);
        });
  }

  /** One that fails does not keep the others. */
  private static void runAll(List<Runnable> all) {
    Optional<RuntimeException> first = Optional.empty();
    for (Runnable each : all) {
      try {
        each.run();
      } catch (RuntimeException e) {
        first.ifPresent(e::addSuppressed);
        first = Optional.of(e);
      }
    }
    if (first.isPresent()) {
      throw first.get();
    }
  }
}
