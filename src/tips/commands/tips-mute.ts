import { actCommand } from "../views/editors.ts";

export default actCommand("mute", "Ends one conversation: its source is not heard any further", "Muted.");
