import { actCommand } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) => actCommand(line, "close", "Closes a case; its source may still answer", "Closed.");
