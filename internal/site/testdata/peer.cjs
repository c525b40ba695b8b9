// Reads a data package with the library of the standard's makers: is the description valid, and can
// each table be read by it? Says how many rows there are.
const { Package, validate } = require(require.resolve('datapackage', { paths: [process.argv[3]] }));
const { readFileSync } = require('fs');
const { dirname } = require('path');

(async () => {
  const text = readFileSync(process.argv[2], 'utf8');
  const { valid, errors } = await validate(JSON.parse(text));
  if (!valid) throw errors[0];
  const described = JSON.parse(text);
  for (const { schema } of described.resources) {
    // The library is of version 1, in which a missing value has no label.
    if (schema.missingValues) schema.missingValues = schema.missingValues.map((m) => m.value);
  }
  const pack = await Package.load(described, { basePath: dirname(process.argv[2]) });
  let rows = 0;
  for (const resource of pack.resources) rows += (await resource.read({ relations: false })).length;
  console.log(rows);
})().catch((e) => { console.error(String(e.message || e)); process.exit(1); });
