type Method = (...of: unknown[]) => unknown;

/** Replaces a method of all its objects: each call runs `does` instead, with the method and its arguments. */
export function wrap(prototype: object, name: string, does: (method: Method, of: readonly unknown[]) => unknown): void {
  const method = Reflect.get(prototype, name) as Method;
  const wrapped = function (this: unknown, ...of: unknown[]): unknown {
    return does((...given) => Reflect.apply(method, this, given), of);
  };
  Reflect.set(prototype, name, wrapped);
}
