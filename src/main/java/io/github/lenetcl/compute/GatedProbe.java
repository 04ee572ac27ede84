package io.github.lenetcl.compute;

import java.util.function.Consumer;

/** A probe behind a door. */
final class GatedProbe implements Probe {

  private final Probe probe;
  private final Door door;
  private final Consumer<GatedProbe> onClose;

  GatedProbe(Probe probe, Door door, Consumer<GatedProbe> onClose) {
    this.probe = probe;
    this.door = door;
    this.onClose = onClose;
  }

  @Override
  public long arithmetic(int rounds) {
    return door.alone(() -> probe.arithmetic(rounds));
  }

  @Override
  public long copy(int rounds) {
    return door.alone(() -> probe.copy(rounds));
  }

  @Override
  public void close() {
    door.close(probe::close);
    onClose.accept(this);
  }
}
