/** The program's doings besides keeping and sending. */
import type { Found, Search } from "./search.ts";
import type { CanaryStage } from "./stage.ts";
import type { Watched } from "./watching.ts";

/** Other hosts, other programs, and files that were written beside those that stay. */
export function ofWatched(watched: readonly Watched[], { own, folder }: CanaryStage, search: Search): readonly Found[] {
  return watched.flatMap((one): readonly Found[] => {
    switch (one.kind) {
      case "connects":
        return own.includes(one.to) ? [] : [{ secret: "host", form: "a connection", where: one.to, around: one.to }];
      case "looks up":
        return /^(?:127\.0\.0\.1|localhost)$/.test(one.name)
          ? []
          : [{ secret: "host", form: "a name", where: one.name, around: one.name }];
      case "begins":
        return [{ secret: "process", form: "a program", where: "its children", around: one.what }];
      case "writes": {
        const inside = [
          ...search(Buffer.from(one.path), "names of files"),
          ...(one.data === undefined ? [] : search(Buffer.from(one.data, "base64"), `${one.path}, as it was written`)),
        ];
        const isOurs = one.path.startsWith(folder) || !one.path.startsWith("/");
        return isOurs ? inside : [...inside, { secret: "file", form: "elsewhere", where: one.path, around: one.path }];
      }
      case "digest":
      case "key":
      case "clock":
        return [];
    }
  });
}
