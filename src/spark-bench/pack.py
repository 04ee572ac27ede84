"""Packs what Draw.java wrote, [length][PNG][label], into Parquet: pack.py FOLDER; 16 files of id, label, image."""
import os, struct, sys
import pyarrow as pa, pyarrow.parquet as pq

folder = sys.argv[1]
os.makedirs(folder + "/pictures", exist_ok=True)
first = 0
for half in range(2):
    with open(f"{folder}/half{half}", "rb") as file:
        data = file.read()
    images, labels, at = [], [], 0
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        images.append(data[at + 4 : at + 4 + length])
        labels.append(chr(data[at + 4 + length]))
        at += 5 + length
    each = (len(images) + 7) // 8
    for part in range(8):
        rows = slice(part * each, (part + 1) * each)
        table = pa.table(
            {
                "id": range(first + part * each, first + part * each + len(images[rows])),
                "label": labels[rows],
                "image": images[rows],
            }
        )
        pq.write_table(table, f"{folder}/pictures/part{8 * half + part:02}.parquet", compression="snappy")
    first += len(images)
