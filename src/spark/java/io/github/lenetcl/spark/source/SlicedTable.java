package io.github.lenetcl.spark.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A table that is read slice by slice.
 *
 * @param slices what there is to read
 * @param <S> a slice
 */
record SlicedTable<S extends InputPartition>(Slices<S> slices) implements SupportsRead {

  @Override
  public String name() {
    return slices.name();
  }

  /** {@inheritDoc} What replaces this is for tables that are described in a catalog. */
  @Override
  @SuppressWarnings("deprecation")
  public StructType schema() {
    return slices.schema();
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new Builder<>(slices);
  }

  /** Learns which columns are wanted. */
  private static final class Builder<S extends InputPartition>
      implements SupportsPushDownRequiredColumns {

    private final Slices<S> slices;
    private StructType wanted;

    Builder(Slices<S> slices) {
      this.slices = slices;
      this.wanted = slices.schema();
    }

    @Override
    public void pruneColumns(StructType columns) {
      wanted = columns;
    }

    @Override
    public Scan build() {
      return new Slicing<>(slices, wanted);
    }
  }

  /** Reads some columns. */
  private record Slicing<S extends InputPartition>(Slices<S> slices, StructType wanted)
      implements Scan, Batch {

    @Override
    public StructType readSchema() {
      return wanted;
    }

    @Override
    public String description() {
      return slices.name();
    }

    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
      try {
        return slices.plan().toArray(InputPartition[]::new);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      StructType all = slices.schema();
      int[] places = Arrays.stream(wanted.fieldNames()).mapToInt(all::fieldIndex).toArray();
      return new Readers<>(slices, places);
    }
  }

  /**
   * Makes readers where the tasks are.
   *
   * @param slices what there is to read
   * @param places which of its columns are wanted
   * @param <S> a slice
   */
  private record Readers<S extends InputPartition>(Slices<S> slices, int[] places)
      implements PartitionReaderFactory {

    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("unchecked") // Spark hands out what was planned
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      try {
        return new Reader(slices.open((S) partition), places);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }

  /** Reads a slice. */
  private static final class Reader implements PartitionReader<InternalRow> {

    private final Slices.Rows rows;
    private final int[] places;
    private Optional<Object[]> row = Optional.empty();

    Reader(Slices.Rows rows, int[] places) {
      this.rows = rows;
      this.places = places;
    }

    @Override
    public boolean next() throws IOException {
      row = rows.next();
      return row.isPresent();
    }

    @Override
    public InternalRow get() {
      Object[] all = row.orElseThrow();
      return new GenericInternalRow(Arrays.stream(places).mapToObj(i -> all[i]).toArray());
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
