/** One answer in every way of drawing: ours, and those of the platforms that tell how they would. */
import type { Command } from "../../../core/command.ts";
import type { Reply } from "../../../core/reply.ts";
import type { Sketcher } from "../../../core/sketch.ts";
import { drawReply } from "../draw.ts";
import { drawSketch } from "../draw-sketch.ts";
import { html, textOf, type Html } from "../html.ts";

export interface Drawings {
  /** The page shows one of them at a time. @returns HTML */
  all(reply: Reply): Promise<string>;
}

/** @param own the name of our own way of drawing */
export function createDrawings(
  own: string,
  drawing: { readonly commands: readonly Command[]; readonly timeZone: string },
  sketchers: readonly Sketcher[],
): Drawings {
  return {
    async all(reply) {
      const sketches = await Promise.all(
        sketchers.map(
          async ({ name, sketch }): Promise<Html> =>
            html`<div class="sketch" data-as="${name}">${drawSketch(await sketch(reply))}</div>`,
        ),
      );
      return textOf(
        html`<div data-as="${own}">${drawReply(reply, drawing)}</div>
          ${sketches}`,
      );
    },
  };
}
