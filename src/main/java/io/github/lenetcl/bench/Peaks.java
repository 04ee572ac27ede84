package io.github.lenetcl.bench;

import io.github.lenetcl.compute.DeviceInfo;

/**
 * A device and what it can do at best.
 *
 * @param device the device
 * @param flopPerSecond arithmetic in registers
 * @param bytesPerSecond a copy in memory, bytes read and bytes written
 * @param uploadBytes the bytes of the data set
 * @param uploadSeconds the time to bring it to the device
 */
public record Peaks(
    DeviceInfo device,
    Rates flopPerSecond,
    Rates bytesPerSecond,
    long uploadBytes,
    double uploadSeconds) {

  Peaks withUpload(long bytes, double seconds) {
    return new Peaks(device, flopPerSecond, bytesPerSecond, bytes, seconds);
  }
}
