import { endCommand } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  endCommand(line, "mute", "Ends one conversation: its source is not heard any further", "Muted.");
