import { endCommand } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) => endCommand(line, "close", "Closes a case; its source may still answer", "Closed.");
