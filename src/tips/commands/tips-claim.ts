import { actCommand } from "../views/editors.ts";

export default actCommand("claim", "Takes a case up, so that others see whose it is", "It is yours.");
