/** The platforms that can be configured. A line each; whatever goes over them goes in this order. */
import type { Kit } from "../core/kit.ts";

const all: readonly Promise<{ readonly default: Kit }>[] = [import("./slack/kit.ts"), import("./discord/kit.ts")];

export const kits: readonly Kit[] = (await Promise.all(all)).map(({ default: kit }) => kit);
