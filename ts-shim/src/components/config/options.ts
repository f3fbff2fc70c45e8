import { type DataSourceSettings } from '@grafana/data';
import { type TributaryDataSourceOptions, type TributarySecureJsonData } from '../../types';

/** The data source's settings as Grafana's configuration page hands them out and takes them back. */
export type Options = DataSourceSettings<TributaryDataSourceOptions, TributarySecureJsonData>;

/** Changes the settings: takes them all, returns them all. */
export type OptionsChange = (options: Options) => void;

/** Sets members of `jsonData`; a member set to `undefined` is removed, so that nothing empty is saved. */
export function withJsonData(options: Options, members: Partial<TributaryDataSourceOptions>): Options {
  const jsonData = { ...options.jsonData };
  for (const [key, value] of Object.entries(members)) {
    if (value === undefined) {
      delete jsonData[key as keyof TributaryDataSourceOptions];
    } else {
      Object.assign(jsonData, { [key]: value });
    }
  }
  return { ...options, jsonData };
}

/**
 * Makes a stored secret empty. Grafana keeps every secret that a save does not mention, so the empty text has to be
 * sent; the flag is what the page itself goes by until then.
 */
export function withSecretCleared(options: Options, key: string): Options {
  return {
    ...options,
    secureJsonData: { ...options.secureJsonData, [key]: '' },
    secureJsonFields: { ...options.secureJsonFields, [key]: false },
  };
}

/** Sets the text of a secret that is saved with the settings. */
export function withSecretValue(options: Options, key: string, value: string): Options {
  return { ...options, secureJsonData: { ...options.secureJsonData, [key]: value } };
}
