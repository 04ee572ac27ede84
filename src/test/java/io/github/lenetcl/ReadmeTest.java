package io.github.lenetcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the README's code as it stands. */
class ReadmeTest {

  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final Pattern NAME = Pattern.compile("public class (\\w+)");

  @TempDir Path folder;

  @Test
  void allItsCodeCompiles() throws Exception {
    Matcher code = CODE.matcher(Files.readString(Path.of("README.md")));
    int programs = 0;
    while (code.find()) {
      compile(code.group(1));
      programs++;
    }
    assertEquals(3, programs);
  }

  private String compile(String code) throws Exception {
    Matcher name = NAME.matcher(code);
    assertTrue(name.find(), code);
    Path source = Files.writeString(folder.resolve(name.group(1) + ".java"), code);
    String classPath = System.getProperty("java.class.path");
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath, "-d", folder.toString(), source.toString());
    assertEquals(0, errors, "README.md's code does not compile");
    return name.group(1);
  }

  @Test
  void itsCodeDoesWhatItSays() throws Exception {
    Matcher code = CODE.matcher(Files.readString(Path.of("README.md")));
    assertTrue(code.find(), "README.md holds no Java");
    String program = compile(code.group(1));
    String classPath = System.getProperty("java.class.path");
    drawDigit();

    Path output = folder.resolve("output");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                folder + File.pathSeparator + absolute(classPath),
                program)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(run.waitFor(5, TimeUnit.MINUTES), "README.md's code does not end");
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertEquals(0, run.exitValue(), printed);

    List<String> lines = printed.lines().toList();
    assertTrue(lines.get(lines.size() - 2).startsWith("test error "), printed);
    assertEquals("7", lines.get(lines.size() - 1), printed);
    assertTrue(Files.size(folder.resolve("digits.safetensors")) > 240_000);
  }

  /** The first 7 of the training digits, dark on light. */
  private void drawDigit() throws Exception {
    LabelledImages digits = DataSets.embedded().training();
    int seven = 0;
    while (digits.label(seven) != 7) {
      seven++;
    }
    byte[] grey = digits.image(seven);
    var picture = new BufferedImage(digits.width(), digits.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < grey.length; i++) {
      picture
          .getRaster()
          .setSample(i % digits.width(), i / digits.width(), 0, 255 - (grey[i] & 0xff));
    }
    ImageIO.write(picture, "png", folder.resolve("digit.png").toFile());
  }

  /** The code runs in another folder. */
  private static String absolute(String classPath) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(classPath)
        .map(entry -> new File(entry).getAbsolutePath())
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElseThrow();
  }
}
