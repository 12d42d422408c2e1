/** Pictures whose drawing waits until it is needed. */
import type { PictureBlock } from "./reply.ts";

/** A picture whose drawing is made when it is first asked for: most never are, and of those the words alone are told. */
export function pictureOf(about: Omit<PictureBlock, "svg" | "kind">, draw: () => string): PictureBlock {
  return new ToDraw(about, draw);
}

class ToDraw implements PictureBlock {
  readonly kind = "picture";
  readonly name: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  declare readonly said?: true;
  #draw: (() => string) | undefined;
  #svg = "";

  constructor({ name, alt, width, height, said }: Omit<PictureBlock, "svg" | "kind">, draw: () => string) {
    this.name = name;
    this.alt = alt;
    this.width = width;
    this.height = height;
    if (said) this.said = said;
    this.#draw = draw;
  }

  get svg(): string {
    this.#svg = this.#draw?.() ?? this.#svg;
    // The figures that it was made from go with it.
    this.#draw = undefined;
    return this.#svg;
  }
}
