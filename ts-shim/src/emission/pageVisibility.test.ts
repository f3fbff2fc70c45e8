import { pageVisibility } from './pageVisibility';

const visibility = jest.spyOn(document, 'visibilityState', 'get');

function become(state: DocumentVisibilityState): void {
  visibility.mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('pageVisibility', () => {
  it('tells when the page is hidden and when it is shown, until it is no longer asked', () => {
    const onChange = jest.fn();
    const unwatch = pageVisibility.watch(onChange);
    become('hidden');
    expect(pageVisibility.isHidden()).toBe(true);
    expect(onChange).toHaveBeenCalledTimes(1);
    become('visible');
    expect(pageVisibility.isHidden()).toBe(false);
    expect(onChange).toHaveBeenCalledTimes(2);
    become('visible');
    expect(onChange).toHaveBeenCalledTimes(2);
    unwatch();
    become('hidden');
    expect(onChange).toHaveBeenCalledTimes(2);
  });
});
