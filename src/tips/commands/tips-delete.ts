import { endCommand } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  endCommand(
    line,
    "delete",
    "Deletes a case: what is kept of it, and our posts",
    "What was kept is erased, and our posts are taken away. The platform’s records, backups and what was read or exported stay.",
  );
