import {
  addSecret,
  canAdd,
  closeGap,
  HEADERS,
  nextNumber,
  readSecrets,
  removeSecret,
  renameSecret,
  resetSecret,
  SECRET_PARAMS,
  setSecret,
} from './numberedSecrets';
import { type Options } from './options';
import { testOptions } from './testOptions';

const threeStored = () =>
  testOptions({
    jsonData: { httpHeaderName1: 'A', httpHeaderName2: 'B', httpHeaderName3: 'C', subprotocols: ['v1'] },
    secureJsonFields: { httpHeaderValue1: true, httpHeaderValue2: true, httpHeaderValue3: true },
  });

/** What Grafana has after a save: secrets that the save does not mention stay as they were. */
function save(options: Options, before: Record<string, string>): Record<string, string> {
  const stored: Record<string, string> = { ...before, ...options.secureJsonData };
  return Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== ''));
}

const STORED = { httpHeaderValue1: 'a', httpHeaderValue2: 'b', httpHeaderValue3: 'c' };

describe('readSecrets', () => {
  it('lists entries by number, with what is stored and what is typed', () => {
    const options = testOptions({
      jsonData: { httpHeaderName10: 'J', httpHeaderName2: 'B', httpHeaderName1: 'A', queryParamName1: 'key' },
      secureJsonFields: { httpHeaderValue1: true },
      secureJsonData: { httpHeaderValue2: 'typed' },
    });
    expect(readSecrets(options, HEADERS)).toEqual([
      { number: 1, name: 'A', stored: true, typed: '', unreachable: false },
      { number: 2, name: 'B', stored: false, typed: 'typed', unreachable: false },
      { number: 10, name: 'J', stored: false, typed: '', unreachable: true },
    ]);
  });

  it('sees that Grafana stops reading at an entry without a name', () => {
    const options = testOptions({ jsonData: { httpHeaderName1: '', httpHeaderName2: 'B' } });
    expect(readSecrets(options, HEADERS).map(({ unreachable }) => unreachable)).toEqual([false, true]);
  });

  it('bears settings without any of the optional members', () => {
    const options = testOptions({ jsonData: undefined, secureJsonFields: undefined });
    expect(readSecrets(options, HEADERS)).toEqual([]);
  });
});

describe('addSecret', () => {
  it('appends an entry', () => {
    const added = addSecret(threeStored(), HEADERS, 'D', 'd');
    expect(added.jsonData).toMatchObject({ httpHeaderName3: 'C', httpHeaderName4: 'D', subprotocols: ['v1'] });
    expect(save(added, STORED)).toEqual({ ...STORED, httpHeaderValue4: 'd' });
  });

  it('never takes over a secret that an earlier entry left behind', () => {
    const options = testOptions({ secureJsonFields: { httpHeaderValue1: true } });
    const added = addSecret(options, HEADERS, 'New');
    expect(readSecrets(added, HEADERS)).toMatchObject([{ name: 'New', stored: false, typed: '' }]);
    expect(save(added, { httpHeaderValue1: 'old' })).toEqual({});
  });

  it('fills the lowest gap', () => {
    const options = testOptions({ jsonData: { httpHeaderName1: 'A', httpHeaderName3: 'C' } });
    expect(nextNumber(options, HEADERS)).toBe(2);
    expect(addSecret(options, HEADERS, 'B').jsonData).toMatchObject({ httpHeaderName2: 'B', httpHeaderName3: 'C' });
  });

  it('stops at eight secret parameters', () => {
    let options = testOptions();
    for (let number = 1; number <= 8; number++) {
      options = addSecret(options, SECRET_PARAMS, `p${number}`);
    }
    expect(canAdd(options, SECRET_PARAMS)).toBe(false);
    expect(addSecret(options, SECRET_PARAMS, 'p9')).toBe(options);
  });
});

describe('renameSecret', () => {
  it('does not let a stored secret go out under the new name', () => {
    const renamed = renameSecret(threeStored(), HEADERS, 2, 'X');
    expect(renamed.jsonData.httpHeaderName2).toBe('X');
    expect(renamed.secureJsonFields.httpHeaderValue2).toBe(false);
    expect(save(renamed, STORED)).toEqual({ httpHeaderValue1: 'a', httpHeaderValue3: 'c' });
  });

  it('keeps a secret that was typed for this entry just now', () => {
    const options = addSecret(testOptions(), HEADERS, 'A', 'typed');
    expect(save(renameSecret(options, HEADERS, 1, 'AB'), {})).toEqual({ httpHeaderValue1: 'typed' });
  });

  it('changes nothing when the name stays', () => {
    const options = threeStored();
    expect(renameSecret(options, HEADERS, 2, 'B')).toBe(options);
  });
});

