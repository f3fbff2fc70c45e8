/** Whether a saved member is an object; settings and queries may be provisioned, and so anything. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a saved member holds if it is an object. */
export function asRecord(value: unknown): Record<string, unknown> | undefined {
  return isObject(value) ? value : undefined;
}

/** The object with some members changed. One that is set to `undefined` is removed; those not named here stay. */
export function withMembers(saved: unknown, members: Record<string, unknown>): Record<string, unknown> {
  const changed = { ...asRecord(saved), ...members };
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
}

/** The object, unless it is empty: nothing empty is saved. */
export function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}
