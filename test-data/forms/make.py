"""Writes the files beside this one: twenty of the embedded test digits to train on, eight to test on.

    pip install numpy h5py scipy pyarrow && python make.py

Made with numpy 2, h5py 3, scipy 1 and pyarrow, each by its defaults where nothing else is said.
"""
import gzip, io, struct, tarfile, zipfile, zlib
from pathlib import Path
import h5py, numpy as np, pyarrow as pa, pyarrow.parquet as pq, scipy.io

here = Path(__file__).parent
TRAIN, TEST = 20, 8


def idx(name):
    data = gzip.decompress((here.parent / "embedded" / name).read_bytes())
    dims = struct.unpack(">%dI" % data[3], data[4:4 + 4 * data[3]])
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(dims)


images, labels = idx("t10k-images-idx3-ubyte.gz"), idx("t10k-labels-idx1-ubyte.gz")
x, y = images[:TRAIN], labels[:TRAIN]
xt, yt = images[TRAIN:TRAIN + TEST], labels[TRAIN:TRAIN + TEST]


def png(image):
    """8 bits of grey, or of each colour; rows filtered by the one above."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    height, width = image.shape[:2]
    flat = image.reshape(height, -1)
    rows = np.vstack([np.zeros_like(flat[:1]), flat]).astype(np.int16)
    up = ((rows[1:] - rows[:-1]) & 255).astype(np.uint8)
    body = zlib.compress(b"".join(b"\2" + row.tobytes() for row in up), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 2 if image.ndim == 3 else 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def folder(name):
    (here / name).mkdir(exist_ok=True)
    return here / name


# NumPy: as Keras has it; as Kuzushiji-MNIST; floats in Fortran's order; images with a channel.
np.savez_compressed(folder("npz") / "digits.npz", x_train=x, y_train=y, x_test=xt, y_test=yt)
k = folder("npz-four")
for part, images_of, labels_of in (("train", x, y), ("test", xt, yt)):
    np.savez_compressed(k / f"kmnist-{part}-imgs.npz", images_of)
    np.savez_compressed(k / f"kmnist-{part}-labels.npz", labels_of)
n = folder("npy")
np.save(n / "x.npy", np.asfortranarray(x.astype(np.float32) / 255))
np.save(n / "y.npy", y.astype(np.int64))
hot = np.eye(10, dtype=np.float32)
np.savez_compressed(folder("npz-onehot") / "digits.npz", x_train=x, y_train=hot[y], x_test=xt, y_test=hot[yt])
c = folder("npy-channel")
np.save(c / "train_images.npy", x[..., None])
np.save(c / "train_labels.npy", y)

# HDF5: chunked and packed; in groups; as MATLAB 7.3 lays it out, behind a block of its own.
with h5py.File(folder("h5") / "digits.h5", "w") as f:
    f.create_dataset("x_train", data=x, compression="gzip", chunks=(5, 28, 28))
    f.create_dataset("y_train", data=y)
    f.create_dataset("test/data", data=xt.reshape(TEST, 784).astype(np.float32) / 255)
    f.create_dataset("test/target", data=yt.astype(np.int32))
with h5py.File(folder("mat73") / "digits.mat", "w", userblock_size=512) as f:
    f.create_dataset("data", data=x.reshape(TRAIN, 784))
    f.create_dataset("label", data=y.reshape(TRAIN, 1).astype(np.float64))
with open(here / "mat73" / "digits.mat", "r+b") as f:
    f.write(b"MATLAB 7.3 MAT-file".ljust(124) + struct.pack("<H", 0x0200) + b"IM")

# MATLAB 5: a column for each image; a matrix for each digit; EMNIST's structure.
m = folder("mat5")
scipy.io.savemat(m / "original.mat", {"data": x.reshape(TRAIN, 784).T, "label": y[None].astype(float)},
                 do_compression=True)
scipy.io.savemat(m / "all.mat", {f"train{d}": x[y == d].reshape(-1, 784) for d in range(10) if (y == d).sum() > 1},
                 do_compression=True)
turned = x.transpose(0, 2, 1).reshape(TRAIN, 784)
scipy.io.savemat(m / "emnist.mat", {"dataset": {"train": {"images": turned, "labels": y[:, None]}}},
                 do_compression=True)

# Parquet: as the common hub has it; lists of pixels.
p = folder("parquet")
image = pa.array([{"bytes": png(i), "path": None} for i in x],
                 pa.struct([("bytes", pa.binary()), ("path", pa.string())]))
pq.write_table(pa.table({"image": image, "label": pa.array(y, pa.int64())}), p / "train-00000-of-00001.parquet")
l = folder("parquet-lists")
pixels = pa.array([i.reshape(784) for i in x], pa.list_(pa.uint8()))
pq.write_table(pa.table({"label": pa.array(y, pa.int64()), "pixels": pixels}), l / "train.parquet",
               compression="zstd")
rows = pa.array(x.tolist(), pa.list_(pa.list_(pa.uint8())))
pq.write_table(pa.table({"image": rows, "label": pa.array(y)}), folder("parquet-nested") / "train.parquet",
               compression="zstd")
pq.write_table(pa.table({"image": rows, "label": pa.array(y)}), folder("parquet-brotli") / "train.parquet",
               compression="brotli")

# Colours, 8 rows and 10 columns, in every order: pixel by pixel, plane by plane, in rows of numbers, SVHN's, as PNG.
n, row, column, channel = np.indices((9, 8, 10, 3))
colours = (10 * n + 3 * row + 5 * column + 40 * channel).astype(np.uint8)
planes, of = colours.transpose(0, 3, 1, 2), np.arange(9) % 3
c = folder("colour")
np.savez_compressed(c / "last.npz", x_train=colours, y_train=of)
np.savez_compressed(c / "first.npz", x_train=planes.astype(np.float32) / 255, y_train=of)
np.savez_compressed(c / "flat-planes.npz", x_train=planes.reshape(9, -1), y_train=of)
np.savetxt(c / "flat-pixels.csv", np.column_stack([of, colours.reshape(9, -1)]), fmt="%d", delimiter=",")
scipy.io.savemat(c / "svhn.mat", {"X": colours.transpose(1, 2, 3, 0), "y": np.where(of == 0, 10, of)[:, None]}, do_compression=True)
image = pa.array([{"bytes": png(i), "path": None} for i in colours],
                 pa.struct([("bytes", pa.binary()), ("path", pa.string())]))
pq.write_table(pa.table({"img": image, "label": pa.array(of, pa.int64())}), c / "train.parquet")


# webdataset: a picture and its class beside it; a PAX header before each, as it writes them.
def tar(path, mode, tar_format, images, labels):
    with tarfile.open(path, mode, format=tar_format) as t:
        for i, (image, label) in enumerate(zip(images, labels)):
            for name, body in ((f"{i:06d}.png", png(image)), (f"{i:06d}.cls", b"%d" % label)):
                info = tarfile.TarInfo(name)
                info.size = len(body)
                info.mtime = 0.5 if tar_format == tarfile.PAX_FORMAT else 0
                t.addfile(info, io.BytesIO(body))


w = folder("webdataset")
tar(w / "digits-train-000000.tar.gz", "w:gz", tarfile.USTAR_FORMAT, x, y)
tar(w / "digits-test-000000.tar.gz", "w:gz", tarfile.PAX_FORMAT, xt, yt)

# A zip as a Mac makes it, of a folder for each class.
with zipfile.ZipFile(folder("zip") / "digits.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for i, (image_of, label_of) in enumerate(zip(x, y)):
        z.writestr(f"digits/{label_of}/{i:05d}.png", png(image_of))
        z.writestr(f"__MACOSX/digits/{label_of}/._{i:05d}.png", b"\0\5\x16\7 not a picture")
