import { type EngineEvent, transferables } from './protocol';

/** Takes events, and the buffers in them that may be transferred. */
export type Post = (events: EngineEvent[], transfer: ArrayBuffer[]) => void;

/** Posts what the engine emits in one turn as one message, so that the rows of several streams arrive together. */
export class Outbox {
  private events: EngineEvent[] = [];

  constructor(private readonly post: Post) {}

  add(event: EngineEvent): void {
    if (this.events.push(event) === 1) {
      queueMicrotask(() => this.flush());
    }
  }

  /** Forgets what is not posted yet. */
  clear(): void {
    this.events = [];
  }

  private flush(): void {
    const { events } = this;
    if (events.length > 0) {
      this.events = [];
      this.post(events, transferables(events));
    }
  }
}
