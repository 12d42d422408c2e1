/** The platforms that can be configured, a line each, in the order in which they are shown everywhere. */
import type { Kit } from "../core/kit.ts";

const all: Readonly<Record<string, Promise<{ readonly default: Kit }>>> = {
  slack: import("./slack/kit.ts"),
  discord: import("./discord/kit.ts"),
  web: import("./web/kit.ts"),
};

export const kits: readonly Kit[] = (await Promise.all(Object.values(all))).map(({ default: kit }) => kit);
