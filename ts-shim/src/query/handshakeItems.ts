/** A handshake's steps and rules, told apart. Settings may be provisioned: what has another shape is unknown. */
import { asRecord } from '../record';
import { isNumber, positive } from './validate';

/** A step, as the editor shows it and the engine is told it. */
export type Step =
  { kind: 'send'; send: string } | { kind: 'await'; await: string; withinSeconds?: number } | { kind: 'unknown' };

/** A rule, as the editor shows it and the engine is told it; `everySeconds` is absent where what is saved is no such number. */
export type Rule =
  | { kind: 'every'; everySeconds?: number; send: string }
  | { kind: 'answer'; when: string; send: string }
  | { kind: 'fail'; when: string; fail: string; retry: boolean }
  | { kind: 'unknown' };

/** What a saved step is. */
export function readStep(item: unknown): Step {
  const { send, await: match, withinSeconds } = asRecord(item) ?? {};
  if (typeof send === 'string') {
    return { kind: 'send', send };
  }
  return typeof match === 'string'
    ? { kind: 'await', await: match, withinSeconds: positive(withinSeconds) }
    : { kind: 'unknown' };
}

/** What a saved rule is. */
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
