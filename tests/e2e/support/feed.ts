/** The feed server as tests see it. */
import type { APIRequestContext } from '@playwright/test';

export interface SeenRequest {
  path: string;
  query: string;
  headers: Record<string, string>;
  protocols: string[];
  origin: string | null;
}

/** A text that a client sent to an echo or a session. */
export interface ReceivedText {
  path: string;
  query: string;
  text: string;
}

export interface Connections {
  /** WebSockets that are open now. */
  open: number;
  /** WebSockets that were ever opened. */
  total: number;
  /** Upgrades that were not granted. */
  refused: number;
  /** The last requests, oldest first. */
  requests: SeenRequest[];
  /** The last texts, oldest first. */
  received: ReceivedText[];
}

export class Feed {
  constructor(
    private readonly request: APIRequestContext,
    /** `http://127.0.0.1:PORT` */
    readonly url: string
  ) {}

  /** The same address as a browser dials it. */
  get socketUrl(): string {
    return this.url.replace(/^http/, 'ws');
  }

  async connections(): Promise<Connections> {
    const response = await this.request.get(`${this.url}/api/feed/connections`);
    return (await response.json()) as Connections;
  }

  async open(): Promise<number> {
    return (await this.connections()).open;
  }

  /** The texts that came on sockets whose query has this parameter, in their order. */
  async textsWith(parameter: string): Promise<string[]> {
    const { received } = await this.connections();
    return received.filter(({ query }) => new URLSearchParams(query).has(parameter)).map(({ text }) => text);
  }

  /** The last WebSocket request whose query has this parameter: tests mark theirs with one. */
  async requestWith(parameter: string): Promise<SeenRequest | undefined> {
    const { requests } = await this.connections();
    return requests.findLast(({ query }) => new URLSearchParams(query).has(parameter));
  }

  /** Cuts every WebSocket, without a close frame, and takes no new ones for so long. */
  async restart(downMs: number): Promise<void> {
    await this.request.post(`${this.url}/api/feed/restart?downMs=${downMs}`);
  }
}
