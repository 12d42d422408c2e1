/** Locations that people give as one text: a path of this machine, or an address elsewhere. */

/** PostgreSQL's; anything else that names a database is the path of a file. */
export const isDatabaseAddress = (location: string): boolean => /^postgres(ql)?:/i.test(location.trim());

/** To be fetched over the web; anything else that names a document is a path. */
export const isWebAddress = (location: string): boolean => /^https?:/i.test(location);
