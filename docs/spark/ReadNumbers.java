import io.github.lenetcl.spark.LenetSpark;
import org.apache.spark.sql.SparkSession;

public class ReadNumbers {
  public static void main(String[] arguments) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    LenetSpark.register(spark); // not needed where the session was started with the extension
    spark
        .read()
        .format("lenet-pictures")
        .load("test-data/lines/wide")
        .selectExpr("path", "page", "lenet_read(image, r'\\d{5}') AS r")
        .select("path", "page", "r.*")
        .write()
        .mode("overwrite")
        .parquet("numbers");

    spark
        .read()
        .parquet("numbers")
        .orderBy("path")
        .selectExpr("regexp_extract(path, '[^/]*$', 0)", "text", "confidence", "reason")
        .show();
    spark.stop();
  }
}
