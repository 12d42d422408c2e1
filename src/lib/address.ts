/** Locations as one text: a path of this machine, or an address elsewhere. */

/** An address of PostgreSQL; any other name of a database is the path of a file. */
export const isDatabaseAddress = (location: string): boolean => /^postgres(ql)?:/i.test(location.trim());

/** An address on the web; any other name of a document is a path. */
export const isWebAddress = (location: string): boolean => /^https?:/i.test(location);
