from pyspark.sql import SparkSession, functions as F

spark = SparkSession.builder.getOrCreate()
scans = spark.read.format("lenet-pictures").load("test-data/lines/wide")
read = F.call_function("lenet_read", "image", F.lit(r"\d{5}")).alias("r")
scans.select("path", "page", read).select("path", "page", "r.*").write.mode("overwrite").parquet("numbers")

numbers = spark.read.parquet("numbers").orderBy("path")
numbers.select(F.regexp_extract("path", "[^/]*$", 0), "text", "confidence", "reason").show()