describe('removeSecret', () => {
  it('removes the last entry together with its stored secret', () => {
    const { options, askAgain } = removeSecret(threeStored(), HEADERS, 3);
    expect(options.jsonData).toEqual({ httpHeaderName1: 'A', httpHeaderName2: 'B', subprotocols: ['v1'] });
    expect(askAgain).toBeUndefined();
    expect(save(options, STORED)).toEqual({ httpHeaderValue1: 'a', httpHeaderValue2: 'b' });
    expect(options.secureJsonFields.httpHeaderValue3).toBe(false);
  });

  it('puts the last entry in place of one in the middle, and asks for that one secret again', () => {
    const { options, askAgain } = removeSecret(threeStored(), HEADERS, 1);
    expect(options.jsonData).toEqual({ httpHeaderName1: 'C', httpHeaderName2: 'B', subprotocols: ['v1'] });
    expect(askAgain).toEqual({ number: 1, name: 'C' });
    expect(options.secureJsonFields).toEqual({
      httpHeaderValue1: false,
      httpHeaderValue2: true,
      httpHeaderValue3: false,
    });
    // A’s secret does not go out as C’s, and B’s stays B’s.
    expect(save(options, STORED)).toEqual({ httpHeaderValue2: 'b' });
  });

  it('takes along a secret that is not stored yet', () => {
    const { options, askAgain } = removeSecret(setSecret(threeStored(), HEADERS, 3, 'new c'), HEADERS, 1);
    expect(askAgain).toBeUndefined();
    expect(save(options, STORED)).toEqual({ httpHeaderValue1: 'new c', httpHeaderValue2: 'b' });
  });

  it('leaves no secret under another name, whatever is removed in whatever order', () => {
    const owners: Record<string, string> = { a: 'A', b: 'B', c: 'C' };
    for (const first of [1, 2, 3]) {
      for (const second of [1, 2]) {
        const once = removeSecret(threeStored(), HEADERS, first).options;
        const twice = addSecret(removeSecret(once, HEADERS, second).options, HEADERS, 'New');
        const stored = save(twice, STORED);
        for (const [key, secret] of Object.entries(stored)) {
          const name = readSecrets(twice, HEADERS).find(({ number }) => key === `httpHeaderValue${number}`)?.name;
          expect(name).toBe(owners[secret]);
        }
        expect(readSecrets(twice, HEADERS).map(({ number }) => number)).toEqual([1, 2]);
      }
    }
  });

  it('keeps parameters apart from headers', () => {
    const options = addSecret(threeStored(), SECRET_PARAMS, 'key', 'k');
    const removed = removeSecret(options, SECRET_PARAMS, 1).options;
    expect(readSecrets(removed, HEADERS)).toEqual(readSecrets(threeStored(), HEADERS));
    expect(readSecrets(removed, SECRET_PARAMS)).toEqual([]);
  });
});

describe('resetSecret', () => {
  it('forgets the value and keeps the name', () => {
    const options = resetSecret(threeStored(), HEADERS, 2);
    expect(options.jsonData.httpHeaderName2).toBe('B');
    expect(save(options, STORED)).toEqual({ httpHeaderValue1: 'a', httpHeaderValue3: 'c' });
  });
});

describe('closeGap', () => {
  it('moves the last entry into the gap and asks for its secret', () => {
    const options = testOptions({
      jsonData: { httpHeaderName1: 'A', httpHeaderName3: 'C' },
      secureJsonFields: { httpHeaderValue1: true, httpHeaderValue3: true },
    });
    const closed = closeGap(options, HEADERS);
    expect(closed.options.jsonData).toEqual({ httpHeaderName1: 'A', httpHeaderName2: 'C' });
    expect(closed.askAgain).toEqual({ number: 2, name: 'C' });
    expect(save(closed.options, STORED)).toEqual({ httpHeaderValue1: 'a' });
  });

  it('does nothing where there is none', () => {
    const options = threeStored();
    expect(closeGap(options, HEADERS)).toEqual({ options });
  });
});
