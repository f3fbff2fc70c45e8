import { type AddressSettings, type Page } from '../url/resolve';
import { explainDirectFailure, explainProxyFailure } from './explain';
import { type Fetch, pageFetch, probe } from './probe';

/** Long enough for panels that try again and again, short enough to notice what was mended. */
const KEPT_MS = 30_000;

/** More addresses than a dashboard has. */
const MAX_KEPT = 64;

interface Diagnosis {
  text: string;
  untilMs: number;
}

/**
 * Why connections to addresses do not open and what to do, in a sentence or two without secrets.
 *
 * Panels ask again and again, and an answer may cost a request to the server: it is kept for a while, and nobody asks
 * for the same address twice at a time.
 */
export class Diagnoses {
  private readonly running = new Map<string, Promise<string>>();
  /** The oldest first. */
  private readonly kept = new Map<string, Diagnosis>();

  constructor(
    private readonly fetch: Fetch = pageFetch,
    private readonly now: () => number = () => Date.now()
  ) {}

  /** Of the address `url`, which `resolveAddress` gave for these settings. Never rejects. */
  of(settings: Pick<AddressSettings, 'access'>, page: Page, url: string): Promise<string> {
    // One address may be one data source's direct address and another's proxied one.
    const key = `${settings.access} ${url}`;
    const kept = this.kept.get(key);
    if (kept && this.now() < kept.untilMs) {
      return Promise.resolve(kept.text);
    }
    const running = this.running.get(key);
    if (running) {
      return running;
    }
    const text = diagnose(settings, page, url, this.fetch).then((found) => this.keep(key, found));
    this.running.set(key, text);
    return text;
  }

  private keep(key: string, text: string): string {
    this.running.delete(key);
    this.kept.delete(key);
    this.kept.set(key, { text, untilMs: this.now() + KEPT_MS });
    if (this.kept.size > MAX_KEPT) {
      const [oldest] = this.kept.keys();
      this.kept.delete(oldest);
    }
    return text;
  }
}

/** Why one connection did not open: by a request through Grafana's proxy, or else by what a browser can know. */
export async function diagnose(
  { access }: Pick<AddressSettings, 'access'>,
  page: Page,
  url: string,
  fetch: Fetch
): Promise<string> {
  return access === 'proxy' ? explainProxyFailure(await probe(url, fetch)) : explainDirectFailure(url, page);
}
