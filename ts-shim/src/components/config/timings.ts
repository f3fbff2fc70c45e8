/** Times in the settings: saved in milliseconds, edited in seconds. */
import { notNegative } from '../../query/validate';
import { type ReconnectSettings, type TributaryDataSourceOptions } from '../../types';
import { asRecord, unlessEmpty, withMembers } from '../../record';
import { type Options, withJsonData } from './options';

/** Where a time is saved. */
export type TimingName =
  | ['linger', keyof NonNullable<TributaryDataSourceOptions['linger']>]
  | ['reconnect', Exclude<keyof ReconnectSettings, 'closeCodes'>];

/** A time in seconds; `undefined` where none is saved, or what is none. */
export function readSeconds(options: Options, [section, member]: TimingName): number | undefined {
  const ms = notNegative(asRecord(options.jsonData?.[section])?.[member]);
  return ms === undefined ? undefined : ms / 1000;
}

/** Sets a time; `undefined` removes it. */
export function setSeconds(options: Options, [section, member]: TimingName, seconds: number | undefined): Options {
  return setMember(options, section, member, seconds === undefined ? undefined : Math.round(seconds * 1000));
}

/** Sets a member of a group of settings, or removes it; a group that is empty then is removed, too. */
export function setMember(options: Options, section: 'linger' | 'reconnect', member: string, value: unknown): Options {
  const changed = withMembers(options.jsonData?.[section], { [member]: value });
  const members: Pick<TributaryDataSourceOptions, typeof section> = { [section]: unlessEmpty(changed) };
  return withJsonData(options, members);
}
