import { type EngineRequest } from './protocol';
import { watchPage } from './watchPage';

function watched() {
  const told: EngineRequest[] = [];
  const unwatch = watchPage((request) => told.push(request));
  return { told, unwatch };
}

function show(visibility: DocumentVisibilityState) {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  document.dispatchEvent(new Event('visibilitychange'));
}

function hide(persisted: boolean) {
  window.dispatchEvent(Object.assign(new Event('pagehide'), { persisted }));
}

afterEach(() => jest.restoreAllMocks());

describe('watchPage', () => {
  it('tells of every sign that dialling may work now', () => {
    const { told, unwatch } = watched();
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new Event('pageshow'));
    document.dispatchEvent(new Event('resume'));
    show('visible');
    expect(told).toEqual(Array(4).fill({ type: 'resume' }));
    unwatch();
  });

  it('says nothing when the page is hidden or goes for good', () => {
    const { told, unwatch } = watched();
    show('hidden');
    hide(false);
    expect(told).toEqual([]);
    unwatch();
  });

  it('tells when the page is put away to be shown again', () => {
    const { told, unwatch } = watched();
    hide(true);
    expect(told).toEqual([{ type: 'suspend' }]);
    unwatch();
  });

  it('leaves no listener behind', () => {
    const { told, unwatch } = watched();
    unwatch();
    window.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('resume'));
    hide(true);
    expect(told).toEqual([]);
  });
});
