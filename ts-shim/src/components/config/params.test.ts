import { addSecret, SECRET_PARAMS } from './numberedSecrets';
import { makePlain, makeSecret, moveIntoParams, setPlainParams } from './params';
import { testOptions } from './testOptions';

const PARAMS = [
  { name: 'rate', value: '5' },
  { name: 'key', value: 'k' },
];

describe('makeSecret', () => {
  it('moves a parameter and its value from the plain ones to the secrets', () => {
    const options = makeSecret(testOptions({ jsonData: { params: PARAMS } }), 1);
    expect(options.jsonData).toEqual({ params: [PARAMS[0]], queryParamName1: 'key' });
    expect(options.secureJsonData).toEqual({ queryParamValue1: 'k' });
  });

  it('leaves no empty list behind', () => {
    const options = makeSecret(testOptions({ jsonData: { params: [PARAMS[1]] } }), 0);
    expect(options.jsonData).toEqual({ queryParamName1: 'key' });
  });
});

describe('makePlain', () => {
  it('brings a typed value along and clears the secret', () => {
    const secret = addSecret(testOptions(), SECRET_PARAMS, 'key', 'k');
    const { options, askAgain } = makePlain(secret, 1);
    expect(options.jsonData).toEqual({ params: [PARAMS[1]] });
    expect(options.secureJsonData).toEqual({ queryParamValue1: '' });
    expect(askAgain).toBeUndefined();
  });

  it('cannot bring a stored value along, and asks again for the one that moves', () => {
    const { options, askAgain } = makePlain(
      testOptions({
        jsonData: { queryParamName1: 'a', queryParamName2: 'b' },
        secureJsonFields: { queryParamValue1: true, queryParamValue2: true },
      }),
      1
    );
    expect(options.jsonData).toEqual({ params: [{ name: 'a', value: '' }], queryParamName1: 'b' });
    expect(options.secureJsonData).toEqual({ queryParamValue1: '', queryParamValue2: '' });
    expect(askAgain).toEqual({ number: 1, name: 'b' });
  });
});

describe('moveIntoParams', () => {
  it('appends what stood in the address', () => {
    const options = moveIntoParams(setPlainParams(testOptions(), [PARAMS[0]]), 'https://host', [PARAMS[1]]);
    expect(options).toMatchObject({ url: 'https://host', jsonData: { params: PARAMS } });
  });
});
