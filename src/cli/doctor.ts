import { ConfigError, readConfig, strangers } from "../config.ts";
import { exit, print, type Verb } from "./verb.ts";
import type { World } from "./world.ts";
import type { Finding } from "../lib/finding.ts";
import { UsageError } from "./usage-error.ts";

const doctor: Verb = {
  name: "doctor",
  summary: "Checks tokens, permissions, clock, database and election, and says how to mend what is wrong",
  usage: "doctor [--json]",
  options: { json: { type: "boolean" } },
  about: { json: "print one line of JSON: [{name, state, says, mend}]" },
  async run(given, world) {
    if (given.words.length > 0) throw new UsageError("it takes no words");
    const { checks, code } = await look(world);
    await print(world.out, given.flag("json") ? JSON.stringify(checks) : checks.map(show).join("\n"));
    return code;
  },
};
export default doctor;

/** The exit code is 2 for a configuration that cannot be read, as everywhere, and 1 for any other fault. */
async function look(world: World): Promise<{ readonly checks: readonly Finding[]; readonly code: number }> {
  const node: Finding = { name: "Node", state: "good", says: process.versions.node };
  try {
    const config = readConfig(world.env);
    const checks = [node, settings(strangers(world.env)), ...(await world.checkup(config))];
    return { checks, code: checks.some(({ state }) => state === "bad") ? exit.unanswered : exit.answered };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const mend = "set these right in .env or the environment; .env.example explains each. Then ask me again";
    return { checks: [node, { name: "configuration", state: "bad", says: error.message, mend }], code: exit.wrong };
  }
}

function settings(unknown: readonly string[]): Finding {
  const name = "configuration";
  if (unknown.length === 0) return { name, state: "good", says: "reads well" };
  const mend = "look it up in .env.example, or leave it where another program wants it";
  return { name, state: "poor", says: `reads well, but ${unknown.join(", ")} is no setting of ours`, mend };
}

const marks = { good: "ok   ", poor: "POOR ", bad: "BAD  " } as const;

function show({ name, state, says, mend }: Finding): string {
  const lines = [`${marks[state]} ${name}: ${says.replaceAll("\n", "\n      ")}`];
  if (mend !== undefined) lines.push(`      Mend: ${mend}.`);
  return lines.join("\n");
}
