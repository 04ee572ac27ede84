package io.github.lenetcl.cli.drawing;

import io.github.lenetcl.compute.DeviceInfo;
import java.time.LocalDate;

/** What stands below a picture, so that it says years later what made it. */
public final class Caption {

  private Caption() {}

  /**
   * {@return a line: the model, the device and today's date}
   *
   * @param model what the model is called
   * @param device what computed
   */
  public static String of(String model, DeviceInfo device) {
    return "model " + model + " · " + device + " · " + LocalDate.now();
  }
}
