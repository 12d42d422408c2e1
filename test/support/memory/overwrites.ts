/** Settings of the C library with which what is given back to it is overwritten, as the files in `deploy/` have them. */
export const overwrites = { MALLOC_PERTURB_: "165", GLIBC_TUNABLES: "glibc.malloc.tcache_count=0" } as const;
