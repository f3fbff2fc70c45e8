import { prices } from '../testing/snapshots';
import { Outbox } from './outbox';
import { type EngineEvent } from './protocol';

const flush = () => Promise.resolve();

describe('Outbox', () => {
  it('posts what comes in one turn as one message, in its order', async () => {
    const post = jest.fn();
    const outbox = new Outbox(post);
    const events: EngineEvent[] = [
      { type: 'started' },
      { type: 'rows', ids: [1], snapshot: prices(1) },
      { type: 'rows', ids: [2], snapshot: prices(2, 3) },
    ];
    events.forEach((event) => outbox.add(event));
    expect(post).not.toHaveBeenCalled();
    await flush();
    expect(post).toHaveBeenCalledTimes(1);
    expect(post.mock.calls[0][0]).toEqual(events);
  });

  it('posts the next turn by itself', async () => {
    const post = jest.fn();
    const outbox = new Outbox(post);
    outbox.add({ type: 'started' });
    await flush();
    outbox.add({ type: 'pong' });
    await flush();
    expect(post.mock.calls.map(([events]) => events)).toEqual([[{ type: 'started' }], [{ type: 'pong' }]]);
  });

  it('transfers the buffers of all its snapshots, each once', async () => {
    const post = jest.fn();
    const outbox = new Outbox(post);
    outbox.add({ type: 'rows', ids: [1], snapshot: prices(1, null) });
    outbox.add({ type: 'rows', ids: [2], snapshot: prices(1, 2) });
    await flush();
    const transfer: ArrayBuffer[] = post.mock.calls[0][1];
    // Times, prices and the first one's validity.
    expect(transfer).toHaveLength(5);
    expect(new Set(transfer).size).toBe(5);
  });

  it('posts nothing that was cleared', async () => {
    const post = jest.fn();
    const outbox = new Outbox(post);
    outbox.add({ type: 'started' });
    outbox.clear();
    await flush();
    expect(post).not.toHaveBeenCalled();
  });
});
