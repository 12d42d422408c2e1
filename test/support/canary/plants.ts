/**
 * Leaks on purpose: the canary test is worth something if it finds every one. Another is planted by another line in one of these
 * tables, or here: a name, its kind, the trace that it has to leave, and what it does with the seams of the program (`plant.ts`).
 */
import { audiences } from "./plants/audiences.ts";
import { codenames } from "./plants/codenames.ts";
import { cunning } from "./plants/cunning.ts";
import type { Plant } from "./plants/plant-line.ts";
import { hiding } from "./plants/hidden.ts";
import { sources } from "./plants/sources.ts";
import { traces } from "./plants/traces.ts";
import { words } from "./plants/words.ts";

export const plants: readonly Plant[] = [
  ...words,
  ...hiding,
  ...cunning,
  ...sources,
  ...codenames,
  ...audiences,
  ...traces,
];
