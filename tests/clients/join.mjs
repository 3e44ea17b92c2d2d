// Asks one SPARQL query of several sources and prints the solutions as JSON. What a source is,
// Comunica finds out by itself. Arguments: the query, then the addresses.
import { createRequire } from 'node:module';

const require = createRequire(`${process.cwd()}/`);
const { QueryEngine } = require('@comunica/query-sparql');

const [query, ...sources] = process.argv.slice(2);
const solutions = await (await new QueryEngine().queryBindings(query, { sources })).toArray();
const rows = solutions.map((row) =>
  Object.fromEntries([...row].map(([variable, term]) => [variable.value, term.value])),
);
console.log(JSON.stringify(rows));
