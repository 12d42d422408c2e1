/** Everything that is measured. Each ratio is of figures from this one run. */
import { cpus } from "node:os";
import { join } from "node:path";
import { openHouse } from "../src/main.ts";
import { commandsTable } from "./commands.ts";
import { benchFind } from "./find.ts";
import { startTable } from "./start.ts";

const fault = (error: unknown): never => {
  throw error;
};

console.log(`Node ${process.versions.node} on ${cpus().length} processors\n`);
console.log("Every command over every name it takes, answered and drawn as text");
console.log(await commandsTable(await openHouse({ pack: join(import.meta.dirname, "..", "elections", "uk-2024"), fault })));
console.log("\nFrom the shell to the first answer, and the peak of memory");
console.log(startTable());
benchFind();
