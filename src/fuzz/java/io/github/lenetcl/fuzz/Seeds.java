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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
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
    texts();
  }

  /** Four pixels by four; what is not text is in test-data, by its own programs. */
  private void texts() throws IOException {
    String row = "0,255,0,0,0,255,0,0,0,255,0,0,0,255,0,0";
    String names = "p0,p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11,p12,p13,p14,p15";
    String attributes =
        names.replaceAll("(p\\d+),?", "@attribute $1 numeric\n") + "@attribute class {a,b}\n";
    String forms = "data/FormsFuzzTestInputs/opens/";
    text(forms + "csv", "label," + names + "\n1," + row + "\n0," + row + "\n");
    text(forms + "tsv", ("1," + row + "\n0," + row + "\n").replace(',', '\t'));
    text(forms + "arff", "@relation r\n" + attributes + "@data\n" + row + ",a\n" + row + ",b\n");
    text(forms + "libsvm", "1 2:255 6:255 10:0.5 16:1 # a\n-1 1:3 16:2\n");
    text("data/MappingFuzzTestInputs/reads/mapping", "0 48\n1 49\n");
    text("data/MappingFuzzTestInputs/reads/classes", "zero\none\n");
    String uploads = "serve/UploadsFuzzTestInputs/reads/";
    text(uploads + "pixels", "{\"name\":\"a\",\"pixels\":[[0,255,0],[0,255,0],[0,255,0]]}");
    text(
        uploads + "grey",
        "{\"pictures\":[{\"grey\":\"AP8A/w==\",\"width\":2,\"height\":2,\"normalised\":false}]}");
    text(
        uploads + "form",
        "--b\r\nContent-Disposition: form-data; name=\"p\"; filename=\"a.png\"\r\n\r\nP\r\n--b--");
    try (ZipFile zip = new ZipFile("test-data/keras/functions.keras");
        InputStream config = zip.getInputStream(zip.getEntry("config.json"))) {
      text(
          "model/onnx/KerasConfigFuzzTestInputs/loads/functions.json",
          new String(config.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void text(String name, String content) throws IOException {
    Files.writeString(file(name), content);
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
