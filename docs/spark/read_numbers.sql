CREATE TEMPORARY VIEW scans USING `lenet-pictures` OPTIONS (path 'test-data/lines/wide');
INSERT OVERWRITE DIRECTORY 'numbers' USING parquet
  SELECT path, page, r.* FROM (SELECT path, page, lenet_read(image, r'\d{5}') AS r FROM scans);
SELECT regexp_extract(path, '[^/]*$', 0) AS file, text, round(confidence, 3), reason
  FROM parquet.`numbers` ORDER BY file;
