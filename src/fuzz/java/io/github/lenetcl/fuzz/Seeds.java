package io.github.lenetcl.fuzz;

import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.Idx;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.NetworkFiles;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.model.onnx.OnnxFiles;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.training.DescentRecipe;
import io.github.lenetcl.training.Trainer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Writes the seed corpus: small files of every kind, by the code that it is to prove. */
public final class Seeds {

  private static final List<String> CLASSES = List.of("a", "b");

  private final Path root;

  private Seeds(Path root) {
    this.root = root;
  }

  /**
   * Writes all seeds.
   *
   * @param args the folder: src/fuzz/resources
   * @throws IOException if one cannot be written
   */
  public static void main(String[] args) throws IOException {
    new Seeds(Path.of(args[0]).resolve("io/github/lenetcl")).write();
  }

  private void write() throws IOException {
    LabelledImages two = DataSets.open("xor").training();
    Idx.writeImages(file("data/IdxFuzzTestInputs/reads/images"), two);
    Idx.writeLabels(file("data/IdxFuzzTestInputs/reads/labels"), two);
    Idx.writeImages(file("data/IdxFuzzTestInputs/reads/images.gz"), two);
    pictures();
    networks();
    patterns();
  }

  private void pictures() throws IOException {
    for (int type :
        new int[] {
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_INT_ARGB,
          BufferedImage.TYPE_BYTE_BINARY,
          BufferedImage.TYPE_USHORT_GRAY
        }) {
      BufferedImage picture = new BufferedImage(9, 11, type);
      for (int i = 2; i < 9; i++) {
        picture.setRGB(4, i, 0xFFFFFFFF);
      }
      ImageIO.write(
          picture, "png", file("data/PicturesFuzzTestInputs/reads/" + type + ".png").toFile());
    }
    BufferedImage rgb = new BufferedImage(9, 11, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(rgb, "jpeg", file("data/PicturesFuzzTestInputs/reads/rgb.jpeg").toFile());
  }

  private void networks() throws IOException {
    Network small =
        Network.input(4, 4, 1)
            .conv(2, 3, ActivationFunction.TANH)
            .averagePool(2)
            .flatten()
            .dense(2)
            .softmax()
            .build();
    float[] parameters = new float[small.parameterCount()];
    Model model = new Model(small, parameters, CLASSES, Scaling.unit(), Provenance.unknown());
    Models.save(file("model/ModelsFuzzTestInputs/loads/small.safetensors"), model);
    OnnxFiles.save(file("model/onnx/OnnxFilesFuzzTestInputs/loads/small.onnx"), model);
    NetworkFiles.write(file("model/NetworkFilesFuzzTestInputs/reads/small.json"), small, CLASSES);
    NetworkFiles.write(
        file("model/NetworkFilesFuzzTestInputs/reads/lenet5.json"), Network.lenet5(), digits());
    Network xor = Network.input(1, 2, 1).flatten().dense(2).softmax().build();
    LabelledImages cases = DataSets.open("xor").training();
    try (CpuBackend cpu = new CpuBackend(1)) {
      new Trainer(cpu, new DescentRecipe())
          .network(xor)
          .scaling(Scaling.unit())
          .steps(1)
          .checkpoint(file("training/CheckpointFuzzTestInputs/reads/xor.safetensors"))
          .train(cases);
    }
  }

  private static List<String> digits() {
    return LabelledImages.numbered(10);
  }

  private void patterns() throws IOException {
    List<String> patterns = List.of("\\d{5}", "[0-3]\\d-(\\d|1[0-2])?", "1*2+|3{2,4}", "luhn");
    for (int i = 0; i < patterns.size(); i++) {
      Files.writeString(file("reading/graph/GrammarsFuzzTestInputs/parses/" + i), patterns.get(i));
    }
    List<String> commands =
        List.of(
            "train --data embedded --out m --distort 0.5,rotation=3 --elastic 34,4 --lr 0.1",
            "read --scales 1,0.8 --heights 3 --pattern \\d x.png",
            "bench --device cpu,opencl --batch 1,64 --mode infer",
            "import a.onnx --scaling 0.1307,0.3081 --classes a,b --out b");
    for (int i = 0; i < commands.size(); i++) {
      Files.writeString(file("cli/ArgumentsFuzzTestInputs/parses/" + i), commands.get(i));
    }
  }

  private Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }
}
