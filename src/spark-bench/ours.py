"""lenet_classify over Parquet: ours.py FOLDER MOST."""
import sys, time
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
pictures = spark.read.parquet(sys.argv[1]).filter(f"id < {sys.argv[2]}")
# As many to warm up as the single processes take: 50,000 for each of the two.
some = max(1, int(sys.argv[2]) // 100_000)
for name, some in ("to warm up", pictures.filter(f"id % {some} = 0")), ("all", pictures):
    count = some.count()
    answers = some.selectExpr("id", "lenet_classify(image) AS r")
    start = time.time()
    answers.write.format("noop").mode("overwrite").save()
    print(f"lenet_classify, {name}: {count} pictures, {count / (time.time() - start):.0f}/s", flush=True)
right = pictures.filter("id < 20000").selectExpr("avg(int(lenet_classify(image).text = label))")
print("right", right.first()[0])
