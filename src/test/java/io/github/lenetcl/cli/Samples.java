package io.github.lenetcl.cli;

import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.training.Initialization;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small inputs for the command. */
public final class Samples {

  private Samples() {}

  /** Writes LeNet-5 with drawn parameters. */
  public static Path model(Path folder) throws IOException {
    Network network = Network.lenet5();
    float[] parameters = Initialization.overRoot(1.5f).draw(network, 7);
    Path file = folder.resolve("drawn.safetensors");
    Models.save(
        file,
        new Model(
            network,
            parameters,
            LabelledImages.numbered(10),
            Scaling.paper(),
            Provenance.unknown()));
    return file;
  }

  /** Writes a digit that comes with the program, dark on light and three times as large. */
  public static Path digit(Path folder, int index) throws IOException {
    byte[] digit = DataSets.embedded().test().orElseThrow().image(index);
    BufferedImage picture = new BufferedImage(84, 84, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 84; y++) {
      for (int x = 0; x < 84; x++) {
        int grey = 255 - (digit[y / 3 * 28 + x / 3] & 0xFF);
        picture.setRGB(x, y, grey * 0x010101);
      }
    }
    return write(picture, folder.resolve("digit" + index + ".png"));
  }

  /** Writes a picture with nothing on it. */
  public static Path blank(Path folder) throws IOException {
    BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    return write(picture, folder.resolve("blank.png"));
  }

  /** Writes a TIFF file of so many pages, all alike. */
  public static void pages(Path file, BufferedImage page, int count) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < count; i++) {
        writer.writeToSequence(new IIOImage(page, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  private static Path write(BufferedImage picture, Path file) throws IOException {
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}
