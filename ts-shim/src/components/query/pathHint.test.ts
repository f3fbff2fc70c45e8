import { pathHint } from './pathHint';

describe('pathHint', () => {
  it.each([
    ['price', '$.price'],
    ['.price', '$.price'],
    ['data.price', '$.data.price'],
    ['[0].p', '$[0].p'],
    ["['a b']", "$['a b']"],
    ['$price', '$.price'],
    ['$.data.0.p', '$.data[0].p'],
    ['$.foo-bar', "$['foo-bar']"],
    ['foo-bar.baz', "$['foo-bar'].baz"],
    ['$.a b', "$['a b']"],
    ['$.a.', '$.a'],
    ['$.', '$'],
    ['data.*.p', '$.data.*.p'],
  ])('takes %s for %s', (typed, meant) => {
    expect(pathHint(typed)).toEqual({ message: 'Did you mean', suggestion: meant, after: '?' });
  });

  it.each([
    '$',
    '$.price',
    "$['foo-bar'][-1]",
    '$["a b"].c',
    '$.a[*].b',
    '$..price',
    '$.a[?@.b == 1].c',
    '$.a[1:3]',
    '$.größe',
  ])('has nothing to say about %s', (path) => {
    expect(pathHint(path)).toBeUndefined();
  });

  it('allows @ where there are rows', () => {
    expect(pathHint('@.p', '$@')).toBeUndefined();
    expect(pathHint('@p', '$@')?.suggestion).toBe('@.p');
    expect(pathHint('@.p')).toEqual({ message: 'A path starts with $ (the message).' });
  });

  it('offers the whole message for an empty path', () => {
    expect(pathHint(' ')?.suggestion).toBe('$');
  });

  it('suggests nothing for what it does not understand', () => {
    expect(pathHint('a[?(@.b)]', '$@')).toEqual({ message: 'A path starts with $ (the message) or @ (the row).' });
  });
});
