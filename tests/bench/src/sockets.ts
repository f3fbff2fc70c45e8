export type Format = 'text' | 'bytes';
export type Data = string | ArrayBuffer;

const RealWebSocket = WebSocket;

/** All messages of a shape, as a WebSocket delivers them. */
export function receive(shape: string, format: Format): Promise<Data[]> {
  return new Promise((resolve, reject) => {
    const received: Data[] = [];
    const socket = new RealWebSocket(`ws://${location.host}/${shape}/${format}`);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }) => received.push(data);
    socket.onclose = ({ code }) => (code === 1000 ? resolve(received) : reject(new Error(`closed with ${code}`)));
  });
}

/** What the engine takes for a WebSocket: messages reach its `onmessage` when we say so, within our call. */
class MemorySocket {
  static latest: MemorySocket | undefined;
  protocol = '';
  binaryType = 'blob';
  onopen?: () => void;
  onmessage?: (event: { data: Data }) => void;

  constructor() {
    MemorySocket.latest = this;
  }
  send() {}
  close() {}
}

/** Makes the engine's sockets ours. */
export function replaceWebSocket() {
  Object.assign(globalThis, { WebSocket: MemorySocket });
}

/** Opens the socket that the engine has dialled last; what delivers messages to it. */
export function openLatest(): (data: Data) => void {
  const socket = MemorySocket.latest;
  socket?.onopen?.();
  const deliver = socket?.onmessage;
  if (!deliver) {
    throw new Error('the engine has not dialled');
  }
  return (data) => deliver({ data });
}
