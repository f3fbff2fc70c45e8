/** The main thread as the conductor needs it: what time it is, and tasks of two kinds. */
export interface Thread {
  /** Milliseconds that only go forward. */
  now(): number;
  /** Runs in a task of its own, soon, but behind what has been queued before; until what it returns is called. */
  soon(task: () => void): () => void;
  /** Runs when nothing else is waiting for the thread, or after `PATIENCE_MS`. */
  whenFree(task: () => void): void;
}

/** How long the thread is waited for while others keep it busy. */
export const PATIENCE_MS = 100;

type Priority = 'user-visible' | 'background';

export const mainThread: Thread = {
  now: () => performance.now(),
  soon(task) {
    let isCalledOff = false;
    post(() => isCalledOff || task(), 'user-visible');
    return () => (isCalledOff = true);
  },
  whenFree(task) {
    let hasRun = false;
    const once = () => {
      clearTimeout(timer);
      if (!hasRun) {
        hasRun = true;
        task();
      }
    };
    const timer = setTimeout(once, PATIENCE_MS);
    post(once, 'background');
  },
};

/** The Prioritized Task Scheduling API, which not every browser has. */
interface Scheduler {
  postTask(task: () => void, options: { priority: Priority }): Promise<void>;
}

function post(task: () => void, priority: Priority): void {
  const { scheduler } = globalThis as { scheduler?: Scheduler };
  if (scheduler?.postTask) {
    void scheduler.postTask(task, { priority });
  } else if (priority === 'background') {
    // Behind what is queued by now, such as React's rendering, and behind what that queues, such as its effects.
    queueTask(() => queueTask(task));
  } else {
    queueTask(task);
  }
}

/** Not by a timer where there is another way: browsers put off timers that are set by timers. */
function queueTask(task: () => void): void {
  if (typeof MessageChannel === 'undefined') {
    setTimeout(task);
    return;
  }
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    task();
  };
  port2.postMessage(undefined);
}
