import { actCommand } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  actCommand(line, "claim", "Takes a case up, so that others see whose it is", "It is yours.");
