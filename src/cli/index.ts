/** The command line: finds the verb, explains itself, and turns every failure into one clear message and a code. */
import { ConfigError } from "../config.ts";
import { exit, help, read, type Verb } from "./verb.ts";
import type { World } from "./world.ts";
import { UsageError } from "./usage-error.ts";

/** One file a verb; loaded when it is called. */
const verbs: Readonly<Record<string, () => Promise<{ default: Verb }>>> = {
  run: () => import("./run.ts"),
  ask: () => import("./ask.ts"),
  find: () => import("./find.ts"),
  export: () => import("./export.ts"),
  picture: () => import("./picture.ts"),
  replay: () => import("./replay.ts"),
  doctor: () => import("./doctor.ts"),
  manifest: () => import("./manifest.ts"),
  backup: () => import("./backup.ts"),
  restore: () => import("./restore.ts"),
  election: () => import("./election.ts"),
  archive: () => import("./archive.ts"),
  keys: () => import("./keys.ts"),
};

/** @param args without the program's own @returns the exit code */
export async function commandLine(args: readonly string[], world: World): Promise<number> {
  // A reader that has seen enough, such as `head`, is no error.
  for (const stream of [world.out, world.err])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? exit.answered);
      throw error;
    });
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    world.out.write(await overview());
    return name === undefined ? exit.wrong : exit.answered;
  }
  const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!load) {
    world.err.write(`teller: there is no verb “${name.slice(0, 40)}”\n\n${await overview()}`);
    return exit.wrong;
  }
  const { default: verb } = await load();
  try {
    const given = read(verb, rest);
    if (!given.flag("help")) return await verb.run(given, world);
    world.out.write(help(verb));
    return exit.answered;
  } catch (error) {
    world.err.write(explain(error, verb));
    return exit.wrong;
  }
}

async function overview(): Promise<string> {
  const loaded = await Promise.all(Object.values(verbs).map((load) => load()));
  const rows = loaded.map(({ default: verb }) => `  ${verb.name.padEnd(10)} ${verb.summary}`);
  return `teller VERB …\n\n${rows.join("\n")}\n\nteller VERB --help tells more of each.\n`;
}

/** Errors of parts that are loaded when needed: each is one clear line. */
const plain = new Set(["PackError", "StyleError", "StoreError", "OpsError", "KeyError", "CommandError", "MakeError"]);

/** @throws an error that it does not know: a fault of ours, with its stack */
function explain(error: unknown, verb: Verb): string {
  if (error instanceof UsageError) return `teller ${verb.name}: ${error.message}\n\n${help(verb)}`;
  if (error instanceof ConfigError || (error instanceof Error && plain.has(error.name)))
    return `teller: ${error.message}\n`;
  throw error;
}
