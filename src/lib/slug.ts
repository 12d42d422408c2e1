/** Names as ids: small plain letters, digits and hyphens, beginning with a letter. */

/** @returns empty for text without a letter */
export const slug = (text: string): string =>
  text
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");
