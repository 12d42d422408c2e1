import { actCommand } from "../views/tips/editors.ts";

export default actCommand("close", "Closes a case; its source may still answer", "Closed.");
