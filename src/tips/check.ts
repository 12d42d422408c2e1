/** The tip line asked how it is: nothing where nothing of it is set, and otherwise whether it can open. */
import type { Config } from "../config.ts";
import { findingOf, type Finding } from "../lib/finding.ts";
import { keysOf, tipWants } from "./join.ts";

/** @param tables looks at the line's own tables: says what was found, or throws what is wrong */
export async function checkTips(config: Config, tables: () => Promise<string>): Promise<readonly Finding[]> {
  const { tips: keys, tipLine } = config;
  if (!keys && tipLine.channels.length === 0 && tipLine.safer.length === 0) return [];
  const wants = tipWants(config);
  const name = "tip line: set-up";
  return [
    wants.length > 0
      ? { name, state: "poor", says: "is closed: something is missing", mend: wants.join(" ") }
      : { name, state: "good", says: "is complete" },
    ...inEnvironment(keys),
    await findingOf("tip line: tables", "the database's owner mends it as it says", tables),
    await findingOf(
      "tip line: keys",
      "teller keys new makes a key; TIPS_IDENTITY_FILE or TIPS_RECIPIENTS names it",
      async () => {
        const { identities, recipients } = await keysOf(config);
        if (recipients.length === 0) throw new Error("there are none");
        return identities
          ? "open tips here, while they are relayed (text mode)"
          : `are the editors' own: ${recipients.length} public, and nothing here opens a tip (sealed mode)`;
      },
    ),
  ];
}

/** A key that is no file of its own. Whoever started Teller, and the machine's superuser, can read what it was started with. */
function inEnvironment(keys: Config["tips"]): readonly Finding[] {
  if (!keys?.identity || !("keys" in keys.identity)) return [];
  const says =
    "came by the environment or .env: what a process was started with is shown in /proc for as long as it runs, also after Teller has forgotten it";
  const mend = "put it into a file of its own (chmod 600), and name that by TIPS_IDENTITY_FILE";
  return [{ name: "tip line: where the key is", state: "poor", says, mend }];
}
