import { actCommand } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  actCommand(line, "mute", "Ends one conversation: its source is not heard any further", "Muted.");
