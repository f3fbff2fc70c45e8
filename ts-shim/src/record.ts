/** What a saved member holds if it is an object; settings may be provisioned, and so anything. */
export function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
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
