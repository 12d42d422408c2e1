import { endCommand } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  endCommand(line, "spam", "Marks a case as spam: nothing more of it is relayed", "Marked as spam.");
