/** The handshake's steps and rules as saved. Settings may be provisioned: what has another shape is shown and kept. */
import { count } from '../../frames/wording';
import { type Handshake } from '../../types';
import { asRecord, unlessEmpty, withMembers } from '../../record';
import { type Options, withJsonData } from './options';

/** The two lists of a handshake. */
export type ListName = 'steps' | 'rules';

/** A list as saved, or what stands in its place. */
export type SavedList = { items: unknown[] } | { stray: unknown };

/** The items of a list, none where nothing is saved. */
export function readList(options: Options, name: ListName): SavedList {
  const saved: unknown = options.jsonData?.handshake ?? {};
  const handshake = asRecord(saved);
  if (handshake === undefined) {
    return { stray: saved };
  }
  const list = handshake[name] ?? [];
  return Array.isArray(list) ? { items: list } : { stray: list };
}

/** Replaces the items of a list; an empty one is removed, and so is an empty handshake. */
export function setList(options: Options, name: ListName, items: unknown[]): Options {
  const list = items.length === 0 ? undefined : items;
  const handshake = withMembers(options.jsonData?.handshake, { [name]: list }) as Handshake;
  return withJsonData(options, { handshake: unlessEmpty(handshake) });
}

/** Whether something is sent that whoever sees a dashboard can read. */
export function sendsMessages(options: Options): boolean {
  return (['steps', 'rules'] as const).some((name) => {
    const list = readList(options, name);
    return 'items' in list && list.items.some((item) => typeof asRecord(item)?.send === 'string');
  });
}

/** What is set, in a few words: “3 steps, 1 rule”. */
export function handshakeSummary(options: Options): string {
  return (['steps', 'rules'] as const)
    .map((name) => {
      const list = readList(options, name);
      if (!('items' in list)) {
        return `${name} that can’t be shown`;
      }
      return list.items.length > 0 && count(list.items.length, name.slice(0, -1));
    })
    .filter(Boolean)
    .join(', ');
}
