// Validates documents with shacl-engine: reads the shapes as N-Triples from the file that the first
// argument names, then a line of JSON for each call, a list of graphs as N-Triples; writes a line
// with the focus nodes of all violations.
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { Parser } from 'n3';
import rdf from 'rdf-ext';
import { Validator } from 'shacl-engine';

const read = (text) => rdf.dataset(new Parser({ factory: rdf, format: 'N-Triples' }).parse(text));
const VIOLATION = 'http://www.w3.org/ns/shacl#Violation';

const validator = new Validator(read(fs.readFileSync(process.argv[2], 'utf8')), { factory: rdf });
for await (const line of createInterface({ input: process.stdin })) {
  const found = new Set();
  for (const text of JSON.parse(line)) {
    const report = await validator.validate({ dataset: read(text) });
    for (const result of report.results) {
      if (result.severity.value === VIOLATION) found.add(result.focusNode.value);
    }
  }
  process.stdout.write(`${JSON.stringify([...found])}\n`);
}
