/** A setback of an answer, as Discord's error tells it. */
import type { Miss } from "../../core/answering.ts";
import { codes, isApiError, isLostToken, troubleOf } from "./trouble.ts";

/** The interaction is over, or its fifteen minutes are. */
const late = [codes.unknownInteraction, codes.unknownWebhook, codes.invalidWebhookToken];

export function missOf(error: unknown): Miss {
  if (isApiError(error, ...late)) return { setback: "late" };
  // Somebody has acknowledged it: an earlier life of ours, or another instance. What stands there can be edited.
  if (isApiError(error, codes.alreadyAcknowledged, codes.unknownMessage)) return { setback: "place" };
  if (isLostToken(error)) return { setback: "place" };
  const trouble = troubleOf(error);
  switch (trouble.kind) {
    case "later":
      return { setback: "haste", after: trouble.after };
    case "unclear":
      return { setback: "unclear" };
    case "refused":
      return { setback: trouble.about === "words" ? "words" : "place" };
  }
}
