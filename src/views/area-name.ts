import type { Area } from "../core/finder.ts";

export const areaName = (area: Area): string => (area.kind === "region" ? area.region.name : area.nation);
