/** An environment, with what `.env` adds to it, and whose eyes that file is for. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { parseEnv } from "node:util";
import { fileFault } from "../lib/file-fault.ts";
import { isOpenToOthers } from "../lib/private-file.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Given {
  readonly env: Environment;
  /** The fault of `.env`, where something of it is secret. @param secrets of the configuration that was read from `env` */
  readonly fault: (secrets: readonly string[]) => string | undefined;
}

/**
 * @param file need not be there; what the environment has comes first
 * @param env loses the tip line's key, so that nothing that is started or written down from it has it
 * @throws Error in one clear line
 */
export function environmentWith(file: string, env: Record<string, string | undefined>): Given {
  const set = settingsIn(file);
  const all = { ...set.values, ...env };
  // Libraries look there for what is theirs: a proxy, say.
  Object.assign(env, all);
  if (/AGE-SECRET-KEY-/i.test(env["TIPS_IDENTITY"] ?? "")) delete env["TIPS_IDENTITY"];
  return {
    env: all,
    fault(secrets) {
      if (!set.isOpen || !Object.values(set.values).some((value) => secrets.some((one) => value?.includes(one))))
        return undefined;
      return ".env holds secrets, and can be read or changed by others on this machine. Mend it: chmod 600 .env";
    },
  };
}

function settingsIn(file: string): { readonly values: Environment; readonly isOpen: boolean } {
  try {
    if (!existsSync(file)) return { values: {}, isOpen: false };
    return { values: parseEnv(readFileSync(file, "utf8")), isOpen: isOpenToOthers(statSync(file).mode) };
  } catch (error) {
    const why = fileFault(error);
    throw new Error(`.env cannot be read (${why}): let whoever runs Teller read it, or move it away.`, {
      cause: error,
    });
  }
}
