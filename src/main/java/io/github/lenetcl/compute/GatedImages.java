package io.github.lenetcl.compute;

import java.util.function.Consumer;
import java.util.function.Function;

/** Images behind a door. */
final class GatedImages implements ResidentImages {

  private final ResidentImages images;
  private final Door door;
  private final Consumer<GatedImages> onClose;

  GatedImages(ResidentImages images, Door door, Consumer<GatedImages> onClose) {
    this.images = images;
    this.door = door;
    this.onClose = onClose;
  }

  /** Makes a call with samples as a backend knows them; its images stay while the call is made. */
  static <T> T with(Source.Samples samples, Function<Source.Samples, T> call) {
    return samples.images() instanceof GatedImages gated
        ? gated.door.beside(() -> call.apply(samples.of(gated.images)))
        : call.apply(samples);
  }

  @Override
  public int count() {
    return images.count();
  }

  @Override
  public void close() {
    door.close(images::close);
    onClose.accept(this);
  }
}
