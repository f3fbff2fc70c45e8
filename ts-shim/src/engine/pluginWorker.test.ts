import { PluginWorker } from './pluginWorker';

const made: string[] = [];

class FakeWorker {
  constructor(address: URL | string) {
    made.push(String(address));
  }
}

const createObjectURL = jest.fn((_: Blob) => 'blob:here');
const revokeObjectURL = jest.fn();

beforeEach(() => {
  made.length = 0;
  jest.clearAllMocks();
  Object.assign(globalThis, { Worker: FakeWorker });
  Object.assign(URL, { createObjectURL, revokeObjectURL });
});

describe('PluginWorker', () => {
  it('is made of the script itself where that is of this origin', () => {
    expect(new PluginWorker(new URL('/public/engine-worker.js', location.href))).toBeInstanceOf(FakeWorker);
    expect(made).toEqual([`${location.origin}/public/engine-worker.js`]);
    expect(createObjectURL).not.toHaveBeenCalled();
  });

  it('imports a script of another origin', () => {
    expect(new PluginWorker(new URL('https://cdn.example/a"b/engine-worker.js'))).toBeInstanceOf(FakeWorker);
    expect(made).toEqual(['blob:here']);
    expect(createObjectURL.mock.calls[0][0].type).toBe('text/javascript');
    expect(revokeObjectURL).toHaveBeenCalledWith('blob:here');
  });

  it('keeps no address of a script for which no worker could be made', () => {
    Object.assign(globalThis, {
      Worker: function () {
        throw new DOMException('refused', 'SecurityError');
      },
    });
    expect(() => new PluginWorker(new URL('https://cdn.example/engine-worker.js'))).toThrow('refused');
    expect(revokeObjectURL).toHaveBeenCalledWith('blob:here');
  });
});
