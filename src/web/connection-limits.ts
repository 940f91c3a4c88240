// Who opens connections and sends slowly, or nothing, must not keep out probes and hooks: a new connection takes the place of the one that has waited longest.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Limits } from './options.ts';
import { senderOf } from './visits.ts';

interface Connection {
  readonly socket: Socket;
  readonly sender: string;
  /** A whole request is here, and is being answered. */
  answering: boolean;
}

/**
 * Keeps the connections of a server, and of each sender, within the limits: what is too many loses the oldest that has
 * sent no whole request, so that who asks a short question at once is always answered.
 */
export function limitConnections(
  server: Server,
  { connections, perSender }: Pick<Limits, 'connections' | 'perSender'>,
): void {
  const open = new Map<Socket, Connection>();
  // Where the ones that were cut off are not gone yet.
  server.maxConnections = connections * 2;
  server.on('connection', (socket: Socket) => {
    const sender = senderOf(socket.remoteAddress ?? 'unknown');
    open.set(socket, { socket, sender, answering: false });
    socket.once('close', () => open.delete(socket));
    const all = [...open.values()];
    cutOff(
      all.filter((one) => one.sender === sender),
      perSender,
      open,
    );
    cutOff([...open.values()], connections, open);
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const connection = open.get(request.socket);
    if (!connection) return;
    const hasBody = 'content-length' in request.headers || 'transfer-encoding' in request.headers;
    connection.answering = !hasBody;
    request.once('end', () => {
      connection.answering = true;
    });
    response.once('close', () => {
      connection.answering = false;
    });
  });
}

/** Ends the oldest, those first that wait for a request, until so many are left. */
function cutOff(among: readonly Connection[], most: number, open: Map<Socket, Connection>): void {
  const waiting = among.filter(({ answering }) => !answering);
  const answering = among.filter((one) => one.answering);
  for (const { socket } of [...waiting, ...answering].slice(0, Math.max(0, among.length - most))) {
    open.delete(socket);
    socket.destroy();
  }
}
