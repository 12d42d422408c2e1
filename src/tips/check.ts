/** The tip line asked how it is: nothing where nothing of it is set, and otherwise whether it can open. */
import type { Config } from "../config.ts";
import { findingOf, type Finding } from "../lib/finding.ts";
import { keysOf, tipWants } from "./join.ts";

export async function checkTips(config: Config): Promise<readonly Finding[]> {
  const { tips: keys, tipLine } = config;
  if (!keys && tipLine.channels.length === 0 && tipLine.safer.length === 0) return [];
  const wants = tipWants(config);
  const name = "tip line: set-up";
  return [
    wants.length > 0
      ? { name, state: "poor", says: "is closed: something is missing", mend: wants.join(" ") }
      : { name, state: "good", says: "is complete" },
    await findingOf(
      "tip line: keys",
      "teller keys new makes a key; TIPS_IDENTITY or TIPS_RECIPIENTS names it",
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
