/** Lives, and dies without a word before its nth step: each query that is sent to the database is one, as is each post. */
import { StatementSync } from "node:sqlite";
import pg from "pg";
import { live } from "./life.ts";
import { wrap } from "../wrap.ts";

const { DATABASE = "", FOLDER = "", IDENTITY = "", DIES = "", TIPS = "", FAULT = "" } = process.env;
let steps = 0;
const step = (): void => {
  steps += 1;
  if (steps === Number(DIES)) process.kill(process.pid, "SIGKILL");
};
for (const name of ["run", "all", "get", "iterate"] as const)
  wrap(StatementSync.prototype, name, (method, of) => {
    step();
    return method(...of);
  });
wrap(pg.Client.prototype, "query", (method, of) => {
  step();
  const answer = method(...of);
  // The query is on its way, and perhaps done.
  step();
  return answer;
});
await live({
  database: DATABASE,
  folder: FOLDER,
  identity: IDENTITY,
  from: "2024-07-10T09:20:00Z",
  tips: Number(TIPS),
  sendsUnasked: FAULT === "sends unasked",
  step,
});
process.stdout.write(`${steps}\n`);
