// What an engine has of the world around it: its sockets, its one timeout, and who hears its events.
//
// Rust is entered from JavaScript in few places: requests, a socket's events, the timeout. What comes out of it as an
// exception is a trap, or as bad as one: whatever it was about to change is half changed. So every entrance is guarded,
// here and in js/inbox.js, and after an exception nothing enters again: sockets and timeout are ended from this side,
// without the engine.

/** The surroundings of one engine. */
export class Outside {
  /**
   * @param {(event: object) => void} emit takes each event of the engine protocol; what it throws, Rust throws
   * @param {(thrown: unknown) => void} crashed is told, once, of the exception after which nothing enters any more
   */
  constructor(emit, crashed) {
    this.emit = emit;
    this.crashed = crashed;
    this.timeout = undefined;
    /** @type {Set<WebSocket>} */
    this.sockets = new Set();
    this.hasEnded = false;
  }

  /**
   * Calls into Rust; what comes out, or undefined after the end.
   *
   * @template T
   * @param {() => T} call
   * @returns {T | undefined}
   */
  enter(call) {
    if (this.hasEnded) {
      return undefined;
    }
    try {
      return call();
    } catch (thrown) {
      this.fail(thrown);
      return undefined;
    }
  }

  /**
   * An exception has come out of Rust.
   *
   * @param {unknown} thrown
   */
  fail(thrown) {
    if (!this.hasEnded) {
      this.end();
      this.crashed(thrown);
    }
  }

  /** Closes every socket and the timeout; nothing enters Rust any more. */
  end() {
    this.hasEnded = true;
    this.clearTimeout();
    this.sockets.forEach((socket) => this.hangUp(socket));
  }

  /**
   * Sets the one timeout.
   *
   * @param {() => void} handler
   * @param {number} ms
   */
  setTimeout(handler, ms) {
    this.clearTimeout();
    this.timeout = setTimeout(() => this.enter(handler), ms);
  }

  clearTimeout() {
    clearTimeout(this.timeout);
  }

  /**
   * Opens a WebSocket; throws what the browser does when it refuses the address or a subprotocol outright.
   *
   * @param {string} url
   * @param {string[]} protocols
   * @param {(event: MessageEvent) => void} listener for frames; guards itself
   * @param {(code: number, text: string) => void} handle is told of the opening, by 0 and the subprotocol that the
   *   server chose, and of the end, by the close code and its reason. The browser's `error` event says nothing more and
   *   always comes before the end, so nobody listens to that
   */
  dial(url, protocols, listener, handle) {
    const socket = new WebSocket(url, protocols);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = listener;
    socket.onopen = () => this.enter(() => handle(0, socket.protocol));
    socket.onclose = ({ code, reason }) => this.enter(() => handle(code, reason));
    this.sockets.add(socket);
    return socket;
  }

  /**
   * Closes a WebSocket, unless that has happened, and hears no more of it.
   *
   * @param {WebSocket} socket
   */
  hangUp(socket) {
    this.sockets.delete(socket);
    socket.onopen = socket.onmessage = socket.onclose = null;
    // 1000 is always a code that it takes.
    socket.close(1000);
  }
}
