import { actCommand } from "../views/editors.ts";

export default actCommand("close", "Closes a case; its source may still answer", "Closed.");
