import { buttonAfterMove, moveItem } from './lists';

describe('moveItem', () => {
  it('exchanges neighbours, and leaves the ends where they are', () => {
    expect(moveItem(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moveItem(['a', 'b'], 0, 1)).toEqual(['b', 'a']);
    expect(moveItem(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moveItem(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });
});

describe('buttonAfterMove', () => {
  it('stays on the button that was pressed while it can be pressed again', () => {
    expect(buttonAfterMove(1, -1, 3)).toBe('up');
    expect(buttonAfterMove(1, 1, 3)).toBe('down');
    expect(buttonAfterMove(0, -1, 3)).toBe('down');
    expect(buttonAfterMove(2, 1, 3)).toBe('up');
  });
});
