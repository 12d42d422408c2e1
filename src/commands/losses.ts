import { changesCommand } from "../views/changes.ts";

export default changesCommand("losses");
