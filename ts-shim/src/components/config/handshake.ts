/** The handshake's steps and rules as saved. Settings may be provisioned: what has another shape is shown and kept. */
import { isNumber, positive } from '../../query/validate';
import { type Handshake } from '../../types';
import { asRecord, unlessEmpty, withMembers } from '../shared/record';
import { type Options, withJsonData } from './options';

/** The two lists of a handshake. */
export type ListName = 'steps' | 'rules';

/** A list as saved, or what stands in its place. */
export type SavedList = { items: unknown[] } | { stray: unknown };

/** A step as the editor shows it. */
export type Step =
  { kind: 'send'; send: string } | { kind: 'await'; await: string; withinSeconds?: number } | { kind: 'unknown' };

/** A rule as the editor shows it; `everySeconds` is absent where what is saved is no such number. */
export type Rule =
  | { kind: 'every'; everySeconds?: number; send: string }
  | { kind: 'answer'; when: string; send: string }
  | { kind: 'fail'; when: string; fail: string; retry: boolean }
  | { kind: 'unknown' };

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

/** A step, told as the engine is told it. */
export function readStep(item: unknown): Step {
  const { send, await: match, withinSeconds } = asRecord(item) ?? {};
  if (typeof send === 'string') {
    return { kind: 'send', send };
  }
  return typeof match === 'string'
    ? { kind: 'await', await: match, withinSeconds: positive(withinSeconds) }
    : { kind: 'unknown' };
}

/** A rule, told as the engine is told it. */
export function readRule(item: unknown): Rule {
  const { when, send, fail, retry, everySeconds } = asRecord(item) ?? {};
  if (typeof when === 'string' && typeof send === 'string') {
    return { kind: 'answer', when, send };
  }
  if (typeof when === 'string' && typeof fail === 'string') {
    return { kind: 'fail', when, fail, retry: retry === true };
  }
  return typeof send === 'string' && everySeconds !== undefined
    ? { kind: 'every', everySeconds: isNumber(everySeconds) && everySeconds > 0 ? everySeconds : undefined, send }
    : { kind: 'unknown' };
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
      return 'items' in list ? counted(list.items.length, name.slice(0, -1)) : `${name} that can’t be shown`;
    })
    .filter(Boolean)
    .join(', ');
}

function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;
}
