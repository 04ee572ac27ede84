package io.github.lenetcl.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lenetcl.fuzz.Refusal;
import java.io.IOException;
import java.nio.file.Path;

/** The names of classes, in both of the files that tell them. */
class MappingFuzzTest {

  @FuzzTest(maxDuration = "4s")
  void reads(byte[] bytes) throws IOException {
    LabelledImages two = DataSets.open(DataSets.XOR).training();
    for (String name : new String[] {"mapping.txt", "classes.txt"}) {
      Refusal.inFolder(
          name,
          bytes,
          folder -> {
            write(folder, two);
            DataSets.open(folder);
          });
    }
  }

  private static void write(Path folder, LabelledImages images) throws IOException {
    Idx.writeImages(folder.resolve("train-images-idx3-ubyte"), images);
    Idx.writeLabels(folder.resolve("train-labels-idx1-ubyte"), images);
  }
}
