// `make vendor`: bundles what the query page takes from npm into server/static/vendor, with the
// licences of all that is in it, and records the digests by which a test knows that the bundles
// were made from these sources.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "static", "vendor");
const sources = ["build.mjs", "codemirror.js", "d3.js", "package-lock.json", "package.json"];

const packages = new Set();
for (const name of ["codemirror", "d3"]) {
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: [`${name}.js`],
    outfile: join(target, `${name}.min.js`),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    legalComments: "none",
    metafile: true,
    banner: { js: `/* Made by “make vendor”; the licences are in licences.txt. */` },
  });
  for (const input of Object.keys(metafile.inputs)) {
    const found = input.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found) packages.add(found[1]);
  }
}

const licences = [...packages].sort().map((name) => {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (!["MIT", "ISC", "BSD-3-Clause"].includes(license)) throw new Error(`${name}: ${license}`);
  const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f));
  if (!file || !existsSync(join(folder, file))) throw new Error(`${name} has no licence text`);
  const text = readFileSync(join(folder, file), "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(join(target, "licences.txt"), licences.join(`\n${"-".repeat(72)}\n\n`));

const digest = (folder, file) =>
  createHash("sha256").update(readFileSync(join(folder, file))).digest("hex");
const digests = {};
for (const file of sources) digests[`vendor/${file}`] = digest(here, file);
for (const file of ["codemirror.min.js", "d3.min.js", "licences.txt"])
  digests[`static/vendor/${file}`] = digest(target, file);
writeFileSync(join(target, "digests.json"), JSON.stringify(digests, null, 2) + "\n");
