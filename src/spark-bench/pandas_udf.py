"""The same by a pandas UDF with ONNX Runtime and Pillow: pandas_udf.py FOLDER MODEL STEP [as-is], every STEPth picture.

as-is: the pictures are normalised digits, dark on light, and nothing but unpacked."""
import io, sys, time
import numpy as np
import pandas as pd
from pyspark.sql import SparkSession, functions as F

spark = SparkSession.builder.getOrCreate()
spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 1024)
model = sys.argv[2]
as_is = sys.argv[4:] == ["as-is"]


def normalised(file):
    """Ink of a dark digit on light paper, 20 pixels at most, its centre of mass in the middle of 28x28."""
    from PIL import Image

    ink = 255 - np.asarray(Image.open(io.BytesIO(file)).convert("L"))
    if as_is:
        return ink.astype(np.float32)
    rows, columns = np.nonzero(ink > 80)
    placed = np.zeros((28, 28), np.float32)
    if len(rows) == 0:
        return placed
    ink = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    scale = 20 / max(ink.shape)
    height, width = (max(1, round(side * scale)) for side in ink.shape)
    small = np.asarray(Image.fromarray(ink).resize((width, height), Image.BILINEAR), np.float32)
    mass = small.sum()
    down = (small.sum(1) * np.arange(height)).sum() / mass
    right = (small.sum(0) * np.arange(width)).sum() / mass
    top = min(max(0, round(13.5 - down)), 28 - height)
    left = min(max(0, round(13.5 - right)), 28 - width)
    placed[top : top + height, left : left + width] = small
    return placed


@F.pandas_udf("string")
def classify(images: pd.Series) -> pd.Series:
    import onnxruntime as ort

    global session
    if "session" not in globals():
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    input = session.get_inputs()[0]
    border = (int(input.shape[-1]) - 28) // 2
    ink = np.stack([normalised(file) for file in images])
    ink = np.pad(ink, ((0, 0), (border, border), (border, border)))[:, None]
    penalties = session.run(None, {input.name: ink * np.float32(1.275 / 255) - np.float32(0.1)})[0]
    return pd.Series(penalties.reshape(len(images), -1).argmin(1).astype(str))


# Every so many of all files, so that the tasks are as even as with all pictures.
every = spark.read.parquet(sys.argv[1])
pictures = every.filter(f"id % {sys.argv[3]} = 0")
for name, some in ("a tenth, to warm up", every.filter(f"id % ({sys.argv[3]} * 10) = 0")), ("all", pictures):
    count = some.count()
    answers = some.select("id", classify("image").alias("text"))
    start = time.time()
    answers.write.format("noop").mode("overwrite").save()
    print(f"pandas UDF{', as is' * as_is}, {name}: {count} pictures, {count / (time.time() - start):.0f}/s", flush=True)
right = every.filter("id < 20000").select("label", classify("image").alias("text"))
print("right", right.selectExpr("avg(int(text = label))").first()[0])
