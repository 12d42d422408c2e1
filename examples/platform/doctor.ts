/** Pigeon's token, asked whether it is right. */
import { clockFinding, type Finding } from "../../src/lib/finding.ts";
import { createApi, Refusal, shapes, type ApiOptions } from "./api.ts";

export async function doctor(options: ApiOptions): Promise<readonly Finding[]> {
  const name = "Pigeon: token";
  try {
    const { said, headers } = await createApi(options)("GET", "/me", shapes.self);
    return [
      clockFinding("Pigeon: clock", headers.get("date"), new Date()),
      { name, state: "good", says: `is the one of ${said.name}` },
    ];
  } catch (error) {
    return error instanceof Refusal
      ? [{ name, state: "bad", says: error.message, mend: "copy it into PIGEON_TOKEN again: Settings, Robots" }]
      : [{ name, state: "bad", says: "cannot be tried: Pigeon does not answer", mend: "see PIGEON_URL" }];
  }
}
