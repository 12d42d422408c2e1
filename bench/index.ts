/** Everything that is measured. Each ratio is of figures from this one run. */
import { cpus } from "node:os";
import { join } from "node:path";
import { openHouse } from "../src/main.ts";
import { codenamesTable } from "./codenames.ts";
import { commandsTable } from "./commands.ts";
import { discordTable } from "./discord.ts";
import { benchFind } from "./find.ts";
import { benchNight } from "./night.ts";
import { slackTable } from "./slack.ts";
import { startTable } from "./start.ts";
import { tipsTable } from "./tips.ts";

const fault = (error: unknown): never => {
  throw error;
};

console.log(`Node ${process.versions.node} on ${cpus().length} processors\n`);
const house = await openHouse({ pack: join(import.meta.dirname, "..", "elections", "uk-2024"), fault });
console.log("Every command over every name it takes, answered and drawn as text");
console.log(await commandsTable(house));
console.log("\nFrom the shell to the first answer, and the peak of memory");
console.log(startTable());
benchFind();
console.log("\nSlack: our answer against bare Bolt apps, over the same server in the same run");
console.log(await slackTable(house));
console.log("\nDiscord: our answer against a bare discord.js client, over the same server in the same run");
console.log(await discordTable(house));
console.log("\nThe tip line: sealing, opening, codenames");
console.log(await tipsTable());
console.log(`\n${await codenamesTable(house)}`);
await benchNight();
