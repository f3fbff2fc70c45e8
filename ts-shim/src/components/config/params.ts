/** Query parameters of the data source: plain ones in a list, secret ones numbered. */
import { type NameValue } from '../../types';
import { addSecret, canAdd, readSecrets, type Removal, removeSecret, SECRET_PARAMS } from './numberedSecrets';
import { type Options, withJsonData } from './options';

/** The parameters that are not secret. */
export function plainParams(options: Options): NameValue[] {
  return options.jsonData?.params ?? [];
}

/** Replaces the parameters that are not secret. */
export function setPlainParams(options: Options, params: NameValue[]): Options {
  return withJsonData(options, { params: params.length === 0 ? undefined : params });
}

/** Makes the plain parameter at an index a secret one, together with its value. */
export function makeSecret(options: Options, index: number): Options {
  const params = plainParams(options);
  const param = params[index];
  if (param === undefined || !canAdd(options, SECRET_PARAMS)) {
    return options;
  }
  const rest = params.filter((_, i) => i !== index);
  return addSecret(setPlainParams(options, rest), SECRET_PARAMS, param.name, param.value);
}

/** Makes a secret parameter a plain one. A stored value cannot be read, so only a typed one goes along. */
export function makePlain(options: Options, number: number): Removal {
  const secret = readSecrets(options, SECRET_PARAMS).find((entry) => entry.number === number);
  if (secret === undefined) {
    return { options };
  }
  const removal = removeSecret(options, SECRET_PARAMS, number);
  const params = [...plainParams(options), { name: secret.name, value: secret.typed }];
  return { ...removal, options: setPlainParams(removal.options, params) };
}

/** Replaces the address and takes its query string's parameters into the list. */
export function moveIntoParams(options: Options, url: string, found: NameValue[]): Options {
  const moved = setPlainParams(options, [...plainParams(options), ...found]);
  return { ...moved, url };
}
