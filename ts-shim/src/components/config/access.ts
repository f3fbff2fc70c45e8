/** How the upstream is reached, and what has to go when that changes. */
import { storedAddress } from './address';
import { type Options, withSecretCleared } from './options';

/** Grafana's own setting: its server connects, or the browser does. */
export type AccessMode = 'proxy' | 'direct';

/** The settings' access; Grafana's default is its proxy. */
export function accessOf(options: Options): AccessMode {
  return options.access === 'direct' ? 'direct' : 'proxy';
}

/** Whether there is something that must not stay when the browser connects by itself. */
export function hasCredentials(options: Options): boolean {
  return (
    options.basicAuth === true ||
    Boolean(options.basicAuthUser) ||
    Object.values(options.secureJsonFields ?? {}).some(Boolean) ||
    Object.values(options.secureJsonData ?? {}).some(Boolean)
  );
}

/**
 * Removes every secret and basic auth. With direct access Grafana writes the basic auth header into its page, and no
 * other secret could be used. The names of headers and parameters stay: whoever switches back is asked for the values.
 */
export function clearCredentials(options: Options): Options {
  const keys = new Set([...Object.keys(options.secureJsonFields ?? {}), ...Object.keys(options.secureJsonData ?? {})]);
  const cleared = [...keys].reduce(withSecretCleared, options);
  return { ...cleared, basicAuth: false, basicAuthUser: '' };
}

/** Changes the access: the address is stored in the form it needs, and direct access keeps no secrets. */
export function switchAccess(options: Options, access: AccessMode): Options {
  const kept = access === 'direct' ? clearCredentials(options) : options;
  return { ...kept, access, url: storedAddress(options.url ?? '', access) };
}
