import { connect, type Socket } from 'node:net';

/** A connection to the server, and all that it sends until it closes it. */
export function openRaw(address: string): { readonly socket: Socket; readonly answer: Promise<string> } {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port) });
  const parts: Buffer[] = [];
  socket.on('data', (part) => parts.push(part));
  // A reset is an answer too: it closes.
  socket.on('error', () => socket.destroy());
  const answer = new Promise<string>((resolve) => {
    socket.on('close', () => resolve(Buffer.concat(parts).toString('latin1')));
  });
  return { socket, answer };
}

/** Sends bytes, and no more after them; gives all that comes back. */
export function sendRaw(address: string, bytes: string | Uint8Array): Promise<string> {
  const { socket, answer } = openRaw(address);
  socket.end(bytes);
  return answer;
}
