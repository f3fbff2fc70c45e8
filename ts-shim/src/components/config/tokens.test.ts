import { headerNameProblem, parseSubprotocols, subprotocolProblem } from './tokens';

describe('headerNameProblem', () => {
  it('takes header names and explains what is none', () => {
    expect(headerNameProblem('X-Api-Key')).toBeUndefined();
    expect(headerNameProblem('')).toMatch(/Give the header a name/);
    expect(headerNameProblem('X-Key:')).toMatch(/no spaces, colons/);
    expect(headerNameProblem('Sec-WebSocket-Protocol')).toMatch(/set by the connection itself/);
  });
});

describe('subprotocols', () => {
  it('are split at commas', () => {
    expect(parseSubprotocols(' a , b,, ')).toEqual(['a', 'b']);
    expect(parseSubprotocols('')).toEqual([]);
  });

  it('are tokens, each only once', () => {
    expect(subprotocolProblem(['graphql-ws', 'v1.json'])).toBeUndefined();
    expect(subprotocolProblem(['a b'])).toMatch(/“a b” is not a subprotocol/);
    expect(subprotocolProblem(['a', 'b', 'a'])).toMatch(/“a” is there twice/);
  });
});
