/**
 * Names in `jsonData` whose secret values are in `secureJsonData` under the same number: custom headers and secret
 * query parameters.
 *
 * Two facts decide what is done here. Grafana reads the names from 1 up to the first gap, so removing one from the
 * middle has to move another. And a stored secret cannot be read in the browser, so it cannot move with its name. What
 * is never done is to leave a stored secret where another name will be: then an API key would go out under a name that
 * it was not meant for, perhaps to a log. A moved or renamed entry is asked for its secret again instead; one that was
 * typed just now and is not stored yet moves along.
 */
import { MAX_SECRET_PARAMS, type TributaryDataSourceOptions } from '../../types';
import { type Options, withJsonData, withSecretCleared, withSecretValue } from './options';

/** How one kind of numbered secret is called. */
export interface NumberedScheme {
  /** Before the number, in `jsonData`. */
  namePrefix: 'httpHeaderName' | 'queryParamName';
  /** Before the number, in `secureJsonData`. */
  valuePrefix: 'httpHeaderValue' | 'queryParamValue';
  /** The most entries; absent: any number. */
  max?: number;
}

/** Custom headers, sent by Grafana's data source proxy. */
export const HEADERS: NumberedScheme = { namePrefix: 'httpHeaderName', valuePrefix: 'httpHeaderValue' };

/** Secret query parameters, added by the `q{N}` routes. */
export const SECRET_PARAMS: NumberedScheme = {
  namePrefix: 'queryParamName',
  valuePrefix: 'queryParamValue',
  max: MAX_SECRET_PARAMS,
};

/** One entry as the editor shows it. */
export interface NumberedSecret {
  number: number;
  name: string;
  /** Grafana has a value for it, which the browser cannot read. */
  stored: boolean;
  /** What was typed since the last save. */
  typed: string;
  /** A number before it is missing or has no name: Grafana does not read this far. */
  unreachable: boolean;
}

/** What a removal did. */
export interface Removal {
  options: Options;
  /** The entry that took the freed number and whose secret has to be typed again. */
  askAgain?: { number: number; name: string };
}

/** The entries in the order of their numbers. */
export function readSecrets(options: Options, scheme: NumberedScheme): NumberedSecret[] {
  let expected = 1;
  return numbersOf(options, scheme).map((number) => {
    const name = nameOf(options, scheme, number);
    const unreachable = number !== expected;
    if (!unreachable && name !== '') {
      expected += 1;
    }
    return {
      number,
      name,
      stored: options.secureJsonFields?.[valueKey(scheme, number)] === true,
      typed: typedOf(options, scheme, number),
      unreachable,
    };
  });
}

/** Whether another entry fits. */
export function canAdd(options: Options, scheme: NumberedScheme): boolean {
  return scheme.max === undefined || numbersOf(options, scheme).length < scheme.max;
}

/** The number that `addSecret` gives to the next entry: the lowest that is free, so that a gap closes. */
export function nextNumber(options: Options, scheme: NumberedScheme): number {
  const taken = new Set(numbersOf(options, scheme));
  let number = 1;
  while (taken.has(number)) {
    number += 1;
  }
  return number;
}

/** Adds an entry, whose value is the given text and never one that was stored under its number before. */
export function addSecret(options: Options, scheme: NumberedScheme, name = '', value = ''): Options {
  if (!canAdd(options, scheme)) {
    return options;
  }
  const number = nextNumber(options, scheme);
  const named = setName(options, scheme, number, name);
  return withSecretValue(withSecretCleared(named, valueKey(scheme, number)), valueKey(scheme, number), value);
}

/** Renames an entry. A stored secret does not go along to the new name; a typed one does. */
export function renameSecret(options: Options, scheme: NumberedScheme, number: number, name: string): Options {
  if (nameOf(options, scheme, number) === name) {
    return options;
  }
  const renamed = setName(options, scheme, number, name);
  const key = valueKey(scheme, number);
  return options.secureJsonFields?.[key] ? withSecretCleared(renamed, key) : renamed;
}

/** Sets an entry's value, to be stored with the next save. */
export function setSecret(options: Options, scheme: NumberedScheme, number: number, value: string): Options {
  return withSecretValue(options, valueKey(scheme, number), value);
}

/** Forgets an entry's value and keeps its name. */
export function resetSecret(options: Options, scheme: NumberedScheme, number: number): Options {
  return withSecretCleared(options, valueKey(scheme, number));
}

/**
 * Removes an entry. The last one takes the freed number, since that asks for one secret again at most, where moving
 * all that follow would ask for each.
 */
export function removeSecret(options: Options, scheme: NumberedScheme, number: number): Removal {
  const last = numbersOf(options, scheme).at(-1);
  const freed = vacate(options, scheme, number);
  if (last === undefined || last <= number) {
    return { options: freed };
  }
  return moveSecret(freed, scheme, last, number);
}

/** Moves the last entry into the first gap, so that Grafana reads it again. Nothing changes where there is no gap. */
export function closeGap(options: Options, scheme: NumberedScheme): Removal {
  const last = numbersOf(options, scheme).at(-1);
  const gap = nextNumber(options, scheme);
  return last === undefined || gap > last ? { options } : moveSecret(options, scheme, last, gap);
}

function moveSecret(options: Options, scheme: NumberedScheme, from: number, to: number): Removal {
  const name = nameOf(options, scheme, from);
  const typed = typedOf(options, scheme, from);
  const moved = setName(vacate(options, scheme, from), scheme, to, name);
  // A value that is both stored and typed anew: the typed one is what a save would have stored.
  const filled = withSecretValue(withSecretCleared(moved, valueKey(scheme, to)), valueKey(scheme, to), typed);
  return typed === '' ? { options: filled, askAgain: { number: to, name } } : { options: filled };
}

function vacate(options: Options, scheme: NumberedScheme, number: number): Options {
  const cleared = withSecretCleared(options, valueKey(scheme, number));
  return withJsonData(cleared, { [nameKey(scheme, number)]: undefined });
}

function setName(options: Options, scheme: NumberedScheme, number: number, name: string): Options {
  return withJsonData(options, { [nameKey(scheme, number)]: name });
}

function numbersOf(options: Options, scheme: NumberedScheme): number[] {
  const pattern = new RegExp(`^${scheme.namePrefix}([1-9]\\d*)$`);
  return Object.keys(options.jsonData ?? {})
    .flatMap((key) => pattern.exec(key)?.slice(1, 2).map(Number) ?? [])
    .sort((a, b) => a - b);
}

function nameOf(options: Options, scheme: NumberedScheme, number: number): string {
  return options.jsonData?.[nameKey(scheme, number)] ?? '';
}

function typedOf(options: Options, scheme: NumberedScheme, number: number): string {
  const values: Record<string, string | undefined> = options.secureJsonData ?? {};
  return values[valueKey(scheme, number)] ?? '';
}

function nameKey(scheme: NumberedScheme, number: number) {
  return `${scheme.namePrefix}${number}` satisfies keyof TributaryDataSourceOptions;
}

function valueKey(scheme: NumberedScheme, number: number): string {
  return `${scheme.valuePrefix}${number}`;
}
