import { ReadableStream } from 'stream/web';

import { type Fetch } from './probe';

type Answer = Awaited<ReturnType<Fetch>>;

/** An HTTP answer; jsdom has none. */
export function answer(status: number, body = ''): Answer {
  return streamed(status, [body]);
}

/** One whose body comes in parts; undefined: nothing more comes, and no end either. */
export function streamed(status: number, parts: Array<string | undefined>): Answer {
  const bytes = parts.map((part) => (part === undefined ? undefined : new TextEncoder().encode(part)));
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (bytes.length === 0) {
          controller.close();
          return;
        }
        const part = bytes.shift();
        controller.enqueue(part ?? (await new Promise<never>(() => {})));
      },
    },
    { highWaterMark: 0 }
  );
  return { status, body: body as unknown as Answer['body'] };
}
