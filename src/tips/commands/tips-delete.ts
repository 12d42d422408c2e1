import { actCommand } from "../views/editors.ts";

export default actCommand(
  "delete",
  "Deletes a case: what is kept of it, and our posts",
  "What was kept is erased, and our posts are taken away. The platform’s records, backups and what was read or exported stay.",
);
