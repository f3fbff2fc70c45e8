import fc from 'fast-check';

import { TributaryError } from '../errors';
import { interpolateQuery } from '../query/interpolate';
import { migrateQuery } from '../query/migrate';
import { type NameValue } from '../types';
import { type AddressSettings, type Page, resolveAddress } from './resolve';

const ORDINARY = [
  'ticker',
  'v1.0',
  'a b',
  'ws',
  'abcusd@trade',
  '100%',
  '...',
  'q7',
  'ü',
  'name=value&x',
  '',
  '/',
  '/',
];

const NASTY = [
  ...['..', '.', '%2e', '%2E%2e', '%252e', '%25252e', '%c0%ae', '%2f', '%252f', '..;x', ';', '.%2e;a=b', '%3f', '%23'],
  ...['\\', '%5c', '\t', '\r', '\n', '\r\n', '\u0000', '%00', '%0d%0a', '\u0085', '\u2028', ' ', '\u00a0', '+'],
  ...['//host', 'http://host', 'https:host', '@', 'user:pw@host', ':', '?', '#', '?orgId=2', '&orgId=2', '='],
  ...['．', '．．', '․', '‥', '／', '＼', '∕', '⁄', '％2e', '%ef%bc%8e', '😀', '\ud800', '\udc00', '%', '%u002e'],
];

const PROXY: AddressSettings = { uid: 'abc', access: 'proxy', url: '/ignored', jsonData: {} };
const DIRECT = [
  'wss://feed.example',
  'wss://feed.example/',
  'wss://feed.example/some/prefix',
  'https://feed.example:8443/prefix/',
  'ws://feed.example/prefix?v=1&w=a%20b',
  'ws://127.0.0.1:8080/?v=1',
];

const page = fc.constantFrom<Page>(
  { protocol: 'http:', host: 'grafana.example:3000', appSubUrl: '' },
  { protocol: 'https:', host: 'grafana.example', appSubUrl: '/sub/path' }
);

const text = fc
  .array(fc.oneof(fc.constantFrom(...ORDINARY), fc.constantFrom(...NASTY), fc.constant('/')), { maxLength: 6 })
  .map((pieces) => pieces.join(''));

/** What is typed, or what one of Grafana's variables stands for. */
interface Piece {
  typed?: string;
  value?: string;
}

const template = fc.array<Piece>(
  fc.oneof(
    text.map((typed) => ({ typed })),
    text.map((value) => ({ value }))
  ),
  { maxLength: 3 }
);

const namesAndValues = fc.array(fc.record({ name: text, value: text }), { maxLength: 3 });

const secrets = fc.constantFrom({}, { queryParamName1: 'api_key', httpHeaderName1: 'X-Api-Key' });

const settings = fc
  .tuple(fc.oneof(fc.constant(PROXY), fc.constantFrom(...DIRECT).map(direct)), namesAndValues, secrets)
  .map(([base, params, names]): AddressSettings => ({ ...base, jsonData: { ...names, params } }));

function direct(url: string): AddressSettings {
  return { uid: 'abc', access: 'direct', url, jsonData: {} };
}

function filledIn(pieces: Piece[], params: NameValue[]) {
  const path = pieces.map(({ typed }, index) => typed ?? `\${v${index}}`).join('');
  const replace = (typed: string) =>
    typed.replace(/\$\{v(\d+)\}/g, (variable, index) => pieces[Number(index)]?.value ?? variable);
  return interpolateQuery(migrateQuery({ refId: 'A', path, params }), replace);
}

/** The address that no query adds anything to, written down independently. */
function baseOf({ access, url = '', jsonData }: AddressSettings, { protocol, host, appSubUrl }: Page): URL {
  const route = jsonData.queryParamName1 ? 'q1' : 'q0';
  return access === 'proxy'
    ? new URL(`${protocol.replace('http', 'ws')}//${host}${appSubUrl}/api/datasources/proxy/uid/abc/${route}`)
    : new URL(url.replace(/^http/, 'ws'));
}

/** A path as a careless server reads it: as segments, of which `..` takes the one before away. */
function segmentsOf(path: string): string[] {
  const kept: string[] = [];
  for (const written of path.normalize('NFKC').split(/[/\\]/)) {
    const segment = written.trim();
    const name = segment.replace(/[;?#].*$/s, '').trim();
    if (name === '..') {
      kept.pop();
    } else if (name !== '.' && segment !== '') {
      kept.push(segment);
    }
  }
  return kept;
}

function decodedOnce(path: string): string {
  const bytes = Buffer.from(path).toString('latin1');
  const decoded = bytes.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(decoded, 'latin1').toString();
}

describe('an address that is put together from hostile pieces', () => {
  it('is refused with words, or stays under the data source’s however often it is decoded, with all parameters', () => {
    let accepted = 0;
    const holds = (at: AddressSettings, where: Page, pieces: Piece[], params: NameValue[]) => {
      const query = filledIn(pieces, params);
      let address: string;
      try {
        address = resolveAddress(at, where, query);
      } catch (refusal) {
        expect(refusal).toBeInstanceOf(TributaryError);
        expect(refusal).toMatchObject({ field: expect.stringMatching(/^(path|params|url)$/) });
        expect((refusal as TributaryError).message).not.toBe('');
        return;
      }
      accepted++;
      const base = baseOf(at, where);
      const url = new URL(address);
      expect(url.href).toBe(address);
      expect([url.protocol, url.host, url.username, url.password, url.hash]).toEqual([
        base.protocol,
        base.host,
        '',
        '',
        '',
      ]);
      expect(address).not.toContain('#');

      const prefix = segmentsOf(base.pathname);
      let path = url.pathname;
      for (let decodings = 0; decodings <= 5; decodings++) {
        const segments = segmentsOf(path);
        expect(segments.slice(0, prefix.length)).toEqual(prefix);
        path = decodedOnce(`/${segments.join('/')}`);
      }

      const sent = [...(at.jsonData.params ?? []), ...query.params!].filter(({ name }) => name !== '');
      expect([...url.searchParams]).toEqual([...base.searchParams, ...sent.map(({ name, value }) => [name, value])]);
    };
    fc.assert(fc.property(settings, page, template, namesAndValues, holds), { numRuns: 2000 });
    expect(accepted).toBeGreaterThan(100);
  });
});
