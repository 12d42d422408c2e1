/** Takes tips until it is killed. */
import { arrive, writeTo } from "./index.ts";

const { DATABASE = "", ARRIVALS = "", TIPS = "" } = process.env;
await arrive({ database: DATABASE, tips: Number(TIPS), arrived: writeTo(ARRIVALS) });
