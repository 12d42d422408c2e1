/**
 * `npm run bench` measures everything and prints it; `npm run bench -- find start` these two alone. With `--write` each table is put
 * into docs/performance.md as soon as it is measured, with the day and the machine.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { withTable } from "./page.ts";
import { tables } from "./tables.ts";

const page = join(import.meta.dirname, "..", "docs", "performance.md");
const { values, positionals } = parseArgs({ options: { write: { type: "boolean" } }, allowPositionals: true });
const stranger = positionals.find((name) => !Object.hasOwn(tables, name));
if (stranger !== undefined) {
  console.error(`bench: there is no table “${stranger}”. Choose from ${Object.keys(tables).join(", ")}.`);
  process.exit(2);
}
const processors = cpus();
const machine = `Node ${process.versions.node} on ${processors.length} processors (${processors[0]?.model ?? "unknown"})`;
console.log(machine);
for (const [name, measure] of Object.entries(tables)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const table = await measure();
  console.log(`\n${table ?? `${name}: left out, as no PostgreSQL answers`}`);
  if (!values.write || table === undefined) continue;
  const day = new Date().toLocaleDateString("en-GB", { dateStyle: "long" });
  writeFileSync(page, withTable(readFileSync(page, "utf8"), name, table, `${day}, ${machine}`));
}
