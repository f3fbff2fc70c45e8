import { mainThread, PATIENCE_MS } from './thread';

/** A scheduler whose tasks the test runs. */
function setUp() {
  const tasks: Array<{ task: () => void; priority: string }> = [];
  const postTask = (task: () => void, { priority }: { priority: string }) => {
    tasks.push({ task, priority });
    return new Promise<void>(() => {});
  };
  Object.assign(globalThis, { scheduler: { postTask } });
  return tasks;
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, 'scheduler');
});

describe('mainThread', () => {
  it('is free when the browser comes to tasks in the background', () => {
    const tasks = setUp();
    const task = jest.fn();
    mainThread.whenFree(task);
    expect(tasks.map(({ priority }) => priority)).toEqual(['background']);
    tasks[0].task();
    jest.advanceTimersByTime(10 * PATIENCE_MS);
    expect(task).toHaveBeenCalledTimes(1);
  });

  it('does not wait for ever while others keep it busy', () => {
    const tasks = setUp();
    const task = jest.fn();
    mainThread.whenFree(task);
    jest.advanceTimersByTime(PATIENCE_MS);
    expect(task).toHaveBeenCalledTimes(1);
    tasks[0].task();
    expect(task).toHaveBeenCalledTimes(1);
  });

  it('runs a task soon, unless it is called off', () => {
    const tasks = setUp();
    const [stays, goes] = [jest.fn(), jest.fn()];
    mainThread.soon(stays);
    mainThread.soon(goes)();
    tasks.forEach(({ task }) => task());
    expect(stays).toHaveBeenCalledTimes(1);
    expect(goes).not.toHaveBeenCalled();
  });

  it('does without a scheduler: behind what is queued, and what that queues', () => {
    const order: string[] = [];
    setTimeout(() => {
      order.push('rendering');
      setTimeout(() => order.push('effects'));
    });
    mainThread.whenFree(() => order.push('free'));
    jest.advanceTimersByTime(10);
    expect(order).toEqual(['rendering', 'effects', 'free']);
  });
});
