import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';

/** `GET /healthz`: the process lives. Asks nothing and says nothing, so it is for everybody. */
export function addHealthRoute(app: FastifyInstance): void {
  app.get('/healthz', (_request, reply) => answer(reply, { text: 'ok\n' }));
}
