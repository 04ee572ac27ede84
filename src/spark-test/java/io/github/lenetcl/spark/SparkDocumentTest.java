package io.github.lenetcl.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/spark.md are those in docs/spark, and work. */
class SparkDocumentTest {

  private static final Path PROGRAMS = Path.of("docs", "spark");

  @TempDir Path folder;

  private static String page() throws IOException {
    return Files.readString(Path.of("docs", "spark.md"));
  }

  private static String program(String name) throws IOException {
    return Files.readString(PROGRAMS.resolve(name));
  }

  @Test
  void thePageShowsThePrograms() throws Exception {
    String page = page();
    assertTrue(page.contains("```sql\n" + program("read_numbers.sql") + "```"), "SQL");
    assertTrue(page.contains("```python\n" + program("read_numbers.py") + "```"), "Python");
    assertTrue(page.contains("```java\n" + program("ReadNumbers.java") + "```"), "Java");
  }

  @Test
  void theSqlReadsTheLines() throws Exception {
    String table = folder.resolve("numbers").toString();
    List<Row> rows = List.of();
    for (String statement : program("read_numbers.sql").split(";\\s*")) {
      String here =
          statement.replace("'numbers'", "'" + table + "'").replace("`numbers`", "`" + table + "`");
      rows = Sessions.shared().sql(here).collectAsList();
    }
    List<String> labels = Files.readAllLines(Path.of("test-data/lines/wide/labels.csv"));
    assertEquals(labels.size(), rows.size(), "the lines, and their list, which is no picture");
    long right =
        rows.stream()
            .filter(row -> labels.contains(row.getString(0) + "," + row.getString(1)))
            .count();
    assertTrue(right >= rows.size() - 3, rows.toString());
    assertTrue(rows.get(0).getString(3).startsWith("format is another one"), rows.toString());
  }

  @Test
  void theJavaCompiles() {
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PROGRAMS.resolve("ReadNumbers.java").toString());
    assertEquals(0, failed);
  }
}
