import { type EngineError, TributaryError } from '../errors';
import { DEFAULTS, type Handshake } from '../types';
import { readRule, readStep } from './handshakeItems';

/** One step or rule: the words that the engine reads, and which input each of them comes from. */
interface Line {
  words: string[];
  fields: string[];
}

/**
 * A saved handshake as the engine reads it, verb by verb: `send` template, `await` match milliseconds, `every`
 * milliseconds template, `answer` match template, `stop` or `retry` match text. Variables are replaced where texts are
 * sent or shown; matches are JSONPaths, which keep their `$`.
 *
 * Throws a `TributaryError` for a step or rule that is none.
 */
export function handshakeWords(handshake: Handshake | undefined, replace: (text: string) => string): string[] {
  return lines(handshake, replace).flatMap(({ words }) => words);
}

/** The engine's error about one of those words, as one about the setting that it came from: `handshake.steps[1].await`. */
export function aboutSettings(error: EngineError, handshake: Handshake | undefined): EngineError {
  const word = /^handshake\[(\d+)\]$/.exec(error.field ?? '')?.[1];
  if (word === undefined) {
    return error;
  }
  const fields = lines(handshake, (text) => text).flatMap((line) => line.fields);
  return { ...error, field: fields[Number(word)] ?? 'handshake' };
}

function lines(handshake: Handshake | undefined, replace: (text: string) => string): Line[] {
  const steps = list(handshake?.steps).map((step, index) => stepLine(step, `handshake.steps[${index}]`, replace));
  const rules = list(handshake?.rules).map((rule, index) => ruleLine(rule, `handshake.rules[${index}]`, replace));
  return [...steps, ...rules];
}

function stepLine(saved: unknown, field: string, replace: (text: string) => string): Line {
  const step = readStep(saved);
  switch (step.kind) {
    case 'send':
      return { words: ['send', replace(step.send)], fields: [field, `${field}.send`] };
    case 'await':
      return {
        words: ['await', step.await, milliseconds(step.withinSeconds ?? DEFAULTS.awaitSeconds)],
        fields: [field, `${field}.await`, `${field}.withinSeconds`],
      };
    case 'unknown':
      throw refuse(field, 'A step either sends a message or waits for one.');
  }
}

function ruleLine(saved: unknown, field: string, replace: (text: string) => string): Line {
  const rule = readRule(saved);
  switch (rule.kind) {
    case 'every':
      if (rule.everySeconds === undefined) {
        throw refuse(`${field}.everySeconds`, 'It takes a number of seconds above 0.');
      }
      return {
        words: ['every', milliseconds(rule.everySeconds), replace(rule.send)],
        fields: [field, `${field}.everySeconds`, `${field}.send`],
      };
    case 'answer':
      return { words: ['answer', rule.when, replace(rule.send)], fields: [field, `${field}.when`, `${field}.send`] };
    case 'fail': {
      const verb = rule.retry ? 'retry' : 'stop';
      return { words: [verb, rule.when, replace(rule.fail)], fields: [field, `${field}.when`, `${field}.fail`] };
    }
    case 'unknown':
      throw refuse(field, 'A rule sends a message every so often, or answers a message, or fails because of one.');
  }
}

// Settings may be provisioned, and so anything.
function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function milliseconds(seconds: number): string {
  return String(Math.round(seconds * 1000));
}

function refuse(field: string, message: string): TributaryError {
  return new TributaryError({ code: 'handshake-invalid', message, field });
}
