import { actCommand } from "../views/editors.ts";

export default actCommand("spam", "Marks a case as spam: nothing more of it is relayed", "Marked as spam.");
